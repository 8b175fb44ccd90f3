//! Finds units by what people type of a name, old or new.

use super::names;
use super::store;
use super::unit::Unit;
use crate::db::Conn;
use crate::db::sql::starts_with;
use crate::error::Result;
use crate::index::readings;
use std::collections::HashSet;

/// The most units a search gives, whatever is asked for.
pub const SEARCH_MAX: usize = 50;
/// How many rows of each sort of match are looked at before the best are chosen.
const CANDIDATES: i64 = 200;

/// At most `limit` units, best first, by the first reading of a text that finds any: as typed, with abbreviations written
/// out, as raw Telex or VNI. Nothing for a text without a letter or digit.
pub fn search(conn: &mut Conn, text: &str, limit: usize) -> Result<Vec<Unit>> {
    for reading in readings(text) {
        let found = named(conn, &reading, limit)?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

/// Units one of whose names is the text, begins with it, or has a word that begins with it; in this
/// order. Marks and case may be left out; a name with the same marks stands before one without.
/// Among equals, those that go on stand before those that ended, higher levels before lower ones,
/// then Vietnamese order. Nothing for a text without a letter or digit.
fn named(conn: &mut Conn, text: &str, limit: usize) -> Result<Vec<Unit>> {
    let key = names::folded_key(text);
    if key.is_empty() {
        return Ok(Vec::new());
    }
    let marked = names::marked_key(text);
    let beginning = starts_with(&key);
    let whole = format!("{}|%", beginning.trim_end_matches('%'));
    let tiers = [
        vec![whole.clone(), format!("%|{whole}")],
        vec![beginning.clone(), format!("%|{beginning}")],
        vec![format!("% {beginning}")],
    ];
    let limit = limit.min(SEARCH_MAX);
    let mut known = HashSet::new();
    let mut found = Vec::new();
    for patterns in tiers {
        if found.len() >= limit {
            break;
        }
        let mut tier = store::list_matching(conn, &patterns, CANDIDATES)?;
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
        found.extend(tier);
    }
    found.truncate(limit);
    Ok(found)
}
