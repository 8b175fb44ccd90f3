//! What other features may know of accounts: who someone is, never how they sign in.

use super::model::username_key;
use super::store;
use crate::access::Role;
use crate::db::Conn;
use crate::db::schema::{memberships, users};
use crate::error::Result;
use crate::ids::{UnitId, UserId};
use crate::vietnamese;
use chrono::NaiveDate;
use diesel::prelude::*;

/// The active account of a name to sign in with, as typed.
pub fn find_active(conn: &mut Conn, typed_username: &str) -> Result<Option<UserId>> {
    let user = store::find_by_username(conn, &username_key(typed_username))?;
    Ok(user
        .filter(|user| user.state == super::UserState::Active)
        .map(|user| user.id))
}

/// A person's full name. Err: not found.
pub fn name_of(conn: &mut Conn, id: &UserId) -> Result<String> {
    Ok(users::table.find(id).select(users::full_name).first(conn)?)
}

/// Name to sign in with, full name and office of the active accounts, in the order of lists of people; at most `limit`.
pub fn active_people(conn: &mut Conn, limit: i64) -> Result<Vec<(String, String, String)>> {
    let mut people: Vec<(String, String, String)> = users::table
        .filter(users::state.eq(super::UserState::Active.as_str()))
        .order(users::username)
        .limit(limit)
        .select((users::username, users::full_name, users::position))
        .load(conn)?;
    people.sort_by_cached_key(|(_, name, _)| vietnamese::person_name_key(name));
    Ok(people)
}

/// The units someone holds `role` in on `day`, each once.
pub fn units_with(conn: &mut Conn, role: Role, day: NaiveDate) -> Result<Vec<UnitId>> {
    let units: Vec<Option<UnitId>> = memberships::table
        .filter(memberships::role.eq(role.as_str()))
        .filter(memberships::valid_from.le(day))
        .filter(
            memberships::valid_to
                .is_null()
                .or(memberships::valid_to.ge(day)),
        )
        .select(memberships::unit_id)
        .distinct()
        .order(memberships::unit_id)
        .load(conn)?;
    Ok(units.into_iter().flatten().collect())
}

/// Every unit a person belongs to on `day`, whatever the role, each once.
pub fn units_of(conn: &mut Conn, id: &UserId, day: NaiveDate) -> Result<Vec<UnitId>> {
    let mut units: Vec<UnitId> = store::memberships_on(conn, id, day)?
        .into_iter()
        .filter_map(|membership| membership.unit_id)
        .collect();
    units.sort();
    units.dedup();
    Ok(units)
}
