//! A forgotten password: an administrator gives a temporary one, which opens nothing but its own change.

use super::guess_five_times;
use crate::support::User;
use crate::support::prelude::*;
use danvankheo::access::Role;

const SHOWN: &str = "#temporary-password";

fn page_of(user: &User) -> String {
    format!("/quan-tri/tai-khoan/{}", user.username)
}

/// What the administrator reads after giving the person a temporary password.
async fn reset(admin: &Client, user: &User) -> String {
    let page = admin.get(&page_of(user)).await.assert_ok();
    let action = page.attribute("form[action$='/mat-khau']", "action");
    let given = admin.post_form(&action.unwrap(), &[("", "")]).await;
    assert_eq!(given.header("cache-control"), "private, no-store");
    given.assert_ok().select(SHOWN).concat()
}

#[apply(both_backends!)]
async fn a_temporary_password_is_shown_once_and_must_be_changed(t: TestApp) {
    let unit = t.unit("Đảng ủy xã Vạn Linh").await;
    let user = t.user(Some((Role::Officer, Some(&unit)))).await;
    let admin_user = t.user(Some((Role::Admin, None))).await;
    let admin = t.client_of(&admin_user).await;
    let temporary = reset(&admin, &user).await;
    admin
        .get(&page_of(&user))
        .await
        .assert_ok()
        .assert_silent_on(&temporary);
    let person = t.stranger();
    person
        .sign_in(&user.username, PASSWORD)
        .await
        .assert_status(422);
    person
        .sign_in(&user.username, &temporary)
        .await
        .assert_redirect_to("/");
    person
        .get("/don-vi")
        .await
        .assert_code("users.change_password_first");
    let chosen = [
        ("current", temporary.as_str()),
        ("new", "rừng vàng biển bạc"),
        ("repeated", "rừng vàng biển bạc"),
    ];
    person
        .post_form("/tai-khoan/mat-khau", &chosen)
        .await
        .assert_redirect_to("/tai-khoan");
    person.get("/don-vi").await.assert_ok();
    let events = t.events().await;
    assert_eq!(
        [&events[0].kind, &events[0].actor, &events[0].entity_id],
        [
            "user.password_reset",
            admin_user.id.as_str(),
            user.id.as_str()
        ]
    );
    for kept in [&events[0].data, &t.lines_with(&temporary).concat()] {
        assert!(!kept.contains(&temporary), "{kept}");
    }
}

#[apply(both_backends!)]
async fn a_reset_puts_out_whoever_was_in_and_lets_the_person_in_without_waiting(t: TestApp) {
    let user = t.user(None).await;
    let (phone, guesser, admin) = (t.client_of(&user).await, t.stranger(), t.admin().await);
    guess_five_times(&guesser, &user.username).await;
    guesser
        .sign_in(&user.username, PASSWORD)
        .await
        .assert_status(429);
    let temporary = reset(&admin, &user).await;
    phone.get("/tai-khoan").await.assert_status(401);
    t.stranger()
        .sign_in(&user.username, &temporary)
        .await
        .assert_redirect_to("/");
}

#[apply(both_backends!)]
async fn nobody_resets_the_own_password_nor_that_of_nobody(t: TestApp) {
    let user = t.user(Some((Role::Admin, None))).await;
    let admin = t.client_of(&user).await;
    let page = admin.get(&page_of(&user)).await.assert_ok();
    assert_eq!(
        page.attribute("form[action$='/mat-khau']", "action"),
        None,
        "the own page leads to the own account"
    );
    admin
        .post_form(&format!("{}/mat-khau", page_of(&user)), &[("", "")])
        .await
        .assert_code("users.own_password");
    admin
        .post_form("/quan-tri/tai-khoan/khong-co-ai/mat-khau", &[("", "")])
        .await
        .assert_status(404);
    assert!(t.events().await.is_empty());
    t.stranger()
        .sign_in(&user.username, PASSWORD)
        .await
        .assert_redirect_to("/");
}

#[apply(both_backends!)]
async fn a_temporary_password_opens_no_account_whatever_its_name(t: TestApp) {
    let user = t.user(Some((Role::Admin, None))).await;
    let temporary = reset(&t.admin().await, &user).await;
    let admin = t.stranger();
    admin.sign_in(&user.username, &temporary).await;
    // The address ends like that of the own account.
    let similar = "/quan-tri/tai-khoan/tai-khoan";
    admin
        .get(similar)
        .await
        .assert_code("users.change_password_first");
    admin
        .post_form(&format!("{similar}/mat-khau"), &[("", "")])
        .await
        .assert_code("users.change_password_first");
}
