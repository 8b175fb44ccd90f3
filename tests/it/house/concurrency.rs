//! Many writers at once: the order of the log is the order of commit, without a gap and without a lost write.

use crate::support::prelude::*;
use danvankheo::access::Actor;
use danvankheo::db::sql::next_number;
use danvankheo::error::AppError;
use danvankheo::ids::UserId;
use danvankheo::log::{self, Event, EventKind, Verified};
use futures_util::future::join_all;
use serde_json::json;

const WRITERS: i64 = 60;

#[apply(both_backends!)]
async fn parallel_writes_leave_a_whole_log_in_order_of_commit(t: TestApp) {
    let now = t.now();
    // Every third writer fails after it has appended: its entry and its number must be gone without a trace.
    let outcomes = join_all((0..WRITERS).map(|writer| {
        t.app.db.write(move |conn| {
            // A number read under the same lock shows the order in which the writers were let in.
            let turn = next_number(conn, "turns")?;
            let event =
                Event::user(EventKind::UserCreated, &UserId::new()).with(json!({ "turn": turn }));
            let seq = log::append(conn, &Actor::System, event, now)?;
            if writer % 3 == 0 {
                Err(AppError::Conflict("conflict.changed"))
            } else {
                Ok((seq, turn))
            }
        })
    }))
    .await;
    let mut written: Vec<(i64, i64)> = outcomes.into_iter().flatten().collect();
    written.sort_unstable();
    let expected: Vec<(i64, i64)> = (1..=WRITERS * 2 / 3)
        .map(|number| (number, number))
        .collect();
    assert_eq!(
        written, expected,
        "a seq is lost, doubled, or out of the order of commit"
    );
    let stored: Vec<i64> = t.events().await.iter().map(|entry| entry.seq).collect();
    assert_eq!(
        stored,
        expected.iter().map(|(seq, _)| *seq).collect::<Vec<_>>()
    );
    assert!(
        matches!(t.read(|conn| log::verify(conn, |_| ())).await, Verified::Whole(head) if head.seq == WRITERS * 2 / 3)
    );
}

#[apply(both_backends!)]
async fn a_reader_sees_one_snapshot_while_others_write(t: TestApp) {
    let now = t.now();
    let db = t.app.db.clone();
    let append = move |db: danvankheo::db::Db| {
        db.write_now(|conn| {
            log::append(
                conn,
                &Actor::System,
                Event::user(EventKind::UserCreated, &UserId::new()),
                now,
            )
        })
    };
    let (before, after) = t
        .read(move |conn| {
            let before = log::head(conn)?;
            // A writer on another thread commits between the two reads of this one.
            std::thread::spawn(move || append(db)).join().unwrap()?;
            Ok((before, log::head(conn)?))
        })
        .await;
    assert_eq!(before, after);
    assert_eq!(t.events().await.len(), 1);
}
