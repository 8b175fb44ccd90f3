//! Every address that takes what people type: one thing is wrong, the field says so, and everything else that was typed
//! is still in the form. A new address fails here until someone has said what it keeps.

use super::routes::{Fields, begin_what_goes_on, registered, typed};
use crate::councils::line::{Line, SEEN};
use crate::models::{at, model};
use crate::support::models::compiled;
use crate::support::prelude::*;
use Stage::{Advised, Judged, Scoring, Submitted};
use danvankheo::access::Role;
use danvankheo::models::Model;
use danvankheo::models::model::ModelState;

/// Text that a page could spoil.
const PHRASE: &str = "Bà con nói: “được” & <b>làm</b> 'ngay' \"thôi\"";
/// The same over several lines.
const LINES: &str = "Bà con nói:\n\n  - “được” & <b>làm</b>\n  - 'ngay' \"thôi\"";

/// Where nothing is typed: a button says it all.
const BUTTONS: [&str; 19] = [
    "campaigns::council::end_seat",
    "campaigns::hold::let_go_on",
    "councils::accept",
    "councils::close",
    "councils::consult",
    "councils::revise",
    "councils::start",
    "councils::start_all",
    "models::consents::withdraw",
    "models::files::detach",
    "models::pages::register",
    "needs::end",
    "nominations::steps::hand_to_leader",
    "nominations::steps::send",
    "nominations::steps::withdraw",
    "replication::complete",
    "users/admin::end",
    "users/admin::reset_password",
    "users/admin::set_state",
];
/// Where nothing is typed but secrets, or nothing at all; neither is given back.
const NOTHING_TO_KEEP: [&str; 3] = ["users::change_password", "users::revoke", "users::sign_out"];
/// Fields that are not shown again: secrets, and which button was pressed.
const NOT_SHOWN: [&str; 2] = ["password", "do"];

/// How far the council is with its nomination when a form is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Submitted,
    Scoring,
    Judged,
    Advised,
}

struct World {
    line: Line,
    officer: Client,
    leader: Client,
    agency: Client,
    admin: Client,
    stranger: Client,
    /// A model of the unit that is being written.
    draft: Model,
    /// A public model of another.
    source: Model,
    /// The page of a nomination that is being written.
    written: String,
    /// The page of a nomination that waits for the leader.
    handed_on: String,
    /// The page of an account.
    account: String,
}

impl World {
    async fn of(t: &TestApp) -> Self {
        let line = Line::submitted(t).await;
        let officer = t.officer_of(&line.unit).await;
        let source = compiled("Hiến đất mở đường");
        t.enter(&source).await;
        begin_what_goes_on(&officer, &source).await;
        let written = begun(t, &line, &officer).await;
        let handed_on = begun(t, &line, &officer).await;
        let version = officer.get(&handed_on).await.value("version").unwrap();
        officer
            .post_form(&format!("{handed_on}/trinh"), &[("version", version)])
            .await
            .assert_redirect_to(&handed_on);
        let someone = t.user(None).await;
        Self {
            leader: t.leader_of(&line.unit).await,
            agency: t.holder_of(Role::StandingAgency, Some(&line.host)).await,
            admin: t.admin().await,
            stranger: t.stranger(),
            draft: model(t, &line.unit, ModelState::Draft).await,
            account: format!("/quan-tri/tai-khoan/{}", someone.username),
            line,
            officer,
            source,
            written,
            handed_on,
        }
    }

    fn campaign(&self, below: &str) -> String {
        format!("/dot-thi-dua/{}{below}", self.line.campaign)
    }

    /// Brings the council on by one step.
    async fn go_on(&self, to: Stage) {
        let line = &self.line;
        match to {
            Submitted => {}
            Scoring => {
                for step in ["/tiep-nhan", "/mo-cham"] {
                    let done = line.secretary.post_form(&line.at(step), &SEEN).await;
                    done.assert_redirect_to(&line.at(""));
                }
            }
            Judged => line.judged(&[]).await,
            Advised => {
                let result = [("recommendation", "recognise"), ("summary", PHRASE)];
                let done = line.chair.post_form(&line.at("/ket-qua"), &result).await;
                done.assert_redirect_to(&line.at(""));
            }
        }
    }
}

/// The page of a nomination that the officer begins.
async fn begun(t: &TestApp, line: &Line, officer: &Client) -> String {
    let model = model(t, &line.unit, ModelState::Registered).await;
    let fields = [
        ("model", model.code.to_string()),
        ("campaign", line.campaign.clone()),
    ];
    let begun = officer.post_form("/don-vi/ho-so/moi", &fields).await;
    begun.assert_status(303).header("location").to_owned()
}

/// A form with one thing wrong.
struct Row {
    /// Who answers: the feature and the handler.
    handler: &'static str,
    when: Stage,
    who: fn(&World) -> &Client,
    at: fn(&World) -> String,
    fields: fn(&World) -> Fields,
    /// The field that is wrong, or missing.
    wrong: &'static str,
    /// Whether the form may bring a file.
    takes_file: bool,
}

impl Row {
    /// What is not as it should be about the answer.
    async fn problems(&self, world: &World) -> Vec<String> {
        let (client, at) = ((self.who)(world), (self.at)(world));
        let fields = (self.fields)(world);
        let answer = if self.takes_file {
            let fields: Vec<(&str, &str)> = fields
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            client.post_file(&at, &fields, "file", "", Vec::new()).await
        } else {
            client.post_form(&at, &fields).await
        };
        let mut problems = Vec::new();
        if answer.status() != 422 {
            problems.push(format!("{}: {}", self.handler, answer.shown()));
        }
        if answer.field_error(self.wrong).is_none() {
            problems.push(format!("{}: {} says nothing", self.handler, self.wrong));
        }
        for (name, value) in &fields {
            let kept = answer.value(name);
            if !NOT_SHOWN.contains(name) && kept.as_ref() != Some(value) {
                problems.push(format!("{}: {name} is now {kept:?}", self.handler));
            }
        }
        problems
    }
}

fn row(
    handler: &'static str,
    who: fn(&World) -> &Client,
    at: fn(&World) -> String,
    fields: fn(&World) -> Fields,
    wrong: &'static str,
) -> Row {
    Row {
        handler,
        when: Submitted,
        who,
        at,
        fields,
        wrong,
        takes_file: false,
    }
}

fn council_rows() -> Vec<Row> {
    vec![
        row(
            "councils::give_back",
            |world| &world.line.secretary,
            |world| world.line.at("/tra-lai"),
            |_| typed(&[SEEN[0], ("reasons", "Thiếu")]),
            "reasons",
        ),
        row(
            "councils::declare",
            |world| &world.line.members[0],
            |world| world.line.at("/xung-dot"),
            |_| typed(&[("note", LINES)]),
            "ground",
        ),
        Row {
            when: Scoring,
            ..row(
                "councils::fill_sheet",
                |world| &world.line.members[0],
                |world| world.line.at("/phieu-cham"),
                |_| {
                    typed(&[
                        ("version", "0"),
                        ("score-1", "dat"),
                        ("remark-1", LINES),
                        ("overall_remark", &"ă".repeat(4_001)),
                    ])
                },
                "overall_remark",
            )
        },
        Row {
            when: Judged,
            ..row(
                "councils::record",
                |world| &world.line.chair,
                |world| world.line.at("/ket-qua"),
                |_| typed(&[("summary", LINES)]),
                "recommendation",
            )
        },
        Row {
            when: Advised,
            takes_file: true,
            ..row(
                "recognition::record",
                |world| &world.line.signer,
                |world| world.line.at("/quyet-dinh"),
                |_| {
                    typed(&[
                        ("number", PHRASE),
                        ("decided_on", "2026-11-20"),
                        ("form", "decision"),
                        ("signer_position", PHRASE),
                        ("reason", LINES),
                    ])
                },
                "kind",
            )
        },
    ]
}

fn campaign_rows() -> Vec<Row> {
    vec![
        row(
            "campaigns::open::open",
            |world| &world.agency,
            |_| String::from("/dot-thi-dua/moi"),
            |_| {
                typed(&[
                    ("name", PHRASE),
                    ("sectors", "economy"),
                    ("legal_basis", LINES),
                    ("description", LINES),
                    ("opens_on", "2026-11-20"),
                    ("submissions_until", "2026-11-30"),
                    ("scoring_until", "2026-12-10"),
                    ("closes_on", "2026-12-20"),
                    ("consultation_days", "không"),
                    ("quorum", "quá nửa"),
                    ("council_name", PHRASE),
                ])
            },
            "level",
        ),
        row(
            "campaigns::hold::hold",
            |world| &world.agency,
            |world| world.campaign("/tam-dung"),
            |_| typed(&[("reason", &"ă".repeat(1_001))]),
            "reason",
        ),
        row(
            "campaigns::council::fill_seat",
            |world| &world.agency,
            |world| world.campaign("/hoi-dong"),
            |_| typed(&[("username", PHRASE), ("role", "member")]),
            "username",
        ),
    ]
}

fn model_rows() -> Vec<Row> {
    let caption = |_: &World| typed(&[("caption", PHRASE), ("taken_on", "2026-11-20")]);
    vec![
        row(
            "models::pages::begin",
            |world| &world.officer,
            |_| String::from("/don-vi/mo-hinh/moi"),
            |_| typed(&[("name", PHRASE), ("subject", "model")]),
            "sector",
        ),
        Row {
            takes_file: true,
            ..row(
                "models::files::attach_photo",
                |world| &world.officer,
                |world| at(&world.draft, "anh"),
                caption,
                "file",
            )
        },
        Row {
            takes_file: true,
            ..row(
                "models::files::attach_evidence",
                |world| &world.officer,
                |world| at(&world.draft, "minh-chung"),
                caption,
                "file",
            )
        },
        row(
            "models::consents::record",
            |world| &world.officer,
            |world| at(&world.draft, "dong-y"),
            |_| {
                typed(&[
                    ("person", PHRASE),
                    ("given_on", "2026-11-20"),
                    ("proof", PHRASE),
                ])
            },
            "purposes",
        ),
        row(
            "models::parts::save",
            |world| &world.officer,
            |world| at(&world.draft, "cach-lam"),
            |_| {
                typed(&[
                    ("seen", "x"),
                    ("method", &"ă".repeat(6_001)),
                    ("steps", LINES),
                ])
            },
            "method",
        ),
    ]
}

fn nomination_rows() -> Vec<Row> {
    vec![
        row(
            "nominations::pages::begin",
            |world| &world.officer,
            |_| String::from("/don-vi/ho-so/moi"),
            |world| vec![("campaign", world.line.campaign.clone())],
            "model",
        ),
        row(
            "nominations::pages::save_letter",
            |world| &world.officer,
            |world| format!("{}/to-trinh", world.written),
            |_| {
                typed(&[
                    ("seen", "x"),
                    ("letter", &format!("{LINES}{}", "ă".repeat(8_000))),
                ])
            },
            "letter",
        ),
        row(
            "nominations::steps::hand_back",
            |world| &world.leader,
            |world| format!("{}/tra-lai", world.handed_on),
            |_| typed(&[("version", "2"), ("remark", "<i>")]),
            "remark",
        ),
    ]
}

fn unit_rows() -> Vec<Row> {
    vec![
        row(
            "needs::declare",
            |world| &world.officer,
            |_| String::from("/don-vi/nhu-cau"),
            |_| typed(&[("text", &format!("{PHRASE}{}", "ă".repeat(256)))]),
            "text",
        ),
        row(
            "replication::adopt",
            |world| &world.officer,
            |world| format!("/mo-hinh/{}/nhan-rong", world.source.slug),
            |_| {
                typed(&[
                    ("title", PHRASE),
                    ("kept", ""),
                    ("adapted", LINES),
                    ("helped_by", LINES),
                    ("started_on", "2026-11-20"),
                ])
            },
            "kept",
        ),
        row(
            "replication::begin",
            |world| &world.officer,
            |_| String::from("/don-vi/nhan-rong/NR-2026-0001/bat-dau"),
            |_| typed(&[("started_on", "2027-03-01")]),
            "started_on",
        ),
        row(
            "replication::stop",
            |world| &world.officer,
            |_| String::from("/don-vi/nhan-rong/NR-2026-0001/dung"),
            |_| typed(&[("reason", &format!("{LINES}{}", "ă".repeat(2_000)))]),
            "reason",
        ),
    ]
}

fn admin_rows() -> Vec<Row> {
    vec![
        row(
            "units/admin::add",
            |world| &world.admin,
            |_| String::from("/quan-tri/don-vi/moi"),
            |world| {
                let mut fields = typed(&[
                    ("name", PHRASE),
                    ("level", "grassroots"),
                    ("parent_name", "dang uy xa van linh"),
                    ("valid_from", "2026-11-01"),
                    ("code", "mã <sai>"),
                    ("agency_code", "mã & sai"),
                ]);
                fields.push(("parent_id", world.line.unit.id.to_string()));
                fields
            },
            "kind",
        ),
        row(
            "search/synonyms::change",
            |world| &world.admin,
            |_| String::from("/quan-tri/tu-dong-nghia/sua"),
            |_| {
                typed(&[
                    ("version", "0"),
                    ("words", "chợ cóc"),
                    ("relation", "="),
                    ("also", "chợ tạm\nchợ \"chồm hổm\""),
                    ("percent", "<nhiều>"),
                    ("reason", PHRASE),
                    ("query", PHRASE),
                    ("do", "save"),
                ])
            },
            "percent",
        ),
        row(
            "users/admin::create",
            |world| &world.admin,
            |_| String::from("/quan-tri/tai-khoan/moi"),
            |_| {
                typed(&[
                    ("username", PHRASE),
                    ("full_name", PHRASE),
                    ("position", PHRASE),
                    ("password", PASSWORD),
                ])
            },
            "username",
        ),
        row(
            "users/admin::give",
            |world| &world.admin,
            |world| format!("{}/vai-tro", world.account),
            |world| {
                let mut fields = typed(&[("unit_name", "dang uy xa van linh")]);
                fields.push(("unit", world.line.unit.id.to_string()));
                fields
            },
            "role",
        ),
        row(
            "users::sign_in",
            |world| &world.stranger,
            |_| String::from("/dang-nhap"),
            |_| typed(&[("username", PHRASE), ("password", PASSWORD)]),
            "username",
        ),
    ]
}

fn rows() -> Vec<Row> {
    [
        council_rows(),
        campaign_rows(),
        model_rows(),
        nomination_rows(),
        unit_rows(),
        admin_rows(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[apply(both_backends!)]
async fn a_wrong_form_says_so_at_the_field_and_keeps_everything_that_was_typed(t: TestApp) {
    let world = World::of(&t).await;
    let mut problems = Vec::new();
    for stage in [Submitted, Scoring, Judged, Advised] {
        world.go_on(stage).await;
        let before = t.events().await.len();
        for row in rows().iter().filter(|row| row.when == stage) {
            problems.extend(row.problems(&world).await);
        }
        assert_eq!(
            t.events().await.len(),
            before,
            "a wrong form changed something"
        );
    }
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn of_every_address_that_takes_a_form_it_is_said_what_it_keeps() {
    let mut said: Vec<String> = rows()
        .iter()
        .map(|row| row.handler)
        .chain(BUTTONS)
        .chain(NOTHING_TO_KEEP)
        .map(str::to_owned)
        .collect();
    said.sort();
    let registered: Vec<String> = registered().into_iter().collect();
    assert_eq!(said, registered, "left: the rows here; right: the program");
}
