//! The chair closes once every sheet is in, and records the council's result.

use super::line::{CONDITIONS, Line, POINTS};
use crate::support::prelude::*;
use danvankheo::access::SeatRole;
use futures_util::future::join;

const NOTHING: [(&str, &str); 0] = [];

#[apply(both_backends!)]
async fn the_tally_opens_when_every_sheet_is_in(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    line.hand_in(&line.members[0], "dat")
        .await
        .assert_redirect_to("/hoi-dong");
    line.hand_in(&line.members[1], "dat")
        .await
        .assert_redirect_to("/hoi-dong");
    line.chair
        .get(&line.at("/tong-hop"))
        .await
        .assert_says("2/3 phiếu đã nộp")
        .assert_says("Chưa mở tổng hợp");
    line.chair
        .post_form(&line.at("/khoa-cham"), &NOTHING)
        .await
        .assert_code("council.sheets_missing");
    line.hand_in(&line.chair, "khong_dat")
        .await
        .assert_redirect_to("/hoi-dong");
    let open = line
        .chair
        .get(&line.at("/tong-hop"))
        .await
        .assert_says("Kết quả từng tiêu chí");
    open.assert_says("2 đạt, 1 không đạt")
        .assert_says("tổng số thành viên hội đồng");
    line.secretary
        .post_form(&line.at("/khoa-cham"), &NOTHING)
        .await
        .assert_code("forbidden");
    line.chair
        .post_form(&line.at("/khoa-cham"), &NOTHING)
        .await
        .assert_redirect_to(&line.at("/tong-hop"));
    // Locked: no correction, no second closing.
    line.members[0]
        .post_form(&line.at("/phieu-cham/sua"), &NOTHING)
        .await
        .assert_code("council.not_scoring");
    line.chair
        .post_form(&line.at("/khoa-cham"), &NOTHING)
        .await
        .assert_code("nomination.step");
}

#[apply(both_backends!)]
async fn a_spread_over_ten_points_is_flagged_with_its_drawing(t: TestApp) {
    let line = Line::in_scoring(&t, POINTS).await;
    let highest = highest_sheet(&line, &line.members[0]).await;
    for member in [&line.chair, &line.members[0]] {
        let fields: Vec<(&str, &str)> = highest
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        member
            .post_form(&line.at("/phieu-cham"), &fields)
            .await
            .assert_redirect_to("/hoi-dong");
    }
    line.hand_in(&line.members[1], "0")
        .await
        .assert_redirect_to("/hoi-dong");
    let tally = line
        .chair
        .get(&line.at("/tong-hop"))
        .await
        .assert_says("Các phiếu chênh nhau trên 10 điểm");
    assert_eq!(tally.select("svg circle.spread__dot").len(), 3);
    tally.assert_says("66,67");
}

/// The fields of a sheet with the most that each criterion gives, read off the page.
async fn highest_sheet(line: &Line, member: &Client) -> Vec<(String, String)> {
    let page = member.get(&line.at("/phieu-cham")).await.assert_ok();
    let mut fields = line.whole_sheet("", "submit");
    for number in 1..=line.leaves {
        let most = page.attribute(
            &format!("select[name='score-{number}'] option:last-child"),
            "value",
        );
        let most = most.unwrap_or_else(|| {
            let how = page.select(&format!("#score-{number}-how")).join("");
            how.split(" đến ")
                .nth(1)
                .unwrap()
                .split(", bước")
                .next()
                .unwrap()
                .to_owned()
        });
        fields[number - 1].1 = most;
    }
    fields
}

#[apply(both_backends!)]
async fn the_result_is_recorded_once_after_the_closing(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let result = [("recommendation", "recognise"), ("summary", "Thiết thực.")];
    line.chair
        .post_form(&line.at("/ket-qua"), &result)
        .await
        .assert_code("council.not_closed");
    line.judged(&[]).await;
    let empty = line
        .chair
        .post_form(
            &line.at("/ket-qua"),
            &[("recommendation", ""), ("summary", "")],
        )
        .await
        .assert_status(422);
    assert!(
        empty.field_error("recommendation").is_some() && empty.field_error("summary").is_some()
    );
    let at = line.at("/ket-qua");
    let (first, second) = join(
        line.chair.post_form(&at, &result),
        line.chair.post_form(&at, &result),
    )
    .await;
    let mut statuses = [first.status(), second.status()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    line.signer
        .get(&line.at(""))
        .await
        .assert_ok()
        .assert_says("Đề nghị công nhận");
    // Until the decision the public learns nothing.
    t.stranger().get(&line.at("")).await.assert_status(401);
}

#[apply(both_backends!)]
async fn a_result_that_stands_is_not_recorded_over(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    line.advised().await;
    let before = t.events().await.len();
    let other = [
        ("recommendation", "not_recognise"),
        ("summary", "Chưa thiết thực."),
    ];
    line.chair
        .post_form(&line.at("/ket-qua"), &other)
        .await
        .assert_status(409)
        .assert_code("council.result_exists");
    assert_eq!(t.events().await.len(), before, "nothing was changed");
    let page = line.signer.get(&line.at("")).await.assert_ok();
    page.assert_says("Đề nghị công nhận");
}

#[apply(both_backends!)]
async fn the_vice_chair_closes_a_scoring_and_records_the_result_for_the_chair(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let deputy = t.sitter_in(&line.council, SeatRole::ViceChair).await;
    let judges = line.members.iter().chain([&line.chair, &deputy]);
    for judge in judges {
        let handed_in = line.hand_in(judge, "dat").await;
        handed_in.assert_redirect_to("/hoi-dong");
    }
    deputy
        .post_form(&line.at("/khoa-cham"), &NOTHING)
        .await
        .assert_redirect_to(&line.at("/tong-hop"));
    let result = [("recommendation", "recognise"), ("summary", "Thiết thực.")];
    deputy
        .post_form(&line.at("/ket-qua"), &result)
        .await
        .assert_redirect_to(&line.at(""));
    let page = line.signer.get(&line.at("")).await.assert_ok();
    page.assert_says("Đề nghị công nhận");
}

#[apply(both_backends!)]
async fn of_two_chairs_one_records_the_result(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let deputy = t.sitter_in(&line.council, SeatRole::ViceChair).await;
    line.judged(&[&deputy]).await;
    let before = t.events().await.len();
    let (yes, no) = (
        [("recommendation", "recognise"), ("summary", "Thiết thực.")],
        [
            ("recommendation", "not_recognise"),
            ("summary", "Chưa thiết thực."),
        ],
    );
    let at = line.at("/ket-qua");
    let (first, second) = join(line.chair.post_form(&at, &yes), deputy.post_form(&at, &no)).await;
    let mut statuses = [first.status(), second.status()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(t.events().await.len(), before + 1);
    let advice = if first.status() == 303 {
        "Đề nghị công nhận"
    } else {
        "Đề nghị không công nhận"
    };
    let page = line.signer.get(&line.at("")).await.assert_ok();
    page.assert_says(advice);
}
