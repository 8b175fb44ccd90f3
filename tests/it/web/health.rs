//! What machines ask of a server: is it alive, is it ready, how is it doing.

use crate::support::models::compiled;
use crate::support::prelude::*;
use actix_web::test;
use actix_web::web::Data;
use danvankheo::app::App;
use danvankheo::config::Config;
use danvankheo::log;
use danvankheo::routes::application;
use diesel::prelude::*;
use serde_json::Value;

#[apply(both_backends!)]
async fn a_process_that_lives_says_so_and_nothing_keeps_it(t: TestApp) {
    let answer = t.stranger().get("/healthz").await.assert_ok();
    assert_eq!(answer.text(), "ok\n");
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[apply(both_backends!)]
async fn a_process_that_is_ready_says_how_far_its_log_and_its_index_are(t: TestApp) {
    t.enter(&compiled("Hiến đất mở đường")).await;
    let head = t.read(log::head).await.seq;
    assert!(head > 0);
    let answer = t.stranger().get("/readyz").await.assert_ok();
    assert_eq!(answer.header("cache-control"), "no-store");
    let said = answer.json();
    assert_eq!(said["ready"], true);
    assert_eq!(said["database"], "ok");
    assert_eq!(said["log_seq"], head);
    assert_eq!(said["index_seq"], head);
    assert_eq!(said["index_behind"], 0);
}

#[apply(both_backends!)]
async fn a_process_whose_database_does_not_answer_lives_and_is_not_ready(t: TestApp) {
    t.write(|conn| {
        Ok(diesel::sql_query("ALTER TABLE log_head RENAME TO log_head_elsewhere").execute(conn)?)
    })
    .await;
    let browser = t.stranger();
    let answer = browser.get("/readyz").await.assert_status(503);
    assert_eq!(answer.header("cache-control"), "no-store");
    let said = answer.json();
    assert_eq!(said["ready"], false);
    assert_eq!(said["database"], "unreachable");
    assert!(
        !answer.text().contains("log_head"),
        "what went wrong is for the log: {}",
        answer.text()
    );
    browser.get("/healthz").await.assert_ok();
}

#[apply(both_backends!)]
async fn a_process_whose_index_was_never_built_is_not_ready(t: TestApp) {
    t.enter(&compiled("Hiến đất mở đường")).await;
    // A second process over the same rows, with a new folder, whose feed has not begun.
    let folder = tempfile::tempdir().unwrap();
    let config = Config {
        data_dir: folder.path().to_path_buf(),
        ..t.app.config.clone()
    };
    let app = App::with_db(config, t.clock().clone(), t.app.db.clone()).unwrap();
    let site = test::init_service(application(Data::new(app))).await;
    let asked = test::TestRequest::get().uri("/readyz").to_request();
    let answer = test::call_service(&site, asked).await;
    assert_eq!(answer.status(), 503);
    let said: Value = test::read_body_json(answer).await;
    assert_eq!(said["ready"], false, "{said}");
}

/// The value of a line of the metrics; zero where there is no such line yet.
fn value(metrics: &Answer, name: &str) -> f64 {
    let line = metrics
        .text()
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.map_or(0.0, |value| value.parse().unwrap())
}

#[apply(both_backends!)]
async fn metrics_count_requests_pages_and_failed_sign_ins(t: TestApp) {
    let browser = t.stranger();
    let before = browser.get("/metrics").await.assert_ok();
    assert!(
        before
            .header("content-type")
            .starts_with("text/plain; version=0.0.4")
    );
    for name in [
        "dvk_page_cache_hits_total counter",
        "dvk_page_cache_misses_total counter",
        "dvk_sign_in_failures_total counter",
        "dvk_index_seq gauge",
    ] {
        let line = format!("# TYPE {name}\n");
        assert!(before.text().contains(&line), "{}", before.text());
    }
    browser.get("/gioi-thieu").await.assert_ok();
    browser.get("/gioi-thieu").await.assert_ok();
    browser.head("/gioi-thieu").await.assert_ok();
    browser.get("/khong-co-trang-nay").await.assert_status(404);
    browser
        .sign_in("khong-co-ai", "đoán bừa")
        .await
        .assert_status(422);
    t.enter(&compiled("Hiến đất mở đường")).await;
    let after = browser.get("/metrics").await.assert_ok();
    assert!(
        after
            .text()
            .contains("# TYPE dvk_request_seconds histogram\n")
    );
    let grown = |name: &str| value(&after, name) - value(&before, name);
    for (method, status, more) in [
        // The scrape before, the page twice, and the sign-in page.
        ("GET", "2xx", 4.0),
        ("HEAD", "2xx", 1.0),
        ("GET", "4xx", 1.0),
        ("POST", "4xx", 1.0),
    ] {
        let name = format!("dvk_request_seconds_count{{method=\"{method}\",status=\"{status}\"}}");
        assert_eq!(grown(&name), more, "{name}: {}", after.text());
    }
    // The page for the second time, and without its body.
    assert_eq!(grown("dvk_page_cache_hits_total"), 2.0);
    assert!(grown("dvk_page_cache_misses_total") >= 1.0);
    assert_eq!(grown("dvk_sign_in_failures_total"), 1.0);
    assert_eq!(value(&after, "dvk_index_seq"), 1.0);
}

#[apply(both_backends!)]
async fn metrics_name_no_person_no_address_and_no_query(t: TestApp) {
    let user = t.user(None).await;
    let browser = t.stranger();
    browser.sign_in(&user.username, PASSWORD).await;
    browser.get("/mo-hinh?q=chuyenrieng").await.assert_ok();
    browser
        .get("/metrics")
        .await
        .assert_ok()
        .assert_silent_on(&user.username)
        .assert_silent_on("chuyenrieng")
        .assert_silent_on("mo-hinh");
}
