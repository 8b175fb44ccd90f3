//! To the leader, to the council, and back for completion.

use super::{PAGE, Scene, nomination, take};
use crate::models::{at, reread};
use crate::support::prelude::*;
use danvankheo::nominations::model::NominationState;
use danvankheo::nominations::{self, dossier};

#[apply(both_backends!)]
async fn what_was_sent_reads_the_same_for_ever(t: TestApp) {
    let scene = Scene::begun(&t).await;
    scene.hand_on().await;
    assert_eq!(nomination(&t).await.state, NominationState::AwaitingLeader);
    scene
        .leader
        .get("/don-vi")
        .await
        .assert_ok()
        .assert_says("Xem và gửi hồ sơ HS-2026-0001");
    take(&scene.leader, "gui", &[])
        .await
        .assert_redirect_to(PAGE);
    assert_eq!(nomination(&t).await.state, NominationState::Submitted);
    assert_eq!(nomination(&t).await.submitted_at, Some(t.now()));
    assert_eq!(
        t.events().await.last().unwrap().kind,
        "nomination.submitted"
    );
    // The model goes on changing.
    let page = at(&scene.model, "ket-qua");
    let seen = scene.officer.get(&page).await.value("seen").unwrap();
    let fields = [
        ("seen", seen.as_str()),
        ("outputs", "Kết quả đã sửa về sau"),
    ];
    scene.officer.post_form(&page, &fields).await;
    assert_eq!(
        reread(&t, &scene.model).await.story.results,
        "Kết quả đã sửa về sau"
    );
    let sent = scene
        .officer
        .get(&format!("{PAGE}/ban-gui/1"))
        .await
        .assert_ok();
    sent.assert_says(&scene.model.story.results)
        .assert_silent_on("Kết quả đã sửa về sau");
    let asked = nomination(&t).await;
    let frozen = t.read(move |conn| dossier(conn, &asked)).await;
    assert_eq!(frozen.story, scene.model.story);
    assert_eq!((frozen.number, frozen.sent_at), (Some(1), Some(t.now())));
    scene
        .officer
        .get(&format!("{PAGE}/ban-gui/2"))
        .await
        .assert_status(404);
}

#[apply(both_backends!)]
async fn only_the_leader_sends_and_may_give_it_back_with_a_remark(t: TestApp) {
    let scene = Scene::begun(&t).await;
    take(&scene.leader, "trinh", &[])
        .await
        .assert_code("forbidden");
    take(&scene.leader, "gui", &[])
        .await
        .assert_code("nomination.step");
    scene.hand_on().await;
    let version = nomination(&t).await.version.to_string();
    let now = [("version", version.as_str())];
    scene
        .officer
        .post_form(&format!("{PAGE}/gui"), &now)
        .await
        .assert_code("forbidden");
    let short = take(&scene.leader, "tra-lai", &[("remark", "Sửa")])
        .await
        .assert_status(422);
    assert_eq!(short.value("remark").unwrap(), "Sửa");
    let remark = [("remark", "Cần nêu rõ số hộ tham gia.")];
    take(&scene.leader, "tra-lai", &remark)
        .await
        .assert_redirect_to(PAGE);
    assert_eq!(nomination(&t).await.state, NominationState::Draft);
    scene
        .officer
        .get(PAGE)
        .await
        .assert_ok()
        .assert_says("Cần nêu rõ số hộ tham gia.");
    let other = t.unit("Đảng ủy xã Chi Lăng").await;
    let neighbour = t.leader_of(&other).await;
    neighbour
        .post_form(&format!("{PAGE}/gui"), &now)
        .await
        .assert_status(404);
    t.stranger()
        .post_form(&format!("{PAGE}/gui"), &now)
        .await
        .assert_status(401);
}

#[apply(both_backends!)]
async fn of_two_who_act_at_once_one_wins_and_the_other_is_told(t: TestApp) {
    let scene = Scene::handed_on(&t).await;
    let deputy = t.leader_of(&scene.unit).await;
    let version = deputy.get(PAGE).await.assert_ok().value("version").unwrap();
    take(&scene.leader, "gui", &[])
        .await
        .assert_redirect_to(PAGE);
    let late = [
        ("version", version.as_str()),
        ("remark", "Cần bổ sung minh chứng."),
    ];
    deputy
        .post_form(&format!("{PAGE}/tra-lai"), &late)
        .await
        .assert_code("conflict.changed");
    deputy
        .post_form(&format!("{PAGE}/gui"), &late)
        .await
        .assert_code("conflict.changed");
    assert_eq!(nomination(&t).await.state, NominationState::Submitted);
}

#[apply(both_backends!)]
async fn an_incomplete_dossier_stays_and_names_what_is_missing(t: TestApp) {
    let scene = Scene::begun(&t).await;
    let letter = format!("{PAGE}/to-trinh");
    let seen = scene.officer.get(&letter).await.value("seen").unwrap();
    scene
        .officer
        .post_form(&letter, &[("seen", seen.as_str()), ("letter", " ")])
        .await
        .assert_redirect_to(PAGE);
    let page = scene
        .officer
        .get(PAGE)
        .await
        .assert_ok()
        .assert_says("Còn thiếu");
    assert_eq!(
        page.attribute("[aria-labelledby=missing-title] a", "href")
            .unwrap(),
        letter
    );
    assert_eq!(page.select("form[action$='/trinh']").len(), 0);
    page.assert_says("Chưa trình lãnh đạo đơn vị được");
    // Whoever has an older page open, or sends what it offered, is told on the same page.
    let version = nomination(&t).await.version.to_string();
    let step = [("version", version.as_str())];
    let told = scene
        .officer
        .post_form(&format!("{PAGE}/trinh"), &step)
        .await
        .assert_status(422);
    assert_eq!(
        told.select(".error-summary li"),
        ["Còn thiếu: Tờ trình đề nghị."]
    );
    assert_eq!(nomination(&t).await.state, NominationState::Draft);
}

#[apply(both_backends!)]
async fn outside_the_days_of_the_campaign_nothing_is_sent(t: TestApp) {
    let scene = Scene::handed_on(&t).await;
    t.clock().advance(chrono::Duration::days(10));
    let leader = t.leader_of(&scene.unit).await;
    let page = leader.get(PAGE).await.assert_ok();
    assert_eq!(page.select("form[action$='/gui']").len(), 0);
    page.assert_says("Chưa gửi tới hội đồng được");
    let told = take(&leader, "gui", &[]).await.assert_status(422);
    let reasons = told.select(".error-summary li");
    assert!(
        matches!(reasons.as_slice(), [only] if only.contains("hiện không nhận hồ sơ")),
        "{reasons:?}"
    );
    assert_eq!(nomination(&t).await.state, NominationState::AwaitingLeader);
}

#[apply(both_backends!)]
async fn a_returned_nomination_is_completed_and_sent_again_and_the_first_is_kept(t: TestApp) {
    let scene = Scene::sent(&t).await;
    let (sent, now) = (nomination(&t).await, t.now());
    let by = sent.drafted_by.clone();
    t.write(move |conn| {
        nominations::insert_return(conn, &sent.id, "Thiếu biên bản họp dân.", &by, now)?;
        let returned = nominations::Nomination {
            state: NominationState::Returned,
            ..sent
        };
        nominations::replace(conn, &returned, now)
    })
    .await;
    let page = scene.officer.get(PAGE).await.assert_ok();
    page.assert_says("Thiếu biên bản họp dân.")
        .assert_says("Cần hoàn thiện");
    let part = at(&scene.model, "ket-qua");
    let seen = scene.officer.get(&part).await.value("seen").unwrap();
    let fields = [("seen", seen.as_str()), ("outputs", "Kết quả đã bổ sung")];
    scene.officer.post_form(&part, &fields).await;
    // Completions are taken until the end of the screening.
    t.clock().advance(chrono::Duration::days(15));
    let leader = t.leader_of(&scene.unit).await;
    take(&leader, "gui", &[]).await.assert_redirect_to(PAGE);
    let first = leader.get(&format!("{PAGE}/ban-gui/1")).await.assert_ok();
    first.assert_says(&scene.model.story.results);
    leader
        .get(&format!("{PAGE}/ban-gui/2"))
        .await
        .assert_ok()
        .assert_says("Kết quả đã bổ sung");
}
