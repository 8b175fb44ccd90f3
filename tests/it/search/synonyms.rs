//! An administrator's synonyms hold at once, everywhere, and nobody else sees their pages.

use crate::support::models::compiled;
use crate::support::prelude::*;
use actix_web::web::Data;
use danvankheo::app::App;
use danvankheo::index::Query;
use danvankheo::log;
use danvankheo::search::{ask, start_feed};
use std::time::Duration;

const LIST: &str = "/quan-tri/tu-dong-nghia";
const ONE: &str = "/quan-tri/tu-dong-nghia/sua";
/// A word that no list of the program relates, and that nothing is mended to.
const QUERY: &str = "/api/v1/models?q=boomerang";

fn form<'a>(action: &'a str, version: &'a str, percent: &'a str) -> [(&'a str, &'a str); 7] {
    [
        ("words", "boomerang"),
        ("relation", ">"),
        ("also", "thả diều"),
        ("percent", percent),
        ("reason", "trò chơi của trẻ em"),
        ("version", version),
        ("do", action),
    ]
}

async fn found(client: &Client, path: &str) -> i64 {
    client.get(path).await.assert_ok().json()["total"]
        .as_i64()
        .unwrap()
}

#[apply(both_backends!)]
async fn a_rule_is_previewed_then_saved_then_put_aside_without_a_restart(t: TestApp) {
    t.enter(&compiled("Câu lạc bộ thả diều của trẻ em")).await;
    t.enter(&compiled("Tiếng kẻng an ninh")).await;
    let (admin, stranger) = (t.admin().await, t.stranger());
    assert_eq!(found(&stranger, QUERY).await, 0);

    let before = t.events().await.len();
    let preview = admin.post_form(ONE, &form("preview", "0", "80")).await;
    preview
        .assert_ok()
        .assert_says("Câu lạc bộ thả diều của trẻ em")
        .assert_says("(mới)");
    assert_eq!(t.events().await.len(), before, "a preview changes nothing");
    assert_eq!(found(&stranger, QUERY).await, 0);

    let saved = admin.post_form(ONE, &form("save", "0", "80")).await;
    saved.assert_redirect_to(LIST);
    t.caught_up().await;
    assert_eq!(found(&stranger, QUERY).await, 1);
    admin.get(LIST).await.assert_says("thả diều");

    // Someone who looked before the change does not overwrite it.
    let late = admin.post_form(ONE, &form("save", "0", "10")).await;
    late.assert_code("conflict.changed");

    let aside = admin.post_form(ONE, &form("put_aside", "1", "80")).await;
    aside.assert_redirect_to(LIST);
    t.caught_up().await;
    assert_eq!(found(&stranger, QUERY).await, 0);
}

#[apply(both_backends!)]
async fn another_process_and_a_later_start_go_by_the_same_rules(t: TestApp) {
    t.enter(&compiled("Câu lạc bộ thả diều của trẻ em")).await;
    let folder = tempfile::tempdir().unwrap();
    let mut config = t.app.config.clone();
    config.data_dir = folder.path().to_path_buf();
    let other = Data::new(App::open(config, t.clock().clone()).unwrap());
    let _feed = start_feed(other.clone());

    let admin = t.admin().await;
    admin
        .post_form(ONE, &form("save", "0", "80"))
        .await
        .assert_redirect_to(LIST);
    let head = t.read(log::head).await.seq;
    assert!(other.wait_for_index(head, Duration::from_secs(20)).await);
    let query = Query {
        text: String::from("boomerang"),
        public_only: true,
        limit: 5,
        ..Query::default()
    };
    assert_eq!(ask(&other, query).await.unwrap().total, 1);

    let folder = tempfile::tempdir().unwrap();
    let mut config = t.app.config.clone();
    config.data_dir = folder.path().to_path_buf();
    let later = App::open(config, t.clock().clone()).unwrap();
    let holds = later.index.synonyms();
    assert!(format!("{holds:?}").contains("diêu~f"));
}

#[apply(both_backends!)]
async fn a_wrong_rule_keeps_what_was_typed_and_says_what_is_wrong(t: TestApp) {
    let admin = t.admin().await;
    let answer = admin.post_form(ONE, &form("save", "0", "180")).await;
    let answer = answer.assert_status(422);
    assert!(answer.field_error("percent").is_some());
    assert_eq!(answer.value("words").as_deref(), Some("boomerang"));
}

#[apply(both_backends!)]
async fn nobody_else_knows_of_these_pages(t: TestApp) {
    let unit = t.unit("Đảng ủy xã Vạn Linh").await;
    let officer = t.officer_of(&unit).await;
    for path in [LIST, ONE, "/quan-tri/giai-thich-tim-kiem?q=dan"] {
        officer.get(path).await.assert_status(404);
    }
    let answer = officer.post_form(ONE, &form("save", "0", "80")).await;
    answer.assert_status(404);
}

#[apply(both_backends!)]
async fn a_search_is_explained_to_an_administrator(t: TestApp) {
    t.enter(&compiled("Câu lạc bộ thả diều của trẻ em")).await;
    let admin = t.admin().await;
    admin
        .get("/quan-tri/giai-thich-tim-kiem?q=tha+dieu+-%22hoa+gi%E1%BA%A3i%22")
        .await
        .assert_ok()
        .assert_says("tha_dieu")
        .assert_says("hoa giải")
        .assert_says("Câu lạc bộ thả diều của trẻ em");
}
