//! The log is whole after any writes, however many at once, and says where it is not.

use crate::support::prelude::*;
use danvankheo::access::Actor;
use danvankheo::db::schema::{events, log_head};
use danvankheo::ids::UserId;
use danvankheo::log::{self, Event, EventKind, Fault, Head, Verified};
use diesel::prelude::*;
use serde_json::json;

async fn append(t: &TestApp, data: String) -> i64 {
    let (event, now) = (
        Event::user(EventKind::UserCreated, &UserId::new()).with(json!({ "note": data })),
        t.now(),
    );
    t.write(move |conn| log::append(conn, &Actor::System, event, now))
        .await
}

async fn verified(t: &TestApp) -> Verified {
    t.read(|conn| log::verify(conn, |_| ())).await
}

/// A server whose log has twenty entries.
async fn with_twenty_entries(t: &TestApp) {
    for number in 1..=20 {
        assert_eq!(append(t, format!("thứ {number}")).await, number);
    }
    assert!(matches!(
        verified(t).await,
        Verified::Whole(Head { seq: 20, .. })
    ));
}

#[apply(both_backends!)]
async fn an_empty_log_is_whole(t: TestApp) {
    assert!(t.events().await.is_empty());
    assert_eq!(
        verified(&t).await,
        Verified::Whole(Head {
            seq: 0,
            hash: log::GENESIS.to_owned()
        })
    );
}

#[apply(both_backends!)]
async fn a_changed_entry_is_found_at_its_place(t: TestApp) {
    with_twenty_entries(&t).await;
    t.write(|conn| {
        Ok(diesel::update(events::table.find(7))
            .set(events::data.eq(r#"{"note":"khác"}"#))
            .execute(conn)?)
    })
    .await;
    assert_eq!(
        verified(&t).await,
        Verified::Broken {
            seq: 7,
            fault: Fault::Changed
        }
    );
}

#[apply(both_backends!)]
async fn every_column_of_an_entry_is_under_the_hash(t: TestApp) {
    with_twenty_entries(&t).await;
    let whole = t.events().await[10].clone();
    let later = whole.at + chrono::Duration::microseconds(1);
    let changes: [fn(&mut log::EventRow); 5] = [
        |row| row.actor = String::from("kẻ khác"),
        |row| row.kind = String::from("user.role_given"),
        |row| row.entity = String::from("unit"),
        |row| row.entity_id = String::from("thứ khác"),
        |row| row.data = String::from("{}"),
    ];
    let mut forged: Vec<log::EventRow> = changes
        .iter()
        .map(|change| {
            let mut row = whole.clone();
            change(&mut row);
            row
        })
        .collect();
    forged.push(log::EventRow {
        at: later,
        ..whole.clone()
    });
    for row in forged {
        assert_ne!(row, whole);
        replace(&t, row).await;
        assert_eq!(
            verified(&t).await,
            Verified::Broken {
                seq: 11,
                fault: Fault::Changed
            }
        );
    }
    replace(&t, whole).await;
    assert!(matches!(verified(&t).await, Verified::Whole(_)));
}

async fn replace(t: &TestApp, row: log::EventRow) {
    t.write(move |conn| {
        diesel::delete(events::table.find(row.seq)).execute(conn)?;
        Ok(diesel::insert_into(events::table)
            .values(&row)
            .execute(conn)?)
    })
    .await;
}

#[apply(both_backends!)]
async fn a_removed_entry_is_missed_at_its_place(t: TestApp) {
    with_twenty_entries(&t).await;
    t.write(|conn| Ok(diesel::delete(events::table.find(13)).execute(conn)?))
        .await;
    assert_eq!(
        verified(&t).await,
        Verified::Broken {
            seq: 13,
            fault: Fault::Missing
        }
    );
}

#[apply(both_backends!)]
async fn entries_that_changed_places_are_found_at_the_first(t: TestApp) {
    with_twenty_entries(&t).await;
    t.write(|conn| {
        for (from, to) in [(4, -1), (5, 4), (-1, 5)] {
            diesel::update(events::table.find(from))
                .set(events::seq.eq(to))
                .execute(conn)?;
        }
        Ok(())
    })
    .await;
    assert_eq!(
        verified(&t).await,
        Verified::Broken {
            seq: 4,
            fault: Fault::Changed
        }
    );
}

#[apply(both_backends!)]
async fn a_cut_end_is_given_away_by_the_head(t: TestApp) {
    with_twenty_entries(&t).await;
    t.write(|conn| Ok(diesel::delete(events::table.find(20)).execute(conn)?))
        .await;
    assert_eq!(
        verified(&t).await,
        Verified::Broken {
            seq: 19,
            fault: Fault::Head
        }
    );
}

#[apply(both_backends!)]
async fn an_entry_forged_onto_the_end_is_given_away_by_the_head(t: TestApp) {
    with_twenty_entries(&t).await;
    let last = t.events().await.pop().unwrap();
    let mut forged = log::EventRow {
        seq: 21,
        hash: String::new(),
        ..last.clone()
    };
    forged.hash = forged.expected_hash(&last.hash);
    t.write(move |conn| {
        Ok(diesel::insert_into(events::table)
            .values(&forged)
            .execute(conn)?)
    })
    .await;
    assert_eq!(
        verified(&t).await,
        Verified::Broken {
            seq: 21,
            fault: Fault::Head
        }
    );
}

#[apply(both_backends!)]
async fn a_head_that_was_turned_back_is_found(t: TestApp) {
    with_twenty_entries(&t).await;
    t.write(|conn| {
        Ok(diesel::update(log_head::table.find(1))
            .set(log_head::seq.eq(18_i64))
            .execute(conn)?)
    })
    .await;
    assert_eq!(
        verified(&t).await,
        Verified::Broken {
            seq: 20,
            fault: Fault::Head
        }
    );
}
