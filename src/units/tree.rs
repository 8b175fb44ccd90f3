//! Walks over the tree of units and through its history.

use super::model::{UnitKind, UnitLevel};
use super::store;
use super::unit::{Place, Unit};
use crate::db::schema::{unit_successions, units};
use crate::db::{Conn, IDS_AT_ONCE};
use crate::error::Result;
use crate::ids::UnitId;
use crate::vietnamese;
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// The unit's name as it stands in the list. Err: not found.
pub fn name_of(conn: &mut Conn, id: &UnitId) -> Result<String> {
    Ok(units::table.find(id).select(units::name).first(conn)?)
}

/// The names of units as they stand in the list, by id; a unit that is not there is left out.
pub fn names_of(conn: &mut Conn, ids: &[UnitId]) -> Result<HashMap<UnitId, String>> {
    let mut names = HashMap::new();
    for chunk in ids.chunks(IDS_AT_ONCE) {
        let rows: Vec<(UnitId, String)> = units::table
            .filter(units::id.eq_any(chunk))
            .select((units::id, units::name))
            .load(conn)?;
        names.extend(rows);
    }
    Ok(names)
}

/// Units with their names, by name in Vietnamese order, as a person chooses among them.
pub fn by_name(conn: &mut Conn, ids: &[UnitId]) -> Result<Vec<(UnitId, String)>> {
    let mut named: Vec<(UnitId, String)> = names_of(conn, ids)?.into_iter().collect();
    named.sort_by(|left, right| {
        vietnamese::compare(&left.1, &right.1).then_with(|| left.0.cmp(&right.0))
    });
    Ok(named)
}

/// The unit and every unit it took the place of, however many steps ago; the unit itself first.
pub fn with_predecessors(conn: &mut Conn, id: &UnitId) -> Result<Vec<UnitId>> {
    reached(id, |at| {
        Ok(unit_successions::table
            .filter(unit_successions::to_unit_id.eq(at))
            .order(unit_successions::from_unit_id)
            .select(unit_successions::from_unit_id)
            .load(conn)?)
    })
}

/// The unit and every unit that took its place, however many steps later; the unit itself first.
pub fn with_successors(conn: &mut Conn, id: &UnitId) -> Result<Vec<UnitId>> {
    reached(id, |at| {
        Ok(unit_successions::table
            .filter(unit_successions::from_unit_id.eq(at))
            .order(unit_successions::to_unit_id)
            .select(unit_successions::to_unit_id)
            .load(conn)?)
    })
}

/// The units and all below them, each once, in the order of their ids.
pub fn with_descendants(conn: &mut Conn, ids: &[UnitId]) -> Result<Vec<UnitId>> {
    let mut all: BTreeSet<UnitId> = ids.iter().cloned().collect();
    let mut next: Vec<UnitId> = ids.to_vec();
    while !next.is_empty() {
        let mut below: Vec<UnitId> = Vec::new();
        for chunk in next.chunks(IDS_AT_ONCE) {
            below.extend(
                units::table
                    .filter(units::parent_id.eq_any(chunk))
                    .select(units::id)
                    .load::<UnitId>(conn)?,
            );
        }
        next = below
            .into_iter()
            .filter(|id| all.insert(id.clone()))
            .collect();
    }
    Ok(all.into_iter().collect())
}

/// The units above one, the nearest first.
pub fn ancestors(conn: &mut Conn, id: &UnitId) -> Result<Vec<Unit>> {
    let mut found: Vec<Unit> = Vec::new();
    let mut next = store::get(conn, id)?.parent_id;
    while let Some(at) = next {
        // The tree has no loop; a damaged one must not hold the process up for ever.
        if at == *id || found.iter().any(|unit| unit.id == at) {
            break;
        }
        let unit = store::get(conn, &at)?;
        next = unit.parent_id.clone();
        found.push(unit);
    }
    Ok(found)
}

/// Every unit that took the place of one, however many steps later; nearest first.
pub fn successors(conn: &mut Conn, id: &UnitId) -> Result<Vec<Unit>> {
    let ids = with_successors(conn, id)?;
    ids[1..].iter().map(|id| store::get(conn, id)).collect()
}

/// Every unit one took the place of, however many steps ago; nearest first.
pub fn predecessors(conn: &mut Conn, id: &UnitId) -> Result<Vec<Unit>> {
    let ids = with_predecessors(conn, id)?;
    ids[1..].iter().map(|id| store::get(conn, id)).collect()
}

/// The units that go on on the ground of one: itself if it has not ended, else what it became.
/// Several for one that was divided, none for one that ended without a follower.
pub fn today(conn: &mut Conn, id: &UnitId) -> Result<Vec<Unit>> {
    let mut found = Vec::new();
    for id in with_successors(conn, id)? {
        let unit = store::get(conn, &id)?;
        if unit.validity.to.is_none() {
            found.push(unit);
        }
    }
    Ok(found)
}

/// The areas a unit stands in, itself included: its commune and its province of its own time.
pub fn place_of(conn: &mut Conn, id: &UnitId) -> Result<Place> {
    let mut place = Place::default();
    let own = store::get(conn, id)?;
    for unit in std::iter::once(own).chain(ancestors(conn, id)?) {
        if unit.kind != UnitKind::Territory {
            continue;
        }
        let part = match unit.level {
            UnitLevel::Grassroots => &mut place.commune,
            UnitLevel::District => &mut place.district,
            UnitLevel::Province => &mut place.province,
            UnitLevel::Central => continue,
        };
        part.get_or_insert(unit);
    }
    Ok(place)
}

/// The name by which a unit is told from others of the same name in a list to choose from: with the areas around it, and
/// with the day it ended.
pub fn told_apart(conn: &mut Conn, unit: &Unit) -> Result<String> {
    let place = place_of(conn, &unit.id)?;
    let around = [place.commune, place.district, place.province];
    let around = around.into_iter().flatten();
    let around = around.filter(|area| area.id != unit.id && !unit.name.contains(area.short_name()));
    let names: Vec<String> = std::iter::once(unit.name.clone())
        .chain(around.map(|area| area.name))
        .collect();
    let ended = unit
        .validity
        .to
        .map(|last| format!(" (đến {})", last.format("%d/%m/%Y")));
    Ok(names.join(", ") + &ended.unwrap_or_default())
}

/// `start` and all that `step` leads to, each once, in the order of finding.
fn reached(
    start: &UnitId,
    mut step: impl FnMut(&UnitId) -> Result<Vec<UnitId>>,
) -> Result<Vec<UnitId>> {
    let mut known = std::collections::HashSet::from([start.clone()]);
    let mut found = vec![start.clone()];
    let mut next = 0;
    while next < found.len() {
        for unit in step(&found[next])? {
            if known.insert(unit.clone()) {
                found.push(unit);
            }
        }
        next += 1;
    }
    Ok(found)
}
