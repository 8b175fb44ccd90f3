//! Score sheets: alone, within bounds, never overwritten.

use super::line::{CONDITIONS, Line, POINTS};
use crate::support::prelude::*;
use futures_util::future::join;

const NOTHING: [(&str, &str); 0] = [];

#[apply(both_backends!)]
async fn a_draft_is_kept_and_a_sheet_is_handed_in_only_whole(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let member = &line.members[0];
    let some = [
        ("score-1", "dat"),
        ("remark-1", "Có minh chứng."),
        ("remark-2", "Cần xem thêm."),
        ("version", "0"),
    ];
    member
        .post_form(&line.at("/phieu-cham"), &some)
        .await
        .assert_redirect_to(&line.at("/phieu-cham"));
    let page = member
        .get(&line.at("/phieu-cham"))
        .await
        .assert_ok()
        .assert_says("Có minh chứng.")
        .assert_says("Cần xem thêm.");
    let version = page.attribute("#sheet-version", "value").unwrap();
    let early = [
        ("score-1", "dat"),
        ("version", version.as_str()),
        ("action", "submit"),
    ];
    let refused = member
        .post_form(&line.at("/phieu-cham"), &early)
        .await
        .assert_status(422);
    refused.assert_says("chưa được chấm");
}

#[apply(both_backends!)]
async fn points_keep_to_the_table_and_what_was_typed_stays(t: TestApp) {
    let line = Line::in_scoring(&t, POINTS).await;
    let member = &line.members[0];
    let wrong = [("score-1", "9999"), ("score-2", "nhiều"), ("version", "0")];
    let page = member
        .post_form(&line.at("/phieu-cham"), &wrong)
        .await
        .assert_status(422);
    assert!(page.text().contains("value=\"9999\""));
    assert!(page.text().contains("score-1-error"));
    // Nothing of it was saved.
    let clean = member
        .get(&line.at("/phieu-cham"))
        .await
        .assert_ok()
        .assert_silent_on("9999");
    assert_eq!(
        clean.attribute("#sheet-version", "value").as_deref(),
        Some("0")
    );
}

#[apply(both_backends!)]
async fn a_sheet_that_was_handed_in_is_corrected_only_by_a_new_revision(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let member = &line.members[0];
    line.hand_in(member, "dat")
        .await
        .assert_redirect_to("/hoi-dong");
    line.hand_in(member, "khong_dat")
        .await
        .assert_code("council.sheet_submitted");
    member
        .post_form(&line.at("/phieu-cham/sua"), &NOTHING)
        .await
        .assert_redirect_to(&line.at("/phieu-cham"));
    // Until the correction is handed in, the first revision counts.
    line.chair
        .get(&line.at("/tong-hop"))
        .await
        .assert_says("1/3 phiếu đã nộp");
    let page = member.get(&line.at("/phieu-cham")).await.assert_ok();
    let version = page.attribute("#sheet-version", "value").unwrap();
    let mut fields = line.whole_sheet("khong_dat", "submit");
    fields.retain(|(name, _)| name != "version");
    fields.push((String::from("version"), version));
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    member
        .post_form(&line.at("/phieu-cham"), &fields)
        .await
        .assert_redirect_to("/hoi-dong");
    line.chair
        .get(&line.at("/tong-hop"))
        .await
        .assert_says("1/3 phiếu đã nộp");
}

#[apply(both_backends!)]
async fn scoring_twice_at_once_keeps_one_and_shows_both(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let member = &line.members[0];
    let at = line.at("/phieu-cham");
    let (here, there) = (
        [("score-1", "dat"), ("version", "0")],
        [("score-1", "khong_dat"), ("version", "0")],
    );
    member.get(&at).await.assert_ok();
    let (first, second) = join(member.post_form(&at, &here), member.post_form(&at, &there)).await;
    let mut statuses = [first.status(), second.status()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    let told = if first.status() == 409 { first } else { second };
    told.assert_says("Phiếu này vừa được lưu ở nơi khác")
        .assert_says("Bản đang lưu");
}

#[apply(both_backends!)]
async fn a_sheet_that_saves_itself_is_answered_with_a_line_and_never_overwrites(t: TestApp) {
    let line = Line::in_scoring(&t, POINTS).await;
    let (member, at) = (&line.members[0], line.at("/phieu-cham"));
    let page = member.get(&at).await.assert_ok();
    assert_eq!(
        page.attribute("form[hx-post]", "hx-target").as_deref(),
        Some("#saved")
    );
    let typed = [("remark-1", "Có minh chứng."), ("version", "0")];
    let saved = member.save_by_itself(&at, &typed).await.assert_ok();
    let saved = saved.assert_says("Đã lưu lúc 09:00");
    assert_eq!(saved.select("form, main, header").len(), 0, "a line alone");
    let version = saved.attribute("#sheet-version", "value").unwrap();
    assert_ne!(version, "0", "the form goes on from what was saved");
    let wrong = [("score-1", "9999"), ("version", version.as_str())];
    let told = member.save_by_itself(&at, &wrong).await.assert_ok();
    assert!(told.attribute("#sheet-version", "value").is_none());
    told.assert_says("Chưa lưu:");
    let late = [("remark-1", "Viết đè"), ("version", "0")];
    let told = member.save_by_itself(&at, &late).await.assert_ok();
    assert!(told.attribute("#sheet-version", "value").is_none());
    told.assert_says("Chưa lưu:")
        .assert_says("vừa được người khác thay đổi");
    let page = member.get(&at).await.assert_ok();
    page.assert_says("Có minh chứng.")
        .assert_silent_on("Viết đè")
        .assert_silent_on("9999");
}

#[apply(both_backends!)]
async fn nobody_sees_anothers_scores_before_the_closing(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let mut fields = line.whole_sheet("khong_dat", "submit");
    fields.push((
        String::from("remark-1"),
        String::from("Bí mật cho tới khi khóa"),
    ));
    fields.push((String::from("overall_remark"), String::from("Nhận xét kín")));
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    line.members[0]
        .post_form(&line.at("/phieu-cham"), &fields)
        .await
        .assert_redirect_to("/hoi-dong");
    for (client, pages) in [
        (
            &line.chair,
            vec![
                "/hoi-dong".to_owned(),
                line.at(""),
                line.at("/tong-hop"),
                line.at("/phieu-cham"),
            ],
        ),
        (&line.secretary, vec!["/hoi-dong".to_owned(), line.at("")]),
        (
            &line.members[1],
            vec!["/hoi-dong".to_owned(), line.at(""), line.at("/phieu-cham")],
        ),
        (&line.signer, vec!["/dot-thi-dua".to_owned(), line.at("")]),
    ] {
        for page in pages {
            let seen = client.get(&page).await.assert_ok();
            seen.assert_silent_on("Bí mật")
                .assert_silent_on("Nhận xét kín");
        }
    }
    line.secretary
        .get(&line.at("/tong-hop"))
        .await
        .assert_status(403);
    line.members[1]
        .get(&line.at("/tong-hop"))
        .await
        .assert_status(403);
    // The log says that a sheet was handed in, never what it says.
    for entry in t.events().await {
        assert!(
            !entry.data.contains("Bí mật") && !entry.data.contains("khong_dat"),
            "{}",
            entry.data
        );
    }
}

#[apply(both_backends!)]
async fn a_sheet_that_was_not_handed_in_needs_no_correction(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let member = &line.members[0];
    let revise = line.at("/phieu-cham/sua");
    let draft = [("score-1", "dat"), ("version", "0")];
    for _ in 0..2 {
        member
            .post_form(&revise, &NOTHING)
            .await
            .assert_status(409)
            .assert_code("council.sheet_not_submitted");
        // The same of a draft: it is written on.
        member.post_form(&line.at("/phieu-cham"), &draft).await;
    }
}
