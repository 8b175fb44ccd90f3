//! The secretary accepts, returns with reasons, and opens the scoring.

use super::line::{Line, SEEN};
use crate::support::prelude::*;
use danvankheo::access::SeatRole;
use danvankheo::db::schema::nominations;
use diesel::prelude::*;
use futures_util::future::join;

const NOTHING: [(&str, &str); 0] = [];

#[apply(both_backends!)]
async fn the_secretary_accepts_and_opens_the_scoring(t: TestApp) {
    let line = Line::submitted(&t).await;
    line.secretary
        .get("/hoi-dong")
        .await
        .assert_ok()
        .assert_says("Chờ tiếp nhận")
        .assert_says("Anh/Chị còn 1 hồ sơ chờ tiếp nhận.");
    line.secretary
        .get(&line.at(""))
        .await
        .assert_ok()
        .assert_says("Người dân đi làm xa");
    line.secretary
        .post_form(&line.at("/tiep-nhan"), &SEEN)
        .await
        .assert_redirect_to(&line.at(""));
    // A second click, or a second secretary, changes nothing.
    line.secretary
        .post_form(&line.at("/tiep-nhan"), &SEEN)
        .await
        .assert_status(409)
        .assert_code("conflict.changed");
    line.secretary
        .post_form(&line.at("/tiep-nhan"), &[("version", "2")])
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
        .assert_says("Còn phải chấm")
        .assert_says("Anh/Chị còn 1 hồ sơ phải chấm.");
}

#[apply(both_backends!)]
async fn all_accepted_nominations_are_opened_together(t: TestApp) {
    let line = Line::submitted(&t).await;
    line.secretary
        .post_form(&line.at("/tiep-nhan"), &SEEN)
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
        .post_form(&line.at("/tra-lai"), &[SEEN[0], ("reasons", "thiếu")])
        .await
        .assert_status(422);
    assert_eq!(short.value("reasons").as_deref(), Some("thiếu"));
    assert!(short.field_error("reasons").is_some());
    let reasons = [
        SEEN[0],
        ("reasons", "Chưa có minh chứng cho kết quả năm 2025."),
    ];
    line.secretary
        .post_form(&line.at("/tra-lai"), &reasons)
        .await
        .assert_redirect_to(&line.at(""));
    line.secretary
        .get(&line.at(""))
        .await
        .assert_says("Chưa có minh chứng cho kết quả năm 2025.");
    line.secretary
        .post_form(&line.at("/tiep-nhan"), &SEEN)
        .await
        .assert_code("conflict.changed");
}

#[apply(both_backends!)]
async fn what_was_sent_anew_is_not_accepted_unread(t: TestApp) {
    let line = Line::submitted(&t).await;
    let form = format!("form[action$='{}']", line.at("/tiep-nhan"));
    let read = line.secretary.get(&line.at("")).await.assert_ok();
    let read = read.fields(&form);
    let other = t.sitter_in(&line.council, SeatRole::Secretary).await;
    let reasons = [
        SEEN[0],
        ("reasons", "Chưa có minh chứng cho kết quả năm 2025."),
    ];
    other
        .post_form(&line.at("/tra-lai"), &reasons)
        .await
        .assert_redirect_to(&line.at(""));
    // The unit sends it anew.
    let code = line.code.clone();
    t.write(move |conn| {
        diesel::update(nominations::table.filter(nominations::code.eq(code)))
            .set((
                nominations::state.eq("submitted"),
                nominations::version.eq(4_i64),
            ))
            .execute(conn)?;
        Ok(())
    })
    .await;
    let before = t.events().await.len();
    line.secretary
        .post_bare(&line.at("/tiep-nhan"), &read)
        .await
        .assert_status(409)
        .assert_code("conflict.changed")
        .assert_says("vừa được người khác thay đổi");
    let again = line
        .secretary
        .post_form(&line.at("/tra-lai"), &reasons)
        .await
        .assert_status(409);
    assert!(again.field_error("reasons").is_some());
    assert_eq!(again.value("reasons").as_deref(), Some(reasons[1].1));
    assert_eq!(t.events().await.len(), before, "nothing was changed");
    // That page shows what was sent anew, and its forms act on it.
    line.secretary
        .post_bare(&line.at("/tiep-nhan"), &again.fields(&form))
        .await
        .assert_redirect_to(&line.at(""));
}

#[apply(both_backends!)]
async fn of_two_secretaries_one_screens(t: TestApp) {
    let line = Line::submitted(&t).await;
    let other = t.sitter_in(&line.council, SeatRole::Secretary).await;
    let before = t.events().await.len();
    let reasons = [
        SEEN[0],
        ("reasons", "Chưa có minh chứng cho kết quả năm 2025."),
    ];
    let (accept, give_back) = (line.at("/tiep-nhan"), line.at("/tra-lai"));
    let (accepted, returned) = join(
        line.secretary.post_form(&accept, &SEEN),
        other.post_form(&give_back, &reasons),
    )
    .await;
    let mut statuses = [accepted.status(), returned.status()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(t.events().await.len(), before + 1);
}

#[apply(both_backends!)]
async fn nobody_else_screens(t: TestApp) {
    let line = Line::submitted(&t).await;
    line.members[0]
        .post_form(&line.at("/tiep-nhan"), &SEEN)
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
        .post_form(&line.at("/tiep-nhan"), &SEEN)
        .await
        .assert_status(404);
    other.get(&line.at("")).await.assert_status(404);
}
