//! The feed: one task per process that keeps the index in step with the log.
//!
//! It is woken by every write of this process and looks four times a second for those of others. Whatever it reads,
//! it reads anew from the rows named in the log, so that running twice or late ends in the same place.

use super::indexed::Reader;
use super::open::{Origin, lines_of};
use super::public::{self, Seen};
use super::rebuild;
use super::synonyms;
use crate::app::App;
use crate::db::schema::{adoptions, models, unit_successions, units};
use crate::db::{Conn, IDS_AT_ONCE};
use crate::error::{Doing, Result, chain};
use crate::ids::{AdoptionId, ModelId, UnitId};
use crate::index::{Change, ModelIndex, Synonyms};
use crate::log::{self, Entity, EventKind, EventRow, Head};
use actix_web::web::Data;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How often the log is looked at when nothing was heard of a change.
const LOOK_EVERY: Duration = Duration::from_millis(250);
/// The longest pause after failures.
const LONGEST_PAUSE: Duration = Duration::from_secs(15);
/// Entries taken in at a time.
const BATCH: i64 = 500;
/// From how far behind building anew is quicker than catching up.
const FAR_BEHIND: i64 = 20_000;
/// From how many models at once building anew is quicker.
const MANY: usize = 5_000;
/// How many failures in a row are taken for an index that must be built anew.
const FAILURES_FOR_REBUILD: u32 = 4;

/// The running feed. Dropping it ends the feed soon after, in the middle of a rebuild too.
#[must_use = "dropping the feed ends it"]
pub struct Feed {
    stop: Arc<AtomicBool>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Feed {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.task.abort();
    }
}

/// Starts the feed of `app` on the runtime that this is called in.
pub fn start_feed(app: Data<App>) -> Feed {
    let stop = Arc::new(AtomicBool::new(false));
    let task = tokio::spawn(run(app, Arc::clone(&stop)));
    Feed { stop, task }
}

async fn run(app: Data<App>, stop: Arc<AtomicBool>) {
    let changed = app.db.changed();
    let lines = lines_of(&app.config);
    let mut failures = 0_u32;
    while !stop.load(Ordering::Relaxed) {
        let (worker, stopping) = (app.clone(), Arc::clone(&stop));
        let within = lines.clone();
        let step = move || within.in_scope(|| step(&worker, failures, &stopping));
        let step = tokio::task::spawn_blocking(step).await;
        let pause = match step
            .doing("feeding the search index")
            .and_then(|outcome| outcome)
        {
            Ok(Step::More) => {
                failures = 0;
                continue;
            }
            Ok(Step::Done) => {
                failures = 0;
                LOOK_EVERY
            }
            Err(error) => {
                failures = failures.saturating_add(1);
                lines.in_scope(|| {
                    tracing::error!(error = %chain(&error), failures, "the search index could not be brought up to date");
                });
                (LOOK_EVERY * 2_u32.saturating_pow(failures.min(8))).min(LONGEST_PAUSE)
            }
        };
        // The wake-up only shortens the wait: without it the log is looked at all the same.
        let _ = tokio::time::timeout(pause, changed.notified()).await;
    }
}

/// What a step came to.
enum Step {
    /// There may be more to take in.
    More,
    /// The index is where the log was.
    Done,
}

/// Takes in what the log has behind the index: a batch of entries, or everything anew. `failures` went before it.
fn step(app: &App, failures: u32, stop: &AtomicBool) -> Result<Step> {
    let applied = app.index.applied_seq();
    let (head, work) = app.db.read_now(|conn| {
        let head = log::head(conn)?.seq;
        let why = match head - applied {
            _ if failures > 0 && !app.index.has_folder() => Some("its folder was deleted"),
            _ if failures >= FAILURES_FOR_REBUILD => Some("it could not be brought up to date"),
            _ if !app.index_ready() => Some("it does not hold everything yet"),
            behind if behind < 0 => Some("the log is not the one that it was made from"),
            behind if behind > FAR_BEHIND => Some("it is far behind the log"),
            _ => None,
        };
        let work = match why {
            Some(why) => Work::Rebuild(why),
            None => gather(conn, &app.index, applied)?,
        };
        Ok((head, work))
    })?;
    take_in(app, head, work, stop).inspect_err(|_| {
        // What the index cannot take in may have hidden something: rows tell, pages that are kept do not.
        app.pages_changed();
    })
}

/// Brings the index to what was read of the log, which ends at `head`.
fn take_in(app: &App, head: i64, work: Work, stop: &AtomicBool) -> Result<Step> {
    match work {
        Work::Nothing => {
            app.took_in(head, None);
            Ok(Step::Done)
        }
        Work::Rebuild(why) => {
            tracing::info!(why, "building the search index anew");
            let mut shown = 0;
            let reached = rebuild(&app.db, &app.index, &app.config, |done, total| {
                if done >= shown + 10_000 {
                    shown = done;
                    tracing::info!("search index: {done} of {total} public models");
                    // Nothing else is taken in meanwhile, which may be minutes.
                    app.pages_changed();
                }
                !stop.load(Ordering::Relaxed)
            })?;
            if let Some(built) = reached {
                app.built_anew(built);
            }
            Ok(Step::More)
        }
        Work::Apply {
            changes,
            last,
            newest_public,
            synonyms,
        } => {
            if let Some(synonyms) = synonyms {
                app.index.set_synonyms(synonyms);
            }
            app.index
                .apply(&changes, last.seq)
                .doing("bringing the search index up to date")?;
            Origin::of(&app.config).note(last.seq, &last.hash);
            app.took_in(last.seq, newest_public);
            Ok(if last.seq < head {
                Step::More
            } else {
                Step::Done
            })
        }
    }
}

enum Work {
    Nothing,
    /// Everything is read anew, and why.
    Rebuild(&'static str),
    Apply {
        changes: Vec<Change>,
        /// Where the entries end.
        last: Head,
        /// The newest by which a public page changed.
        newest_public: Option<i64>,
        /// The synonyms that hold now, where the entries speak of a change.
        synonyms: Option<Synonyms>,
    },
}

/// What the entries after `applied` ask for, read in the same snapshot as the entries. `index` stands there.
fn gather(conn: &mut Conn, index: &ModelIndex, applied: i64) -> Result<Work> {
    let entries = log::tail(conn, applied, BATCH)?;
    let Some(last) = entries.last().map(Head::at) else {
        return Ok(Work::Nothing);
    };
    let is_up_to_the_end = entries.len() < BATCH as usize;
    let Some(touched) = touched(conn, &entries)? else {
        return Ok(Work::Rebuild("many models changed at once"));
    };
    let ids: Vec<ModelId> = touched.models.into_iter().collect();
    let known = ids.iter().map(ModelId::as_str);
    let known = index
        .held_among(known)
        .doing("reading what was public before")?;
    let mut public: BTreeSet<ModelId> = known.into_iter().map(ModelId::from).collect();
    let mut reader = Reader::default();
    let mut changes = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IDS_AT_ONCE) {
        let models = reader.read(conn, chunk)?;
        let gone = chunk
            .iter()
            .filter(|id| !models.iter().any(|model| model.id == id.as_str()));
        changes.extend(gone.map(|id| Change::Remove { id: id.to_string() }));
        public.extend(models.iter().map(|model| ModelId::from(&*model.id)));
        changes.extend(models.into_iter().map(|model| Change::Put(Box::new(model))));
    }
    let changed = |entry: &EventRow| entry.entity == Entity::Synonym.as_str();
    let synonyms = if entries.iter().any(changed) {
        Some(synonyms::load(conn)?)
    } else {
        None
    };
    let newest_public = if is_up_to_the_end {
        let adopted = touched.adopted;
        Seen { public, adopted }.newest(&entries)
    } else {
        // The rows are ahead of the entries: what was public at the last of them is not known.
        public::newest_by_kind(&entries)
    };
    Ok(Work::Apply {
        changes,
        last,
        newest_public,
        synonyms,
    })
}

/// What entries concern.
#[derive(Default)]
struct Touched {
    /// The models that are to be read anew.
    models: BTreeSet<ModelId>,
    /// The two models of each adoption among the entries.
    adopted: BTreeMap<AdoptionId, [ModelId; 2]>,
}

/// What the entries concern; `None` where that are so many models that all are better read anew.
fn touched(conn: &mut Conn, entries: &[EventRow]) -> Result<Option<Touched>> {
    let mut found = Touched::default();
    let mut changed_units: BTreeSet<UnitId> = BTreeSet::new();
    let mut adopted: Vec<AdoptionId> = Vec::new();
    for entry in entries {
        match entry.entity.parse::<Entity>() {
            Ok(Entity::Model) => {
                found.models.insert(ModelId::from(entry.entity_id.as_str()));
            }
            Ok(Entity::Adoption) => adopted.push(AdoptionId::from(entry.entity_id.as_str())),
            Ok(Entity::Unit) => match entry.kind.parse::<EventKind>() {
                // No model can name a unit before it is there.
                Ok(EventKind::UnitAdded) => {}
                Ok(EventKind::UnitsImported) => {
                    if any_model(conn)? {
                        return Ok(None);
                    }
                }
                _ => {
                    changed_units.insert(UnitId::from(entry.entity_id.as_str()));
                }
            },
            _ => {}
        }
    }
    if !adopted.is_empty() {
        let pairs: Vec<(AdoptionId, ModelId, ModelId)> = adoptions::table
            .filter(adoptions::id.eq_any(&adopted))
            .select((
                adoptions::id,
                adoptions::source_model_id,
                adoptions::model_id,
            ))
            .load(conn)?;
        for (id, source, derived) in pairs {
            found.models.extend([source.clone(), derived.clone()]);
            found.adopted.insert(id, [source, derived]);
        }
    }
    if !changed_units.is_empty() {
        let units = kin(conn, changed_units.into_iter().collect())?;
        for chunk in units.chunks(IDS_AT_ONCE) {
            let carried = models::unit_id
                .eq_any(chunk)
                .or(models::place_unit_id.eq_any(chunk));
            let ids: Vec<Option<ModelId>> = models::table
                .filter(carried)
                .select(models::id.nullable())
                .load(conn)?;
            found.models.extend(ids.into_iter().flatten());
            if found.models.len() > MANY {
                return Ok(None);
            }
        }
    }
    Ok(Some(found))
}

fn any_model(conn: &mut Conn) -> Result<bool> {
    Ok(models::table
        .select(models::id)
        .first::<ModelId>(conn)
        .optional()?
        .is_some())
}

/// The units whose models are found by a name of these: before and after them, and below all of those.
fn kin(conn: &mut Conn, start: Vec<UnitId>) -> Result<Vec<UnitId>> {
    let mut met: BTreeSet<UnitId> = start.iter().cloned().collect();
    let mut next = start;
    while !next.is_empty() {
        let mut reached: Vec<UnitId> = Vec::new();
        for chunk in next.chunks(IDS_AT_ONCE) {
            let (from, to) = (unit_successions::from_unit_id, unit_successions::to_unit_id);
            reached.extend(
                unit_successions::table
                    .filter(from.eq_any(chunk))
                    .select(to)
                    .load::<UnitId>(conn)?,
            );
            reached.extend(
                unit_successions::table
                    .filter(to.eq_any(chunk))
                    .select(from)
                    .load::<UnitId>(conn)?,
            );
            reached.extend(
                units::table
                    .filter(units::parent_id.eq_any(chunk))
                    .select(units::id)
                    .load::<UnitId>(conn)?,
            );
        }
        next = reached
            .into_iter()
            .filter(|id| met.insert(id.clone()))
            .collect();
    }
    Ok(met.into_iter().collect())
}
