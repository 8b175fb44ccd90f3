//! How long a session lasts.

use crate::support::prelude::*;
use chrono::Duration;

#[apply(both_backends!)]
async fn a_session_ends_after_a_quarter_of_an_hour_without_a_request(t: TestApp) {
    let browser = t.client_of(&t.user(None).await).await;
    t.clock().advance(Duration::minutes(14));
    browser.get("/tai-khoan").await.assert_ok();
    t.clock().advance(Duration::minutes(14));
    browser.get("/tai-khoan").await.assert_ok();
    t.clock().advance(Duration::minutes(15));
    browser.get("/tai-khoan").await.assert_status(401);
}

#[apply(both_backends!)]
async fn a_session_in_use_ends_after_twelve_hours(t: TestApp) {
    let browser = t.client_of(&t.user(None).await).await;
    for _ in 0..71 {
        t.clock().advance(Duration::minutes(10));
        browser.get("/tai-khoan").await.assert_ok();
    }
    t.clock().advance(Duration::minutes(10));
    browser.get("/tai-khoan").await.assert_status(401);
}

#[apply(both_backends!)]
async fn a_disabled_account_is_out_at_once(t: TestApp) {
    let user = t.user(None).await;
    let browser = t.client_of(&user).await;
    browser.get("/tai-khoan").await.assert_ok();
    t.disable(&user).await;
    browser.get("/tai-khoan").await.assert_status(401);
}

#[apply(both_backends!)]
async fn a_made_up_token_is_nobody(t: TestApp) {
    t.user(None).await;
    for token in ["", "x", "' OR 1=1 --", "%00", &"0".repeat(64)] {
        t.stranger()
            .with_session("dvk_session", token, "")
            .get("/tai-khoan")
            .await
            .assert_status(401);
    }
}

#[apply(both_backends!)]
async fn pages_of_a_signed_in_person_are_kept_by_no_cache(t: TestApp) {
    let browser = t.client_of(&t.user(None).await).await;
    let page = browser.get("/tai-khoan").await.assert_ok();
    assert!(
        page.header("cache-control").contains("no-store"),
        "{}",
        page.header("cache-control")
    );
}
