//! Recording that a person agreed, and that they withdrew it.

use super::{at, model};
use crate::support::prelude::*;
use danvankheo::models::model::ModelState;

#[apply(both_backends!)]
async fn a_consent_is_recorded_for_each_purpose_and_can_be_withdrawn(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let model = model(&t, &unit, ModelState::Draft).await;
    let officer = t.officer_of(&unit).await;
    let page = at(&model, "dong-y");
    let form = officer.get(&page).await.assert_ok();
    assert!(
        form.attribute("input[name=purposes][checked]", "value")
            .is_none(),
        "nothing is ticked before"
    );
    let fields = [
        ("person", "Nông Thị Bình"),
        ("purposes", "publish_name"),
        ("purposes", "publish_photo"),
        ("given_on", "2026-11-20"),
        ("proof", "Phiếu có chữ ký, lưu tại Văn phòng Đảng ủy"),
    ];
    officer
        .post_form(&page, &fields)
        .await
        .assert_redirect_to(&page);
    let list = officer.get(&page).await.assert_ok();
    assert_eq!(list.select("tbody tr").len(), 2);
    let events = t.events().await;
    assert_eq!(
        events
            .iter()
            .filter(|event| event.kind == "model.consent_recorded")
            .count(),
        2
    );
    assert!(
        events.iter().all(|event| !event.data.contains("Bình")),
        "the log names nobody"
    );
    officer.post_form(&page, &fields).await.assert_status(422);
    let withdraw = list.attribute("tbody form", "action").unwrap();
    let none: [(&str, &str); 0] = [];
    officer
        .post_form(&withdraw, &none)
        .await
        .assert_redirect_to(&page);
    officer
        .get(&page)
        .await
        .assert_says("Đã rút ngày 21/11/2026");
    officer
        .post_form(&withdraw, &none)
        .await
        .assert_code("conflict.changed");
}

#[apply(both_backends!)]
async fn one_person_consents_once_however_the_name_is_typed(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let model = model(&t, &unit, ModelState::Draft).await;
    let officer = t.officer_of(&unit).await;
    let page = at(&model, "dong-y");
    let consent_of = |person| {
        [
            ("person", person),
            ("purposes", "publish_name"),
            ("given_on", "2026-11-20"),
            ("proof", "Phiếu có chữ ký, lưu tại Văn phòng Đảng ủy"),
        ]
    };
    officer
        .post_form(&page, &consent_of("Nông Thị Bình"))
        .await
        .assert_redirect_to(&page);
    for same in ["nông thị bình", "NÔNG  THỊ BÌNH"] {
        let again = officer.post_form(&page, &consent_of(same)).await;
        let again = again.assert_status(422);
        assert!(again.field_error("purposes").is_some());
    }
    officer
        .post_form(&page, &consent_of("Nông Thị Bính"))
        .await
        .assert_redirect_to(&page);
}

#[apply(both_backends!)]
async fn silence_is_no_consent(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let model = model(&t, &unit, ModelState::Draft).await;
    let officer = t.officer_of(&unit).await;
    let fields = [
        ("person", "Nông Thị Bình"),
        ("given_on", "2026-11-22"),
        ("proof", ""),
    ];
    let form = officer
        .post_form(&at(&model, "dong-y"), &fields)
        .await
        .assert_status(422);
    assert!(form.field_error("purposes").is_some());
    assert!(form.field_error("given_on").is_some(), "tomorrow");
    assert!(form.field_error("proof").is_some());
    assert_eq!(form.value("person").unwrap(), "Nông Thị Bình");
    let other = t.unit("Xã Chi Lăng").await;
    t.officer_of(&other)
        .await
        .get(&at(&model, "dong-y"))
        .await
        .assert_status(404);
    t.leader_of(&unit)
        .await
        .get(&at(&model, "dong-y"))
        .await
        .assert_code("forbidden");
}
