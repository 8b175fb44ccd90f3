//! The names of units and of the units before and after them, read for a batch at a time and kept while a run lasts.

use crate::db::schema::{unit_successions, units};
use crate::db::{Conn, IDS_AT_ONCE};
use crate::error::Result;
use crate::ids::UnitId;
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};

/// What is known of the units met so far. Bounded by the number of units.
#[derive(Default)]
pub(super) struct Places {
    units: HashMap<UnitId, Unit>,
    earlier: HashMap<UnitId, Vec<UnitId>>,
    later: HashMap<UnitId, Vec<UnitId>>,
}

struct Unit {
    name: String,
    aliases: Vec<String>,
    parent: Option<UnitId>,
}

impl Places {
    /// Reads what is not known yet of these units, those above them, and those before and after all of them.
    pub(super) fn meet(&mut self, conn: &mut Conn, ids: &[UnitId]) -> Result<()> {
        let mut above: Vec<UnitId> = Vec::new();
        let mut next: Vec<UnitId> = ids.to_vec();
        while !next.is_empty() {
            self.read_units(conn, &next)?;
            above.extend(next.iter().cloned());
            next = parents(&self.units, &next, &above);
        }
        let mut kin = walk(conn, &above, &mut self.earlier, Way::Earlier)?;
        kin.extend(walk(conn, &above, &mut self.later, Way::Later)?);
        self.read_units(conn, &kin)
    }

    /// The unit and those above it, the unit first.
    pub(super) fn line(&self, id: &UnitId) -> Vec<UnitId> {
        let mut line = vec![id.clone()];
        while let Some(parent) = line
            .last()
            .and_then(|last| self.units.get(last))
            .and_then(|unit| unit.parent.clone())
            && !line.contains(&parent)
        {
            line.push(parent);
        }
        line
    }

    /// The name of a unit.
    pub(super) fn name(&self, id: &UnitId) -> Option<&str> {
        self.units.get(id).map(|unit| unit.name.as_str())
    }

    /// The other names of a unit itself.
    pub(super) fn aliases(&self, id: &UnitId) -> impl Iterator<Item = &str> {
        self.units
            .get(id)
            .into_iter()
            .flat_map(|unit| unit.aliases.iter().map(String::as_str))
    }

    /// The names of every unit it came from, however many steps ago.
    pub(super) fn earlier_names(&self, id: &UnitId) -> Vec<String> {
        self.names_along(id, &self.earlier)
    }

    /// The names of every unit it went into, however many steps on.
    pub(super) fn later_names(&self, id: &UnitId) -> Vec<String> {
        self.names_along(id, &self.later)
    }

    fn names_along(&self, id: &UnitId, steps: &HashMap<UnitId, Vec<UnitId>>) -> Vec<String> {
        let mut found: Vec<&UnitId> = vec![id];
        let mut at = 0;
        while at < found.len() {
            for unit in steps.get(found[at]).into_iter().flatten() {
                if !found.contains(&unit) {
                    found.push(unit);
                }
            }
            at += 1;
        }
        let names = found
            .into_iter()
            .skip(1)
            .filter_map(|unit| self.units.get(unit));
        names
            .flat_map(|unit| std::iter::once(unit.name.clone()).chain(unit.aliases.iter().cloned()))
            .collect()
    }

    fn read_units(&mut self, conn: &mut Conn, ids: &[UnitId]) -> Result<()> {
        let wanted: Vec<&UnitId> = ids
            .iter()
            .filter(|id| !self.units.contains_key(*id))
            .collect();
        for chunk in wanted.chunks(IDS_AT_ONCE) {
            let rows: Vec<(UnitId, String, String, Option<UnitId>)> = units::table
                .filter(units::id.eq_any(chunk.iter().copied()))
                .select((units::id, units::name, units::aliases, units::parent_id))
                .load(conn)?;
            for (id, name, aliases, parent) in rows {
                let unit = Unit {
                    name,
                    aliases: serde_json::from_str(&aliases)?,
                    parent,
                };
                self.units.insert(id, unit);
            }
        }
        Ok(())
    }
}

fn parents(units: &HashMap<UnitId, Unit>, of: &[UnitId], known: &[UnitId]) -> Vec<UnitId> {
    let known: HashSet<&UnitId> = known.iter().collect();
    let found: HashSet<&UnitId> = of
        .iter()
        .filter_map(|id| units.get(id)?.parent.as_ref())
        .filter(|id| !known.contains(id))
        .collect();
    found.into_iter().cloned().collect()
}

#[derive(Clone, Copy)]
enum Way {
    Earlier,
    Later,
}

/// Reads the steps that lead on from `start` in one direction, as far as they go. Gives the units met on the way.
fn walk(
    conn: &mut Conn,
    start: &[UnitId],
    steps: &mut HashMap<UnitId, Vec<UnitId>>,
    way: Way,
) -> Result<Vec<UnitId>> {
    let mut met = Vec::new();
    let mut next: Vec<UnitId> = start.to_vec();
    while !next.is_empty() {
        let (known, unknown): (Vec<UnitId>, Vec<UnitId>) =
            next.into_iter().partition(|id| steps.contains_key(id));
        let mut reached: HashSet<UnitId> = HashSet::new();
        for id in known {
            reached.extend(steps[&id].iter().cloned());
        }
        for chunk in unknown.chunks(IDS_AT_ONCE) {
            for id in chunk {
                steps.insert(id.clone(), Vec::new());
            }
            for (from, to) in pairs(conn, chunk, way)? {
                reached.insert(to.clone());
                steps.entry(from).or_default().push(to);
            }
        }
        let seen: HashSet<&UnitId> = met.iter().collect();
        let fresh: Vec<UnitId> = reached
            .into_iter()
            .filter(|id| !seen.contains(id))
            .collect();
        met.extend(fresh.iter().cloned());
        next = fresh;
    }
    Ok(met)
}

/// The steps from these units: the unit and where one step leads.
fn pairs(conn: &mut Conn, from: &[UnitId], way: Way) -> Result<Vec<(UnitId, UnitId)>> {
    let (earlier, later) = (unit_successions::from_unit_id, unit_successions::to_unit_id);
    Ok(match way {
        Way::Earlier => unit_successions::table
            .filter(later.eq_any(from))
            .order((later, earlier))
            .select((later, earlier))
            .load(conn)?,
        Way::Later => unit_successions::table
            .filter(earlier.eq_any(from))
            .order((earlier, later))
            .select((earlier, later))
            .load(conn)?,
    })
}
