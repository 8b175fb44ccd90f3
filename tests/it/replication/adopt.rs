//! An officer takes a model up for the unit.

use crate::support::models::{compiled, registered};
use crate::support::prelude::*;

const FORM: [(&str, &str); 5] = [
    ("title", "Hiến đất mở đường ở xã Bình An"),
    ("kept", "Bàn công khai, vận động từng hộ."),
    ("adapted", "Đường nội đồng thay cho đường liên xã."),
    ("helped_by", "Chi bộ thôn Nam Lân 2"),
    ("started_on", "2026-11-20"),
];

#[apply(both_backends!)]
async fn the_source_shows_where_it_went(t: TestApp) {
    let source = compiled("Hiến đất mở đường");
    t.enter(&source).await;
    let officer = t.officer_of(&t.unit("Xã Bình An").await).await;
    let path = format!("/mo-hinh/{}/nhan-rong", source.slug);
    officer
        .get(&path)
        .await
        .assert_ok()
        .assert_says("Nhân rộng mô hình");
    let answer = officer.post_form(&path, &FORM).await;
    assert!(
        answer.status() == 303
            && answer
                .header("location")
                .starts_with("/don-vi/mo-hinh/MH-2026-")
    );
    t.caught_up().await;

    let page = t
        .stranger()
        .get(&format!("/mo-hinh/{}", source.slug))
        .await
        .assert_ok();
    page.assert_says("Xã Bình An")
        .assert_silent_on("Hiến đất mở đường ở xã Bình An");
    t.stranger()
        .get("/nhan-rong")
        .await
        .assert_ok()
        .assert_says("NR-2026-0001")
        .assert_says("Xã Bình An");
    officer
        .get("/don-vi/nhan-rong")
        .await
        .assert_ok()
        .assert_says("Hiến đất mở đường ở xã Bình An");
    let kinds: Vec<String> = t
        .events()
        .await
        .into_iter()
        .map(|event| event.kind)
        .collect();
    for kind in ["model.drafted", "adoption.started", "model.taken_up"] {
        assert!(
            kinds.iter().any(|known| known == kind),
            "{kind} is not in the log"
        );
    }
}

#[apply(both_backends!)]
async fn a_stranger_signs_in_first_and_who_is_no_officer_is_refused(t: TestApp) {
    let source = compiled("Hiến đất mở đường");
    t.enter(&source).await;
    let path = format!("/mo-hinh/{}/nhan-rong", source.slug);
    t.stranger()
        .get(&path)
        .await
        .assert_status(401)
        .assert_code("sign_in");
    let leader = t.leader_of(&t.unit("Xã Bình An").await).await;
    leader
        .get(&path)
        .await
        .assert_status(403)
        .assert_code("replication.no_unit");
}

#[apply(both_backends!)]
async fn a_unit_does_not_take_up_its_own_model_nor_one_twice(t: TestApp) {
    let unit = t.unit("Xã Bình An").await;
    let own = registered(&unit, "Mô hình của xã Bình An");
    t.enter(&own).await;
    let source = compiled("Hiến đất mở đường");
    t.enter(&source).await;
    let officer = t.officer_of(&unit).await;
    let refused = officer
        .post_form(&format!("/mo-hinh/{}/nhan-rong", own.slug), &FORM)
        .await
        .assert_status(422);
    refused.assert_says("mô hình của chính đơn vị");
    let path = format!("/mo-hinh/{}/nhan-rong", source.slug);
    assert_eq!(officer.post_form(&path, &FORM).await.status(), 303);
    let again = officer.post_form(&path, &FORM).await.assert_status(422);
    assert_eq!(
        again.value("title").as_deref(),
        Some(FORM[0].1),
        "nothing typed is lost"
    );
}

#[apply(both_backends!)]
async fn what_is_missing_is_said_at_the_field(t: TestApp) {
    let source = compiled("Hiến đất mở đường");
    t.enter(&source).await;
    let officer = t.officer_of(&t.unit("Xã Bình An").await).await;
    let path = format!("/mo-hinh/{}/nhan-rong", source.slug);
    let before = t.events().await.len();
    let answer = officer
        .post_form(&path, &[("title", "Tên"), ("started_on", "x")])
        .await
        .assert_status(422);
    for field in ["kept", "adapted", "started_on"] {
        assert!(answer.field_error(field).is_some(), "{field}");
    }
    assert_eq!(answer.value("title").as_deref(), Some("Tên"));
    assert_eq!(t.events().await.len(), before, "nothing was changed");
}

#[apply(both_backends!)]
async fn an_adoption_is_stopped_with_a_reason_once(t: TestApp) {
    let source = compiled("Hiến đất mở đường");
    t.enter(&source).await;
    let officer = t.officer_of(&t.unit("Xã Bình An").await).await;
    officer
        .post_form(&format!("/mo-hinh/{}/nhan-rong", source.slug), &FORM)
        .await;
    let page = "/don-vi/nhan-rong/NR-2026-0001";
    officer
        .get(page)
        .await
        .assert_ok()
        .assert_says("Đường nội đồng");
    officer
        .post_form(&format!("{page}/dung"), &[("reason", "")])
        .await
        .assert_status(422);
    officer
        .post_form(&format!("{page}/dung"), &[("reason", "Chưa đủ kinh phí")])
        .await
        .assert_redirect_to(page);
    officer
        .get(page)
        .await
        .assert_ok()
        .assert_says("Đã dừng")
        .assert_says("Chưa đủ kinh phí");
    officer
        .post_form(&format!("{page}/hoan-thanh"), &[("x", "")])
        .await
        .assert_code("replication.over");
    let other = t.officer_of(&t.unit("Xã Khác").await).await;
    other.get(page).await.assert_status(404);
}

#[apply(both_backends!)]
async fn the_units_desk_leads_to_what_the_unit_takes_up(t: TestApp) {
    let unit = t.unit("Đảng ủy xã Vạn Linh").await;
    let officer = t.officer_of(&unit).await;
    let link = "a[href$='/don-vi/nhan-rong']";
    let href = officer.get("/don-vi").await.attribute(link, "href");
    officer.get(&href.unwrap()).await.assert_ok();
}

#[apply(both_backends!)]
async fn what_was_taken_up_says_in_public_where_it_came_from(t: TestApp) {
    let source = compiled("Hiến đất mở đường");
    t.enter(&source).await;
    let unit = t.unit("Xã Bình An").await;
    let code = t.taken_up(&source, &unit, "Con đường chung tay").await;
    let derived = t.show(&code, true).await;
    let person = t.stranger();
    let path = format!("/mo-hinh/{}", derived.slug);
    let page = person.get(&path).await.assert_ok();
    let page = page.assert_says("Bắt nguồn từ mô hình Hiến đất mở đường");
    let link = format!("main a[href='/mo-hinh/{}']", source.slug);
    let links = page.select(&link);
    assert!(
        links.contains(&source.title),
        "no link to the source: {links:?}"
    );
    person
        .get(&format!("/mo-hinh/{}", source.slug))
        .await
        .assert_ok()
        .assert_silent_on("Bắt nguồn từ mô hình");
    // A source that left public sight is not named.
    t.show(source.code.as_str(), false).await;
    person
        .get(&path)
        .await
        .assert_ok()
        .assert_silent_on("Bắt nguồn từ mô hình")
        .assert_silent_on(&source.slug);
}
