//! Rows of criteria sets: one row per revision, never changed but for the day it was frozen.

use super::criteria::CriteriaSet;
use crate::clock::Moment;
use crate::db::Conn;
use crate::db::schema::criteria_sets;
use crate::error::{Doing, Result};
use crate::ids::CriteriaSetId;
use diesel::prelude::*;

/// A revision of a criteria set, as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredSet {
    /// The revision's id.
    pub id: CriteriaSetId,
    /// Its number, from 1.
    pub revision: i32,
    /// Whether a campaign uses it.
    pub frozen: bool,
    /// The set.
    pub set: CriteriaSet,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = criteria_sets)]
struct CriteriaSetRow {
    id: CriteriaSetId,
    external_id: String,
    revision: i32,
    name: String,
    issuer: String,
    document: String,
    body: String,
    frozen_at: Option<Moment>,
    created_at: Moment,
}

impl CriteriaSetRow {
    fn into_stored(self) -> Result<StoredSet> {
        let set = serde_json::from_str(&self.body).doing(format!(
            "reading the stored criteria set {}",
            self.external_id
        ))?;
        Ok(StoredSet {
            id: self.id,
            revision: self.revision,
            frozen: self.frozen_at.is_some(),
            set,
        })
    }
}

/// The newest revision of the set that its editor keyed `external_id`.
pub fn find_newest(conn: &mut Conn, external_id: &str) -> Result<Option<StoredSet>> {
    let row: Option<CriteriaSetRow> = criteria_sets::table
        .filter(criteria_sets::external_id.eq(external_id))
        .order(criteria_sets::revision.desc())
        .select(CriteriaSetRow::as_select())
        .first(conn)
        .optional()?;
    row.map(CriteriaSetRow::into_stored).transpose()
}

/// The revision of an id, or not found.
pub fn get(conn: &mut Conn, id: &CriteriaSetId) -> Result<StoredSet> {
    let row: CriteriaSetRow = criteria_sets::table
        .find(id)
        .select(CriteriaSetRow::as_select())
        .first(conn)?;
    row.into_stored()
}

/// The newest revision of every set, by name.
pub fn list_newest(conn: &mut Conn) -> Result<Vec<StoredSet>> {
    let rows: Vec<CriteriaSetRow> = criteria_sets::table
        .order((criteria_sets::external_id, criteria_sets::revision.desc()))
        .select(CriteriaSetRow::as_select())
        .load(conn)?;
    let mut newest: Vec<StoredSet> = Vec::new();
    for row in rows {
        if newest
            .last()
            .is_none_or(|last| last.set.id != row.external_id)
        {
            newest.push(row.into_stored()?);
        }
    }
    newest.sort_by_cached_key(|stored| crate::vietnamese::collation_key(&stored.set.name));
    Ok(newest)
}

/// Enters a revision.
pub fn insert(
    conn: &mut Conn,
    set: &CriteriaSet,
    revision: i32,
    now: Moment,
) -> Result<CriteriaSetId> {
    let row = CriteriaSetRow {
        id: CriteriaSetId::new(),
        external_id: set.id.clone(),
        revision,
        name: set.name.clone(),
        issuer: set.issuer.clone(),
        document: set.document.clone(),
        body: serde_json::to_string(set)?,
        frozen_at: None,
        created_at: now,
    };
    diesel::insert_into(criteria_sets::table)
        .values(&row)
        .execute(conn)?;
    Ok(row.id)
}

/// Notes that a campaign uses a revision, at the first time it does.
pub fn freeze(conn: &mut Conn, id: &CriteriaSetId, now: Moment) -> Result<()> {
    diesel::update(
        criteria_sets::table
            .find(id)
            .filter(criteria_sets::frozen_at.is_null()),
    )
    .set(criteria_sets::frozen_at.eq(now))
    .execute(conn)?;
    Ok(())
}
