//! Every page that is not public: who reads it, and what whoever may not is answered. A new page fails here until someone
//! has said who reads it.

use super::ready::Ready;
use super::refused::{
    CHAIRS, LEADERS, MEMBERS, NO_ADMIN, NO_OFFICER, NOT_HOST, NOT_OF_THE_LINE, NOT_OF_THE_UNIT,
    OTHER_LEADER, READERS, READS_NO_DRAFT, Refused, SECRETARY, SIGNER,
};
use super::world::{
    EVERYONE,
    Who::{
        self, Admin, Agency, Chair, Conflicted, Leader, Member, Moderator, Officer, OtherAgency,
        OtherLeader, OtherMember, OtherOfficer, OtherSecretary, OtherSigner, Secretary, Signer,
        ViceChair,
    },
    World,
};
use super::{Row, as_said, nothing, once, registered_for, row, shown};
use crate::models::at;
use crate::support::prelude::*;
use std::collections::BTreeSet;

/// Features all of whose pages are public.
const PUBLIC: [&str; 3] = ["showcase", "health", "routes"];
/// The page of a public feature that is an administrator's.
const EXPLAIN: &str = "showcase::catalogue::explain";
/// Where nobody is refused for who they are, besides: whoever wants to sign in is nobody yet, and a picture is as public
/// as its model.
const OPEN_TO_ALL: [&str; 2] = ["users::sign_in_form", "models::files::picture"];

/// Where things stand when the pages are read.
const READ_WHEN: [Ready; 5] = [
    Ready::InScoring,
    Ready::Draft,
    Ready::Closed,
    Ready::Advised,
    Ready::Decided,
];

fn page(
    handler: &'static str,
    at: fn(&World) -> String,
    refused: &[&Refused],
    allowed: &'static [Who],
) -> Row {
    shown(row(handler, at, nothing, refused, allowed))
}

fn pages() -> Vec<Row> {
    [
        everyones_pages(),
        office_pages(),
        unit_pages(),
        model_pages(),
        nomination_pages(),
        council_pages(),
        campaign_pages(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What shows everyone what is theirs.
fn everyones_pages() -> Vec<Row> {
    let page = |handler, at| page(handler, at, &[], &EVERYONE);
    vec![
        page("users::account", |_| String::from("/tai-khoan")),
        page("councils::show_desk", |_| String::from("/hoi-dong")),
        page("replication::list", |_| String::from("/don-vi/nhan-rong")),
        page("campaigns::list::list", |_| String::from("/dot-thi-dua")),
        page("campaigns::show::show", |world| world.campaign("")),
    ]
}

fn office_pages() -> Vec<Row> {
    let page = |handler, at| page(handler, at, &[NO_ADMIN], &[Admin]);
    vec![
        page("users/admin::list", |_| String::from("/quan-tri")),
        page("users/admin::new", |_| {
            String::from("/quan-tri/tai-khoan/moi")
        }),
        page("users/admin::show", |world| world.account("")),
        page("users/admin::log_page", |_| {
            String::from("/quan-tri/nhat-ky")
        }),
        page("units/admin::form", |_| {
            String::from("/quan-tri/don-vi/moi")
        }),
        page("search/synonyms::list", |_| {
            String::from("/quan-tri/tu-dong-nghia")
        }),
        page("search/synonyms::show", |_| {
            String::from("/quan-tri/tu-dong-nghia/sua")
        }),
        page("search/synonyms::history::page", |_| {
            String::from("/quan-tri/tu-dong-nghia/lich-su")
        }),
        page(EXPLAIN, |_| {
            String::from("/quan-tri/giai-thich-tim-kiem?q=hien+dat")
        }),
        page("search::misses::page", |_| {
            String::from("/quan-tri/tim-kiem")
        }),
    ]
}

fn unit_pages() -> Vec<Row> {
    let speak: &[Who] = &[Officer, OtherOfficer, Leader, OtherLeader, Conflicted];
    let readers: &[Who] = &[
        Officer,
        OtherOfficer,
        Leader,
        OtherLeader,
        Agency,
        OtherAgency,
        Signer,
        OtherSigner,
        Moderator,
        Secretary,
        OtherSecretary,
        Chair,
        ViceChair,
        Member,
        OtherMember,
        Conflicted,
    ];
    let of_the_unit: &[Who] = &[Officer, Leader, Conflicted];
    let no_demand: &Refused = &[
        (Officer, 404),
        (OtherOfficer, 404),
        (Leader, 404),
        (OtherLeader, 404),
        (Signer, 404),
        (OtherSigner, 404),
        (Moderator, 404),
        (Secretary, 404),
        (OtherSecretary, 404),
        (Chair, 404),
        (ViceChair, 404),
        (Member, 404),
        (OtherMember, 404),
        (Conflicted, 404),
    ];
    vec![
        page(
            "nominations::desk::desk",
            |_| String::from("/don-vi"),
            &[NO_OFFICER],
            speak,
        ),
        page(
            "needs::own",
            |_| String::from("/don-vi/nhu-cau"),
            &[NO_OFFICER],
            speak,
        ),
        page(
            "needs::demand",
            |_| String::from("/nhu-cau"),
            &[no_demand],
            &[Agency, OtherAgency, Admin],
        ),
        page(
            "replication::form",
            |world| format!("/mo-hinh/{}/nhan-rong", world.source.slug),
            &[NO_OFFICER, LEADERS, OTHER_LEADER],
            &[Officer, OtherOfficer],
        ),
        page(
            "replication::show",
            |_| String::from("/don-vi/nhan-rong/NR-2026-0001"),
            &[NOT_OF_THE_UNIT, READS_NO_DRAFT],
            of_the_unit,
        ),
        // Each finds there what they may read, which tests/it/search shows; an administrator may read no dossier.
        page(
            "search::office::page",
            |_| String::from("/tim-trong-ho-so?q=kenh"),
            &[&[(Admin, 403)]],
            readers,
        ),
    ]
}

fn model_pages() -> Vec<Row> {
    let begins = |handler, at| {
        let refused = [NO_OFFICER, LEADERS, OTHER_LEADER];
        page(handler, at, &refused, &[Officer, OtherOfficer])
    };
    let reads = |handler, at| {
        let refused = [NOT_OF_THE_UNIT, READS_NO_DRAFT];
        page(handler, at, &refused, &[Officer, Leader, Conflicted])
    };
    let writes = |handler, at| {
        let refused = [NOT_OF_THE_UNIT, READS_NO_DRAFT, LEADERS];
        page(handler, at, &refused, &[Officer])
    };
    vec![
        begins("models::pages::new_form", |_| {
            String::from("/don-vi/mo-hinh/moi")
        }),
        begins("models::pages::same_as_typed", |_| {
            String::from("/don-vi/mo-hinh/co-the-trung?name=hien+dat")
        }),
        reads("models::pages::show", |world| {
            format!("/don-vi/mo-hinh/{}", world.draft.code)
        }),
        reads("models::pages::check", |world| at(&world.draft, "kiem-tra")),
        reads("models::files::download", |world| {
            world.detach.trim_end_matches("/go").to_owned()
        }),
        writes("models::files::photos", |world| at(&world.draft, "anh")),
        writes("models::files::evidence", |world| {
            at(&world.draft, "minh-chung")
        }),
        writes("models::consents::list", |world| at(&world.draft, "dong-y")),
        writes("models::parts::form", |world| at(&world.draft, "ket-qua")),
    ]
}

fn nomination_pages() -> Vec<Row> {
    let reads = |handler, at| {
        let refused = [NOT_OF_THE_UNIT, READS_NO_DRAFT];
        page(handler, at, &refused, &[Officer, Leader, Conflicted])
    };
    vec![
        page(
            "nominations::pages::new_form",
            |_| String::from("/don-vi/ho-so/moi"),
            &[NO_OFFICER, LEADERS, OTHER_LEADER],
            &[Officer, OtherOfficer],
        ),
        reads("nominations::pages::show", |world| world.nomination("")),
        reads("nominations::pages::sent", |world| {
            world.nomination("/ban-gui/1")
        }),
        reads("nominations::pages::preview", |world| {
            world.nomination("/xem-truoc")
        }),
        once(
            Ready::Draft,
            page(
                "nominations::pages::letter_form",
                |world| world.nomination("/to-trinh"),
                &[NOT_OF_THE_UNIT, READS_NO_DRAFT, LEADERS],
                &[Officer],
            ),
        ),
    ]
}

fn council_pages() -> Vec<Row> {
    let of_the_line: &[Who] = &[
        Officer, Leader, Agency, Signer, Secretary, Chair, ViceChair, Member, Conflicted,
    ];
    vec![
        page(
            "councils::show_dossier",
            |world| world.line.at(""),
            &[NOT_OF_THE_LINE],
            of_the_line,
        ),
        page(
            "councils::show_conflict",
            |world| world.line.at("/xung-dot"),
            &[READERS, NOT_OF_THE_LINE, SIGNER],
            &[Secretary, Chair, ViceChair, Member, Conflicted],
        ),
        page(
            "councils::show_sheet",
            |world| world.line.at("/phieu-cham"),
            &[
                READERS,
                NOT_OF_THE_LINE,
                SIGNER,
                SECRETARY,
                &[(Conflicted, 403)],
            ],
            &[Chair, ViceChair, Member],
        ),
        once(
            Ready::Closed,
            page(
                "councils::show_tally",
                |world| world.line.at("/tong-hop"),
                &[READERS, NOT_OF_THE_LINE, SIGNER, SECRETARY, MEMBERS],
                &[Chair, ViceChair],
            ),
        ),
        once(
            Ready::Advised,
            page(
                "recognition::show",
                |world| world.line.at("/quyet-dinh"),
                &[READERS, NOT_OF_THE_LINE, SECRETARY, CHAIRS, MEMBERS],
                &[Signer],
            ),
        ),
        once(
            Ready::Decided,
            page(
                "recognition::recorded::file",
                |world| world.line.at("/quyet-dinh/tep"),
                &[NOT_OF_THE_LINE],
                of_the_line,
            ),
        ),
    ]
}

fn campaign_pages() -> Vec<Row> {
    let opens_none: &Refused = &[
        (Officer, 403),
        (OtherOfficer, 403),
        (Leader, 403),
        (OtherLeader, 403),
        (Signer, 403),
        (OtherSigner, 403),
        (Moderator, 403),
        (Secretary, 403),
        (OtherSecretary, 403),
        (Member, 403),
        (OtherMember, 403),
        (Conflicted, 403),
    ];
    vec![
        page(
            "campaigns::open::new",
            |_| String::from("/dot-thi-dua/moi"),
            &[opens_none, CHAIRS],
            &[Agency, OtherAgency, Admin],
        ),
        page(
            "campaigns::council::council",
            |world| world.campaign("/hoi-dong"),
            &[NOT_HOST, CHAIRS],
            &[Agency, Admin],
        ),
    ]
}

async fn each_page_is_read_by_whoever_may_and_nobody_else(backend: Backend) {
    let mut wrong = Vec::new();
    for ready in READ_WHEN {
        let Some(t) = TestApp::start(backend).await else {
            return;
        };
        let world = World::when(&t, ready).await;
        ready.reach(&t, &world, Admin).await;
        let stranger = t.stranger();
        for page in pages().into_iter().filter(|page| page.ready == ready) {
            let path = (page.at)(&world);
            let answer = stranger.get(&path).await;
            if (answer.status(), answer.header("x-error-code")) != (401, "sign_in") {
                wrong.push(format!(
                    "{} answers a stranger {}",
                    page.handler,
                    answer.status()
                ));
            }
            let readers = page.allowed.iter().map(|who| (*who, page.done));
            for (who, status) in page.refused.iter().copied().chain(readers) {
                let answer = world.client(who).get(&path).await;
                wrong.extend(as_said(page.handler, who, status, &answer).err());
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[actix_web::test]
async fn each_page_is_read_by_whoever_may_and_nobody_else_sqlite() {
    each_page_is_read_by_whoever_may_and_nobody_else(Backend::Sqlite).await;
}

#[actix_web::test]
async fn each_page_is_read_by_whoever_may_and_nobody_else_postgres() {
    each_page_is_read_by_whoever_may_and_nobody_else(Backend::Postgres).await;
}

#[test]
fn of_every_page_and_everyone_it_is_said_who_reads_it() {
    let mut said: BTreeSet<String> = OPEN_TO_ALL.into_iter().map(str::to_owned).collect();
    for page in pages() {
        assert!(READ_WHEN.contains(&page.ready), "{}", page.handler);
        assert_eq!(page.everyone(), EVERYONE, "{}", page.handler);
        assert!(said.insert(page.handler.to_owned()), "{}", page.handler);
    }
    let mut registered = registered_for("get");
    registered.retain(|handler| {
        let feature = handler.split("::").next().unwrap();
        handler == EXPLAIN || !PUBLIC.contains(&feature.split('/').next().unwrap())
    });
    assert!(registered.len() > 30, "nothing was read: {registered:?}");
    assert_eq!(said, registered, "left: the rows here; right: the program");
}
