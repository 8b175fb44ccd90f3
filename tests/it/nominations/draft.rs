//! Beginning a nomination and writing its letter.

use super::{CAMPAIGN, PAGE, Scene, nomination};
use crate::models::model;
use crate::support::prelude::*;
use danvankheo::db::schema::{campaigns, units};
use danvankheo::models::model::ModelState;
use diesel::prelude::*;

#[apply(both_backends!)]
async fn an_officer_nominates_a_registered_model_to_an_open_campaign(t: TestApp) {
    let scene = Scene::set(&t).await;
    let form = scene.officer.get("/don-vi/ho-so/moi").await.assert_ok();
    form.assert_says("Dân vận khéo năm 2026")
        .assert_says(&scene.model.title);
    scene.begin().await.assert_redirect_to(PAGE);
    let page = scene.officer.get(PAGE).await.assert_ok();
    let page = page.assert_says("Đang soạn").assert_says("30/11/2026");
    page.assert_says(&format!("Kính gửi: {}", scene.host.name));
    assert_eq!(t.events().await.last().unwrap().kind, "nomination.drafted");
    // Once is enough.
    let again = scene.begin().await.assert_status(422);
    assert!(again.field_error("model").unwrap().contains("HS-2026-0001"));
    scene
        .officer
        .get("/don-vi")
        .await
        .assert_ok()
        .assert_says("Soạn tiếp hồ sơ HS-2026-0001");
}

#[apply(both_backends!)]
async fn a_campaign_that_does_not_fit_is_refused_with_its_reason(t: TestApp) {
    let scene = Scene::set(&t).await;
    let draft = model(&t, &scene.unit, ModelState::Draft).await;
    let code = draft.code.to_string();
    let fields = [("model", code.as_str()), ("campaign", CAMPAIGN)];
    let answer = scene.officer.post_form("/don-vi/ho-so/moi", &fields).await;
    assert!(
        answer.assert_status(422).field_error("model").is_some(),
        "a draft is not nominated"
    );
    t.write(|conn| {
        diesel::update(campaigns::table)
            .set(campaigns::sectors.eq(r#"["economy"]"#))
            .execute(conn)?;
        Ok(())
    })
    .await;
    assert!(
        scene
            .begin()
            .await
            .assert_status(422)
            .field_error("campaign")
            .unwrap()
            .contains("lĩnh vực")
    );
    t.write(|conn| {
        diesel::update(campaigns::table)
            .set(campaigns::sectors.eq(r#"["culture_society"]"#))
            .execute(conn)?;
        Ok(())
    })
    .await;
    t.clock().advance(chrono::Duration::days(10));
    let officer = t.officer_of(&scene.unit).await;
    let code = scene.model.code.to_string();
    let fields = [("model", code.as_str()), ("campaign", CAMPAIGN)];
    officer
        .post_form("/don-vi/ho-so/moi", &fields)
        .await
        .assert_status(422)
        .assert_says("Đợt thi đua này hiện không nhận hồ sơ.");
}

#[apply(both_backends!)]
async fn a_unit_outside_the_area_of_the_host_is_refused(t: TestApp) {
    let scene = Scene::set(&t).await;
    let elsewhere = t.unit_at("Tỉnh Lạng Sơn", "province", None).await;
    let (host, area) = (scene.host.id.clone(), elsewhere.id.clone());
    t.write(move |conn| {
        diesel::update(units::table.find(&area))
            .set(units::kind.eq("territory"))
            .execute(conn)?;
        diesel::update(units::table.find(host))
            .set(units::parent_id.eq(&area))
            .execute(conn)?;
        Ok(())
    })
    .await;
    scene
        .begin()
        .await
        .assert_status(422)
        .assert_says("Đơn vị không thuộc phạm vi của đợt thi đua này.");
}

#[apply(both_backends!)]
async fn others_do_not_see_or_write_the_draft(t: TestApp) {
    let scene = Scene::begun(&t).await;
    let other = t.unit("Đảng ủy xã Chi Lăng").await;
    t.stranger().get(PAGE).await.assert_status(401);
    t.officer_of(&other)
        .await
        .get(PAGE)
        .await
        .assert_status(404);
    scene.secretary.get(PAGE).await.assert_status(404);
    let code = scene.model.code.to_string();
    let fields = [("model", code.as_str()), ("campaign", CAMPAIGN)];
    t.officer_of(&other)
        .await
        .post_form("/don-vi/ho-so/moi", &fields)
        .await
        .assert_status(404);
    scene
        .leader
        .post_form("/don-vi/ho-so/moi", &fields)
        .await
        .assert_code("forbidden");
}

#[apply(both_backends!)]
async fn a_letter_changed_elsewhere_is_not_overwritten(t: TestApp) {
    let scene = Scene::begun(&t).await;
    let letter = format!("{PAGE}/to-trinh");
    let seen = scene
        .officer
        .get(&letter)
        .await
        .assert_ok()
        .value("seen")
        .unwrap();
    let first = [("seen", seen.as_str()), ("letter", "Tờ trình thứ nhất")];
    scene
        .officer
        .post_form(&letter, &first)
        .await
        .assert_redirect_to(PAGE);
    let colleague = t.officer_of(&scene.unit).await;
    let second = [("seen", seen.as_str()), ("letter", "Tờ trình thứ hai")];
    let both = colleague
        .post_form(&letter, &second)
        .await
        .assert_status(409);
    both.assert_says("Tờ trình thứ nhất")
        .assert_says("Tờ trình thứ hai");
    assert_eq!(nomination(&t).await.cover_letter, "Tờ trình thứ nhất");
    let long = "ă".repeat(8_001);
    let form = scene
        .officer
        .post_form(&letter, &[("letter", long.as_str())])
        .await
        .assert_status(422);
    assert_eq!(form.value("letter").unwrap(), long);
}

#[apply(both_backends!)]
async fn a_letter_saves_itself_and_never_overwrites(t: TestApp) {
    let scene = Scene::begun(&t).await;
    let letter = format!("{PAGE}/to-trinh");
    let form = scene.officer.get(&letter).await.assert_ok();
    assert_eq!(
        form.attribute("form[data-autosave]", "hx-post").as_deref(),
        Some(letter.as_str())
    );
    let seen = form.value("seen").unwrap();
    let colleague = t.officer_of(&scene.unit).await;
    colleague.get(&letter).await.assert_ok();
    let typed = [("seen", seen.as_str()), ("letter", "Kính gửi Ban Dân vận")];
    let saved = scene.officer.save_by_itself(&letter, &typed).await;
    let saved = saved.assert_ok().assert_says("Đã lưu lúc 09:00");
    assert_eq!(saved.select("form, main, header").len(), 0, "a line alone");
    let next = saved.value("seen").unwrap();
    assert_ne!(next, seen, "the form goes on from what was saved");
    assert_eq!(nomination(&t).await.cover_letter, "Kính gửi Ban Dân vận");
    // Of two who type, the later one is told and overwrites nothing.
    let late = [("seen", seen.as_str()), ("letter", "Bản của người khác")];
    let told = colleague.save_by_itself(&letter, &late).await.assert_ok();
    assert!(
        told.assert_says("vừa được người khác sửa")
            .value("seen")
            .is_none()
    );
    let long = "ă".repeat(8_001);
    let wrong = [("seen", next.as_str()), ("letter", long.as_str())];
    let told = scene.officer.save_by_itself(&letter, &wrong).await;
    told.assert_ok().assert_says("Chưa lưu: Tờ trình dài quá");
    assert_eq!(nomination(&t).await.cover_letter, "Kính gửi Ban Dân vận");
}
