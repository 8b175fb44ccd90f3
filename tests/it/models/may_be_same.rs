//! "Có thể trùng": what is offered to whom registers a model.

use super::{at, model};
use crate::support::models::compiled;
use crate::support::prelude::*;
use danvankheo::models::Model;
use danvankheo::models::model::ModelState;

/// The same model told again under another name, as its unit would write it.
async fn told_again(t: &TestApp, of: &Model, title: &str) -> Model {
    let again = Model {
        title: title.to_owned(),
        story: of.story.clone(),
        ..compiled(title)
    };
    t.enter(&again).await;
    again
}

#[apply(both_backends!)]
async fn the_check_page_offers_what_may_be_the_same_and_blocks_nothing(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let draft = model(&t, &unit, ModelState::Draft).await;
    let again = told_again(&t, &draft, "Giữ dòng kênh xanh").await;
    t.enter(&compiled("Tiếng kẻng an ninh")).await;
    let officer = t.officer_of(&unit).await;
    let page = officer
        .get(&at(&draft, "kiem-tra"))
        .await
        .assert_ok()
        .assert_says("Có thể trùng")
        .assert_says("Giữ dòng kênh xanh")
        .assert_silent_on("Tiếng kẻng an ninh");
    let link = page.attribute(".notice--info li a", "href").unwrap();
    assert_eq!(link, format!("/mo-hinh/{}", again.slug));
    officer
        .post_form::<&str>(&at(&draft, "dang-ky"), &[])
        .await
        .assert_redirect_to(&format!("/don-vi/mo-hinh/{}", draft.code));
}

#[apply(both_backends!)]
async fn the_own_unpublished_models_are_compared_and_those_of_others_are_not(t: TestApp) {
    let (unit, other) = (t.unit("Xã Vạn Linh").await, t.unit("Xã Chi Lăng").await);
    let draft = model(&t, &unit, ModelState::Draft).await;
    let mut own = Model {
        story: draft.story.clone(),
        title: String::from("Bản nháp cũ của mình"),
        ..compiled("Bản nháp cũ của mình")
    };
    own.is_public = false;
    own.unit_id = Some(unit.id.clone());
    let mut foreign = Model {
        story: draft.story.clone(),
        ..compiled("Bản nháp kín của xã bạn")
    };
    foreign.is_public = false;
    foreign.unit_id = Some(other.id.clone());
    t.enter(&own).await;
    t.enter(&foreign).await;
    let officer = t.officer_of(&unit).await;
    let page = officer
        .get(&at(&draft, "kiem-tra"))
        .await
        .assert_ok()
        .assert_says("Bản nháp cũ của mình")
        .assert_silent_on("Bản nháp kín của xã bạn");
    let link = page.attribute(".notice--info li a", "href").unwrap();
    assert_eq!(link, format!("/don-vi/mo-hinh/{}", own.code));
}

#[apply(both_backends!)]
async fn a_name_being_typed_is_compared_with_names(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    t.enter(&compiled("Tiếng kẻng an ninh")).await;
    t.enter(&compiled("Hiến đất mở đường")).await;
    let officer = t.officer_of(&unit).await;
    let typed = |name: &str| {
        let query = serde_urlencoded::to_string([("name", name)]).unwrap();
        format!("/don-vi/mo-hinh/co-the-trung?{query}")
    };
    for name in ["Kẻng an ninh", "keng an ninh"] {
        officer
            .get(&typed(name))
            .await
            .assert_ok()
            .assert_says("Tiếng kẻng an ninh")
            .assert_silent_on("Hiến đất");
    }
    for nothing in ["", "Bếp ăn tình thương", "!!!"] {
        officer
            .get(&typed(nothing))
            .await
            .assert_ok()
            .assert_silent_on("Có thể trùng");
    }
    officer
        .get("/don-vi/mo-hinh/moi")
        .await
        .assert_ok()
        .assert_says("Tên mô hình");
    t.leader_of(&unit)
        .await
        .get(&typed("Kẻng an ninh"))
        .await
        .assert_status(403);
}

#[apply(both_backends!)]
async fn a_registered_model_is_compared_no_more(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let registered = model(&t, &unit, ModelState::Registered).await;
    told_again(&t, &registered, "Giữ dòng kênh xanh").await;
    t.officer_of(&unit)
        .await
        .get(&at(&registered, "kiem-tra"))
        .await
        .assert_ok()
        .assert_silent_on("Có thể trùng");
}
