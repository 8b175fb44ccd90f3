//! A new password: what it must be, and whom it puts out.

use crate::support::prelude::*;

const NEW: &str = "mưa nắng gió sương";

fn form<'a>(current: &'a str, new: &'a str, repeated: &'a str) -> [(&'static str, &'a str); 3] {
    [("current", current), ("new", new), ("repeated", repeated)]
}

#[apply(both_backends!)]
async fn a_new_password_ends_every_other_session(t: TestApp) {
    let user = t.user(None).await;
    let (phone, laptop) = (t.client_of(&user).await, t.client_of(&user).await);
    laptop
        .post_form("/tai-khoan/mat-khau", &form(PASSWORD, NEW, NEW))
        .await
        .assert_redirect_to("/tai-khoan");
    laptop
        .get("/tai-khoan")
        .await
        .assert_ok()
        .assert_says("Đã đổi mật khẩu");
    phone.get("/tai-khoan").await.assert_status(401);
    t.stranger()
        .sign_in(&user.username, PASSWORD)
        .await
        .assert_status(422);
    t.stranger()
        .sign_in(&user.username, NEW)
        .await
        .assert_redirect_to("/");
    assert_eq!(
        t.events().await.last().unwrap().kind,
        "user.password_changed"
    );
}

#[apply(both_backends!)]
async fn a_password_is_not_changed_by_someone_who_does_not_know_it(t: TestApp) {
    let user = t.user(None).await;
    let browser = t.client_of(&user).await;
    let answer = browser
        .post_form("/tai-khoan/mat-khau", &form("đoán bừa", NEW, NEW))
        .await
        .assert_status(422);
    assert!(answer.field_error("current").unwrap().contains("chưa đúng"));
    assert!(t.events().await.is_empty());
    t.stranger()
        .sign_in(&user.username, PASSWORD)
        .await
        .assert_redirect_to("/");
}

#[apply(both_backends!)]
async fn weak_or_mistyped_passwords_are_told_at_their_field(t: TestApp) {
    let user = t.user(None).await;
    let browser = t.client_of(&user).await;
    let long = "ab cd".repeat(50);
    let with_name = format!("{} 2026", user.username);
    for (new, repeated, field) in [
        ("ngắn", "ngắn", "new"),
        ("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "new"),
        (&with_name, &with_name, "new"),
        (&long, &long, "new"),
        (NEW, "mưa nắng gió sươ", "repeated"),
    ] {
        let answer = browser
            .post_form("/tai-khoan/mat-khau", &form(PASSWORD, new, repeated))
            .await
            .assert_status(422);
        assert!(answer.field_error(field).is_some(), "{new:?}");
        assert!(
            !answer.text().contains(new) || new == user.username,
            "a password must not come back in a page"
        );
    }
    assert!(t.events().await.is_empty());
}
