//! Sign-out: the session ends on the server, not only in the browser.

use crate::support::prelude::*;

#[apply(both_backends!)]
async fn signing_out_ends_the_session_for_whoever_holds_its_cookie(t: TestApp) {
    let user = t.user(None).await;
    let browser = t.stranger();
    browser.sign_in(&user.username, PASSWORD).await;
    let token = browser.cookie("dvk_session").unwrap();
    browser.get("/tai-khoan").await.assert_ok();
    browser
        .post_form("/dang-xuat", &[("", "")])
        .await
        .assert_redirect_to("/");
    assert_eq!(
        browser
            .cookie("dvk_session")
            .filter(|value| !value.is_empty()),
        None
    );
    let thief = t.stranger().with_session("dvk_session", &token, "");
    thief
        .get("/tai-khoan")
        .await
        .assert_status(401)
        .assert_code("sign_in");
}

#[apply(both_backends!)]
async fn signing_out_leaves_other_devices_signed_in(t: TestApp) {
    let user = t.user(None).await;
    let (phone, laptop) = (t.client_of(&user).await, t.client_of(&user).await);
    phone
        .post_form("/dang-xuat", &[("", "")])
        .await
        .assert_redirect_to("/");
    phone.get("/tai-khoan").await.assert_status(401);
    laptop.get("/tai-khoan").await.assert_ok();
}

#[apply(both_backends!)]
async fn signing_out_elsewhere_ends_every_other_session(t: TestApp) {
    let user = t.user(None).await;
    let (phone, laptop) = (t.client_of(&user).await, t.client_of(&user).await);
    let other_person = t.client_of(&t.user(None).await).await;
    laptop
        .post_form("/tai-khoan/dang-xuat-noi-khac", &[("", "")])
        .await
        .assert_redirect_to("/tai-khoan");
    phone.get("/tai-khoan").await.assert_status(401);
    laptop.get("/tai-khoan").await.assert_ok();
    other_person.get("/tai-khoan").await.assert_ok();
}
