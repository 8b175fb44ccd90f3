//! Rows of needs.

use super::model::{Need, NeedState};
use crate::clock::Moment;
use crate::db::schema::needs;
use crate::db::{Conn, expect_one};
use crate::error::Result;
use crate::ids::{Code, NeedId, UnitId, UserId};
use diesel::prelude::*;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = needs)]
struct NeedRow {
    id: NeedId,
    code: String,
    unit_id: UnitId,
    text: String,
    text_key: String,
    state: String,
    declared_by: UserId,
    declared_at: Moment,
    ended_at: Option<Moment>,
    version: i64,
}

impl NeedRow {
    fn into_need(self) -> Result<Need> {
        Ok(Need {
            id: self.id,
            code: Code::from(self.code),
            unit_id: self.unit_id,
            text: self.text,
            text_key: self.text_key,
            state: self.state.parse()?,
            declared_by: self.declared_by,
            declared_at: self.declared_at,
            ended_at: self.ended_at,
            version: self.version,
        })
    }
}

/// The need of a code, of one of these units. Err: not found.
pub(super) fn get(conn: &mut Conn, units: &[UnitId], code: &str) -> Result<Need> {
    let row: NeedRow = needs::table
        .filter(needs::code.eq(code))
        .filter(needs::unit_id.eq_any(units))
        .select(NeedRow::as_select())
        .first(conn)?;
    row.into_need()
}

/// The needs of these units, newest first, at most `limit`.
pub(super) fn list(conn: &mut Conn, units: &[UnitId], limit: i64) -> Result<Vec<Need>> {
    let rows: Vec<NeedRow> = needs::table
        .filter(needs::unit_id.eq_any(units))
        .order((needs::declared_at.desc(), needs::id.desc()))
        .limit(limit)
        .select(NeedRow::as_select())
        .load(conn)?;
    rows.into_iter().map(NeedRow::into_need).collect()
}

/// The open needs of all units, newest first, at most `limit`.
pub(super) fn list_open(conn: &mut Conn, limit: i64) -> Result<Vec<Need>> {
    let rows: Vec<NeedRow> = needs::table
        .filter(needs::state.eq(NeedState::Open.as_str()))
        .order((needs::declared_at.desc(), needs::id.desc()))
        .limit(limit)
        .select(NeedRow::as_select())
        .load(conn)?;
    rows.into_iter().map(NeedRow::into_need).collect()
}

/// The open needs of a unit.
pub(super) fn list_open_of(conn: &mut Conn, unit: &UnitId) -> Result<Vec<Need>> {
    let rows: Vec<NeedRow> = needs::table
        .filter(needs::state.eq(NeedState::Open.as_str()))
        .filter(needs::unit_id.eq(unit))
        .order(needs::id)
        .select(NeedRow::as_select())
        .load(conn)?;
    rows.into_iter().map(NeedRow::into_need).collect()
}

/// Enters a need.
pub(super) fn insert(conn: &mut Conn, need: &Need) -> Result<()> {
    let need = need.clone();
    let row = NeedRow {
        id: need.id,
        code: need.code.to_string(),
        unit_id: need.unit_id,
        text: need.text,
        text_key: need.text_key,
        state: need.state.as_str().to_owned(),
        declared_by: need.declared_by,
        declared_at: need.declared_at,
        ended_at: need.ended_at,
        version: need.version,
    };
    diesel::insert_into(needs::table)
        .values(&row)
        .execute(conn)?;
    Ok(())
}

/// Replaces the state of a need read at `version`. Err: `Conflict("conflict.changed")` if someone was faster.
pub(super) fn replace_state(conn: &mut Conn, need: &Need, version: i64) -> Result<()> {
    let read = needs::table
        .filter(needs::id.eq(&need.id))
        .filter(needs::version.eq(version));
    let changed = diesel::update(read)
        .set((
            needs::state.eq(need.state.as_str()),
            needs::ended_at.eq(need.ended_at),
            needs::version.eq(need.version),
        ))
        .execute(conn)?;
    expect_one(changed)
}
