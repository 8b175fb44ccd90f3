//! The log of the registry and the lines of the server name accounts by id, never people or secrets.

use crate::support::prelude::*;
use danvankheo::access::{Actor, Role};
use danvankheo::users::usecases::{NewUser, create};

#[apply(both_backends!)]
async fn neither_log_names_a_person_a_password_or_a_token(t: TestApp) {
    let mark = t.url("");
    let mark: String = mark.chars().filter(char::is_ascii_digit).collect();
    let (username, name) = (format!("can-bo-{mark}"), format!("Trần Thị Riêng {mark}"));
    let (first, second, wrong) = (
        format!("mật khẩu đầu {mark}"),
        format!("mật khẩu sau {mark}"),
        format!("đoán bừa {mark}"),
    );
    let unit = t.unit("Xã Vạn Linh").await;
    let new = NewUser {
        username: username.clone(),
        full_name: name.clone(),
        position: String::new(),
        password: first.clone(),
        must_change_password: false,
        roles: vec![(Role::Officer, Some(unit.id.clone()))],
    };
    let id = create(&t.app, Actor::System, new).await.unwrap();
    let browser = t.stranger();
    browser.sign_in(&username, &wrong).await.assert_status(422);
    browser
        .sign_in(&username, &first)
        .await
        .assert_redirect_to("/");
    let token = browser.cookie("dvk_session").unwrap();
    let change = [
        ("current", first.as_str()),
        ("new", &second),
        ("repeated", &second),
    ];
    browser
        .post_form("/tai-khoan/mat-khau", &change)
        .await
        .assert_redirect_to("/tai-khoan");
    browser
        .post_form("/dang-xuat", &[("", "")])
        .await
        .assert_redirect_to("/");

    let events = t.events().await;
    let kinds: Vec<&str> = events.iter().map(|entry| entry.kind.as_str()).collect();
    assert_eq!(
        kinds,
        ["user.created", "user.role_given", "user.password_changed"]
    );
    assert!(events.iter().all(|entry| entry.entity_id == id.as_str()));
    assert_eq!(events[2].actor, id.as_str());
    let written = format!("{events:?}");
    for secret in [&username, &name, &first, &second, &wrong, &token] {
        assert!(
            !written.contains(secret.as_str()),
            "the log gives away {secret}"
        );
        assert_eq!(
            t.lines_with(secret),
            Vec::<String>::new(),
            "the server's lines give away {secret}"
        );
    }
}
