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
    names: HashMap<UnitId, Names>,
}

struct Unit {
    name: String,
    aliases: Vec<String>,
    parent: Option<UnitId>,
}

/// The names by which one unit is found.
pub(super) struct Names {
    /// Its name, then its other names.
    pub(super) own: Vec<String>,
    /// Those of every unit it came from, however many steps ago.
    pub(super) earlier: Vec<String>,
    /// Those of every unit it went into, however many steps on.
    pub(super) later: Vec<String>,
    /// Those of what lay or lies between these units and their provinces: the districts of a former commune.
    pub(super) between: Vec<String>,
    /// Nothing stands above it: a province.
    pub(super) is_top: bool,
}

impl Places {
    /// Reads what is not known yet of these units, those above them, those before and after all of them, and those
    /// above the latter.
    pub(super) fn meet(&mut self, conn: &mut Conn, ids: &[UnitId]) -> Result<()> {
        let unmet = ids.iter().filter(|id| !self.names.contains_key(*id));
        let unmet: Vec<UnitId> = unmet.cloned().collect();
        if unmet.is_empty() {
            return Ok(());
        }
        let above = self.read_up(conn, unmet)?;
        let mut kin = walk(conn, &above, &mut self.earlier, Way::Earlier)?;
        kin.extend(walk(conn, &above, &mut self.later, Way::Later)?);
        self.read_up(conn, kin)?;
        let unnamed = above.iter().filter(|id| !self.names.contains_key(*id));
        for id in unnamed.cloned().collect::<Vec<UnitId>>() {
            let names = self.names_of(&id);
            self.names.insert(id, names);
        }
        Ok(())
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

    /// The names of a unit that was met, or of one above it.
    pub(super) fn names(&self, id: &UnitId) -> Option<&Names> {
        self.names.get(id)
    }

    /// Gathered once for each unit: thousands of models lie in one province.
    fn names_of(&self, id: &UnitId) -> Names {
        let earlier = along(id, &self.earlier);
        let later = along(id, &self.later);
        let mut between: Vec<UnitId> = Vec::new();
        for unit in earlier.iter().chain(&later) {
            let line = self.line(unit);
            let (_, above) = line.split_first().expect("a line begins with its unit");
            let below_top = above.len().saturating_sub(1);
            for unit in &above[..below_top] {
                if !between.contains(unit) {
                    between.push(unit.clone());
                }
            }
        }
        Names {
            own: self.called(std::slice::from_ref(id)),
            earlier: self.called(&earlier),
            later: self.called(&later),
            between: self.called(&between),
            is_top: self.units.get(id).is_none_or(|unit| unit.parent.is_none()),
        }
    }

    /// The names of these units, each with its other names.
    fn called(&self, ids: &[UnitId]) -> Vec<String> {
        ids.iter()
            .filter_map(|id| self.units.get(id))
            .flat_map(|unit| std::iter::once(&unit.name).chain(&unit.aliases))
            .cloned()
            .collect()
    }

    /// Reads what is not known yet of these units and of those above them. Gives all of them.
    fn read_up(&mut self, conn: &mut Conn, ids: Vec<UnitId>) -> Result<Vec<UnitId>> {
        let mut above: Vec<UnitId> = Vec::new();
        let mut next = ids;
        while !next.is_empty() {
            self.read_units(conn, &next)?;
            above.append(&mut next);
            next = parents(&self.units, &above);
        }
        Ok(above)
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

/// The units right above any of these that are not among them.
fn parents(units: &HashMap<UnitId, Unit>, of: &[UnitId]) -> Vec<UnitId> {
    let known: HashSet<&UnitId> = of.iter().collect();
    let found: HashSet<&UnitId> = of
        .iter()
        .filter_map(|id| units.get(id)?.parent.as_ref())
        .filter(|id| !known.contains(id))
        .collect();
    found.into_iter().cloned().collect()
}

/// The units that steps lead to from one, the nearest first.
fn along(id: &UnitId, steps: &HashMap<UnitId, Vec<UnitId>>) -> Vec<UnitId> {
    let mut found: Vec<UnitId> = vec![id.clone()];
    let mut at = 0;
    while at < found.len() {
        for unit in steps.get(&found[at]).into_iter().flatten() {
            if !found.contains(unit) {
                found.push(unit.clone());
            }
        }
        at += 1;
    }
    found.split_off(1)
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
