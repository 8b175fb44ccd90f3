//! A seat in a council ends: whoever sat there no longer judges, and nobody waits for them.

use super::line::{CONDITIONS, Line};
use crate::support::User;
use crate::support::prelude::*;
use chrono::Duration;
use danvankheo::access::{Role, SeatRole};
use danvankheo::db::schema::{events, seats};
use danvankheo::ids::SeatId;
use diesel::prelude::*;
use futures_util::future::join;

const NOTHING: [(&str, &str); 0] = [];

/// The council's page of the campaign, and where the seat that a person was given last is ended.
async fn addresses(t: &TestApp, line: &Line, user: &User) -> (String, String) {
    let id = user.id.clone();
    let seat: SeatId = t
        .read(move |conn| {
            Ok(seats::table
                .filter(seats::user_id.eq(id))
                .order(seats::id.desc())
                .select(seats::id)
                .first(conn)?)
        })
        .await;
    let council = format!("/dot-thi-dua/{}/hoi-dong", line.campaign);
    let end = format!("{council}/{seat}/ket-thuc");
    (council, end)
}

async fn changes_of_seats(t: &TestApp) -> usize {
    let events = t.events().await;
    let kinds = events.iter().map(|event| event.kind.as_str());
    kinds.filter(|kind| *kind == "council.seat_changed").count()
}

#[apply(both_backends!)]
async fn a_member_whose_seat_has_ended_no_longer_judges_and_nobody_waits_for_them(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let leaving = t.user(None).await;
    t.seat(&line.council, &leaving, SeatRole::Member).await;
    let (council, end) = addresses(&t, &line, &leaving).await;
    let leaver = t.client_of(&leaving).await;
    line.hand_in(&leaver, "khong_dat")
        .await
        .assert_redirect_to("/hoi-dong");
    let tally = line.chair.get(&line.at("/tong-hop")).await;
    tally.assert_says("1/4 phiếu đã nộp");

    let agency = t.holder_of(Role::StandingAgency, Some(&line.host)).await;
    agency
        .post_form(&end, &NOTHING)
        .await
        .assert_redirect_to(&council);
    let page = agency.get(&council).await.assert_ok();
    page.assert_says("Đã kết thúc");
    // The council's dossiers are out of their sight, on every route.
    for page in ["", "/phieu-cham", "/xung-dot"] {
        leaver.get(&line.at(page)).await.assert_status(404);
    }
    line.hand_in(&leaver, "dat").await.assert_status(404);
    leaver
        .post_form(&line.at("/phieu-cham/sua"), &NOTHING)
        .await
        .assert_status(404);
    // What they handed in no longer counts, and the others are all that is waited for.
    let tally = line.chair.get(&line.at("/tong-hop")).await;
    tally.assert_says("0/3 phiếu đã nộp");
    line.judged(&[]).await;
}

#[apply(both_backends!)]
async fn a_seat_ends_once_and_only_in_its_own_council(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let leaving = t.user(None).await;
    t.seat(&line.council, &leaving, SeatRole::Member).await;
    let (council, end) = addresses(&t, &line, &leaving).await;
    let admin = t.admin().await;
    admin
        .post_form(&end, &NOTHING)
        .await
        .assert_redirect_to(&council);
    let changes = changes_of_seats(&t).await;
    assert_eq!(changes, 1);
    // A second click.
    admin.post_form(&end, &NOTHING).await.assert_status(404);
    // A seat of another council, under this campaign.
    let elsewhere = t.council(&line.host).await;
    let other = t.user(None).await;
    t.seat(&elsewhere, &other, SeatRole::Member).await;
    let (_, foreign) = addresses(&t, &line, &other).await;
    admin.post_form(&foreign, &NOTHING).await.assert_status(404);
    assert_eq!(changes_of_seats(&t).await, changes, "nothing was changed");
}

#[apply(both_backends!)]
async fn a_seat_given_by_mistake_ends_the_same_day_and_may_be_given_again(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let person = t.user(None).await;
    let seat = [("username", person.username.as_str()), ("role", "member")];
    let council = format!("/dot-thi-dua/{}/hoi-dong", line.campaign);
    let admin = t.admin().await;
    admin
        .post_form(&council, &seat)
        .await
        .assert_redirect_to(&council);
    let client = t.client_of(&person).await;
    client.get(&line.at("/phieu-cham")).await.assert_ok();
    let (_, end) = addresses(&t, &line, &person).await;
    admin
        .post_form(&end, &NOTHING)
        .await
        .assert_redirect_to(&council);
    client.get(&line.at("/phieu-cham")).await.assert_status(404);
    admin
        .post_form(&council, &seat)
        .await
        .assert_redirect_to(&council);
    client.get(&line.at("/phieu-cham")).await.assert_ok();
}

#[apply(both_backends!)]
async fn a_seat_that_ends_after_the_closing_changes_no_result(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let leaving = t.user(None).await;
    t.seat(&line.council, &leaving, SeatRole::Member).await;
    let (council, end) = addresses(&t, &line, &leaving).await;
    let leaver = t.client_of(&leaving).await;
    line.judged(&[&leaver]).await;
    let page = line.at("/tong-hop");
    let before = line.chair.get(&page).await.assert_ok().select("main table");
    assert!(!before.is_empty());

    let agency = t.holder_of(Role::StandingAgency, Some(&line.host)).await;
    agency
        .post_form(&end, &NOTHING)
        .await
        .assert_redirect_to(&council);
    let newcomer = t.user(None).await;
    t.seat(&line.council, &newcomer, SeatRole::Member).await;
    let after = line.chair.get(&page).await.assert_ok().select("main table");
    assert_eq!(after, before, "four judged, and four are counted");
    line.chair.get(&page).await.assert_says("4/4 phiếu đã nộp");

    // The log names the seat that judged: another that its holder is given later did not.
    let id = leaving.id.clone();
    t.seat(&line.council, &leaving, SeatRole::ViceChair).await;
    let held: Vec<SeatId> = t
        .read(move |conn| {
            Ok(seats::table
                .filter(seats::user_id.eq(id))
                .order(seats::id)
                .select(seats::id)
                .load(conn)?)
        })
        .await;
    let events = t.events().await;
    let closing = events
        .iter()
        .find(|event| event.kind == "nomination.scoring_closed")
        .unwrap();
    assert!(closing.data.contains(held[0].as_str()));
    assert!(!closing.data.contains(held[1].as_str()));
    let after = line.chair.get(&page).await.assert_ok().select("main table");
    assert_eq!(after, before);
}

#[apply(both_backends!)]
async fn a_closing_that_does_not_tell_who_judged_is_read_from_the_seats(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    line.judged(&[]).await;
    t.write(|conn| {
        let closings = events::table.filter(events::kind.eq("nomination.scoring_closed"));
        let changed = diesel::update(closings)
            .set(events::data.eq(r#"{"sheets":3}"#))
            .execute(conn)?;
        assert_eq!(changed, 1);
        Ok(())
    })
    .await;
    let page = line.chair.get(&line.at("/tong-hop")).await.assert_ok();
    page.assert_says("3/3 phiếu đã nộp");
}

#[apply(both_backends!)]
async fn of_two_who_seat_a_chair_one_does(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let council = format!("/dot-thi-dua/{}/hoi-dong", line.campaign);
    let in_council = line.council.id.clone();
    let chair: SeatId = t
        .read(move |conn| {
            Ok(seats::table
                .filter(seats::council_id.eq(in_council))
                .filter(seats::role.eq("chair"))
                .select(seats::id)
                .first(conn)?)
        })
        .await;
    let (one, other) = (t.admin().await, t.admin().await);
    one.post_form(&format!("{council}/{chair}/ket-thuc"), &NOTHING)
        .await
        .assert_redirect_to(&council);
    let before = changes_of_seats(&t).await;
    let (first, second) = (t.user(None).await, t.user(None).await);
    let seat = |user: &User| {
        [
            ("username", user.username.clone()),
            ("role", "chair".to_owned()),
        ]
    };
    let (by_one, by_other) = join(
        one.post_form(&council, &seat(&first)),
        other.post_form(&council, &seat(&second)),
    )
    .await;
    let mut statuses = [by_one.status(), by_other.status()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422]);
    assert_eq!(changes_of_seats(&t).await, before + 1);
}

#[apply(both_backends!)]
async fn a_seat_is_given_for_days_to_come_and_once_for_each_day(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let person = t.user(None).await;
    let council = format!("/dot-thi-dua/{}/hoi-dong", line.campaign);
    let admin = t.admin().await;
    let give = async |role: &str, from: &str, to: &str| {
        let seat = [
            ("username", person.username.as_str()),
            ("role", role),
            ("valid_from", from),
            ("valid_to", to),
        ];
        admin.post_form(&council, &seat).await
    };
    for (from, to, field) in [
        ("2026-11-20", "", "valid_from"),
        ("ngày mai", "", "valid_from"),
        ("", "2026-11-20", "valid_to"),
        ("2026-12-31", "2026-12-01", "valid_to"),
    ] {
        let form = give("member", from, to).await.assert_status(422);
        assert!(form.field_error(field).is_some(), "{from} {to}");
        assert_eq!(form.value("valid_to").unwrap_or_default(), to);
        assert_eq!(form.value("username").unwrap(), person.username);
    }
    assert_eq!(changes_of_seats(&t).await, 0);
    give("member", "2026-11-23", "2026-11-25")
        .await
        .assert_redirect_to(&council);
    for (role, from, to, field) in [
        ("secretary", "2026-11-25", "", "username"),
        // The chair of this council sits there until it is ended.
        ("chair", "2026-11-26", "", "role"),
    ] {
        let form = give(role, from, to).await.assert_status(422);
        assert!(form.field_error(field).is_some(), "{role}");
    }
    let shown = admin.get(&council).await.assert_ok();
    shown
        .assert_says("Chưa bắt đầu")
        .assert_says("23/11/2026 – 25/11/2026");
    // The clock stands at nine in the morning of the 21st.
    let sheet = line.at("/phieu-cham");
    let mut seen = Vec::new();
    for _ in 21..=26 {
        seen.push(t.client_of(&person).await.get(&sheet).await.status());
        t.clock().advance(Duration::days(1));
    }
    assert_eq!(seen, [404, 404, 200, 200, 200, 404]);
}

#[apply(both_backends!)]
async fn a_seat_that_has_an_end_is_ended_before_it(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let council = format!("/dot-thi-dua/{}/hoi-dong", line.campaign);
    let admin = t.admin().await;
    for (from, today) in [("", 200), ("2026-11-30", 404)] {
        let person = t.user(None).await;
        let seat = [
            ("username", person.username.as_str()),
            ("role", "member"),
            ("valid_from", from),
            ("valid_to", "2026-12-31"),
        ];
        let given = admin.post_form(&council, &seat).await;
        given.assert_redirect_to(&council);
        let client = t.client_of(&person).await;
        let sheet = line.at("/phieu-cham");
        client.get(&sheet).await.assert_status(today);
        let (_, end) = addresses(&t, &line, &person).await;
        let ended = admin.post_form(&end, &NOTHING).await;
        ended.assert_redirect_to(&council);
        admin.post_form(&end, &NOTHING).await.assert_status(404);
        client.get(&sheet).await.assert_status(404);
        t.clock().advance(Duration::days(10));
        let later = t.client_of(&person).await;
        later.get(&sheet).await.assert_status(404);
        t.clock().advance(Duration::days(-10));
    }
}
