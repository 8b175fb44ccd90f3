//! Brings criteria sets in.

use crate::access::{Action, Actor, Facts, require};
use crate::campaigns::criteria::{self, Defect, Usability};
use crate::campaigns::criteria_store;
use crate::clock::Clock;
use crate::db::Db;
use crate::error::{AppError, Result};
use crate::log::{self, Event, EventKind};
use serde_json::json;

/// What became of one set of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedSet {
    /// Its editor's key: `hcm-5155-2025`.
    pub external_id: String,
    /// Its name.
    pub name: String,
    /// The number of its newest revision, from 1.
    pub revision: i32,
    /// Whether this load made the revision; `false` where the same content was there already.
    pub is_new: bool,
    /// Everything found wrong or unclear in it, blocking or not.
    pub defects: Vec<Defect>,
    /// Whether a campaign may score by it, and if not why.
    pub usability: Usability,
}

/// Stores every set of a JSON file as a revision; a set whose content is that of its newest revision makes none.
/// Errors of an official table are told, never mended. Err: `Invalid("file")` for a file that cannot be read, with the
/// place; then nothing of it is stored.
pub fn load_criteria(db: &Db, clock: &Clock, actor: &Actor, json: &str) -> Result<Vec<LoadedSet>> {
    require(actor, Action::LoadCriteria, &Facts::default())?;
    let sets =
        criteria::parse(json).map_err(|problem| AppError::field("file", problem.to_string()))?;
    let now = clock.now();
    db.write_now(|conn| {
        let mut loaded = Vec::new();
        for set in &sets {
            let newest = criteria_store::find_newest(conn, &set.id)?;
            let (revision, is_new) = match newest {
                Some(stored) if stored.set == *set => (stored.revision, false),
                stored => {
                    let revision = stored.map_or(0, |stored| stored.revision) + 1;
                    let id = criteria_store::insert(conn, set, revision, now)?;
                    let what = json!({ "external_id": set.id, "revision": revision });
                    log::append(
                        conn,
                        actor,
                        Event::criteria_set(EventKind::CriteriaLoaded, &id).with(what),
                        now,
                    )?;
                    (revision, true)
                }
            };
            loaded.push(LoadedSet {
                external_id: set.id.clone(),
                name: set.name.clone(),
                revision,
                is_new,
                defects: criteria::check(set),
                usability: criteria::usability(set),
            });
        }
        Ok(loaded)
    })
}
