//! Taking a nomination back.

use super::{PAGE, Scene, nomination, take};
use crate::support::prelude::*;
use danvankheo::nominations::model::NominationState;

#[apply(both_backends!)]
async fn a_withdrawn_nomination_stays_and_the_model_may_be_nominated_anew(t: TestApp) {
    let scene = Scene::sent(&t).await;
    let version = nomination(&t).await.version.to_string();
    let now = [("version", version.as_str())];
    scene
        .officer
        .post_form(&format!("{PAGE}/rut"), &now)
        .await
        .assert_code("forbidden");
    take(&scene.leader, "rut", &[])
        .await
        .assert_redirect_to(PAGE);
    assert_eq!(nomination(&t).await.state, NominationState::Withdrawn);
    scene
        .officer
        .get(&format!("{PAGE}/ban-gui/1"))
        .await
        .assert_ok();
    let version = nomination(&t).await.version.to_string();
    let now = [("version", version.as_str())];
    scene
        .leader
        .post_form(&format!("{PAGE}/rut"), &now)
        .await
        .assert_code("nomination.step");
    scene
        .begin()
        .await
        .assert_redirect_to("/don-vi/ho-so/HS-2026-0002");
}

#[apply(both_backends!)]
async fn strangers_and_neighbours_withdraw_nothing(t: TestApp) {
    let _scene = Scene::begun(&t).await;
    let other = t.unit("Đảng ủy xã Chi Lăng").await;
    let step = format!("{PAGE}/rut");
    t.stranger()
        .post_form(&step, &[("version", "1")])
        .await
        .assert_status(401);
    t.leader_of(&other)
        .await
        .post_form(&step, &[("version", "1")])
        .await
        .assert_status(404);
    assert_eq!(nomination(&t).await.state, NominationState::Draft);
}
