//! A recognised model about a person is public while that person agrees, and no longer.

use super::decide::recognised;
use crate::councils::line::{CONDITIONS, Line};
use crate::models::{at, attach_photo};
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

/// The officer notes that a consent which stands is withdrawn.
async fn withdraw(officer: &Client) {
    let page = officer.get(CONSENTS).await.assert_ok();
    let action = page.attribute("tbody form", "action").unwrap();
    let none: [(&str, &str); 0] = [];
    officer
        .post_form(&action, &none)
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

    t.clock().advance(chrono::Duration::minutes(10));
    withdraw(&officer).await;
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
async fn a_model_of_many_hides_while_it_names_who_took_the_consent_back(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let officer = t.officer_of(&line.unit).await;
    let tell = async |method: &str| {
        let part = at(&line.model(&t).await, "cach-lam");
        let form = officer.get(&part).await.assert_ok();
        let seen = form.value("seen").unwrap();
        let fields = [
            ("seen", seen.as_str()),
            ("method", method),
            ("steps", "Họp dân"),
        ];
        officer.post_form(&part, &fields).await.assert_status(303);
    };
    tell("Bà Nông Thị Bình đến từng nhà.").await;
    consent(&officer).await;
    recognised(&line).await;
    assert!(is_found(&t).await);

    let page = officer.get(CONSENTS).await.assert_ok();
    assert!(!page.seen().contains("Chưa thể công khai"));
    withdraw(&officer).await;
    assert!(!is_found(&t).await, "the name still stands in the text");
    let page = officer.get(CONSENTS).await.assert_ok();
    page.assert_says("Anh/Chị bỏ tên đó khỏi nội dung");

    tell("Một đảng viên đến từng nhà.").await;
    assert!(is_found(&t).await, "nobody is named any more");
    tell("Chị Thị Bình đến từng nhà.").await;
    assert!(
        !is_found(&t).await,
        "the name came back, the consent did not"
    );
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
    withdraw(&officer).await;
    assert!(!is_found(&t).await, "one of the two no longer agrees");
}

#[apply(both_backends!)]
async fn a_photo_goes_with_the_consent_to_it_and_its_bytes_too(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let officer = t.officer_of(&line.unit).await;
    attach_photo(&officer, &line.model(&t).await).await;
    let consent = [
        ("person", "Nông Thị Bình"),
        ("purposes", "publish_photo"),
        ("given_on", "2026-11-20"),
        ("proof", "Phiếu có chữ ký"),
    ];
    officer.post_form(CONSENTS, &consent).await;
    recognised(&line).await;
    let stranger = t.stranger();
    let page = stranger.get(PUBLIC).await.assert_ok();
    let photo = page.attribute("main img", "src").unwrap();
    stranger.get(&photo).await.assert_ok();

    withdraw(&officer).await;
    t.caught_up().await;
    let page = stranger.get(PUBLIC).await.assert_ok();
    assert_eq!(page.attribute("main img", "src"), None);
    stranger.get(&photo).await.assert_status(404);
    let catalogue = stranger.get("/mo-hinh").await.assert_ok();
    assert_eq!(catalogue.attribute("main img", "src"), None);
    officer.get(&photo).await.assert_ok();
}
