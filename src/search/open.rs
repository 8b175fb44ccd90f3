//! Opens the index of this process and tells whether it may answer.

use super::synonyms;
use crate::config::Config;
use crate::db::schema::events;
use crate::db::{Conn, Db};
use crate::error::{Doing, Result};
use crate::index::{ModelIndex, OpenOutcome};
use crate::log;
use diesel::prelude::*;
use std::path::{Path, PathBuf};

/// An index and how far it is.
pub struct Opened {
    /// The index.
    pub index: ModelIndex,
    /// The `seq` it has taken in; none where it must be built before it may answer.
    pub seq: Option<i64>,
}

/// Opens the index in the data folder. A damaged, older or missing one, and one made from another database, is emptied
/// and has to be built. Err: another process has the folder, or it cannot be written.
pub fn open_index(config: &Config, db: &Db) -> Result<Opened> {
    let (index, outcome) =
        ModelIndex::open(&config.index_dir()).doing("opening the search index")?;
    let (head, first, synonyms) = db.read_now(|conn| {
        let head = log::head(conn)?;
        Ok((head, first_hash(conn)?, synonyms::load(conn)?))
    })?;
    index.set_synonyms(synonyms);
    let applied = match outcome {
        OpenOutcome::Opened { seq } => seq,
        OpenOutcome::Rebuilt { reason } => {
            tracing::info!(reason, "the search index begins empty");
            0
        }
    };
    let origin = Origin::of(config);
    let seq = match &first {
        None if index.count() == 0 => Some(0),
        Some(first) if applied > 0 && applied <= head.seq && origin.is(first) => Some(applied),
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
    Ok(Opened { index, seq })
}

/// The hash of the first entry of the log: no two databases have the same.
pub(super) fn first_hash(conn: &mut Conn) -> Result<Option<String>> {
    Ok(events::table
        .find(1)
        .select(events::hash)
        .first(conn)
        .optional()?)
}

/// A small file beside the index that says from which database it was made.
pub(super) struct Origin(PathBuf);

impl Origin {
    /// The file of this data folder.
    pub(super) fn of(config: &Config) -> Self {
        Self(config.data_dir.join("index-origin"))
    }

    fn is(&self, first_hash: &str) -> bool {
        std::fs::read_to_string(&self.0).is_ok_and(|noted| noted.trim() == first_hash)
    }

    /// Notes the database. Losing the file costs a rebuild at the next start, nothing else.
    pub(super) fn note(&self, first_hash: &str) -> Result<()> {
        write(&self.0, first_hash).doing(format!(
            "noting the index's database in {}",
            self.0.display()
        ))
    }
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, text)
}
