//! Many who search at the same time take turns, and all are answered.

use super::language::titles;
use super::similar::five;
use crate::support::models::compiled;
use crate::support::prelude::*;
use actix_web::cookie::Cookie;
use actix_web::test;
use actix_web::web::Data;
use danvankheo::app::App;
use danvankheo::config::Config;
use danvankheo::index::Query;
use danvankheo::log;
use danvankheo::routes::application;
use danvankheo::search::{ask, start_feed};
use danvankheo::web::SESSION_COOKIE;
use futures_util::future::join_all;
use futures_util::poll;
use std::pin::pin;
use std::time::Duration;
use tokio::time::timeout;

const CROWD: usize = 40;
/// Turns that are lost never come back.
const LONG: Duration = Duration::from_secs(30);

#[apply(both_backends!)]
async fn a_crowd_that_searches_at_once_is_answered_each_with_its_own(t: TestApp) {
    for number in 0..CROWD {
        t.enter(&compiled(&format!("Việc thứ {number} làm chung")))
            .await;
    }
    let person = t.stranger();
    let found = join_all((0..CROWD).map(|number| {
        let (person, words) = (&person, format!("\"thứ {number}\""));
        async move { (number, titles(person, &words).await) }
    }));
    for (number, found) in found.await {
        assert_eq!(found, [format!("Việc thứ {number} làm chung")]);
    }
}

#[apply(both_backends!)]
async fn who_stops_waiting_gives_the_turn_to_the_next(t: TestApp) {
    t.enter(&compiled("Thả diều")).await;
    let query = || Query {
        text: String::from("thả diều"),
        limit: 1,
        ..Query::default()
    };
    for _ in 0..CROWD {
        // Asked, and no longer waited for: as when a browser closes the connection.
        let gone = pin!(ask(&t.app, query()));
        let _ = poll!(gone);
    }
    let found = timeout(LONG, ask(&t.app, query())).await;
    let found = found.expect("turns are free again");
    assert_eq!(found.expect("a search never fails").total, 1);
}

#[apply(both_backends!)]
async fn nothing_is_read_of_the_index_without_a_turn(t: TestApp) {
    let model = five(&t).await;
    let unit = t.unit("Xã Vạn Linh").await;
    let (person, admin, officer) = (t.stranger(), t.admin().await, t.officer_of(&unit).await);
    let similar = format!("/api/v1/models/{}/similar", model.code);
    let page = format!("/mo-hinh/{}", model.slug);
    let asked = [
        (&person, "/mo-hinh?q=hien+dat"),
        (&person, "/api/v1/models"),
        (&person, "/api/v1/suggest?q=hien"),
        (&person, similar.as_str()),
        (&person, page.as_str()),
        (&person, "/tin.atom?q=hien+dat"),
        (&admin, "/quan-tri/giai-thich-tim-kiem?q=hien+dat"),
        (
            &officer,
            "/don-vi/mo-hinh/co-the-trung?name=Hien+dat+mo+duong",
        ),
    ];
    for (who, path) in asked {
        who.get(path).await.assert_ok();
    }
    // Without the page cache, and with no turn ever to come.
    t.enter(&compiled("Thả diều")).await;
    t.app.searching.close();
    for (who, path) in asked {
        who.get(path).await.assert_status(500);
    }
}

#[apply(both_backends!)]
async fn what_needs_the_whole_index_waits_for_it_and_a_models_page_opens_without(t: TestApp) {
    let model = five(&t).await;
    let admin = t.admin().await;
    let session = Cookie::new(SESSION_COOKIE, admin.cookie(SESSION_COOKIE).unwrap());
    // A second process over the same rows, with a new folder, whose feed has not begun.
    let folder = tempfile::tempdir().unwrap();
    let config = Config {
        data_dir: folder.path().to_path_buf(),
        ..t.app.config.clone()
    };
    let app = App::with_db(config, t.clock().clone(), t.app.db.clone()).unwrap();
    let app = Data::new(app);
    let site = test::init_service(application(app.clone())).await;
    let similar = format!("/api/v1/models/{}/similar", model.code);
    let paths = [
        "/quan-tri/giai-thich-tim-kiem?q=hien+dat",
        "/api/v1/suggest?q=hien",
        similar.as_str(),
    ];
    let ask = async |path: &str, session: Option<&Cookie<'static>>| {
        let mut asked = test::TestRequest::get().uri(path);
        if let Some(session) = session {
            asked = asked.cookie(session.clone());
        }
        let answer = test::call_service(&site, asked.to_request()).await;
        let status = answer.status().as_u16();
        let text = test::read_body(answer).await;
        (status, String::from_utf8(text.to_vec()).unwrap())
    };
    for path in paths {
        assert_eq!(ask(path, Some(&session)).await.0, 503, "{path}");
    }
    let page = format!("/mo-hinh/{}", model.slug);
    let (status, text) = ask(&page, None).await;
    assert_eq!(status, 200);
    assert!(!text.contains("Mô hình tương tự"));

    let _feed = start_feed(app.clone());
    let head = t.read(log::head).await.seq;
    assert!(app.wait_for_index(head, LONG).await);
    for path in paths {
        assert_eq!(ask(path, Some(&session)).await.0, 200, "{path}");
    }
    let (status, text) = ask(&page, None).await;
    assert_eq!(status, 200);
    assert!(text.contains("Mô hình tương tự"));
}
