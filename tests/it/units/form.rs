//! The administrator's form that enters a unit.

use crate::support::prelude::*;
use danvankheo::units::{self, Depth, seed_facts};

const FORM: &str = "/quan-tri/don-vi/moi";

/// The id of the commune that bodies are entered under.
async fn commune(t: &TestApp) -> String {
    let (db, clock) = (t.app.db.clone(), t.clock().clone());
    let seeded = tokio::task::spawn_blocking(move || seed_facts(&db, &clock, Depth::Provinces));
    seeded.await.unwrap().unwrap();
    let found = t.read(|conn| units::search(conn, "xã Vạn Linh", 1)).await;
    found[0].id.to_string()
}

#[apply(both_backends!)]
async fn an_administrator_enters_a_body_under_its_commune(t: TestApp) {
    let (admin, commune) = (t.admin().await, commune(&t).await);
    let desk = admin.get("/quan-tri").await.assert_ok();
    assert_eq!(
        desk.select(&format!("main a[href='{FORM}']")),
        ["Thêm đơn vị"]
    );
    let form = admin.get(FORM).await.assert_ok();
    assert_eq!(form.value("valid_from").as_deref(), Some("2026-11-21"));
    // The one above is looked for by name; what was typed stays.
    let half = [
        ("name", "Đảng ủy xã Vạn Linh"),
        ("kind", "party"),
        ("level", "grassroots"),
        ("parent_name", "van linh"),
        ("valid_from", "2026-11-21"),
        ("then", "find"),
    ];
    let found = admin.post_form(FORM, &half).await.assert_ok();
    assert_eq!(found.value("name").as_deref(), Some("Đảng ủy xã Vạn Linh"));
    let option = format!("#parent_id option[value='{commune}']");
    assert!(found.select(&option)[0].starts_with("Xã Vạn Linh"));
    let whole = [
        ("name", "Đảng ủy xã Vạn Linh"),
        ("kind", "party"),
        ("level", "grassroots"),
        ("parent_name", "van linh"),
        ("parent_id", commune.as_str()),
        ("valid_from", "2026-11-21"),
        ("code", "DU-VL"),
        ("agency_code", "H37.12"),
    ];
    admin
        .post_form(FORM, &whole)
        .await
        .assert_redirect_to("/danh-ba/dang-uy-xa-van-linh");
    t.caught_up().await;
    admin
        .get("/danh-ba/dang-uy-xa-van-linh")
        .await
        .assert_ok()
        .assert_says("Đảng ủy xã Vạn Linh");
    assert_eq!(t.events().await.last().unwrap().kind, "unit.added");
    let again = admin.post_form(FORM, &whole).await.assert_status(422);
    assert!(again.field_error("code").is_some());
}

#[apply(both_backends!)]
async fn what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(t: TestApp) {
    let (admin, commune) = (t.admin().await, commune(&t).await);
    let before = t.events().await.len();
    let wrong = [
        ("name", " "),
        ("kind", "territory-of-nobody"),
        ("level", ""),
        ("parent_name", "không có nơi này"),
        ("code", "có dấu"),
        ("agency_code", "h37"),
        ("valid_from", "hôm qua"),
    ];
    let form = admin.post_form(FORM, &wrong).await.assert_status(422);
    for field in [
        "name",
        "kind",
        "level",
        "parent_id",
        "code",
        "agency_code",
        "valid_from",
    ] {
        assert!(form.field_error(field).is_some(), "{field}");
    }
    assert_eq!(form.value("code").as_deref(), Some("có dấu"));
    form.assert_says("Không tìm thấy đơn vị nào có tên này.");
    // What only the registry can tell is told at the fields too.
    let wrong = [
        ("name", "Ban Dân vận"),
        ("kind", "party"),
        ("level", "province"),
        ("parent_id", commune.as_str()),
        ("valid_from", "1990-01-01"),
    ];
    let form = admin.post_form(FORM, &wrong).await.assert_status(422);
    assert!(form.field_error("level").is_some());
    assert!(form.field_error("parent_id").is_some());
    assert_eq!(form.value("parent_id"), Some(commune), "the choice is kept");
    let made_up = [
        ("name", "Ban Dân vận"),
        ("kind", "party"),
        ("level", "grassroots"),
        ("parent_id", "không có"),
        ("valid_from", "2026-11-21"),
    ];
    let form = admin.post_form(FORM, &made_up).await.assert_status(422);
    assert!(form.field_error("parent_id").is_some());
    assert_eq!(t.events().await.len(), before);
}

#[apply(both_backends!)]
async fn the_form_is_there_for_administrators_alone(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let officer = t.officer_of(&unit).await;
    officer.get(FORM).await.assert_status(404);
    officer
        .post_form(FORM, &[("name", "x")])
        .await
        .assert_status(404);
    t.stranger().get(FORM).await.assert_status(401);
}
