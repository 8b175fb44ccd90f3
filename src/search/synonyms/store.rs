//! Rows of synonyms and their former states.

use super::row::SynonymRow;
use crate::clock::Moment;
use crate::db::schema::{models, synonym_versions, synonyms};
use crate::db::{Conn, expect_one};
use crate::error::{AppError, Result};
use crate::ids::{ModelId, SynonymId, UserId};
use crate::index::{Relation, SynonymRule};
use diesel::prelude::*;
use std::collections::HashMap;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = synonyms)]
struct Row {
    id: SynonymId,
    rule_key: String,
    words: String,
    relation: String,
    also: String,
    percent: i32,
    reason: String,
    is_active: bool,
    version: i64,
    changed_at: Moment,
    changed_by: Option<UserId>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = synonym_versions)]
struct VersionRow {
    synonym_id: SynonymId,
    version: i64,
    also: String,
    percent: i32,
    reason: String,
    is_active: bool,
    changed_at: Moment,
    changed_by: Option<UserId>,
}

impl Row {
    fn into_row(self) -> Result<SynonymRow> {
        let relation = Relation::of(&self.relation).ok_or_else(|| {
            AppError::internal(
                "reading a stored synonym",
                format!("no relation {:?}", self.relation),
            )
        })?;
        Ok(SynonymRow {
            id: self.id,
            rule: rule(self.words, relation, &self.also, self.percent, self.reason)?,
            is_active: self.is_active,
            version: self.version,
            changed_at: self.changed_at,
            changed_by: self.changed_by,
        })
    }
}

impl VersionRow {
    /// The state, with the words and the relation that its row has: they stay the same.
    fn into_state(self, of: &SynonymRow) -> Result<SynonymRow> {
        let SynonymRule {
            words, relation, ..
        } = of.rule.clone();
        Ok(SynonymRow {
            id: self.synonym_id,
            rule: rule(words, relation, &self.also, self.percent, self.reason)?,
            is_active: self.is_active,
            version: self.version,
            changed_at: self.changed_at,
            changed_by: self.changed_by,
        })
    }
}

/// A rule as it is stored. Err: `also` is no JSON list.
fn rule(
    words: String,
    relation: Relation,
    also: &str,
    percent: i32,
    reason: String,
) -> Result<SynonymRule> {
    Ok(SynonymRule {
        words,
        relation,
        also: serde_json::from_str(also)?,
        percent: u8::try_from(percent).unwrap_or(100),
        reason,
    })
}

/// A change of a row: what it became, and what it was before; none where it was new.
pub(super) struct Change {
    pub before: Option<SynonymRow>,
    pub after: SynonymRow,
}

/// Every row, by its words as they are compared.
pub(super) fn list(conn: &mut Conn) -> Result<Vec<SynonymRow>> {
    let rows: Vec<Row> = synonyms::table
        .order(synonyms::rule_key)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_row).collect()
}

/// The row of a rule's words and relation.
pub(super) fn find(conn: &mut Conn, rule: &SynonymRule) -> Result<Option<SynonymRow>> {
    let row: Option<Row> = synonyms::table
        .filter(synonyms::rule_key.eq(rule.key()))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::into_row).transpose()
}

/// Enters a row at version 1.
pub(super) fn insert(conn: &mut Conn, row: &SynonymRow) -> Result<()> {
    let stored = Row {
        id: row.id.clone(),
        rule_key: row.rule.key(),
        words: row.rule.words.clone(),
        relation: row.rule.relation.sign().to_owned(),
        also: serde_json::to_string(&row.rule.also)?,
        percent: i32::from(row.rule.percent),
        reason: row.rule.reason.clone(),
        is_active: row.is_active,
        version: row.version,
        changed_at: row.changed_at,
        changed_by: row.changed_by.clone(),
    };
    diesel::insert_into(synonyms::table)
        .values(&stored)
        .execute(conn)?;
    keep(conn, row)
}

/// Replaces a row that stood at `row.version - 1`. Err: `Conflict("conflict.changed")` if someone was faster.
pub(super) fn replace(conn: &mut Conn, row: &SynonymRow) -> Result<()> {
    let changed = diesel::update(
        synonyms::table
            .filter(synonyms::id.eq(&row.id))
            .filter(synonyms::version.eq(row.version - 1)),
    )
    .set((
        synonyms::words.eq(&row.rule.words),
        synonyms::also.eq(serde_json::to_string(&row.rule.also)?),
        synonyms::percent.eq(i32::from(row.rule.percent)),
        synonyms::reason.eq(&row.rule.reason),
        synonyms::is_active.eq(row.is_active),
        synonyms::version.eq(row.version),
        synonyms::changed_at.eq(row.changed_at),
        synonyms::changed_by.eq(&row.changed_by),
    ))
    .execute(conn)?;
    expect_one(changed)?;
    keep(conn, row)
}

/// Keeps a state for ever.
fn keep(conn: &mut Conn, row: &SynonymRow) -> Result<()> {
    let version = VersionRow {
        synonym_id: row.id.clone(),
        version: row.version,
        also: serde_json::to_string(&row.rule.also)?,
        percent: i32::from(row.rule.percent),
        reason: row.rule.reason.clone(),
        is_active: row.is_active,
        changed_at: row.changed_at,
        changed_by: row.changed_by.clone(),
    };
    diesel::insert_into(synonym_versions::table)
        .values(&version)
        .execute(conn)?;
    Ok(())
}

/// Changes of one row, or of all of them, the newest first: at most `limit` behind the first `offset`.
pub(super) fn changes(
    conn: &mut Conn,
    of: Option<&SynonymId>,
    offset: usize,
    limit: usize,
) -> Result<Vec<Change>> {
    let newest = synonym_versions::table
        .order((
            synonym_versions::changed_at.desc(),
            synonym_versions::version.desc(),
            synonym_versions::synonym_id.desc(),
        ))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .offset(i64::try_from(offset).unwrap_or(i64::MAX))
        .select((synonym_versions::synonym_id, synonym_versions::version));
    let wanted: Vec<(SynonymId, i64)> = match of {
        None => newest.load(conn)?,
        Some(id) => newest
            .filter(synonym_versions::synonym_id.eq(id))
            .load(conn)?,
    };
    let ids: Vec<SynonymId> = wanted.iter().map(|(id, _)| id.clone()).collect();
    let states = states(conn, &ids)?;
    let state = |id: &SynonymId, version: i64| states.get(&(id.clone(), version)).cloned();
    let changes = wanted.iter().filter_map(|(id, version)| {
        Some(Change {
            before: state(id, version - 1),
            after: state(id, *version)?,
        })
    });
    Ok(changes.collect())
}

/// Every state of these rows, by row and version.
fn states(conn: &mut Conn, ids: &[SynonymId]) -> Result<HashMap<(SynonymId, i64), SynonymRow>> {
    let rows: Vec<Row> = synonyms::table
        .filter(synonyms::id.eq_any(ids))
        .select(Row::as_select())
        .load(conn)?;
    let mut states = HashMap::new();
    for row in rows {
        let row = row.into_row()?;
        let versions: Vec<VersionRow> = synonym_versions::table
            .filter(synonym_versions::synonym_id.eq(&row.id))
            .select(VersionRow::as_select())
            .load(conn)?;
        for version in versions {
            let state = version.into_state(&row)?;
            states.insert((state.id.clone(), state.version), state);
        }
    }
    Ok(states)
}

/// Titles of public models, by id.
pub(super) fn titles(conn: &mut Conn, ids: &[ModelId]) -> Result<HashMap<String, String>> {
    let rows: Vec<(ModelId, String)> = models::table
        .filter(models::id.eq_any(ids))
        .filter(models::is_public.eq(true))
        .select((models::id, models::title))
        .load(conn)?;
    let rows = rows.into_iter();
    Ok(rows.map(|(id, title)| (id.to_string(), title)).collect())
}
