//! Finds units by what people type of a name, old or new.

use super::names;
use super::store;
use super::unit::Unit;
use crate::db::Conn;
use crate::db::sql::starts_with;
use crate::error::Result;
use crate::index::readings;
use std::collections::HashSet;

/// Matches of a pattern that are put in order; behind the first so many they are counted and not shown.
const ORDERED_MAX: i64 = 5_000;

/// Units that a search found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The units, best first; of very many the first thousands.
    pub units: Vec<Unit>,
    /// How many there are.
    pub total: usize,
}

/// At most `limit` units, best first, as [`search_all`] finds them.
pub fn search(conn: &mut Conn, text: &str, limit: usize) -> Result<Vec<Unit>> {
    let mut units = search_all(conn, text)?.units;
    units.truncate(limit);
    Ok(units)
}

/// The units found by the first reading of a text that finds any: as typed, with abbreviations written out, as raw Telex or
/// VNI. Nothing for a text without a letter or digit.
pub fn search_all(conn: &mut Conn, text: &str) -> Result<Found> {
    for reading in readings(text) {
        let found = named(conn, &reading)?;
        if found.total > 0 {
            return Ok(found);
        }
    }
    Ok(Found::default())
}

/// Units one of whose names is the text, begins with it, or has a word that begins with it; in this
/// order. Marks and case may be left out; a name with the same marks stands before one without.
/// Among equals, those that go on stand before those that ended, higher levels before lower ones,
/// then Vietnamese order. Nothing for a text without a letter or digit.
fn named(conn: &mut Conn, text: &str) -> Result<Found> {
    let key = names::folded_key(text);
    if key.is_empty() {
        return Ok(Found::default());
    }
    let marked = names::marked_key(text);
    let beginning = starts_with(&key);
    let whole = format!("{}|%", beginning.trim_end_matches('%'));
    let whole = [whole.clone(), format!("%|{whole}")];
    let begins = [beginning.clone(), format!("%|{beginning}")];
    let within = [format!("% {beginning}")];
    let mut known = HashSet::new();
    let mut units = Vec::new();
    for patterns in [&whole[..], &begins, &within] {
        let mut tier = store::list_matching(conn, patterns, ORDERED_MAX)?;
        tier.retain(|unit| known.insert(unit.id.clone()));
        tier.sort_by_cached_key(|unit| {
            (
                !names::marked_key(&unit.name).contains(&marked),
                unit.validity.to.is_some(),
                std::cmp::Reverse(unit.level),
                crate::vietnamese::collation_key(unit.short_name()),
                unit.slug.clone(),
            )
        });
        units.extend(tier);
    }
    let total = if (units.len() as i64) < ORDERED_MAX {
        units.len()
    } else {
        // A name that is the text begins with it too.
        store::count_matching(conn, [&begins[0], &begins[1], &within[0]])?
    };
    Ok(Found { units, total })
}
