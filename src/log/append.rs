//! Puts events at the end of the log.

use super::{Event, EventRow};
use crate::access::Actor;
use crate::clock::Moment;
use crate::db::Conn;
use crate::db::schema::{events, log_head};
use crate::db::sql::insert_each;
use crate::error::Result;
use diesel::prelude::*;
use serde_json::Value;

/// Appends `event` and gives its `seq`. Call it inside the write whose change it records.
pub fn append(conn: &mut Conn, actor: &Actor, event: Event, now: Moment) -> Result<i64> {
    append_all(conn, actor, vec![event], now)
}

/// Appends `events` in their order and gives the `seq` of the last; the head moves once for all of them, as an import
/// of many things needs. Without events nothing moves.
pub fn append_all(conn: &mut Conn, actor: &Actor, events: Vec<Event>, now: Moment) -> Result<i64> {
    let count = i64::try_from(events.len()).expect("a list in memory has fewer than 2⁶³ entries");
    // The head moves first, so that a second writer queues here whatever door it came through.
    let (last, mut previous): (i64, String) = diesel::update(log_head::table.find(1))
        .set(log_head::seq.eq(log_head::seq + count))
        .returning((log_head::seq, log_head::hash))
        .get_result(conn)?;
    let mut rows = Vec::with_capacity(events.len());
    for (seq, event) in (last - count + 1..).zip(events) {
        let mut row = EventRow {
            seq,
            at: now,
            actor: actor.log_name(),
            kind: event.kind.as_str().to_owned(),
            entity: event.entity.as_str().to_owned(),
            entity_id: event.entity_id,
            data: if event.data == Value::Null {
                String::from("{}")
            } else {
                event.data.to_string()
            },
            hash: String::new(),
        };
        row.hash = row.expected_hash(&previous);
        previous.clone_from(&row.hash);
        rows.push(row);
    }
    insert_each!(conn, events::table, &rows);
    diesel::update(log_head::table.find(1))
        .set(log_head::hash.eq(previous))
        .execute(conn)?;
    Ok(last)
}
