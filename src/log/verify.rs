//! Recomputes the chain: shows that nothing in the log was changed, removed or put in between.

use super::{EventRow, GENESIS, Head, head, tail};
use crate::db::Conn;
use crate::error::Result;

/// How many entries are held in memory at a time.
const BATCH: i64 = 5_000;

/// What a recomputation found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verified {
    /// Every entry follows from the one before, up to the head.
    Whole(Head),
    /// The first place where the log is not what it must be.
    Broken {
        /// The `seq` where it was found.
        seq: i64,
        /// What is wrong there.
        fault: Fault,
    },
}

/// What can be wrong with the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// An entry is missing here.
    Missing,
    /// The entry does not have the hash that follows from its content and the entry before.
    Changed,
    /// The head names another end than the last entry.
    Head,
}

/// Recomputes the whole chain in bounded memory; `progress` is told the `seq` reached.
pub fn verify(conn: &mut Conn, mut progress: impl FnMut(i64)) -> Result<Verified> {
    let end = head(conn)?;
    let mut previous = Head {
        seq: 0,
        hash: GENESIS.to_owned(),
    };
    loop {
        let entries = tail(conn, previous.seq, BATCH)?;
        if entries.is_empty() {
            break;
        }
        for entry in entries {
            if let Some(fault) = fault(&previous, &entry) {
                return Ok(Verified::Broken {
                    seq: previous.seq + 1,
                    fault,
                });
            }
            previous = Head {
                seq: entry.seq,
                hash: entry.hash,
            };
        }
        progress(previous.seq);
    }
    Ok(if previous == end {
        Verified::Whole(end)
    } else {
        Verified::Broken {
            seq: previous.seq,
            fault: Fault::Head,
        }
    })
}

fn fault(previous: &Head, entry: &EventRow) -> Option<Fault> {
    if entry.seq != previous.seq + 1 {
        Some(Fault::Missing)
    } else if entry.expected_hash(&previous.hash) != entry.hash {
        Some(Fault::Changed)
    } else {
        None
    }
}
