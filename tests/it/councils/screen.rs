//! The secretary accepts, returns with reasons, and opens the scoring.

use super::line::Line;
use crate::support::prelude::*;
use danvankheo::access::SeatRole;

const NOTHING: [(&str, &str); 0] = [];

#[apply(both_backends!)]
async fn the_secretary_accepts_and_opens_the_scoring(t: TestApp) {
    let line = Line::submitted(&t).await;
    line.secretary
        .get("/hoi-dong")
        .await
        .assert_ok()
        .assert_says("Chờ tiếp nhận");
    line.secretary
        .get(&line.at(""))
        .await
        .assert_ok()
        .assert_says("Người dân đi làm xa");
    line.secretary
        .post_form(&line.at("/tiep-nhan"), &NOTHING)
        .await
        .assert_redirect_to(&line.at(""));
    // A second click, or a second secretary, changes nothing.
    line.secretary
        .post_form(&line.at("/tiep-nhan"), &NOTHING)
        .await
        .assert_code("nomination.step");
    line.members[0]
        .get(&line.at("/phieu-cham"))
        .await
        .assert_code("council.not_scoring");
    line.secretary
        .post_form(&line.at("/mo-cham"), &NOTHING)
        .await
        .assert_redirect_to(&line.at(""));
    line.members[0]
        .get("/hoi-dong")
        .await
        .assert_ok()
        .assert_says("Còn phải chấm");
}

#[apply(both_backends!)]
async fn all_accepted_nominations_are_opened_together(t: TestApp) {
    let line = Line::submitted(&t).await;
    line.secretary
        .post_form(&line.at("/tiep-nhan"), &NOTHING)
        .await;
    let campaign = [("campaign", line.campaign.as_str())];
    line.secretary
        .post_form("/hoi-dong/mo-cham", &campaign)
        .await
        .assert_redirect_to("/hoi-dong");
    line.members[0]
        .get(&line.at("/phieu-cham"))
        .await
        .assert_ok();
}

#[apply(both_backends!)]
async fn a_return_needs_reasons_and_keeps_what_was_typed(t: TestApp) {
    let line = Line::submitted(&t).await;
    let short = line
        .secretary
        .post_form(&line.at("/tra-lai"), &[("reasons", "thiếu")])
        .await
        .assert_status(422);
    assert_eq!(short.value("reasons").as_deref(), Some("thiếu"));
    assert!(short.field_error("reasons").is_some());
    let reasons = [("reasons", "Chưa có minh chứng cho kết quả năm 2025.")];
    line.secretary
        .post_form(&line.at("/tra-lai"), &reasons)
        .await
        .assert_redirect_to(&line.at(""));
    line.secretary
        .get(&line.at(""))
        .await
        .assert_says("Chưa có minh chứng cho kết quả năm 2025.");
    line.secretary
        .post_form(&line.at("/tiep-nhan"), &NOTHING)
        .await
        .assert_code("nomination.step");
}

#[apply(both_backends!)]
async fn nobody_else_screens(t: TestApp) {
    let line = Line::submitted(&t).await;
    line.members[0]
        .post_form(&line.at("/tiep-nhan"), &NOTHING)
        .await
        .assert_code("forbidden");
    line.chair
        .post_form(&line.at("/tra-lai"), &NOTHING)
        .await
        .assert_code("forbidden");
    // The secretary of another council does not learn that it exists.
    let elsewhere = t.council(&line.unit).await;
    let other = t.sitter_in(&elsewhere, SeatRole::Secretary).await;
    other.get("/hoi-dong").await.assert_ok();
    other
        .post_form(&line.at("/tiep-nhan"), &NOTHING)
        .await
        .assert_status(404);
    other.get(&line.at("")).await.assert_status(404);
}
