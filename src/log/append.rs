//! Puts an event at the end of the log.

use super::{Event, EventRow};
use crate::access::Actor;
use crate::clock::Moment;
use crate::db::Conn;
use crate::db::schema::{events, log_head};
use crate::error::Result;
use diesel::prelude::*;
use serde_json::Value;

/// Appends `event` and gives its `seq`. Call it inside the write whose change it records.
pub fn append(conn: &mut Conn, actor: &Actor, event: Event, now: Moment) -> Result<i64> {
    // The head moves first, so that a second writer queues here whatever door it came through.
    let (seq, previous): (i64, String) = diesel::update(log_head::table.find(1))
        .set(log_head::seq.eq(log_head::seq + 1))
        .returning((log_head::seq, log_head::hash))
        .get_result(conn)?;
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
    diesel::insert_into(events::table)
        .values(&row)
        .execute(conn)?;
    diesel::update(log_head::table.find(1))
        .set(log_head::hash.eq(&row.hash))
        .execute(conn)?;
    Ok(seq)
}
