//! The administrator's desk: accounts are made, given dated roles, and closed; nobody else knows of it.

use crate::support::User;
use crate::support::prelude::*;
use chrono::Duration;
use danvankheo::access::Role;

const NEW: [(&str, &str); 4] = [
    ("username", "can-bo.moi"),
    ("full_name", "Lê Thị Mới"),
    ("position", "Công chức"),
    ("password", "sông núi biển trời"),
];

#[apply(both_backends!)]
async fn a_new_account_gets_a_role_and_its_holder_finds_the_units_desk(t: TestApp) {
    let unit = t.unit("Đảng ủy xã Vạn Linh").await;
    let admin = t.admin().await;
    admin
        .post_form("/quan-tri/tai-khoan/moi", &NEW)
        .await
        .assert_redirect_to("/quan-tri/tai-khoan/can-bo.moi");
    let page = "/quan-tri/tai-khoan/can-bo.moi";
    admin
        .get(&format!("{page}?unit_name=dang+uy+xa+van+linh"))
        .await
        .assert_ok()
        .assert_says("Đảng ủy xã Vạn Linh");
    let given = [("unit", unit.id.as_str()), ("role", "officer")];
    let answer = admin.post_form(&format!("{page}/vai-tro"), &given).await;
    answer.assert_redirect_to(page);
    admin
        .get(page)
        .await
        .assert_says("Cán bộ phụ trách – Đảng ủy xã Vạn Linh");
    let holder = t.stranger();
    holder.sign_in("can-bo.moi", NEW[3].1).await;
    // The administrator knows the first password, so it opens nothing but its own change.
    holder
        .get("/don-vi")
        .await
        .assert_code("users.change_password_first");
    holder.get("/tai-khoan").await.assert_ok();
    let changed = [
        ("current", NEW[3].1),
        ("new", "rừng vàng biển bạc"),
        ("repeated", "rừng vàng biển bạc"),
    ];
    holder
        .post_form("/tai-khoan/mat-khau", &changed)
        .await
        .assert_redirect_to("/tai-khoan");
    holder.get("/don-vi").await.assert_ok();
}

#[apply(both_backends!)]
async fn a_role_in_the_whole_site_needs_no_unit_and_every_other_one_does(t: TestApp) {
    let admin = t.admin().await;
    let user = t.user(None).await;
    let page = format!("/quan-tri/tai-khoan/{}", user.username);
    let give = async |role: &str| {
        let fields = [("unit", ""), ("role", role)];
        admin.post_form(&format!("{page}/vai-tro"), &fields).await
    };
    for role in ["officer", "leader", "standing_agency", "signer"] {
        let answer = give(role).await.assert_status(422);
        assert!(answer.field_error("unit").is_some(), "{role}");
    }
    give("moderator").await.assert_redirect_to(&page);
    let shown = admin.get(&page).await.assert_ok();
    assert_eq!(shown.select(".task__name > span"), ["Người kiểm duyệt"]);
    let moderator = t.client_of(&user).await;
    moderator.get("/tim-trong-ho-so").await.assert_ok();
}

#[apply(both_backends!)]
async fn a_wrong_account_keeps_what_was_typed_but_the_password(t: TestApp) {
    let admin = t.admin().await;
    let wrong = [
        ("username", "Có Dấu"),
        ("full_name", "Lê Thị Mới"),
        ("password", "ngắn"),
    ];
    let answer = admin.post_form("/quan-tri/tai-khoan/moi", &wrong).await;
    let answer = answer.assert_status(422);
    assert!(answer.field_error("username").is_some());
    assert!(answer.field_error("password").is_some());
    assert_eq!(answer.value("full_name").as_deref(), Some("Lê Thị Mới"));
    answer.assert_silent_on("ngắn\"");
}

#[apply(both_backends!)]
async fn closing_an_account_ends_its_sessions_and_the_own_one_stays_open(t: TestApp) {
    let user = t.user(None).await;
    let person = t.client_of(&user).await;
    person.get("/tai-khoan").await.assert_ok();
    let admin_user = t.user(Some((Role::Admin, None))).await;
    let admin = t.client_of(&admin_user).await;
    let path = |username: &str| format!("/quan-tri/tai-khoan/{username}/trang-thai");
    admin
        .post_form(&path(&user.username), &[("state", "disabled")])
        .await
        .assert_redirect_to(&format!("/quan-tri/tai-khoan/{}", user.username));
    person.get("/tai-khoan").await.assert_status(401);
    admin
        .post_form(&path(&admin_user.username), &[("state", "disabled")])
        .await
        .assert_code("users.own_account");
    admin.get("/tai-khoan").await.assert_ok();
}

#[apply(both_backends!)]
async fn a_role_that_was_ended_holds_no_longer(t: TestApp) {
    let unit = t.unit("Đảng ủy xã Vạn Linh").await;
    let user = t.user(Some((Role::Officer, Some(&unit)))).await;
    let officer = t.client_of(&user).await;
    officer.get("/don-vi").await.assert_ok();
    let admin = t.admin().await;
    let page = format!("/quan-tri/tai-khoan/{}", user.username);
    let form = "form[action$='/ket-thuc']";
    let action = admin.get(&page).await.attribute(form, "action").unwrap();
    admin
        .post_form(&action, &[("", "")])
        .await
        .assert_redirect_to(&page);
    admin
        .get(&page)
        .await
        .assert_says("Chưa được giao vai trò nào");
    officer.get("/don-vi").await.assert_code("forbidden");
}

/// A person whom an administrator makes an officer of a unit from one day to another.
async fn officer_between(t: &TestApp, from: &str, to: &str) -> User {
    let unit = t.unit("Đảng ủy xã Vạn Linh").await;
    let user = t.user(None).await;
    let page = format!("/quan-tri/tai-khoan/{}", user.username);
    let given = [
        ("unit", unit.id.as_str()),
        ("role", "officer"),
        ("valid_from", from),
        ("valid_to", to),
    ];
    let admin = t.admin().await;
    let answer = admin.post_form(&format!("{page}/vai-tro"), &given).await;
    answer.assert_redirect_to(&page);
    user
}

/// The desk as it answers the person at midnight, Vietnam's time, and a minute before.
async fn desk_around_midnight(t: &TestApp, user: &User) -> [u16; 2] {
    let desk = async || {
        let person = t.client_of(user).await;
        person.get("/don-vi").await.status()
    };
    // The clock stands at nine in the morning.
    t.clock()
        .advance(Duration::hours(15) - Duration::minutes(1));
    let before = desk().await;
    t.clock().advance(Duration::minutes(1));
    [before, desk().await]
}

#[apply(both_backends!)]
async fn a_role_that_begins_tomorrow_holds_from_midnight(t: TestApp) {
    let tomorrow = t.clock().today().succ_opt().unwrap();
    let user = officer_between(&t, &tomorrow.to_string(), "").await;
    let page = format!("/quan-tri/tai-khoan/{}", user.username);
    let shown = t.admin().await.get(&page).await.assert_ok();
    shown.assert_says("Chưa bắt đầu: từ ngày 22/11/2026");
    assert_eq!(desk_around_midnight(&t, &user).await, [403, 200]);
}

#[apply(both_backends!)]
async fn a_role_holds_to_the_end_of_its_last_day(t: TestApp) {
    let today = t.clock().today().to_string();
    let user = officer_between(&t, "", &today).await;
    assert_eq!(desk_around_midnight(&t, &user).await, [200, 403]);
}

#[apply(both_backends!)]
async fn a_role_is_given_for_days_to_come_and_once_for_each_day(t: TestApp) {
    let admin = t.admin().await;
    let unit = t.unit("Đảng ủy xã Vạn Linh").await;
    let user = t.user(None).await;
    let page = format!("/quan-tri/tai-khoan/{}", user.username);
    let give = async |from: &str, to: &str| {
        let given = [
            ("unit", unit.id.as_str()),
            ("role", "officer"),
            ("valid_from", from),
            ("valid_to", to),
        ];
        admin.post_form(&format!("{page}/vai-tro"), &given).await
    };
    for (from, to, field) in [
        ("2026-11-19", "", "valid_from"),
        ("ngày mai", "", "valid_from"),
        ("", "2026-11-19", "valid_to"),
        ("2026-12-31", "2026-12-01", "valid_to"),
    ] {
        let form = give(from, to).await.assert_status(422);
        assert!(form.field_error(field).is_some(), "{from} {to}");
        assert_eq!(form.value("valid_to").unwrap_or_default(), to);
    }
    give("2026-12-01", "2026-12-31")
        .await
        .assert_redirect_to(&page);
    let form = give("", "2026-12-01").await.assert_status(422);
    assert!(
        form.field_error("role")
            .unwrap()
            .contains("trong thời gian")
    );
    give("", "2026-11-30").await.assert_redirect_to(&page);
    let shown = admin.get(&page).await.assert_ok();
    assert_eq!(shown.select(".task__name > span").len(), 2);
    // One that has not begun is ended as any other, and never begins.
    let later = shown.attributes("form[action$='/ket-thuc']", "action");
    admin
        .post_form(&later[1], &[("", "")])
        .await
        .assert_redirect_to(&page);
    let shown = admin.get(&page).await.assert_ok();
    assert_eq!(shown.select(".task__name > span").len(), 1);
    t.clock().advance(Duration::days(15));
    let person = t.client_of(&user).await;
    person.get("/don-vi").await.assert_code("forbidden");
}

#[apply(both_backends!)]
async fn the_desk_and_the_log_are_there_for_administrators_alone(t: TestApp) {
    let unit = t.unit("Đảng ủy xã Vạn Linh").await;
    let officer = t.officer_of(&unit).await;
    let admin = t.admin().await;
    for path in ["/quan-tri", "/quan-tri/tai-khoan/moi", "/quan-tri/nhat-ky"] {
        officer.get(path).await.assert_status(404);
        t.stranger().get(path).await.assert_status(401);
        admin.get(path).await.assert_ok();
    }
}
