//! Conflicts of interest that follow from where a member works: in the tree, through successions, as an author.

use super::line::{CONDITIONS, Line, SEEN};
use crate::support::prelude::*;
use chrono::NaiveDate;
use danvankheo::access::{Role, SeatRole};
use danvankheo::db::schema::{nominations, unit_successions, units as unit_rows};
use danvankheo::ids::RowId;
use diesel::prelude::*;

const NOTHING: [(&str, &str); 0] = [];
const CONFLICT: &str = "council.conflict_of_interest";

/// Puts the nominating unit under another.
async fn put_under(t: &TestApp, unit: &Unit, parent: &Unit) {
    let (unit, parent) = (unit.id.clone(), parent.id.clone());
    t.write(move |conn| {
        diesel::update(unit_rows::table.find(unit))
            .set(unit_rows::parent_id.eq(parent))
            .execute(conn)?;
        Ok(())
    })
    .await;
}

/// Lets a unit pass into another on 1 July 2025.
async fn merge(t: &TestApp, from: &Unit, to: &Unit) {
    let (from, to) = (from.id.clone(), to.id.clone());
    t.write(move |conn| {
        diesel::insert_into(unit_successions::table)
            .values((
                unit_successions::id.eq(RowId::new()),
                unit_successions::from_unit_id.eq(from),
                unit_successions::to_unit_id.eq(to),
                unit_successions::kind.eq("merge"),
                unit_successions::on_date.eq(NaiveDate::from_ymd_opt(2025, 7, 1).unwrap()),
                unit_successions::instrument.eq("Nghị quyết 202/2025/QH15"),
            ))
            .execute(conn)?;
        Ok(())
    })
    .await;
}

/// Someone who signs for a unit, which gives no leave to read what others send, and sits in the council.
async fn sitter_from(t: &TestApp, line: &Line, unit: &Unit, seat: SeatRole) -> Client {
    let user = t.user(Some((Role::Signer, Some(unit)))).await;
    t.seat(&line.council, &user, seat).await;
    t.client_of(&user).await
}

/// A member neither reads nor scores, whatever the route.
async fn assert_barred(line: &Line, member: &Client) {
    let desk = member.get("/hoi-dong").await.assert_ok();
    desk.assert_says("Không tham gia");
    for page in ["", "/phieu-cham"] {
        member.get(&line.at(page)).await.assert_code(CONFLICT);
    }
    line.hand_in(member, "dat").await.assert_code(CONFLICT);
    member
        .post_form(&line.at("/phieu-cham/sua"), &NOTHING)
        .await
        .assert_code(CONFLICT);
}

#[apply(both_backends!)]
async fn whoever_works_above_or_below_the_unit_does_not_judge_it(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let top = t.unit_at("Tỉnh ủy", "province", None).await;
    let above = t
        .unit_at("Đảng bộ cấp trên", "grassroots", Some(&top))
        .await;
    put_under(&t, &line.unit, &above).await;
    let below = t
        .unit_at("Chi bộ thôn Nam Lân", "grassroots", Some(&line.unit))
        .await;
    let beside = t
        .unit_at("Đảng ủy xã Chi Lăng", "grassroots", Some(&above))
        .await;
    for near in [&above, &top, &below] {
        let member = sitter_from(&t, &line, near, SeatRole::Member).await;
        assert_barred(&line, &member).await;
    }
    let neighbour = sitter_from(&t, &line, &beside, SeatRole::Member).await;
    line.hand_in(&neighbour, "dat")
        .await
        .assert_redirect_to("/hoi-dong");
    let tally = line.chair.get(&line.at("/tong-hop")).await;
    tally.assert_says("1/4 phiếu đã nộp");
}

#[apply(both_backends!)]
async fn a_province_is_a_place_and_whoever_works_for_it_may_judge_its_communes(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let province = t.unit_at("Tỉnh Lạng Sơn", "province", None).await;
    let id = province.id.clone();
    t.write(move |conn| {
        diesel::update(unit_rows::table.find(id))
            .set(unit_rows::kind.eq("territory"))
            .execute(conn)?;
        Ok(())
    })
    .await;
    put_under(&t, &line.unit, &province).await;
    let member = sitter_from(&t, &line, &province, SeatRole::Member).await;
    line.hand_in(&member, "dat")
        .await
        .assert_redirect_to("/hoi-dong");
}

#[apply(both_backends!)]
async fn whoever_works_for_what_became_the_unit_does_not_judge_it(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let former = t.unit("Đảng ủy xã Vạn Linh cũ").await;
    let earlier = t.unit("Đảng ủy xã Y Tịch").await;
    let later = t.unit("Đảng ủy xã Vạn Linh mới").await;
    let elsewhere = t.unit("Đảng ủy xã Hữu Liên").await;
    let successor = t.unit("Đảng ủy xã Hữu Lũng").await;
    merge(&t, &earlier, &former).await;
    merge(&t, &former, &line.unit).await;
    merge(&t, &line.unit, &later).await;
    merge(&t, &elsewhere, &successor).await;
    for same in [&former, &earlier, &later] {
        let member = sitter_from(&t, &line, same, SeatRole::Member).await;
        assert_barred(&line, &member).await;
    }
    let member = sitter_from(&t, &line, &elsewhere, SeatRole::Member).await;
    line.hand_in(&member, "dat")
        .await
        .assert_redirect_to("/hoi-dong");
}

#[apply(both_backends!)]
async fn whoever_wrote_the_dossier_does_not_judge_it(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let elsewhere = t.unit("Đảng ủy xã Chi Lăng").await;
    // The author works elsewhere by now: that they wrote it is what counts.
    let author = t.user(Some((Role::Officer, Some(&elsewhere)))).await;
    t.seat(&line.council, &author, SeatRole::Member).await;
    let client = t.client_of(&author).await;
    client.get(&line.at("/phieu-cham")).await.assert_ok();
    let (code, id) = (line.code.clone(), author.id.clone());
    t.write(move |conn| {
        diesel::update(nominations::table.filter(nominations::code.eq(code)))
            .set(nominations::drafted_by.eq(id))
            .execute(conn)?;
        Ok(())
    })
    .await;
    assert_barred(&line, &client).await;
}

#[apply(both_backends!)]
async fn a_secretary_in_conflict_neither_takes_in_nor_opens_the_scoring(t: TestApp) {
    let line = Line::submitted(&t).await;
    let above = t.unit("Đảng bộ cấp trên").await;
    put_under(&t, &line.unit, &above).await;
    let secretary = sitter_from(&t, &line, &above, SeatRole::Secretary).await;
    let reasons = [
        SEEN[0],
        ("reasons", "Chưa có minh chứng cho kết quả năm 2025."),
    ];
    for step in ["/tiep-nhan", "/tra-lai"] {
        secretary
            .post_form(&line.at(step), &reasons)
            .await
            .assert_code(CONFLICT);
    }
    line.secretary
        .post_form(&line.at("/tiep-nhan"), &SEEN)
        .await
        .assert_redirect_to(&line.at(""));
    secretary
        .post_form(&line.at("/mo-cham"), &NOTHING)
        .await
        .assert_code(CONFLICT);
    // Opening all of a campaign passes over what the secretary must not touch.
    let campaign = [("campaign", line.campaign.as_str())];
    secretary
        .post_form("/hoi-dong/mo-cham", &campaign)
        .await
        .assert_redirect_to("/hoi-dong");
    line.members[0]
        .get(&line.at("/phieu-cham"))
        .await
        .assert_code("council.not_scoring");
    line.secretary
        .post_form("/hoi-dong/mo-cham", &campaign)
        .await
        .assert_redirect_to("/hoi-dong");
    line.members[0]
        .get(&line.at("/phieu-cham"))
        .await
        .assert_ok();
}
