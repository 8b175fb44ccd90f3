//! Registering a model.

use super::{at, model, reread};
use crate::support::prelude::*;
use danvankheo::models::model::ModelState;

#[apply(both_backends!)]
async fn a_draft_that_says_everything_is_registered_once(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let model = model(&t, &unit, ModelState::Draft).await;
    let officer = t.officer_of(&unit).await;
    let check = officer.get(&at(&model, "kiem-tra")).await.assert_ok();
    check
        .assert_says(&model.story.problem)
        .assert_says("2. Phân công từng hộ");
    let none: [(&str, &str); 0] = [];
    officer
        .post_form(&at(&model, "dang-ky"), &none)
        .await
        .assert_redirect_to(&format!("/don-vi/mo-hinh/{}", model.code));
    assert_eq!(reread(&t, &model).await.state, ModelState::Registered);
    assert_eq!(t.events().await.last().unwrap().kind, "model.registered");
    officer
        .post_form(&at(&model, "dang-ky"), &none)
        .await
        .assert_code("model.registered_before");
    let page = officer
        .get(&format!("/don-vi/mo-hinh/{}", model.code))
        .await
        .assert_ok();
    page.assert_says("Đăng ký mô hình")
        .assert_says("Lập hồ sơ đề nghị");
}

#[apply(both_backends!)]
async fn what_is_missing_is_named_and_linked(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let officer = t.officer_of(&unit).await;
    let fields = [
        ("name", "Mới có tên"),
        ("sector", "economy"),
        ("subject", "model"),
    ];
    officer.post_form("/don-vi/mo-hinh/moi", &fields).await;
    let none: [(&str, &str); 0] = [];
    let page = officer
        .post_form("/don-vi/mo-hinh/MH-2026-0001/dang-ky", &none)
        .await
        .assert_status(422);
    assert_eq!(page.select(".error-summary li").len(), 9);
    let link = page.attribute(".error-summary a", "href").unwrap();
    assert_eq!(link, "/don-vi/mo-hinh/MH-2026-0001/thuc-trang");
    officer.get(&link).await.assert_ok();
}

#[apply(both_backends!)]
async fn strangers_leaders_and_neighbours_do_not_register(t: TestApp) {
    let (unit, other) = (t.unit("Xã Vạn Linh").await, t.unit("Xã Chi Lăng").await);
    let model = model(&t, &unit, ModelState::Draft).await;
    let none: [(&str, &str); 0] = [];
    let page = at(&model, "dang-ky");
    t.stranger()
        .post_form(&page, &none)
        .await
        .assert_status(401);
    t.officer_of(&other)
        .await
        .post_form(&page, &none)
        .await
        .assert_status(404);
    t.leader_of(&unit)
        .await
        .post_form(&page, &none)
        .await
        .assert_code("forbidden");
    assert_eq!(reread(&t, &model).await.state, ModelState::Draft);
}
