//! Reads the log from a place on.

use super::{Entity, EventKind, EventRow};
use crate::db::Conn;
use crate::db::schema::{events, log_head};
use crate::error::Result;
use diesel::prelude::*;

/// Where the log ends, or ended: pins everything before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The newest `seq`; 0 for an empty log.
    pub seq: i64,
    /// Its hash.
    pub hash: String,
}

impl Head {
    /// Where the log ended with an entry.
    pub fn at(entry: &EventRow) -> Self {
        Self {
            seq: entry.seq,
            hash: entry.hash.clone(),
        }
    }
}

/// Where the log ends.
pub fn head(conn: &mut Conn) -> Result<Head> {
    let (seq, hash) = log_head::table
        .find(1)
        .select((log_head::seq, log_head::hash))
        .first(conn)?;
    Ok(Head { seq, hash })
}

/// Up to `limit` entries with a `seq` greater than `after`, in order.
pub fn tail(conn: &mut Conn, after: i64, limit: i64) -> Result<Vec<EventRow>> {
    Ok(events::table
        .filter(events::seq.gt(after))
        .order(events::seq)
        .limit(limit)
        .select(EventRow::as_select())
        .load(conn)?)
}

/// Everything that happened to one thing, in order.
pub fn about(conn: &mut Conn, entity: Entity, entity_id: &str) -> Result<Vec<EventRow>> {
    Ok(events::table
        .filter(events::entity.eq(entity.as_str()))
        .filter(events::entity_id.eq(entity_id))
        .order(events::seq)
        .select(EventRow::as_select())
        .load(conn)?)
}

/// The word of what happened at a place in the log; `None` where it does not reach so far.
pub fn kind_at(conn: &mut Conn, seq: i64) -> Result<Option<String>> {
    Ok(events::table
        .find(seq)
        .select(events::kind)
        .first(conn)
        .optional()?)
}

/// Whether something of this kind ever happened. Reads the whole log where it did not.
pub fn has_kind(conn: &mut Conn, kind: EventKind) -> Result<bool> {
    let found: Option<i64> = events::table
        .filter(events::kind.eq(kind.as_str()))
        .select(events::seq)
        .first(conn)
        .optional()?;
    Ok(found.is_some())
}
