//! A recognised model about a person is public while that person agrees, and no longer.

use super::decide::recognised;
use crate::councils::line::{CONDITIONS, Line};
use crate::support::prelude::*;
use danvankheo::models;
use danvankheo::models::words::Subject;
use danvankheo::nominations::model::NominationState;

const PUBLIC: &str = "/mo-hinh/ngay-thu-bay-vi-dan";
const CONSENTS: &str = "/don-vi/mo-hinh/MH-2026-0001/dong-y";
const TITLE: &str = "Ngày thứ Bảy vì dân";

async fn consent(officer: &Client) {
    let fields = [
        ("person", "Nông Thị Bình"),
        ("purposes", "publish_name"),
        ("given_on", "2026-11-20"),
        ("proof", "Phiếu có chữ ký, lưu tại Văn phòng Đảng ủy"),
    ];
    officer
        .post_form(CONSENTS, &fields)
        .await
        .assert_redirect_to(CONSENTS);
}

/// Whether a stranger finds the model, by its address and by search alike.
async fn is_found(t: &TestApp) -> bool {
    t.caught_up().await;
    let stranger = t.stranger();
    let by_address = stranger.get(PUBLIC).await.status() == 200;
    let catalogue = stranger.get("/mo-hinh?q=ngay+thu+bay").await.assert_ok();
    let listed = catalogue.select("main a").iter().any(|link| link == TITLE);
    let by_code = stranger.get("/api/v1/models/MH-2026-0001").await;
    assert_eq!(by_address, listed, "the page and the catalogue agree");
    assert_eq!(by_address, by_code.status() == 200, "so does the API");
    by_address
}

#[apply(both_backends!)]
async fn a_consent_publishes_its_withdrawal_hides_and_a_new_one_shows_again(t: TestApp) {
    let line = Line::with(
        &t,
        CONDITIONS,
        Subject::Individual,
        NominationState::InScoring,
    )
    .await;
    let officer = t.officer_of(&line.unit).await;
    recognised(&line).await;
    assert!(!is_found(&t).await, "nobody has agreed yet");

    consent(&officer).await;
    assert!(is_found(&t).await, "the consent was all it waited for");
    let id = line.model.clone();
    let published = t
        .read(move |conn| models::get(conn, &id))
        .await
        .published_at;
    assert_eq!(published, Some(t.now()));

    let page = officer.get(CONSENTS).await.assert_ok();
    let withdraw = page.attribute("tbody form", "action").unwrap();
    t.clock().advance(chrono::Duration::minutes(10));
    let none: [(&str, &str); 0] = [];
    officer
        .post_form(&withdraw, &none)
        .await
        .assert_redirect_to(CONSENTS);
    assert!(!is_found(&t).await, "nobody agrees any more");
    t.stranger()
        .get("/")
        .await
        .assert_ok()
        .assert_silent_on(TITLE);
    let id = line.model.clone();
    let hidden = t.read(move |conn| models::get(conn, &id)).await;
    assert_eq!(hidden.year_recognised, Some(2026), "the recognition stands");

    consent(&officer).await;
    assert!(is_found(&t).await);
    let id = line.model.clone();
    let again = t.read(move |conn| models::get(conn, &id)).await;
    assert_eq!(again.published_at, published, "it was published once");
}

#[apply(both_backends!)]
async fn that_another_agrees_gives_nobodys_name_away(t: TestApp) {
    let line = Line::with(
        &t,
        CONDITIONS,
        Subject::Household,
        NominationState::InScoring,
    )
    .await;
    let officer = t.officer_of(&line.unit).await;
    consent(&officer).await;
    let other = [
        ("person", "Nông Văn An"),
        ("purposes", "publish_name"),
        ("given_on", "2026-11-20"),
        ("proof", "Phiếu có chữ ký"),
    ];
    officer.post_form(CONSENTS, &other).await;
    recognised(&line).await;
    assert!(is_found(&t).await);
    let page = officer.get(CONSENTS).await.assert_ok();
    let withdraw = page.attribute("tbody form", "action").unwrap();
    let none: [(&str, &str); 0] = [];
    officer.post_form(&withdraw, &none).await;
    assert!(!is_found(&t).await, "one of the two no longer agrees");
}
