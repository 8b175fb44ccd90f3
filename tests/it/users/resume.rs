//! A form that was sent after its session had ended is not lost.

use crate::support::prelude::*;
use chrono::Duration;

#[apply(both_backends!)]
async fn a_form_sent_after_the_session_ended_comes_back_after_sign_in(t: TestApp) {
    let user = t.user(None).await;
    let browser = t.client_of(&user).await;
    t.clock().advance(Duration::minutes(16));
    let typed = [
        ("loi-nhan", "Kính gửi hội đồng,\ngửi kèm báo cáo"),
        ("linh-vuc", "kinh tế"),
        ("linh-vuc", "xã hội"),
    ];
    let page = browser
        .post_form("/tai-khoan/dang-xuat-noi-khac", &typed)
        .await
        .assert_status(401)
        .assert_code("sign_in");
    assert_eq!(
        page.value("next").as_deref(),
        Some("/tai-khoan/dang-xuat-noi-khac")
    );
    let kept: Vec<(String, String)> = page.fields("form[action$='/dang-nhap']");
    let mut fields: Vec<(&str, &str)> = kept
        .iter()
        .filter(|(name, _)| name != "csrf")
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.retain(|(name, _)| !matches!(*name, "username" | "password"));
    fields.extend([("username", user.username.as_str()), ("password", PASSWORD)]);
    let resumed = browser.post_form("/dang-nhap", &fields).await.assert_ok();
    let offered = resumed.fields("form[action$='/tai-khoan/dang-xuat-noi-khac']");
    for (name, value) in typed {
        assert!(
            offered.contains(&(name.to_owned(), value.to_owned())),
            "{name}={value:?} is lost: {offered:?}"
        );
    }
    let again: Vec<(&str, &str)> = offered
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser
        .post_bare("/tai-khoan/dang-xuat-noi-khac", &again)
        .await
        .assert_redirect_to("/tai-khoan");
}

#[apply(both_backends!)]
async fn passwords_are_never_given_back(t: TestApp) {
    let browser = t.client_of(&t.user(None).await).await;
    t.clock().advance(Duration::minutes(16));
    let typed = [
        ("current", PASSWORD),
        ("new", "mưa nắng gió sương"),
        ("repeated", "mưa nắng gió sương"),
    ];
    let page = browser
        .post_form("/tai-khoan/mat-khau", &typed)
        .await
        .assert_status(401);
    page.assert_silent_on(PASSWORD)
        .assert_silent_on("mưa nắng gió sương");
}
