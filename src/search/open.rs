//! Opens the index of this process and tells whether it may answer.

use super::{public, synonyms};
use crate::config::Config;
use crate::db::schema::events;
use crate::db::{Conn, Db};
use crate::error::{Doing, Result};
use crate::index::{ModelIndex, OpenOutcome};
use crate::log;
use diesel::prelude::*;
use std::path::{Path, PathBuf};
use tracing::Span;

/// An index and how far it is.
pub struct Opened {
    /// The index.
    pub index: ModelIndex,
    /// The `seq` it has taken in; none where it must be built before it may answer.
    pub seq: Option<i64>,
    /// The newest entry of the log about what is public; 0 where there is none.
    pub newest_public: i64,
}

/// Opens the index in the data folder. A damaged, older or missing one, and one made from another database, is emptied
/// and has to be built. Err: another process has the folder, or it cannot be written.
pub fn open_index(config: &Config, db: &Db) -> Result<Opened> {
    let _lines = lines_of(config).entered();
    let (index, outcome) =
        ModelIndex::open(&config.index_dir()).doing("opening the search index")?;
    let origin = Origin::of(config);
    let (head, is_ours, newest_public, synonyms) = db.read_now(|conn| {
        let (head, is_ours) = (log::head(conn)?, origin.is_in(conn)?);
        Ok((head, is_ours, public::newest(conn)?, synonyms::load(conn)?))
    })?;
    index.set_synonyms(synonyms);
    let applied = match outcome {
        OpenOutcome::Opened { seq } => seq,
        OpenOutcome::Rebuilt { reason } => {
            tracing::warn!(reason, "the search index begins empty");
            0
        }
    };
    let seq = match head.seq {
        0 if index.count() == 0 => Some(0),
        head if (1..=head).contains(&applied) && is_ours => Some(applied),
        _ => None,
    };
    if seq.is_none() && index.count() > 0 {
        tracing::warn!(
            applied,
            head = head.seq,
            "the search index was made from another database: it is built anew"
        );
        index.clear().doing("emptying the search index")?;
    }
    let behind = seq.map_or(0, |seq| head.seq - seq);
    if behind > 0 {
        tracing::info!("the search index stands at {applied}, {behind} entries behind");
    }
    Ok(Opened {
        index,
        seq,
        newest_public,
    })
}

/// What log lines about the index of this process have in common: its folder.
pub(super) fn lines_of(config: &Config) -> Span {
    tracing::info_span!("index", folder = %config.index_dir().display())
}

/// A small file beside the index that says from which log it was made: the place and the hash of an entry that it has
/// taken in. A database that was restored from a copy and written to since has another entry there.
pub(super) struct Origin(PathBuf);

impl Origin {
    /// The file of this data folder.
    pub(super) fn of(config: &Config) -> Self {
        Self(config.data_dir.join("index-origin"))
    }

    /// Whether the log holds the noted entry.
    fn is_in(&self, conn: &mut Conn) -> Result<bool> {
        let noted = std::fs::read_to_string(&self.0).unwrap_or_default();
        let Some((seq, hash)) = noted.trim().split_once(' ') else {
            return Ok(false);
        };
        let Ok(seq) = seq.parse::<i64>() else {
            return Ok(false);
        };
        let there: Option<String> = events::table
            .find(seq)
            .select(events::hash)
            .first(conn)
            .optional()?;
        Ok(there.is_some_and(|there| there == hash))
    }

    /// Notes an entry that was taken in. Losing the file costs a rebuild at the next start, nothing else: where it cannot
    /// be written, the log says so, and what was taken in counts all the same.
    pub(super) fn note(&self, seq: i64, hash: &str) {
        if let Err(error) = write(&self.0, &format!("{seq} {hash}\n")) {
            tracing::warn!(
                %error,
                file = %self.0.display(),
                "it could not be noted from which log the search index was made: the next start builds it anew"
            );
        }
    }
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, text)
}
