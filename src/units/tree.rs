//! Walks over the tree of units and through its history.

use crate::db::Conn;
use crate::db::schema::{unit_successions, units};
use crate::error::Result;
use crate::ids::UnitId;
use diesel::prelude::*;

/// The unit's name as it stands in the list. Err: not found.
pub fn name_of(conn: &mut Conn, id: &UnitId) -> Result<String> {
    Ok(units::table.find(id).select(units::name).first(conn)?)
}

/// The unit and every unit it took the place of, however many steps ago; the unit itself first.
pub fn with_predecessors(conn: &mut Conn, id: &UnitId) -> Result<Vec<UnitId>> {
    let mut found = vec![id.clone()];
    let mut next = 0;
    while next < found.len() {
        let earlier: Vec<UnitId> = unit_successions::table
            .filter(unit_successions::to_unit_id.eq(&found[next]))
            .order(unit_successions::from_unit_id)
            .select(unit_successions::from_unit_id)
            .load(conn)?;
        for unit in earlier {
            if !found.contains(&unit) {
                found.push(unit);
            }
        }
        next += 1;
    }
    Ok(found)
}
