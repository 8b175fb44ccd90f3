//! Every address at which something changes: who is refused there, and that nothing changed. A new address fails here
//! until someone has said who must not use it and who may.

use crate::councils::line::{CONDITIONS, Line};
use crate::models::{at, model};
use crate::support::files::PDF;
use crate::support::models::compiled;
use crate::support::prelude::*;
use crate::support::sources;
use Who::{
    Admin, Agency, Chair, Conflicted, Leader, Member, Moderator, Officer, OtherAgency, OtherLeader,
    OtherMember, OtherOfficer, OtherSecretary, OtherSigner, Secretary, Signer,
};
use danvankheo::access::{Role, SeatRole};
use danvankheo::campaigns::list_criteria;
use danvankheo::db::schema::memberships;
use danvankheo::ids::MembershipId;
use danvankheo::log;
use danvankheo::models::Model;
use danvankheo::models::model::ModelState;
use diesel::prelude::*;
use std::collections::BTreeSet;

/// Where nobody is refused for who they are: whoever wants to sign in is nobody yet.
const OPEN_TO_ALL: [&str; 1] = ["users::sign_in"];

/// Someone who tries. "Other" is of another unit, or of its council.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Officer,
    OtherOfficer,
    Leader,
    OtherLeader,
    Agency,
    OtherAgency,
    Signer,
    OtherSigner,
    Moderator,
    Admin,
    Secretary,
    OtherSecretary,
    Chair,
    Member,
    OtherMember,
    /// A member of the council who leads the unit that is judged.
    Conflicted,
}

/// Each of them.
const EVERYONE: [Who; 16] = [
    Officer,
    OtherOfficer,
    Leader,
    OtherLeader,
    Agency,
    OtherAgency,
    Signer,
    OtherSigner,
    Moderator,
    Admin,
    Secretary,
    OtherSecretary,
    Chair,
    Member,
    OtherMember,
    Conflicted,
];

/// The codes that say somebody is refused for who they are, and not for how the form was sent.
const FOR_WHO_THEY_ARE: [&str; 3] = [
    "forbidden",
    "council.conflict_of_interest",
    "replication.no_unit",
];

/// People, and the status with which each is refused.
type Refused = [(Who, u16)];

/// What the forms change is in place, so that whoever is let in by mistake does change something, or is told so.
struct World {
    line: Line,
    others: Vec<(Who, Client)>,
    /// A model of the unit that is being written.
    draft: Model,
    /// A model of the unit that could be nominated.
    ready: Model,
    /// A public model.
    source: Model,
    /// Where the draft's evidence is taken off.
    detach: String,
    /// Where the draft's consent is withdrawn.
    withdraw: String,
    /// Where a seat of the council is ended.
    end_seat: String,
    criteria: String,
    username: String,
    membership: MembershipId,
}

impl World {
    async fn of(t: &TestApp) -> Self {
        let line = Line::in_scoring(t, CONDITIONS).await;
        let elsewhere = t.unit("Đảng ủy xã Khác").await;
        let council = t.council(&elsewhere).await;
        let officer = t.officer_of(&line.unit).await;
        let agency = t.holder_of(Role::StandingAgency, Some(&line.host)).await;
        let source = compiled("Hiến đất mở đường");
        t.enter(&source).await;
        begin_what_goes_on(&officer, &source).await;
        let draft = model(t, &line.unit, ModelState::Draft).await;
        let (detach, withdraw) = add_to(&officer, &draft).await;
        let seats = format!("/dot-thi-dua/{}/hoi-dong", line.campaign);
        let seats = agency.get(&seats).await.assert_ok();
        let sets = t.read(list_criteria).await;
        let usable = sets.iter().find(|stored| stored.set.id == CONDITIONS);
        let someone = t.user(Some((Role::Officer, Some(&line.unit)))).await;
        let id = someone.id.clone();
        let membership = t.read(move |conn| {
            Ok(memberships::table
                .filter(memberships::user_id.eq(id))
                .select(memberships::id)
                .first(conn)?)
        });
        let held = |role| t.holder_of(role, Some(&elsewhere));
        let others = vec![
            (Officer, officer),
            (OtherOfficer, held(Role::Officer).await),
            (Leader, t.leader_of(&line.unit).await),
            (OtherLeader, held(Role::Leader).await),
            (Agency, agency),
            (OtherAgency, held(Role::StandingAgency).await),
            (OtherSigner, held(Role::Signer).await),
            (Moderator, t.holder_of(Role::Moderator, None).await),
            (Admin, t.admin().await),
            (
                OtherSecretary,
                t.sitter_in(&council, SeatRole::Secretary).await,
            ),
            (OtherMember, t.sitter_in(&council, SeatRole::Member).await),
        ];
        Self {
            others,
            draft,
            ready: model(t, &line.unit, ModelState::Registered).await,
            source,
            detach,
            withdraw,
            end_seat: seats
                .attribute("form[action$='/ket-thuc']", "action")
                .unwrap(),
            criteria: usable.unwrap().id.to_string(),
            username: someone.username,
            membership: membership.await,
            line,
        }
    }

    fn client(&self, who: Who) -> &Client {
        match who {
            Secretary => &self.line.secretary,
            Chair => &self.line.chair,
            Member => &self.line.members[0],
            Conflicted => &self.line.conflicted,
            Signer => &self.line.signer,
            who => {
                let found = self.others.iter().find(|(known, _)| *known == who);
                &found.unwrap().1
            }
        }
    }

    fn campaign(&self, below: &str) -> String {
        format!("/dot-thi-dua/{}{below}", self.line.campaign)
    }

    fn nomination(&self, below: &str) -> String {
        format!("/don-vi/ho-so/{}{below}", self.line.code)
    }

    fn account(&self, below: &str) -> String {
        format!("/quan-tri/tai-khoan/{}{below}", self.username)
    }
}

/// A need `NC-2026-0001` of the officer's unit, and an adoption `NR-2026-0001` that it intends.
pub(super) async fn begin_what_goes_on(officer: &Client, source: &Model) {
    officer
        .post_form("/don-vi/nhu-cau", &[("text", "Chợ không rác")])
        .await
        .assert_redirect_to("/don-vi/nhu-cau");
    let adopted = [
        ("title", "Hiến đất mở đường ở xã"),
        ("kept", "Bàn công khai, vận động từng hộ."),
        ("adapted", "Đường nội đồng thay cho đường liên xã."),
        ("started_on", "2026-12-01"),
    ];
    let adopt = format!("/mo-hinh/{}/nhan-rong", source.slug);
    officer.post_form(&adopt, &adopted).await.assert_status(303);
}

/// Adds evidence and a consent to a draft; gives where each is taken back.
async fn add_to(officer: &Client, draft: &Model) -> (String, String) {
    let (evidence, consents) = (at(draft, "minh-chung"), at(draft, "dong-y"));
    officer
        .post_file(
            &evidence,
            &[("caption", "Biên bản họp dân")],
            "file",
            "bien-ban.pdf",
            PDF.to_vec(),
        )
        .await
        .assert_redirect_to(&evidence);
    officer
        .post_form(&consents, &consent("Nông Thị Bình"))
        .await
        .assert_redirect_to(&consents);
    let of = async |page: &str, css: &str| {
        let page = officer.get(page).await.assert_ok();
        page.attribute(css, "action").unwrap()
    };
    (
        of(&evidence, ".attached form").await,
        of(&consents, "tbody form").await,
    )
}

fn consent(person: &'static str) -> [(&'static str, &'static str); 4] {
    [
        ("person", person),
        ("purposes", "publish_name"),
        ("given_on", "2026-11-20"),
        ("proof", "Phiếu có chữ ký, lưu tại Văn phòng Đảng ủy"),
    ]
}

/// What is sent.
pub(super) type Fields = Vec<(&'static str, String)>;

/// An address, what is sent there, who is refused and who is not.
struct Row {
    /// Who answers: the feature and the handler.
    handler: &'static str,
    at: fn(&World) -> String,
    fields: fn(&World) -> Fields,
    /// Whether the form brings a file.
    brings_file: bool,
    refused: Vec<(Who, u16)>,
    allowed: &'static [Who],
}

impl Row {
    async fn sent_by(&self, client: &Client, world: &World) -> Answer {
        let (at, fields) = ((self.at)(world), (self.fields)(world));
        if !self.brings_file {
            return client.post_form(&at, &fields).await;
        }
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        // Other bytes than those that stand there already.
        let bytes = [PDF, b"\n"].concat();
        client
            .post_file(&at, &fields, "file", "khac.pdf", bytes)
            .await
    }
}

fn row(
    handler: &'static str,
    at: fn(&World) -> String,
    fields: fn(&World) -> Fields,
    refused: &[&Refused],
    allowed: &'static [Who],
) -> Row {
    Row {
        handler,
        at,
        fields,
        brings_file: false,
        refused: refused.concat(),
        allowed,
    }
}

fn file_row(
    handler: &'static str,
    at: fn(&World) -> String,
    fields: fn(&World) -> Fields,
    refused: &[&Refused],
    allowed: &'static [Who],
) -> Row {
    Row {
        brings_file: true,
        ..row(handler, at, fields, refused, allowed)
    }
}

fn nothing(_: &World) -> Fields {
    Vec::new()
}

pub(super) fn typed(fields: &[(&'static str, &str)]) -> Fields {
    fields
        .iter()
        .map(|(name, value)| (*name, (*value).to_owned()))
        .collect()
}

/// Whoever has no seat in the council, the host's signer apart.
const OUTSIDE: &Refused = &[
    (Officer, 403),
    (Leader, 403),
    (Agency, 403),
    (OtherOfficer, 404),
    (OtherLeader, 404),
    (OtherAgency, 404),
    (OtherSigner, 404),
    (OtherSecretary, 404),
    (OtherMember, 404),
    (Moderator, 404),
    (Admin, 404),
];
const SIGNER: &Refused = &[(Signer, 403)];
const SECRETARY: &Refused = &[(Secretary, 403)];
const CHAIR: &Refused = &[(Chair, 403)];
const MEMBERS: &Refused = &[(Member, 403), (Conflicted, 403)];

/// Whoever is neither officer nor leader of the unit: of what it is still writing they learn nothing.
const NOT_OF_THE_UNIT: &Refused = &[
    (OtherOfficer, 404),
    (OtherLeader, 404),
    (Agency, 404),
    (Signer, 404),
    (Secretary, 404),
    (Chair, 404),
    (Member, 404),
    (Admin, 404),
    (OtherAgency, 404),
    (OtherSigner, 404),
    (OtherSecretary, 404),
    (OtherMember, 404),
];
/// Whoever reads what units registered knows that it is there, and of drafts and dossiers nothing.
const READS_MODELS: &Refused = &[(Moderator, 403)];
const READS_NO_DRAFT: &Refused = &[(Moderator, 404)];
const OFFICER: &Refused = &[(Officer, 403)];
/// Both lead the unit.
const LEADERS: &Refused = &[(Leader, 403), (Conflicted, 403)];

/// Whoever does not speak for any unit: what they cannot begin is no secret.
const NO_OFFICER: &Refused = &[
    (Agency, 403),
    (OtherAgency, 403),
    (Signer, 403),
    (OtherSigner, 403),
    (Secretary, 403),
    (OtherSecretary, 403),
    (Chair, 403),
    (Member, 403),
    (OtherMember, 403),
    (Moderator, 403),
    (Admin, 403),
];
const OTHER_LEADER: &Refused = &[(OtherLeader, 403)];
/// Whoever names a unit that is not theirs is told at the field.
const FOR_ANOTHER_UNIT: &Refused = &[(OtherOfficer, 422)];

/// Whoever is neither the standing agency of the host nor the council's chair.
const NOT_HOST: &Refused = &[
    (Officer, 403),
    (Leader, 403),
    (OtherOfficer, 403),
    (OtherLeader, 403),
    (OtherAgency, 403),
    (Signer, 403),
    (OtherSigner, 403),
    (Moderator, 403),
    (Secretary, 403),
    (OtherSecretary, 403),
    (Member, 403),
    (OtherMember, 403),
    (Conflicted, 403),
];

/// Whoever is no administrator does not learn that the page exists.
const NO_ADMIN: &Refused = &[
    (Officer, 404),
    (Leader, 404),
    (Agency, 404),
    (Signer, 404),
    (Moderator, 404),
    (Secretary, 404),
    (Chair, 404),
    (Member, 404),
    (OtherOfficer, 404),
    (OtherLeader, 404),
    (OtherAgency, 404),
    (OtherSigner, 404),
    (OtherSecretary, 404),
    (OtherMember, 404),
    (Conflicted, 404),
];

fn council_rows() -> Vec<Row> {
    vec![
        row(
            "councils::start_all",
            |_| String::from("/hoi-dong/mo-cham"),
            |world| vec![("campaign", world.line.campaign.clone())],
            &[NOT_HOST_NOR_SECRETARY],
            &[Secretary],
        ),
        row(
            "councils::accept",
            |world| world.line.at("/tiep-nhan"),
            nothing,
            &[OUTSIDE, SIGNER, CHAIR, MEMBERS],
            &[Secretary],
        ),
        row(
            "councils::give_back",
            |world| world.line.at("/tra-lai"),
            |_| typed(&[("reasons", "Chưa có minh chứng cho kết quả năm 2025.")]),
            &[OUTSIDE, SIGNER, CHAIR, MEMBERS],
            &[Secretary],
        ),
        row(
            "councils::start",
            |world| world.line.at("/mo-cham"),
            nothing,
            &[OUTSIDE, SIGNER, CHAIR, MEMBERS],
            &[Secretary],
        ),
        row(
            "councils::declare",
            |world| world.line.at("/xung-dot"),
            |_| typed(&[("ground", "declared"), ("note", "Tôi đã góp ý.")]),
            &[OUTSIDE, SIGNER],
            &[Secretary, Chair, Member, Conflicted],
        ),
        row(
            "councils::fill_sheet",
            |world| world.line.at("/phieu-cham"),
            |_| typed(&[("score-1", "dat"), ("version", "0")]),
            &[OUTSIDE, SIGNER, SECRETARY, &[(Conflicted, 403)]],
            &[Chair, Member],
        ),
        row(
            "councils::revise",
            |world| world.line.at("/phieu-cham/sua"),
            nothing,
            &[OUTSIDE, SIGNER, SECRETARY, &[(Conflicted, 403)]],
            &[Chair, Member],
        ),
        row(
            "councils::close",
            |world| world.line.at("/khoa-cham"),
            nothing,
            &[OUTSIDE, SIGNER, SECRETARY, MEMBERS],
            &[Chair],
        ),
        row(
            "councils::record",
            |world| world.line.at("/ket-qua"),
            |_| typed(&[("recommendation", "recognise"), ("summary", "Thiết thực.")]),
            &[OUTSIDE, SIGNER, SECRETARY, MEMBERS],
            &[Chair],
        ),
        row(
            "councils::consult",
            |world| world.line.at("/lay-y-kien"),
            nothing,
            &[OUTSIDE, SIGNER, CHAIR, MEMBERS],
            &[Secretary],
        ),
        file_row(
            "recognition::record",
            |world| world.line.at("/quyet-dinh"),
            |_| {
                typed(&[
                    ("kind", "recognise"),
                    ("number", "15-QĐ/TU"),
                    ("decided_on", "2026-11-20"),
                    ("form", "decision"),
                    ("signer_position", "Trưởng Ban"),
                    ("reason", ""),
                ])
            },
            &[OUTSIDE, SECRETARY, CHAIR, MEMBERS],
            &[Signer],
        ),
    ]
}

/// A campaign is known to all who are signed in; its scoring is opened by its secretary.
const NOT_HOST_NOR_SECRETARY: &Refused = &[
    (Officer, 403),
    (Leader, 403),
    (Agency, 403),
    (Signer, 403),
    (Moderator, 403),
    (Admin, 403),
    (OtherOfficer, 403),
    (OtherLeader, 403),
    (OtherAgency, 403),
    (OtherSigner, 403),
    (OtherSecretary, 403),
    (Chair, 403),
    (Member, 403),
    (OtherMember, 403),
    (Conflicted, 403),
];

fn campaign_rows() -> Vec<Row> {
    vec![
        row(
            "campaigns::open::open",
            |_| String::from("/dot-thi-dua/moi"),
            |world| {
                let mut fields = typed(&[
                    ("name", "Thi đua Dân vận khéo cấp xã năm 2026"),
                    ("level", "commune"),
                    ("sectors", "economy"),
                    ("legal_basis", "Kế hoạch 05-KH/ĐU"),
                    ("opens_on", "2026-11-20"),
                    ("submissions_until", "2026-11-30"),
                    ("scoring_until", "2026-12-10"),
                    ("closes_on", "2026-12-20"),
                    ("consultation_days", "0"),
                    ("quorum", "2/3"),
                    ("council_name", "Hội đồng xét mô hình Dân vận khéo"),
                ]);
                fields.push(("host_unit_id", world.line.host.id.to_string()));
                fields.push(("criteria_set_id", world.criteria.clone()));
                fields
            },
            &[NOT_HOST, CHAIR],
            &[Agency, Admin],
        ),
        row(
            "campaigns::hold::hold",
            |world| world.campaign("/tam-dung"),
            |_| typed(&[("reason", "Chờ hướng dẫn mới của cấp trên.")]),
            &[NOT_HOST],
            &[Agency, Admin, Chair],
        ),
        row(
            "campaigns::hold::let_go_on",
            |world| world.campaign("/tiep-tuc"),
            nothing,
            &[NOT_HOST],
            &[Agency, Admin, Chair],
        ),
        row(
            "campaigns::council::fill_seat",
            |world| world.campaign("/hoi-dong"),
            |world| {
                let mut fields = typed(&[("role", "member")]);
                fields.push(("username", world.username.clone()));
                fields
            },
            &[NOT_HOST, CHAIR],
            &[Agency, Admin],
        ),
        row(
            "campaigns::council::end_seat",
            |world| world.end_seat.clone(),
            nothing,
            &[NOT_HOST, CHAIR],
            &[Agency, Admin],
        ),
    ]
}

fn model_rows() -> Vec<Row> {
    vec![
        row(
            "models::pages::begin",
            |_| String::from("/don-vi/mo-hinh/moi"),
            |world| {
                let mut fields = typed(&[
                    ("name", "Tổ tự quản giữ sạch bờ kênh"),
                    ("sector", "economy"),
                    ("subject", "model"),
                ]);
                fields.push(("unit", world.line.unit.id.to_string()));
                fields
            },
            &[NO_OFFICER, OTHER_LEADER, LEADERS, FOR_ANOTHER_UNIT],
            &[Officer],
        ),
        row(
            "models::pages::register",
            |world| at(&world.draft, "dang-ky"),
            nothing,
            &[NOT_OF_THE_UNIT, READS_NO_DRAFT, LEADERS],
            &[Officer],
        ),
        file_row(
            "models::files::attach_photo",
            |world| at(&world.draft, "anh"),
            |_| typed(&[("caption", "Bà con dọn bờ kênh")]),
            &[NOT_OF_THE_UNIT, READS_NO_DRAFT, LEADERS],
            &[Officer],
        ),
        file_row(
            "models::files::attach_evidence",
            |world| at(&world.draft, "minh-chung"),
            |_| typed(&[("caption", "Danh sách hộ tham gia")]),
            &[NOT_OF_THE_UNIT, READS_NO_DRAFT, LEADERS],
            &[Officer],
        ),
        row(
            "models::files::detach",
            |world| world.detach.clone(),
            nothing,
            &[NOT_OF_THE_UNIT, READS_NO_DRAFT, LEADERS],
            &[Officer],
        ),
        row(
            "models::consents::record",
            |world| at(&world.draft, "dong-y"),
            |_| typed(&consent("Hoàng Văn Cường")),
            &[NOT_OF_THE_UNIT, READS_NO_DRAFT, LEADERS],
            &[Officer],
        ),
        row(
            "models::consents::withdraw",
            |world| world.withdraw.clone(),
            nothing,
            &[NOT_OF_THE_UNIT, READS_NO_DRAFT, LEADERS],
            &[Officer],
        ),
        row(
            "models::parts::save",
            |world| at(&world.draft, "ket-qua"),
            |_| typed(&[("seen", ""), ("outputs", "Viết đè")]),
            &[NOT_OF_THE_UNIT, READS_NO_DRAFT, LEADERS],
            &[Officer],
        ),
    ]
}

fn nomination_rows() -> Vec<Row> {
    let version = |_: &World| typed(&[("version", "1")]);
    vec![
        row(
            "nominations::pages::begin",
            |_| String::from("/don-vi/ho-so/moi"),
            |world| {
                vec![
                    ("model", world.ready.code.to_string()),
                    ("campaign", world.line.campaign.clone()),
                ]
            },
            &[NOT_OF_THE_UNIT, READS_MODELS, LEADERS],
            &[Officer],
        ),
        row(
            "nominations::pages::save_letter",
            |world| world.nomination("/to-trinh"),
            |_| typed(&[("seen", ""), ("letter", "Viết đè")]),
            &[NOT_OF_THE_UNIT, READS_NO_DRAFT, LEADERS],
            &[Officer],
        ),
        row(
            "nominations::steps::hand_to_leader",
            |world| world.nomination("/trinh"),
            version,
            &[NOT_OF_THE_UNIT, READS_NO_DRAFT, LEADERS],
            &[Officer],
        ),
        row(
            "nominations::steps::hand_back",
            |world| world.nomination("/tra-lai"),
            |_| typed(&[("version", "1"), ("remark", "Cần nêu rõ số hộ tham gia.")]),
            &[NOT_OF_THE_UNIT, READS_NO_DRAFT, OFFICER],
            &[Leader, Conflicted],
        ),
        row(
            "nominations::steps::send",
            |world| world.nomination("/gui"),
            version,
            &[NOT_OF_THE_UNIT, READS_NO_DRAFT, OFFICER],
            &[Leader, Conflicted],
        ),
        row(
            "nominations::steps::withdraw",
            |world| world.nomination("/rut"),
            version,
            &[NOT_OF_THE_UNIT, READS_NO_DRAFT, OFFICER],
            &[Leader, Conflicted],
        ),
    ]
}

fn unit_rows() -> Vec<Row> {
    let adoption: &Refused = &[
        (Leader, 403),
        (Conflicted, 403),
        (OtherOfficer, 404),
        (OtherLeader, 404),
        (Agency, 404),
        (OtherAgency, 404),
        (Signer, 404),
        (OtherSigner, 404),
        (Secretary, 404),
        (OtherSecretary, 404),
        (Chair, 404),
        (Member, 404),
        (OtherMember, 404),
        (Moderator, 404),
        (Admin, 404),
    ];
    vec![
        row(
            "needs::declare",
            |_| String::from("/don-vi/nhu-cau"),
            |world| {
                let mut fields = typed(&[("text", "Cầu tạm mùa lũ")]);
                fields.push(("unit", world.line.unit.id.to_string()));
                fields
            },
            &[NO_OFFICER, FOR_ANOTHER_UNIT, &[(OtherLeader, 422)]],
            &[Officer, Leader, Conflicted],
        ),
        row(
            "needs::end",
            |_| String::from("/don-vi/nhu-cau/NC-2026-0001/khep"),
            |_| typed(&[("state", "met")]),
            &[NO_OFFICER, &[(OtherOfficer, 404), (OtherLeader, 404)]],
            &[Officer, Leader, Conflicted],
        ),
        row(
            "replication::adopt",
            |world| format!("/mo-hinh/{}/nhan-rong", world.source.slug),
            |world| {
                let mut fields = typed(&[
                    ("title", "Hiến đất mở đường lần nữa"),
                    ("kept", "Bàn công khai."),
                    ("adapted", "Đường nội đồng."),
                    ("started_on", "2026-11-20"),
                ]);
                fields.push(("unit", world.line.unit.id.to_string()));
                fields
            },
            &[NO_OFFICER, OTHER_LEADER, LEADERS, FOR_ANOTHER_UNIT],
            &[Officer],
        ),
        row(
            "replication::begin",
            |_| String::from("/don-vi/nhan-rong/NR-2026-0001/bat-dau"),
            |_| typed(&[("started_on", "2026-11-20")]),
            &[adoption],
            &[Officer],
        ),
        row(
            "replication::complete",
            |_| String::from("/don-vi/nhan-rong/NR-2026-0001/hoan-thanh"),
            nothing,
            &[adoption],
            &[Officer],
        ),
        row(
            "replication::stop",
            |_| String::from("/don-vi/nhan-rong/NR-2026-0001/dung"),
            |_| typed(&[("reason", "Chưa đủ kinh phí")]),
            &[adoption],
            &[Officer],
        ),
    ]
}

fn admin_rows() -> Vec<Row> {
    vec![
        row(
            "units/admin::add",
            |_| String::from("/quan-tri/don-vi/moi"),
            |world| {
                let mut fields = typed(&[
                    ("name", "Chi bộ thôn Nam Lân 2"),
                    ("kind", "party"),
                    ("level", "grassroots"),
                    ("valid_from", "2026-11-01"),
                ]);
                fields.push(("parent_id", world.line.host.id.to_string()));
                fields
            },
            &[NO_ADMIN],
            &[Admin],
        ),
        row(
            "search/synonyms::change",
            |_| String::from("/quan-tri/tu-dong-nghia/sua"),
            |_| {
                typed(&[
                    ("words", "chợ cóc"),
                    ("relation", "="),
                    ("also", "chợ tạm"),
                    ("percent", "80"),
                    ("reason", "Cách gọi của người dân."),
                    ("version", "0"),
                    ("do", "save"),
                ])
            },
            &[NO_ADMIN],
            &[Admin],
        ),
        row(
            "users/admin::create",
            |_| String::from("/quan-tri/tai-khoan/moi"),
            |_| {
                typed(&[
                    ("username", "nguoi-moi"),
                    ("full_name", "Nguyễn Văn Mới"),
                    ("position", "Chuyên viên"),
                    ("password", PASSWORD),
                ])
            },
            &[NO_ADMIN],
            &[Admin],
        ),
        row(
            "users/admin::give",
            |world| world.account("/vai-tro"),
            |_| typed(&[("role", "admin")]),
            &[NO_ADMIN],
            &[Admin],
        ),
        row(
            "users/admin::end",
            |world| world.account(&format!("/vai-tro/{}/ket-thuc", world.membership)),
            nothing,
            &[NO_ADMIN],
            &[Admin],
        ),
        row(
            "users/admin::reset_password",
            |world| world.account("/mat-khau"),
            nothing,
            &[NO_ADMIN],
            &[Admin],
        ),
        row(
            "users/admin::set_state",
            |world| world.account("/trang-thai"),
            |_| typed(&[("state", "disabled")]),
            &[NO_ADMIN],
            &[Admin],
        ),
    ]
}

/// Of the own account: only who is not signed in is refused.
fn account_rows() -> Vec<Row> {
    vec![
        row(
            "users::sign_out",
            |_| String::from("/dang-xuat"),
            nothing,
            &[],
            &EVERYONE,
        ),
        row(
            "users::change_password",
            |_| String::from("/tai-khoan/mat-khau"),
            |_| {
                typed(&[
                    ("current", PASSWORD),
                    ("new", "đồng lúa chín vàng"),
                    ("repeated", "đồng lúa chín vàng"),
                ])
            },
            &[],
            &EVERYONE,
        ),
        row(
            "users::revoke",
            |_| String::from("/tai-khoan/dang-xuat-noi-khac"),
            nothing,
            &[],
            &EVERYONE,
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
        account_rows(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[apply(both_backends!)]
async fn whoever_may_not_change_a_thing_is_refused_at_its_address_and_nothing_changes(t: TestApp) {
    let world = World::of(&t).await;
    let stranger = t.stranger();
    let before = t.read(log::head).await.seq;
    let mut wrong = Vec::new();
    for row in rows() {
        let answer = row.sent_by(&stranger, &world).await;
        if (answer.status(), answer.header("x-error-code")) != (401, "sign_in") {
            wrong.push(format!(
                "{} answers a stranger {}",
                row.handler,
                answer.status()
            ));
        }
        for (who, status) in &row.refused {
            let answer = row.sent_by(world.client(*who), &world).await;
            let (got, code) = (answer.status(), answer.header("x-error-code"));
            if got != *status || (got == 403 && !FOR_WHO_THEY_ARE.contains(&code)) {
                wrong.push(format!(
                    "{} answers {who:?} {got} {code}, not {status}",
                    row.handler
                ));
            }
        }
        let now = t.read(log::head).await.seq;
        assert_eq!(now, before, "{} changed something: {wrong:#?}", row.handler);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn of_everyone_it_is_said_whether_they_are_refused() {
    for row in rows() {
        let refused = row.refused.iter().map(|(who, _)| *who);
        let mut said: Vec<Who> = refused.chain(row.allowed.iter().copied()).collect();
        said.sort();
        assert_eq!(said, EVERYONE, "{}", row.handler);
    }
}

/// Every handler that the program registers for POST, with its feature.
pub(super) fn registered() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (path, text) in sources::program() {
        let handlers = sources::calls(&text, "web::post().to(");
        assert_eq!(
            handlers.len(),
            text.matches("web::post()").count(),
            "{path} registers a POST in a way that is not read here"
        );
        for other in [
            "web::put()",
            "web::patch()",
            "web::delete()",
            "web::route()",
        ] {
            assert!(!text.contains(other), "{path}: changes are posted");
        }
        let feature = path.trim_start_matches("src/");
        let feature = feature.split("/handlers").next().unwrap_or(feature);
        found.extend(
            handlers
                .iter()
                .map(|handler| format!("{feature}::{handler}")),
        );
    }
    found
}

#[test]
fn of_every_address_that_takes_a_form_it_is_said_who_is_refused() {
    let mut said: Vec<String> = rows()
        .iter()
        .map(|row| row.handler)
        .chain(OPEN_TO_ALL)
        .map(str::to_owned)
        .collect();
    said.sort();
    let registered: Vec<String> = registered().into_iter().collect();
    assert!(registered.len() > 30, "nothing was read: {registered:?}");
    assert_eq!(said, registered, "left: the rows here; right: the program");
}
