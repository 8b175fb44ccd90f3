//! Brings the units of a file into the tree: see `units::import` for the file.

use super::free_slug;
use crate::access::{Action, Actor, Facts, require};
use crate::clock::{Clock, Moment};
use crate::db::{Conn, Db};
use crate::error::Result;
use crate::ids::UnitId;
use crate::lines::BadLine;
use crate::log::{self, Event, EventKind};
use crate::units::import::{ImportedSuccession, ImportedUnit};
use crate::units::model::UnitKind;
use crate::units::seed::area_slug;
use crate::units::store::{self, Succession};
use crate::units::unit::Unit;
use serde_json::json;

/// How many lines share a transaction.
const BATCH: usize = 500;

/// What came of the lines of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UnitTally {
    /// Units entered.
    pub added: u64,
    /// Units that were there and changed.
    pub changed: u64,
    /// Lines that said what was there already.
    pub unchanged: u64,
    /// Successions entered.
    pub successions: u64,
    /// Lines refused, in whole or for their succession.
    pub refused: u64,
}

/// Brings units in, 500 lines a transaction; a successor may stand on a later line. `refuse` is told each bad line, in
/// the order of finding. Err: the database; what was committed before stays, and importing again goes on from there.
pub fn import_units(
    db: &Db,
    clock: &Clock,
    actor: &Actor,
    lines: impl Iterator<Item = Result<ImportedUnit, BadLine>>,
    mut refuse: impl FnMut(&BadLine),
) -> Result<UnitTally> {
    require(actor, Action::ManageUnits, &Facts::default())?;
    let now = clock.now();
    let mut tally = UnitTally::default();
    let mut ended: Vec<(u64, UnitId, ImportedSuccession)> = Vec::new();
    let mut lines = lines.peekable();
    while lines.peek().is_some() {
        let batch: Vec<_> = lines.by_ref().take(BATCH).collect();
        // The outcome of each line is kept apart until its transaction is committed.
        let outcomes = db.write_now(|conn| {
            batch
                .into_iter()
                .map(|line| match line {
                    Ok(unit) => bring_in(conn, actor, unit, now),
                    Err(bad) => Ok(Err(bad)),
                })
                .collect::<Result<Vec<_>>>()
        })?;
        for outcome in outcomes {
            match outcome {
                Ok((done, succession)) => {
                    match done {
                        Done::Added => tally.added += 1,
                        Done::Changed => tally.changed += 1,
                        Done::Unchanged => tally.unchanged += 1,
                    }
                    ended.extend(succession);
                }
                Err(bad) => {
                    tally.refused += 1;
                    refuse(&bad);
                }
            }
        }
    }
    for batch in ended.chunks(BATCH) {
        let outcomes = db.write_now(|conn| {
            batch
                .iter()
                .map(|(line, from, succession)| succeed(conn, actor, *line, from, succession, now))
                .collect::<Result<Vec<_>>>()
        })?;
        for outcome in outcomes {
            match outcome {
                Ok(new) => tally.successions += u64::from(new),
                Err(bad) => {
                    tally.refused += 1;
                    refuse(&bad);
                }
            }
        }
    }
    Ok(tally)
}

enum Done {
    Added,
    Changed,
    Unchanged,
}

type Brought = (Done, Option<(u64, UnitId, ImportedSuccession)>);

/// Enters the unit of a line, or brings the one that stands up to date.
fn bring_in(
    conn: &mut Conn,
    actor: &Actor,
    line: ImportedUnit,
    now: Moment,
) -> Result<Result<Brought, BadLine>> {
    let bad = |reason: String| BadLine {
        line: line.line,
        reason,
    };
    let parent_id = match &line.parent_code {
        None => None,
        Some(code) => match store::find_by_code(conn, code, line.key.valid_from)? {
            Some(parent) if parent.level < line.level => {
                return Ok(Err(bad(format!(
                    "parent_code: {} ở cấp thấp hơn đơn vị này",
                    parent.name
                ))));
            }
            Some(parent) => Some(parent.id),
            None => {
                let day = line.key.valid_from.format("%d/%m/%Y");
                return Ok(Err(bad(format!(
                    "parent_code: không có đơn vị mã {code} vào ngày {day}"
                ))));
            }
        },
    };
    let standing = store::find_by_key(conn, &line.key.code, line.key.valid_from)?;
    let (id, done) = match standing {
        None => {
            let unit = Unit {
                id: UnitId::new(),
                slug: match line.kind {
                    UnitKind::Territory => {
                        let slug = area_slug(&line.name, &line.key.code, line.valid_to);
                        if store::has_slug(conn, &slug)? {
                            free_slug(conn, &line.name, Some(&line.key.to_string()))?
                        } else {
                            slug
                        }
                    }
                    _ => free_slug(conn, &line.name, Some(&line.key.code))?,
                },
                kind: line.kind,
                level: line.level,
                aliases: Vec::new(),
                code: Some(line.key.code.clone()),
                agency_code: line.agency_code.clone(),
                parent_id,
                validity: line.validity(),
                version: 1,
                name: line.name,
            };
            store::insert(conn, &unit)?;
            let event =
                Event::unit(EventKind::UnitAdded, &unit.id).with(json!({ "name": unit.name }));
            log::append(conn, actor, event, now)?;
            (unit.id, Done::Added)
        }
        Some(standing) => {
            let mut unit = standing.clone();
            if unit.name != line.name {
                // It goes on being found by the name it had.
                let former = std::mem::replace(&mut unit.name, line.name);
                if !unit.aliases.contains(&former) {
                    unit.aliases.push(former);
                }
                unit.aliases.retain(|alias| *alias != unit.name);
            }
            unit.kind = line.kind;
            unit.level = line.level;
            unit.agency_code = line.agency_code;
            unit.validity.to = line.valid_to;
            unit.parent_id = parent_id;
            if unit == standing {
                (unit.id, Done::Unchanged)
            } else if stands_under_itself(conn, &unit)? {
                return Ok(Err(BadLine {
                    line: line.line,
                    reason: "parent_code: là một đơn vị cấp dưới của chính đơn vị này".to_owned(),
                }));
            } else {
                store::replace(conn, &unit)?;
                let event = Event::unit(EventKind::UnitChanged, &unit.id)
                    .with(json!({ "before": standing.name, "after": unit.name }));
                log::append(conn, actor, event, now)?;
                (unit.id, Done::Changed)
            }
        }
    };
    let succession = line.succession.map(|next| (line.line, id, next));
    Ok(Ok((done, succession)))
}

/// Whether a unit stands somewhere above the parent it is given.
fn stands_under_itself(conn: &mut Conn, unit: &Unit) -> Result<bool> {
    let Some(parent) = &unit.parent_id else {
        return Ok(false);
    };
    let above = crate::units::chain(conn, parent)?;
    Ok(above.iter().any(|(id, _)| *id == unit.id))
}

/// Enters what a unit became; `false` where that stands already.
fn succeed(
    conn: &mut Conn,
    actor: &Actor,
    line: u64,
    from: &UnitId,
    imported: &ImportedSuccession,
    now: Moment,
) -> Result<Result<bool, BadLine>> {
    let Some(to) = store::find_by_code(conn, &imported.to_code, imported.date)? else {
        let day = imported.date.format("%d/%m/%Y");
        return Ok(Err(BadLine {
            line,
            reason: format!(
                "successor_code: không có đơn vị mã {} vào ngày {day}",
                imported.to_code
            ),
        }));
    };
    if crate::units::with_successors(conn, &to.id)?.contains(from) {
        return Ok(Err(BadLine {
            line,
            reason: "successor_code: đơn vị kế thừa lại là đơn vị có trước".to_owned(),
        }));
    }
    let succession = Succession {
        from: from.clone(),
        to: to.id,
        kind: imported.kind,
        on: imported.date,
        instrument: imported.instrument.clone().unwrap_or_default(),
    };
    if store::has_succession(conn, &succession)? {
        return Ok(Ok(false));
    }
    store::insert_succession(conn, &succession)?;
    let event = Event::unit(EventKind::UnitSucceeded, from)
        .with(json!({ "to": succession.to.as_str(), "kind": succession.kind.as_str() }));
    log::append(conn, actor, event, now)?;
    Ok(Ok(true))
}
