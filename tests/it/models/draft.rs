//! Beginning a model.

use crate::support::prelude::*;

#[apply(both_backends!)]
async fn an_officer_begins_a_model_with_its_name(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let officer = t.officer_of(&unit).await;
    officer.get("/don-vi/mo-hinh/moi").await.assert_ok();
    let fields = [
        ("name", "Hiến đất mở đường liên thôn"),
        ("sector", "economy"),
        ("subject", "model"),
    ];
    officer
        .post_form("/don-vi/mo-hinh/moi", &fields)
        .await
        .assert_redirect_to("/don-vi/mo-hinh/MH-2026-0001");
    let page = officer
        .get("/don-vi/mo-hinh/MH-2026-0001")
        .await
        .assert_ok();
    let page = page.assert_says("Hiến đất mở đường liên thôn");
    page.assert_says("Còn 9 nội dung bắt buộc chưa nhập");
    officer
        .get("/don-vi")
        .await
        .assert_ok()
        .assert_says("Soạn tiếp mô hình MH-2026-0001");
    assert_eq!(t.events().await.last().unwrap().kind, "model.drafted");
}

#[apply(both_backends!)]
async fn a_wrong_form_keeps_what_was_typed(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let officer = t.officer_of(&unit).await;
    let fields = [("name", "  "), ("sector", "economy"), ("subject", "khác")];
    let page = officer
        .post_form("/don-vi/mo-hinh/moi", &fields)
        .await
        .assert_status(422);
    assert_eq!(
        page.field_error("name").unwrap(),
        "Lỗi: Hãy nêu tên mô hình."
    );
    assert!(page.field_error("subject").is_some());
    assert_eq!(page.value("sector").unwrap(), "economy");
    assert!(
        t.events()
            .await
            .iter()
            .all(|event| event.kind != "model.drafted")
    );
}

#[apply(both_backends!)]
async fn only_officers_begin_models_and_only_for_their_unit(t: TestApp) {
    let (unit, other) = (t.unit("Xã Vạn Linh").await, t.unit("Xã Chi Lăng").await);
    let fields = [
        ("name", "Mô hình"),
        ("sector", "economy"),
        ("subject", "model"),
    ];
    t.stranger()
        .get("/don-vi/mo-hinh/moi")
        .await
        .assert_status(401);
    let leader = t.leader_of(&unit).await;
    leader
        .post_form("/don-vi/mo-hinh/moi", &fields)
        .await
        .assert_code("forbidden");
    let officer = t.officer_of(&unit).await;
    let foreign = other.id.to_string();
    let fields = [
        ("name", "Mô hình"),
        ("sector", "economy"),
        ("subject", "model"),
        ("unit", foreign.as_str()),
    ];
    officer
        .post_form("/don-vi/mo-hinh/moi", &fields)
        .await
        .assert_status(422);
}
