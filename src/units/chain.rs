//! The way up from a unit, and what surrounds it in the tree and in history.

use super::model::{UnitKind, UnitLevel, UnitLink};
use crate::db::Conn;
use crate::db::schema::{unit_successions, units};
use crate::error::{AppError, Result};
use crate::ids::UnitId;
use diesel::prelude::*;

/// The unit and all above it, from itself to the top, each with its kind. Err: not found.
pub fn chain(conn: &mut Conn, id: &UnitId) -> Result<Vec<(UnitId, UnitKind)>> {
    let mut found: Vec<(UnitId, UnitKind)> = Vec::new();
    let mut next = Some(id.clone());
    while let Some(at) = next {
        if found.iter().any(|(known, _)| *known == at) {
            break;
        }
        let (kind, parent): (String, Option<UnitId>) = units::table
            .find(&at)
            .select((units::kind, units::parent_id))
            .first(conn)?;
        found.push((at, word(&kind)?));
        next = parent;
    }
    Ok(found)
}

/// Units with their parents, and the successions (from, to) between them.
pub type Surroundings = (Vec<UnitLink<UnitId>>, Vec<(UnitId, UnitId)>);

/// The units that can matter for a conflict between any of `ids`: they, all above them, and what any of these became,
/// with the successions between them.
pub fn surroundings(conn: &mut Conn, ids: &[UnitId]) -> Result<Surroundings> {
    let mut links: Vec<UnitLink<UnitId>> = Vec::new();
    let mut successions = Vec::new();
    let mut todo = ids.to_vec();
    while let Some(at) = todo.pop() {
        if links.iter().any(|link| link.id == at) {
            continue;
        }
        let (kind, level, parent_id): (String, String, Option<UnitId>) = units::table
            .find(&at)
            .select((units::kind, units::level, units::parent_id))
            .first(conn)?;
        let later: Vec<UnitId> = unit_successions::table
            .filter(unit_successions::from_unit_id.eq(&at))
            .order(unit_successions::to_unit_id)
            .select(unit_successions::to_unit_id)
            .load(conn)?;
        todo.extend(parent_id.iter().cloned());
        todo.extend(later.iter().cloned());
        successions.extend(later.into_iter().map(|to| (at.clone(), to)));
        // A commune's bodies form one small organisation; larger territories are places, not organisations.
        let place = word::<UnitKind>(&kind)? == UnitKind::Territory
            && word::<UnitLevel>(&level)? > UnitLevel::Grassroots;
        links.push(UnitLink {
            id: at,
            parent_id,
            place,
        });
    }
    Ok((links, successions))
}

fn word<T: std::str::FromStr>(word: &str) -> Result<T> {
    word.parse()
        .map_err(|_| AppError::internal("reading a unit's words", word.to_owned()))
}
