//! The public consultation between the council's result and the decision: begun, running, over, and who is told what.

use crate::councils::line::{CONDITIONS, Line};
use crate::support::prelude::*;
use chrono::Duration;
use danvankheo::access::Role;
use danvankheo::db::schema::campaigns;
use diesel::prelude::*;

const NOTHING: [(&str, &str); 0] = [];

const DECISION: [(&str, &str); 6] = [
    ("kind", "recognise"),
    ("number", "125-QĐ/TU"),
    ("decided_on", "2026-11-21"),
    ("form", "decision"),
    ("signer_position", "Phó Bí thư Thường trực"),
    ("reason", ""),
];

/// A nomination with the council's advice, in a campaign that asks the public for five working days. Today is Saturday,
/// 21 November 2026: the days are 23, 25, 26, 27 and 30 November, since the 24th may become a day off.
async fn advised(t: &TestApp) -> Line {
    let line = Line::in_scoring(t, CONDITIONS).await;
    let code = line.campaign.clone();
    t.write(move |conn| {
        diesel::update(campaigns::table.filter(campaigns::code.eq(code)))
            .set(campaigns::consultation_days.eq(5))
            .execute(conn)?;
        Ok(())
    })
    .await;
    line.advised().await;
    line
}

async fn decide(signer: &Client, line: &Line) -> Answer {
    signer
        .post_file(&line.at("/quyet-dinh"), &DECISION, "file", "", Vec::new())
        .await
}

#[apply(both_backends!)]
async fn nothing_is_decided_before_the_public_was_asked(t: TestApp) {
    let line = advised(&t).await;
    decide(&line.signer, &line)
        .await
        .assert_code("recognition.consultation_first");
    line.signer
        .get(&line.at(""))
        .await
        .assert_ok()
        .assert_silent_on("Ghi quyết định");
    line.secretary
        .get(&line.at(""))
        .await
        .assert_ok()
        .assert_says("Bắt đầu lấy ý kiến")
        .assert_says("5 ngày làm việc tính từ ngày hôm sau");
    for other in [
        &line.signer,
        &line.chair,
        &line.members[0],
        &line.conflicted,
    ] {
        other
            .post_form(&line.at("/lay-y-kien"), &NOTHING)
            .await
            .assert_code("forbidden");
    }
}

#[apply(both_backends!)]
async fn while_it_runs_each_is_told_what_concerns_them(t: TestApp) {
    let line = advised(&t).await;
    line.secretary
        .post_form(&line.at("/lay-y-kien"), &NOTHING)
        .await
        .assert_redirect_to(&line.at(""));
    line.secretary
        .post_form(&line.at("/lay-y-kien"), &NOTHING)
        .await
        .assert_code("nomination.step");
    let period =
        "từ ngày 21/11/2026 đến hết ngày 30/11/2026 (5 ngày làm việc; ngày kết thúc tạm tính";
    for reader in [&line.secretary, &line.chair, &line.signer] {
        reader
            .get(&line.at(""))
            .await
            .assert_ok()
            .assert_says("Đang lấy ý kiến")
            .assert_says(period)
            .assert_silent_on("Ghi quyết định");
    }
    decide(&line.signer, &line)
        .await
        .assert_code("recognition.consultation_running");
    line.signer
        .get("/dot-thi-dua")
        .await
        .assert_ok()
        .assert_says("Lấy ý kiến đến hết 30/11/2026");
    // The unit knows the dates and nothing of what the council advises; a stranger knows nothing.
    let at = format!("/don-vi/ho-so/{}", line.code);
    t.officer_of(&line.unit)
        .await
        .get(&at)
        .await
        .assert_ok()
        .assert_says(period)
        .assert_silent_on("Đề nghị công nhận");
    t.stranger()
        .get("/mo-hinh/ngay-thu-bay-vi-dan")
        .await
        .assert_status(404);
}

#[apply(both_backends!)]
async fn a_campaign_that_asks_no_one_begins_no_consultation(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    line.advised().await;
    line.secretary
        .get(&line.at(""))
        .await
        .assert_ok()
        .assert_silent_on("Bắt đầu lấy ý kiến");
    line.secretary
        .post_form(&line.at("/lay-y-kien"), &NOTHING)
        .await
        .assert_code("nomination.step");
    decide(&line.signer, &line)
        .await
        .assert_redirect_to(&line.at(""));
}

#[apply(both_backends!)]
async fn its_last_day_still_belongs_to_the_public(t: TestApp) {
    let line = advised(&t).await;
    line.secretary
        .post_form(&line.at("/lay-y-kien"), &NOTHING)
        .await
        .assert_redirect_to(&line.at(""));
    // 30 November, one minute before midnight in Vietnam. Sessions have ended by then.
    t.clock()
        .advance(Duration::days(9) + Duration::hours(14) + Duration::minutes(59));
    let signer = t.holder_of(Role::Signer, Some(&line.host)).await;
    decide(&signer, &line)
        .await
        .assert_code("recognition.consultation_running");
    t.clock().advance(Duration::minutes(1));
    signer
        .get("/dot-thi-dua")
        .await
        .assert_ok()
        .assert_says("Ghi quyết định");
    signer
        .get(&line.at(""))
        .await
        .assert_ok()
        .assert_says("Đã lấy ý kiến")
        .assert_says("Ghi quyết định");
    decide(&signer, &line)
        .await
        .assert_redirect_to(&line.at(""));
    t.stranger()
        .get("/mo-hinh/ngay-thu-bay-vi-dan")
        .await
        .assert_ok();
}
