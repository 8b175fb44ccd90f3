//! Whoever has a conflict of interest is refused on every route.

use super::line::{CONDITIONS, Line};
use crate::support::prelude::*;
use danvankheo::models::words::Subject;
use danvankheo::nominations::model::NominationState;

const NOTHING: [(&str, &str); 0] = [];

#[apply(both_backends!)]
async fn a_member_of_the_units_own_is_refused_everywhere(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let desk = line
        .conflicted
        .get("/hoi-dong")
        .await
        .assert_ok()
        .assert_says("Không tham gia");
    assert!(
        desk.attribute(&format!("a[href$='{}']", line.at("/phieu-cham")), "href")
            .is_none()
    );
    line.conflicted
        .get(&line.at("/phieu-cham"))
        .await
        .assert_code("council.conflict_of_interest");
    line.hand_in(&line.conflicted, "dat")
        .await
        .assert_code("council.conflict_of_interest");
    line.conflicted
        .post_form(&line.at("/phieu-cham/sua"), &NOTHING)
        .await
        .assert_code("council.conflict_of_interest");
    // The seat of a plain member gives no leave to see or close the tally, conflict or not.
    line.conflicted
        .get(&line.at("/tong-hop"))
        .await
        .assert_status(403);
    line.conflicted
        .post_form(&line.at("/khoa-cham"), &NOTHING)
        .await
        .assert_status(403);
}

#[apply(both_backends!)]
async fn whoever_declares_a_conflict_no_longer_judges(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let member = &line.members[0];
    line.hand_in(member, "dat")
        .await
        .assert_redirect_to("/hoi-dong");
    let typed = [("ground", "own_unit"), ("note", "")];
    let wrong = member
        .post_form(&line.at("/xung-dot"), &typed)
        .await
        .assert_status(422);
    assert!(wrong.field_error("ground").is_some() && wrong.field_error("note").is_some());
    let typed = [
        ("ground", "kin_declared"),
        ("note", "Người thực hiện là em ruột."),
    ];
    member
        .post_form(&line.at("/xung-dot"), &typed)
        .await
        .assert_redirect_to("/hoi-dong");
    member
        .get(&line.at(""))
        .await
        .assert_code("council.conflict_of_interest");
    member
        .get(&line.at("/phieu-cham"))
        .await
        .assert_code("council.conflict_of_interest");
    // Their sheet no longer counts, so the chair and the other member are all that is waited for.
    line.chair
        .get(&line.at("/tong-hop"))
        .await
        .assert_ok()
        .assert_says("0/2 phiếu đã nộp");
    line.chair
        .get(&line.at("/tong-hop"))
        .await
        .assert_silent_on("em ruột");
}

#[apply(both_backends!)]
async fn a_conflicted_chair_neither_sees_nor_closes(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let typed = [
        ("ground", "declared"),
        ("note", "Tôi đã góp ý xây dựng mô hình này."),
    ];
    line.chair
        .post_form(&line.at("/xung-dot"), &typed)
        .await
        .assert_redirect_to("/hoi-dong");
    for member in &line.members {
        line.hand_in(member, "dat")
            .await
            .assert_redirect_to("/hoi-dong");
    }
    line.chair
        .get(&line.at("/tong-hop"))
        .await
        .assert_code("council.conflict_of_interest");
    line.chair
        .post_form(&line.at("/khoa-cham"), &NOTHING)
        .await
        .assert_code("council.conflict_of_interest");
}

const DECLARED: [(&str, &str); 2] = [
    ("ground", "declared"),
    ("note", "Tôi đã góp ý xây dựng mô hình này."),
];

#[apply(both_backends!)]
async fn the_same_is_declared_once(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let member = &line.members[0];
    member
        .post_form(&line.at("/xung-dot"), &DECLARED)
        .await
        .assert_redirect_to("/hoi-dong");
    let before = t.events().await.len();
    member
        .post_form(&line.at("/xung-dot"), &DECLARED)
        .await
        .assert_status(409)
        .assert_code("conflict.duplicate");
    assert_eq!(t.events().await.len(), before, "nothing was changed");
}

#[apply(both_backends!)]
async fn what_nobody_in_the_council_may_judge_is_not_opened(t: TestApp) {
    let line = Line::with(&t, CONDITIONS, Subject::Model, NominationState::Accepted).await;
    for judge in line.members.iter().chain([&line.chair]) {
        judge
            .post_form(&line.at("/xung-dot"), &DECLARED)
            .await
            .assert_redirect_to("/hoi-dong");
    }
    line.secretary
        .post_form(&line.at("/mo-cham"), &NOTHING)
        .await
        .assert_status(409)
        .assert_code("council.no_scorer");
    // Opening all of the campaign passes over it and says no more than that.
    let campaign = [("campaign", line.campaign.as_str())];
    line.secretary
        .post_form("/hoi-dong/mo-cham", &campaign)
        .await
        .assert_redirect_to("/hoi-dong");
    let started = |event: &danvankheo::log::EventRow| event.kind == "nomination.scoring_started";
    assert!(!t.events().await.iter().any(started));
}
