//! Saving a part of a registration.

use super::{at, model, reread};
use crate::support::prelude::*;
use danvankheo::db::schema::model_versions;
use danvankheo::models::model::ModelState;
use diesel::prelude::*;

#[apply(both_backends!)]
async fn a_part_is_saved_and_leads_on_to_the_next(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let model = model(&t, &unit, ModelState::Draft).await;
    let officer = t.officer_of(&unit).await;
    let form = officer.get(&at(&model, "cach-lam")).await.assert_ok();
    let seen = form.value("seen").unwrap();
    let fields = [
        ("seen", seen.as_str()),
        ("method", "Vận động từng nhà"),
        ("steps", "1. Họp dân\n- Ký cam kết\n\nBước 3: Kiểm tra"),
        ("then", "next"),
    ];
    officer
        .post_form(&at(&model, "cach-lam"), &fields)
        .await
        .assert_redirect_to(&at(&model, "dia-ban"));
    let saved = reread(&t, &model).await;
    assert_eq!(saved.story.approach, "Vận động từng nhà");
    assert_eq!(saved.story.steps, ["Họp dân", "Ký cam kết", "Kiểm tra"]);
    assert_eq!(saved.version, 2);
    assert_eq!(t.events().await.last().unwrap().kind, "model.draft_saved");
}

#[apply(both_backends!)]
async fn figures_are_rows_and_blank_rows_are_dropped(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let model = model(&t, &unit, ModelState::Draft).await;
    let officer = t.officer_of(&unit).await;
    let page = at(&model, "so-lieu");
    let seen = officer.get(&page).await.assert_ok().value("seen").unwrap();
    let wrong = [
        ("seen", seen.as_str()),
        ("figures[0].indicator", "Đất được hiến"),
        ("figures[2].indicator", "Hộ tham gia"),
        ("figures[2].value", "120"),
    ];
    let form = officer.post_form(&page, &wrong).await.assert_status(422);
    assert!(form.field_error("figures[0].value").is_some());
    assert_eq!(form.value("figures[2].value").unwrap(), "120");
    let right = [
        ("seen", seen.as_str()),
        ("figures[0].indicator", "Đất được hiến"),
        ("figures[0].value", "4.262"),
        ("figures[0].unit", "m²"),
        ("figures[2].indicator", "Hộ tham gia"),
        ("figures[2].value", "120"),
    ];
    officer
        .post_form(&page, &right)
        .await
        .assert_redirect_to(&format!("/don-vi/mo-hinh/{}", model.code));
    let figures = reread(&t, &model).await.figures;
    assert_eq!(figures.len(), 2);
    assert_eq!(figures[0].number.unwrap().to_string(), "4262");
    assert_eq!(figures[1].indicator, "Hộ tham gia");
}

#[apply(both_backends!)]
async fn text_that_is_too_long_is_kept_and_changes_nothing(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let model = model(&t, &unit, ModelState::Draft).await;
    let officer = t.officer_of(&unit).await;
    let page = at(&model, "nguon-luc");
    let seen = officer.get(&page).await.value("seen").unwrap();
    let long = "ă".repeat(6_001);
    let fields = [("seen", seen.as_str()), ("resources", long.as_str())];
    let form = officer.post_form(&page, &fields).await.assert_status(422);
    assert_eq!(form.value("resources").unwrap(), long);
    assert_eq!(form.value("seen").unwrap(), seen);
    assert_eq!(reread(&t, &model).await.version, 1);
}

#[apply(both_backends!)]
async fn a_part_changed_elsewhere_shows_both_versions_and_overwrites_nothing(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let model = model(&t, &unit, ModelState::Draft).await;
    let (first, second) = (t.officer_of(&unit).await, t.officer_of(&unit).await);
    let page = at(&model, "luc-luong");
    let seen = first.get(&page).await.value("seen").unwrap();
    let by_first = [
        ("seen", seen.as_str()),
        ("forces", "Bản của người thứ nhất"),
    ];
    first
        .post_form(&page, &by_first)
        .await
        .assert_redirect_to(&format!("/don-vi/mo-hinh/{}", model.code));
    let by_second = [("seen", seen.as_str()), ("forces", "Bản của người thứ hai")];
    let both = second.post_form(&page, &by_second).await.assert_status(409);
    let both = both
        .assert_says("Bản của người thứ nhất")
        .assert_says("Bản của người thứ hai");
    assert_eq!(
        reread(&t, &model).await.story.forces,
        "Bản của người thứ nhất"
    );
    // Having seen both, the second may put theirs in place.
    let seen = both.value("seen").unwrap();
    let again = [
        ("seen", seen.as_str()),
        ("forces", both.value("forces").as_deref().unwrap()),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let again: Vec<(&str, &str)> = again
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    second
        .post_form(&page, &again)
        .await
        .assert_redirect_to(&format!("/don-vi/mo-hinh/{}", model.code));
    assert_eq!(
        reread(&t, &model).await.story.forces,
        "Bản của người thứ hai"
    );
    // Another part does not stand in the way.
    let other = at(&model, "nguon-luc");
    let seen = first.get(&other).await.value("seen").unwrap();
    second
        .post_form(
            &other,
            &[("seen", seen.as_str()), ("resources", "200 ngày công")],
        )
        .await
        .assert_redirect_to(&format!("/don-vi/mo-hinh/{}", model.code));
}

#[apply(both_backends!)]
async fn what_is_registered_keeps_its_former_version_and_cannot_lose_a_content(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let model = model(&t, &unit, ModelState::Registered).await;
    let officer = t.officer_of(&unit).await;
    let page = at(&model, "ten");
    let seen = officer.get(&page).await.value("seen").unwrap();
    let fields = [
        ("seen", seen.as_str()),
        ("name", "Tên mới"),
        ("sector", "culture_society"),
        ("subject", "model"),
        ("themes", "Môi trường, nông thôn mới"),
    ];
    officer
        .post_form(&page, &fields)
        .await
        .assert_redirect_to(&format!("/don-vi/mo-hinh/{}", model.code));
    let id = model.id.clone();
    let former: Vec<(i64, String)> = t
        .read(move |conn| {
            Ok(model_versions::table
                .filter(model_versions::model_id.eq(id))
                .select((model_versions::number, model_versions::title))
                .load(conn)?)
        })
        .await;
    assert_eq!(former, [(1, model.title.clone())]);
    assert_eq!(
        reread(&t, &model).await.themes,
        ["môi trường", "nông thôn mới"]
    );
    assert_eq!(t.events().await.last().unwrap().kind, "model.changed");
    let page = at(&model, "thuc-trang");
    let seen = officer.get(&page).await.value("seen").unwrap();
    let emptied = [("seen", seen.as_str()), ("situation", " – ")];
    let form = officer.post_form(&page, &emptied).await.assert_status(422);
    assert!(form.field_error("situation").is_some());
}

#[apply(both_backends!)]
async fn nobody_else_reads_or_changes_a_draft(t: TestApp) {
    let (unit, other) = (t.unit("Xã Vạn Linh").await, t.unit("Xã Chi Lăng").await);
    let model = model(&t, &unit, ModelState::Draft).await;
    let page = at(&model, "thuc-trang");
    t.stranger()
        .get(&page)
        .await
        .assert_status(401)
        .assert_silent_on(&model.story.problem);
    let neighbour = t.officer_of(&other).await;
    neighbour
        .get(&page)
        .await
        .assert_status(404)
        .assert_silent_on(&model.story.problem);
    neighbour
        .post_form(&page, &[("situation", "Chen vào")])
        .await
        .assert_status(404);
    let leader = t.leader_of(&unit).await;
    leader
        .get(&format!("/don-vi/mo-hinh/{}", model.code))
        .await
        .assert_ok();
    leader
        .post_form(&page, &[("situation", "Sửa thay")])
        .await
        .assert_code("forbidden");
    assert_eq!(reread(&t, &model).await.version, 1);
}

#[apply(both_backends!)]
async fn a_form_that_saves_itself_is_answered_with_a_line_and_never_overwrites(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let model = model(&t, &unit, ModelState::Draft).await;
    let (first, second) = (t.officer_of(&unit).await, t.officer_of(&unit).await);
    let page = at(&model, "luc-luong");
    let seen = first.get(&page).await.value("seen").unwrap();
    second.get(&page).await.assert_ok();
    let typed = [("seen", seen.as_str()), ("forces", "Chi bộ, Mặt trận")];
    let saved = first.save_by_itself(&page, &typed).await.assert_ok();
    let saved = saved.assert_says("Đã lưu lúc 09:00");
    assert_eq!(saved.select("form, main, header").len(), 0, "a line alone");
    let next = saved.value("seen").unwrap();
    assert_ne!(next, seen, "the form goes on from what was saved");
    assert_eq!(reread(&t, &model).await.story.forces, "Chi bộ, Mặt trận");
    assert_eq!(t.events().await.last().unwrap().kind, "model.draft_saved");
    // Saved again as it stands, nothing happens.
    let before = t.events().await.len();
    let same = [("seen", next.as_str()), ("forces", "Chi bộ, Mặt trận")];
    first.save_by_itself(&page, &same).await.assert_ok();
    assert_eq!(t.events().await.len(), before);
    // Of two who type, the later one is told and overwrites nothing.
    let late = [("seen", seen.as_str()), ("forces", "Bản của người khác")];
    let told = second.save_by_itself(&page, &late).await.assert_ok();
    told.assert_says("vừa được người khác sửa");
    let long = "ă".repeat(6_001);
    let wrong = [("seen", next.as_str()), ("forces", long.as_str())];
    let told = first.save_by_itself(&page, &wrong).await.assert_ok();
    told.assert_says("Chưa lưu:");
    assert_eq!(reread(&t, &model).await.story.forces, "Chi bộ, Mặt trận");
}

#[apply(both_backends!)]
async fn a_model_that_has_ended_is_not_written_on(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let officer = t.officer_of(&unit).await;
    for state in [ModelState::Ended, ModelState::Delisted, ModelState::Revoked] {
        let ended = model(&t, &unit, state).await;
        officer
            .post_form(
                &at(&ended, "ket-qua"),
                &[("seen", ""), ("outputs", "Viết đè")],
            )
            .await
            .assert_status(409)
            .assert_code("model.ended");
        assert_eq!(reread(&t, &ended).await.story, ended.story);
    }
}
