//! The one ordered log: every state change appends an event in its own transaction.
//!
//! A gap-free `seq`, who, what, to which thing, when, and `hash = SHA-256(previous hash ‖ canonical event)`.
//! From this one table follow the audit ([`verify`]), the index feed ([`tail`]) and the freshness of pages ([`head`]).

mod append;
mod event;
mod tail;
mod verify;

pub use append::{append, append_all};
pub use event::{Entity, Event, EventKind};
pub use tail::{Head, about, has_kind, head, kind_at, tail};
pub use verify::{Fault, Verified, verify};

use crate::clock::Moment;
use crate::db::schema::events;
use diesel::prelude::*;
use sha2::{Digest, Sha256};

/// One entry of the log, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = events)]
pub struct EventRow {
    /// Its place in the one order, from 1, without gaps.
    pub seq: i64,
    /// When, in UTC.
    pub at: Moment,
    /// Who: a user's id, or `system`.
    pub actor: String,
    /// What: see [`EventKind`].
    pub kind: String,
    /// What kind of thing it happened to: see [`Entity`].
    pub entity: String,
    /// Which thing.
    pub entity_id: String,
    /// What more there is to say, as JSON.
    pub data: String,
    /// Hash of the entry before and of this one, in lower-case hex.
    pub hash: String,
}

impl EventRow {
    /// The hash this entry must have behind `previous`.
    pub fn expected_hash(&self, previous: &str) -> String {
        let at = self.at.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string();
        let canonical = serde_json::to_vec(&(
            self.seq,
            at,
            &self.actor,
            &self.kind,
            &self.entity,
            &self.entity_id,
            &self.data,
        ))
        .expect("numbers and strings are always JSON");
        let mut hasher = Sha256::new();
        hasher.update(previous.as_bytes());
        hasher.update(&canonical);
        hex::encode(hasher.finalize())
    }
}

/// The hash before the first entry.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";
