//! Rows of units and of what they became.

use super::model::{AgencyCode, SuccessionKind, UnitKind, UnitLevel, Validity};
use super::unit::Unit;
use crate::db::schema::{unit_successions, units};
use crate::db::sql::insert_each;
use crate::db::{Conn, expect_one};
use crate::error::{AppError, Result};
use crate::ids::{RowId, UnitId};
use chrono::NaiveDate;
use diesel::prelude::*;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = units, treat_none_as_default_value = false)]
struct UnitRow {
    id: UnitId,
    slug: String,
    kind: String,
    level: String,
    name: String,
    name_key: String,
    aliases: String,
    code: Option<String>,
    agency_code: Option<String>,
    parent_id: Option<UnitId>,
    valid_from: NaiveDate,
    valid_to: Option<NaiveDate>,
    version: i64,
}

impl UnitRow {
    fn of(unit: &Unit) -> Self {
        Self {
            id: unit.id.clone(),
            slug: unit.slug.clone(),
            kind: unit.kind.as_str().to_owned(),
            level: unit.level.as_str().to_owned(),
            name: unit.name.clone(),
            name_key: unit.name_key(),
            aliases: serde_json::to_string(&unit.aliases).expect("strings are always JSON"),
            code: unit.code.clone(),
            agency_code: unit
                .agency_code
                .as_ref()
                .map(|code| code.as_str().to_owned()),
            parent_id: unit.parent_id.clone(),
            valid_from: unit.validity.from,
            valid_to: unit.validity.to,
            version: unit.version,
        }
    }

    fn into_unit(self) -> Result<Unit> {
        Ok(Unit {
            id: self.id,
            slug: self.slug,
            kind: self.kind.parse()?,
            level: self.level.parse()?,
            name: self.name,
            aliases: serde_json::from_str(&self.aliases)?,
            code: self.code,
            agency_code: self.agency_code.map(stored_agency_code).transpose()?,
            parent_id: self.parent_id,
            validity: Validity {
                from: self.valid_from,
                to: self.valid_to,
            },
            version: self.version,
        })
    }
}

fn stored_agency_code(code: String) -> Result<AgencyCode> {
    code.parse()
        .map_err(|error| AppError::internal("reading a stored agency identifier", error))
}

fn units_of(rows: Vec<UnitRow>) -> Result<Vec<Unit>> {
    rows.into_iter().map(UnitRow::into_unit).collect()
}

/// The units that rows say, in Vietnamese order of their short names.
fn in_order_of_names(rows: Vec<UnitRow>) -> Result<Vec<Unit>> {
    let mut units = units_of(rows)?;
    units.sort_by(Unit::compare_names);
    Ok(units)
}

/// How one unit followed another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// The unit that ended, or gave some of its ground or tasks away.
    pub from: UnitId,
    /// The unit that followed it.
    pub to: UnitId,
    /// How.
    pub kind: SuccessionKind,
    /// The first day of the follower for this ground or task.
    pub on: NaiveDate,
    /// The deciding document; empty where unknown.
    pub instrument: String,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = unit_successions)]
struct SuccessionRow {
    id: RowId,
    from_unit_id: UnitId,
    to_unit_id: UnitId,
    kind: String,
    on_date: NaiveDate,
    instrument: String,
}

impl SuccessionRow {
    fn of(succession: &Succession) -> Self {
        Self {
            id: RowId::new(),
            from_unit_id: succession.from.clone(),
            to_unit_id: succession.to.clone(),
            kind: succession.kind.as_str().to_owned(),
            on_date: succession.on,
            instrument: succession.instrument.clone(),
        }
    }

    fn into_succession(self) -> Result<Succession> {
        Ok(Succession {
            from: self.from_unit_id,
            to: self.to_unit_id,
            kind: self.kind.parse()?,
            on: self.on_date,
            instrument: self.instrument,
        })
    }
}

/// The unit of an id. Err: not found.
pub fn get(conn: &mut Conn, id: &UnitId) -> Result<Unit> {
    units::table
        .find(id)
        .select(UnitRow::as_select())
        .first(conn)
        .map_err(AppError::from)
        .and_then(UnitRow::into_unit)
}

/// The unit at an address.
pub fn find_by_slug(conn: &mut Conn, slug: &str) -> Result<Option<Unit>> {
    units::table
        .filter(units::slug.eq(slug))
        .select(UnitRow::as_select())
        .first(conn)
        .optional()?
        .map(UnitRow::into_unit)
        .transpose()
}

/// The unit whose code this was on a day.
pub fn find_by_code(conn: &mut Conn, code: &str, on: NaiveDate) -> Result<Option<Unit>> {
    units::table
        .filter(units::code.eq(code))
        .filter(units::valid_from.le(on))
        .filter(units::valid_to.is_null().or(units::valid_to.ge(on)))
        .order(units::valid_from.desc())
        .select(UnitRow::as_select())
        .first(conn)
        .optional()?
        .map(UnitRow::into_unit)
        .transpose()
}

/// The unit of a code and first day.
pub fn find_by_key(conn: &mut Conn, code: &str, valid_from: NaiveDate) -> Result<Option<Unit>> {
    units::table
        .filter(units::code.eq(code))
        .filter(units::valid_from.eq(valid_from))
        .select(UnitRow::as_select())
        .first(conn)
        .optional()?
        .map(UnitRow::into_unit)
        .transpose()
}

/// The units directly below one, those that ended too; in Vietnamese order.
pub fn list_children(conn: &mut Conn, id: &UnitId) -> Result<Vec<Unit>> {
    let rows = units::table
        .filter(units::parent_id.eq(id))
        .select(UnitRow::as_select())
        .load(conn)?;
    in_order_of_names(rows)
}

/// The provinces and cities of a day, in Vietnamese order of their short names.
pub fn list_provinces(conn: &mut Conn, on: NaiveDate) -> Result<Vec<Unit>> {
    let rows = units::table
        .filter(units::kind.eq(UnitKind::Territory.as_str()))
        .filter(units::level.eq(UnitLevel::Province.as_str()))
        .filter(units::valid_from.le(on))
        .filter(units::valid_to.is_null().or(units::valid_to.ge(on)))
        .select(UnitRow::as_select())
        .load(conn)?;
    in_order_of_names(rows)
}

/// The bodies of a day that stand below nothing, in Vietnamese order: no administrative areas.
pub fn list_without_parent(conn: &mut Conn, on: NaiveDate) -> Result<Vec<Unit>> {
    let rows = units::table
        .filter(units::kind.ne(UnitKind::Territory.as_str()))
        .filter(units::parent_id.is_null())
        .filter(units::valid_from.le(on))
        .filter(units::valid_to.is_null().or(units::valid_to.ge(on)))
        .select(UnitRow::as_select())
        .load(conn)?;
    in_order_of_names(rows)
}

/// Every administrative area, ended or not, in no order.
pub fn list_territories(conn: &mut Conn) -> Result<Vec<Unit>> {
    let rows = units::table
        .filter(units::kind.eq(UnitKind::Territory.as_str()))
        .select(UnitRow::as_select())
        .load(conn)?;
    units_of(rows)
}

/// Units whose key matches a pattern, those that go on first, in the order of their keys.
pub(super) fn list_matching(conn: &mut Conn, patterns: &[String], limit: i64) -> Result<Vec<Unit>> {
    let mut rows: Vec<UnitRow> = Vec::new();
    for pattern in patterns {
        rows.extend(
            units::table
                .filter(units::name_key.like(pattern).escape('\\'))
                .order((units::valid_to.is_null().desc(), units::name_key, units::id))
                .limit(limit)
                .select(UnitRow::as_select())
                .load(conn)?,
        );
    }
    units_of(rows)
}

/// How many units have a key that matches one of three patterns.
pub(super) fn count_matching(conn: &mut Conn, patterns: [&str; 3]) -> Result<usize> {
    let matches = |pattern: &str| units::name_key.like(pattern.to_owned()).escape('\\');
    let [one, other, third] = patterns;
    let count: i64 = units::table
        .filter(matches(one).or(matches(other)).or(matches(third)))
        .count()
        .get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// What directly followed a unit, and how: earliest first, those of one day in Vietnamese order of their names.
pub fn list_successors(conn: &mut Conn, id: &UnitId) -> Result<Vec<(Succession, Unit)>> {
    let rows = unit_successions::table
        .inner_join(units::table.on(units::id.eq(unit_successions::to_unit_id)))
        .filter(unit_successions::from_unit_id.eq(id))
        .select((SuccessionRow::as_select(), UnitRow::as_select()))
        .load(conn)?;
    in_order_of_days(rows)
}

/// What a unit directly followed, and how: earliest first, those of one day in Vietnamese order of their names.
pub fn list_predecessors(conn: &mut Conn, id: &UnitId) -> Result<Vec<(Succession, Unit)>> {
    let rows = unit_successions::table
        .inner_join(units::table.on(units::id.eq(unit_successions::from_unit_id)))
        .filter(unit_successions::to_unit_id.eq(id))
        .select((SuccessionRow::as_select(), UnitRow::as_select()))
        .load(conn)?;
    in_order_of_days(rows)
}

fn in_order_of_days(rows: Vec<(SuccessionRow, UnitRow)>) -> Result<Vec<(Succession, Unit)>> {
    let mut steps = rows
        .into_iter()
        .map(|(step, unit)| Ok((step.into_succession()?, unit.into_unit()?)))
        .collect::<Result<Vec<_>>>()?;
    steps.sort_by(|(step, unit), (other_step, other)| {
        let by_day = step.on.cmp(&other_step.on);
        by_day.then_with(|| unit.compare_names(other))
    });
    Ok(steps)
}

/// Whether a succession stands.
pub fn has_succession(conn: &mut Conn, succession: &Succession) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(
        unit_successions::table
            .filter(unit_successions::from_unit_id.eq(&succession.from))
            .filter(unit_successions::to_unit_id.eq(&succession.to))
            .filter(unit_successions::on_date.eq(succession.on)),
    ))
    .get_result(conn)?)
}

/// Whether a unit has this address.
pub fn has_slug(conn: &mut Conn, slug: &str) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(
        units::table.filter(units::slug.eq(slug)),
    ))
    .get_result(conn)?)
}

/// Enters a unit. Err: `Conflict("conflict.duplicate")` for an address or a key that is taken.
pub fn insert(conn: &mut Conn, unit: &Unit) -> Result<()> {
    diesel::insert_into(units::table)
        .values(&UnitRow::of(unit))
        .execute(conn)?;
    Ok(())
}

/// Enters many units; each parent stands before its children.
pub fn insert_all(conn: &mut Conn, units: &[Unit]) -> Result<()> {
    let rows: Vec<UnitRow> = units.iter().map(UnitRow::of).collect();
    insert_each!(conn, units::table, &rows);
    Ok(())
}

/// Replaces a unit's row; its version counts on. Err: `Conflict("conflict.changed")` if someone was
/// faster.
pub fn replace(conn: &mut Conn, unit: &Unit) -> Result<()> {
    let row = UnitRow::of(unit);
    let changed = diesel::update(
        units::table
            .filter(units::id.eq(&unit.id))
            .filter(units::version.eq(unit.version)),
    )
    .set((
        (
            units::slug.eq(row.slug),
            units::kind.eq(row.kind),
            units::level.eq(row.level),
            units::name.eq(row.name),
            units::name_key.eq(row.name_key),
            units::aliases.eq(row.aliases),
        ),
        (
            units::code.eq(row.code),
            units::agency_code.eq(row.agency_code),
            units::parent_id.eq(row.parent_id),
            units::valid_from.eq(row.valid_from),
            units::valid_to.eq(row.valid_to),
            units::version.eq(unit.version + 1),
        ),
    ))
    .execute(conn)?;
    expect_one(changed)
}

/// Enters a succession. Err: `Conflict("conflict.duplicate")` if it stands already.
pub fn insert_succession(conn: &mut Conn, succession: &Succession) -> Result<()> {
    diesel::insert_into(unit_successions::table)
        .values(&SuccessionRow::of(succession))
        .execute(conn)?;
    Ok(())
}

/// Enters many successions.
pub fn insert_successions(conn: &mut Conn, successions: &[Succession]) -> Result<()> {
    let rows: Vec<SuccessionRow> = successions.iter().map(SuccessionRow::of).collect();
    insert_each!(conn, unit_successions::table, &rows);
    Ok(())
}
