//! A form is taken only from a page of ours that this browser was shown.

use crate::support::prelude::*;

#[apply(both_backends!)]
async fn a_form_without_the_sessions_token_changes_nothing(t: TestApp) {
    let user = t.user(None).await;
    let browser = t.client_of(&user).await;
    let others = t.client_of(&t.user(None).await).await;
    let of_another = others.get("/tai-khoan").await.value("csrf").unwrap();
    for token in ["", "đoán bừa", of_another.as_str()] {
        let fields = [("csrf", token)];
        browser
            .post_bare("/dang-xuat", &fields)
            .await
            .assert_status(403)
            .assert_code("request.csrf");
    }
    browser
        .post_bare("/dang-xuat", &[("csrf", ""); 0])
        .await
        .assert_status(403)
        .assert_code("request.csrf");
    browser.get("/tai-khoan").await.assert_ok();
}

#[apply(both_backends!)]
async fn sign_in_itself_is_tied_to_the_browser_that_was_shown_the_form(t: TestApp) {
    let user = t.user(None).await;
    let shown = t.stranger();
    let token = shown.get("/dang-nhap").await.value("csrf").unwrap();
    let fields = [
        ("csrf", token.as_str()),
        ("username", &user.username),
        ("password", PASSWORD),
    ];
    t.stranger()
        .post_bare("/dang-nhap", &fields)
        .await
        .assert_status(403)
        .assert_code("request.csrf");
    shown
        .post_bare("/dang-nhap", &fields)
        .await
        .assert_redirect_to("/");
}

#[apply(both_backends!)]
async fn an_empty_form_cookie_opens_nothing(t: TestApp) {
    let user = t.user(None).await;
    let browser = t.stranger().with_session("dvk_form", "", "");
    let fields = [
        ("csrf", ""),
        ("username", user.username.as_str()),
        ("password", PASSWORD),
    ];
    browser
        .post_bare("/dang-nhap", &fields)
        .await
        .assert_status(403)
        .assert_code("request.csrf");
}
