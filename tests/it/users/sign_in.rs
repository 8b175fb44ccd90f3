//! Sign-in: who gets in, what the others are told, and how guessing is slowed.

use super::guess_five_times;
use crate::support::prelude::*;
use chrono::Duration;

const SLOWED: u16 = 429;

#[apply(both_backends!)]
async fn a_person_who_knows_the_password_gets_in(t: TestApp) {
    let user = t.user(None).await;
    let browser = t.stranger();
    browser
        .get("/tai-khoan")
        .await
        .assert_status(401)
        .assert_code("sign_in");
    browser
        .sign_in(&user.username, PASSWORD)
        .await
        .assert_redirect_to("/");
    browser
        .get("/tai-khoan")
        .await
        .assert_ok()
        .assert_says(&user.full_name);
}

#[apply(both_backends!)]
async fn a_name_is_taken_in_any_case_and_with_spaces_around_it(t: TestApp) {
    let user = t.user(None).await;
    let typed = format!("  {} ", user.username.to_uppercase());
    t.stranger()
        .sign_in(&typed, PASSWORD)
        .await
        .assert_redirect_to("/");
}

#[apply(both_backends!)]
async fn the_session_cookie_is_for_the_server_alone(t: TestApp) {
    let user = t.user(None).await;
    let answer = t.stranger().sign_in(&user.username, PASSWORD).await;
    let cookies = answer.headers("set-cookie");
    let session = cookies
        .iter()
        .find(|cookie| cookie.starts_with("dvk_session="))
        .unwrap();
    assert!(
        session.contains("HttpOnly") && session.contains("SameSite=Lax"),
        "{session}"
    );
}

#[apply(both_backends!)]
async fn an_unknown_name_and_a_wrong_password_are_answered_alike(t: TestApp) {
    let user = t.user(None).await;
    let browser = t.stranger();
    let wrong = browser
        .sign_in(&user.username, "không phải mật khẩu")
        .await
        .assert_status(422);
    let unknown = browser
        .sign_in("khong-co-ai-ten-nay", "không phải mật khẩu")
        .await
        .assert_status(422);
    assert_eq!(
        wrong.field_error("username"),
        unknown.field_error("username")
    );
    assert!(wrong.field_error("username").unwrap().contains("chưa đúng"));
    assert_eq!(
        wrong.value("username").as_deref(),
        Some(user.username.as_str()),
        "what was typed is kept"
    );
    wrong.assert_silent_on("không phải mật khẩu");
    assert_eq!(browser.cookie("dvk_session"), None);
}

#[apply(both_backends!)]
async fn five_failures_make_even_the_right_password_wait_a_minute(t: TestApp) {
    let user = t.user(None).await;
    let browser = t.stranger();
    guess_five_times(&browser, &user.username).await;
    browser
        .sign_in(&user.username, PASSWORD)
        .await
        .assert_status(SLOWED)
        .assert_says("Xin chờ ít phút");
    t.clock().advance(Duration::seconds(59));
    browser
        .sign_in(&user.username, PASSWORD)
        .await
        .assert_status(SLOWED);
    t.clock().advance(Duration::seconds(1));
    browser
        .sign_in(&user.username, PASSWORD)
        .await
        .assert_redirect_to("/");
}

#[apply(both_backends!)]
async fn a_name_that_nobody_has_is_slowed_too(t: TestApp) {
    let browser = t.stranger();
    guess_five_times(&browser, "khong-co-ai").await;
    browser
        .sign_in("khong-co-ai", "đoán bừa")
        .await
        .assert_status(SLOWED);
}

#[apply(both_backends!)]
async fn success_forgets_the_failures_before_it(t: TestApp) {
    let user = t.user(None).await;
    let browser = t.stranger();
    for _ in 0..2 {
        for _ in 0..4 {
            browser
                .sign_in(&user.username, "đoán bừa")
                .await
                .assert_status(422);
        }
        t.stranger()
            .sign_in(&user.username, PASSWORD)
            .await
            .assert_redirect_to("/");
    }
}

#[apply(both_backends!)]
async fn sign_in_goes_on_to_the_page_that_was_asked_for(t: TestApp) {
    let user = t.user(None).await;
    let browser = t.stranger();
    let asked = browser.get("/tai-khoan?x=1").await.assert_status(401);
    let next = asked.value("next").unwrap();
    let fields = [
        ("username", user.username.as_str()),
        ("password", PASSWORD),
        ("next", &next),
    ];
    browser
        .post_form("/dang-nhap", &fields)
        .await
        .assert_redirect_to("/tai-khoan?x=1");
}

#[apply(both_backends!)]
async fn sign_in_leads_to_no_other_site(t: TestApp) {
    let user = t.user(None).await;
    for elsewhere in [
        "https://la.vn/",
        "//la.vn",
        "/\\la.vn",
        "\\\\la.vn",
        "javascript:alert(1)",
        "/%0d%0aLocation:%20x\r\n",
    ] {
        let browser = t.stranger();
        browser.get("/dang-nhap").await;
        let fields = [
            ("username", user.username.as_str()),
            ("password", PASSWORD),
            ("next", elsewhere),
        ];
        let answer = browser.post_form("/dang-nhap", &fields).await;
        let location = answer.header("location");
        assert!(
            location.starts_with('/') && !location.starts_with("//") && !location.contains('\\'),
            "{elsewhere}: {location}"
        );
    }
}

#[apply(both_backends!)]
async fn a_disabled_account_is_answered_like_a_wrong_password(t: TestApp) {
    let user = t.user(None).await;
    t.disable(&user).await;
    let answer = t
        .stranger()
        .sign_in(&user.username, PASSWORD)
        .await
        .assert_status(422);
    assert!(
        answer
            .field_error("username")
            .unwrap()
            .contains("chưa đúng")
    );
}
