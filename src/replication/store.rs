//! Rows of adoptions.

use super::model::AdoptionState;
use crate::clock::Moment;
use crate::db::schema::adoptions;
use crate::db::{Conn, expect_one};
use crate::error::Result;
use crate::ids::{AdoptionId, Code, ModelId, UnitId, UserId};
use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::HashMap;

/// A unit took a model up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adoption {
    /// The id.
    pub id: AdoptionId,
    /// `NR-2026-0001`.
    pub code: Code,
    /// The model taken up.
    pub source_model_id: ModelId,
    /// The adopter's own model.
    pub model_id: ModelId,
    /// The adopter.
    pub unit_id: UnitId,
    /// How it fares.
    pub state: AdoptionState,
    /// What is kept.
    pub kept: String,
    /// What is adapted, and why.
    pub adapted: String,
    /// Who helped.
    pub helped_by: String,
    /// Why it was stopped.
    pub stop_reason: Option<String>,
    /// First day.
    pub started_on: NaiveDate,
    /// Who entered it.
    pub created_by: UserId,
    /// When.
    pub created_at: Moment,
    /// Counts its changes.
    pub version: i64,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = adoptions)]
struct AdoptionRow {
    id: AdoptionId,
    code: String,
    source_model_id: ModelId,
    model_id: ModelId,
    unit_id: UnitId,
    state: String,
    kept: String,
    adapted: String,
    helped_by: String,
    stop_reason: Option<String>,
    started_on: NaiveDate,
    created_by: UserId,
    created_at: Moment,
    version: i64,
}

impl AdoptionRow {
    fn into_adoption(self) -> Result<Adoption> {
        Ok(Adoption {
            id: self.id,
            code: Code::from(self.code),
            source_model_id: self.source_model_id,
            model_id: self.model_id,
            unit_id: self.unit_id,
            state: self.state.parse()?,
            kept: self.kept,
            adapted: self.adapted,
            helped_by: self.helped_by,
            stop_reason: self.stop_reason,
            started_on: self.started_on,
            created_by: self.created_by,
            created_at: self.created_at,
            version: self.version,
        })
    }
}

/// The adoption of a code, of one of these units. Err: not found.
pub(super) fn get(conn: &mut Conn, units: &[UnitId], code: &str) -> Result<Adoption> {
    let row: AdoptionRow = adoptions::table
        .filter(adoptions::code.eq(code))
        .filter(adoptions::unit_id.eq_any(units))
        .select(AdoptionRow::as_select())
        .first(conn)?;
    row.into_adoption()
}

/// The adoptions of these units, newest first.
pub(super) fn list(conn: &mut Conn, units: &[UnitId]) -> Result<Vec<Adoption>> {
    let rows: Vec<AdoptionRow> = adoptions::table
        .filter(adoptions::unit_id.eq_any(units))
        .order((adoptions::created_at.desc(), adoptions::id.desc()))
        .select(AdoptionRow::as_select())
        .load(conn)?;
    rows.into_iter().map(AdoptionRow::into_adoption).collect()
}

/// Enters an adoption. Err: `Conflict("conflict.duplicate")` for a model that is derived already.
pub(super) fn insert(conn: &mut Conn, adoption: &Adoption) -> Result<()> {
    let adoption = adoption.clone();
    let row = AdoptionRow {
        id: adoption.id,
        code: adoption.code.to_string(),
        source_model_id: adoption.source_model_id,
        model_id: adoption.model_id,
        unit_id: adoption.unit_id,
        state: adoption.state.as_str().to_owned(),
        kept: adoption.kept,
        adapted: adoption.adapted,
        helped_by: adoption.helped_by,
        stop_reason: adoption.stop_reason,
        started_on: adoption.started_on,
        created_by: adoption.created_by,
        created_at: adoption.created_at,
        version: adoption.version,
    };
    diesel::insert_into(adoptions::table)
        .values(&row)
        .execute(conn)?;
    Ok(())
}

/// Replaces what changes in the life of an adoption: its state, its first day, why it was stopped. Err:
/// `Conflict("conflict.changed")` if someone was faster.
pub(super) fn replace(conn: &mut Conn, adoption: &Adoption) -> Result<()> {
    let read = adoptions::table
        .filter(adoptions::id.eq(&adoption.id))
        .filter(adoptions::version.eq(adoption.version));
    let changed = diesel::update(read)
        .set((
            adoptions::state.eq(adoption.state.as_str()),
            adoptions::started_on.eq(adoption.started_on),
            adoptions::stop_reason.eq(adoption.stop_reason.as_deref()),
            adoptions::version.eq(adoption.version + 1),
        ))
        .execute(conn)?;
    expect_one(changed)
}

/// The adoption by which a model came to be; none for one that was not derived.
pub fn origin_of(conn: &mut Conn, derived: &ModelId) -> Result<Option<Adoption>> {
    let row: Option<AdoptionRow> = adoptions::table
        .filter(adoptions::model_id.eq(derived))
        .select(AdoptionRow::as_select())
        .first(conn)
        .optional()?;
    row.map(AdoptionRow::into_adoption).transpose()
}

/// Whether one of these units has taken the model up and has not stopped.
pub(super) fn is_adopted(conn: &mut Conn, source: &ModelId, units: &[UnitId]) -> Result<bool> {
    let rows: i64 = adoptions::table
        .filter(adoptions::source_model_id.eq(source))
        .filter(adoptions::unit_id.eq_any(units))
        .filter(adoptions::state.ne(AdoptionState::Stopped.as_str()))
        .count()
        .get_result(conn)?;
    Ok(rows > 0)
}

/// A model, the one it was derived from, and so on to the first.
pub(super) fn line_of(conn: &mut Conn, id: &ModelId) -> Result<Vec<ModelId>> {
    let mut line = vec![id.clone()];
    loop {
        let last = line.last().expect("a line begins with the model itself");
        let above: Option<ModelId> = adoptions::table
            .filter(adoptions::model_id.eq(last))
            .select(adoptions::source_model_id)
            .first(conn)
            .optional()?;
        match above {
            Some(above) if !line.contains(&above) => line.push(above),
            _ => return Ok(line),
        }
    }
}

/// How often each of these models was taken up; one that never was is left out.
pub fn adoption_counts(conn: &mut Conn, ids: &[ModelId]) -> Result<HashMap<ModelId, u64>> {
    let rows: Vec<(ModelId, i64)> = adoptions::table
        .filter(adoptions::source_model_id.eq_any(ids))
        .group_by(adoptions::source_model_id)
        .select((adoptions::source_model_id, count_star()))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, count)| (id, u64::try_from(count).unwrap_or(0)))
        .collect())
}
