//! Builds the index anew from one snapshot of the database, in bounded memory, while the old one goes on answering.

use super::indexed::Reader;
use super::open::Origin;
use super::public;
use super::synonyms;
use crate::config::Config;
use crate::db::schema::models;
use crate::db::{Conn, Db};
use crate::error::{AppError, Doing, Result};
use crate::ids::ModelId;
use crate::index::ModelIndex;
use crate::log;
use diesel::prelude::*;

/// How many models are in memory at a time.
const BATCH: i64 = 500;

/// What an index that was built anew holds.
#[derive(Debug, Clone, Copy)]
pub struct Built {
    /// The `seq` it stands at.
    pub seq: i64,
    /// The newest entry of the log about what is public; 0 where there is none.
    pub newest_public: i64,
}

/// Builds the index anew and says what it then holds. `progress` is told how many of how many models are in,
/// and says whether to go on: where it says no, the old index stays. Err: the old index stays.
pub fn rebuild(
    db: &Db,
    index: &ModelIndex,
    config: &Config,
    mut progress: impl FnMut(u64, u64) -> bool,
) -> Result<Option<Built>> {
    db.read_now(|conn| {
        let head = log::head(conn)?;
        let newest_public = public::newest(conn)?;
        let public = models::table.filter(models::is_public.eq(true));
        let total: i64 = public.count().get_result(conn)?;
        let mut building = index.rebuild().doing("beginning a new search index")?;
        let mut reader = Reader::default();
        let mut last: Option<ModelId> = None;
        let mut done = 0;
        loop {
            if !progress(done, u64::try_from(total).unwrap_or(0)) {
                return Ok(None);
            }
            let ids = next_ids(conn, last.as_ref())?;
            let Some(newest) = ids.last().cloned() else {
                break;
            };
            for model in reader.read(conn, &ids)? {
                building.put(&model).doing("building the search index")?;
                done += 1;
            }
            last = Some(newest);
        }
        building
            .finish(head.seq)
            .doing("finishing the search index")?;
        // Whatever entries of the log were skipped by building anew, their synonyms are in this state.
        index.set_synonyms(synonyms::load(conn)?);
        Origin::of(config).note(head.seq, &head.hash);
        Ok::<_, AppError>(Some(Built {
            seq: head.seq,
            newest_public,
        }))
    })
}

/// The next public models.
fn next_ids(conn: &mut Conn, after: Option<&ModelId>) -> Result<Vec<ModelId>> {
    let after = after.map_or("", ModelId::as_str);
    Ok(models::table
        .filter(models::id.gt(after))
        .filter(models::is_public.eq(true))
        .order(models::id)
        .limit(BATCH)
        .select(models::id)
        .load(conn)?)
}
