//! Rows of accounts, roles, sessions and failed sign-ins.

use super::Term;
use super::model::{User, UserState};
use crate::access::Role;
use crate::clock::Moment;
use crate::db::Conn;
use crate::db::schema::{memberships, sessions, sign_in_failures, users};
use crate::error::{AppError, Result};
use crate::ids::{MembershipId, UnitId, UserId};
use crate::vietnamese;
use chrono::NaiveDate;
use diesel::prelude::*;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = users)]
struct UserRow {
    id: UserId,
    username: String,
    full_name: String,
    position: String,
    password_hash: String,
    state: String,
    must_change_password: bool,
    password_changed_at: Moment,
    created_at: Moment,
    version: i64,
}

impl UserRow {
    fn into_user(self) -> Result<User> {
        Ok(User {
            id: self.id,
            username: self.username,
            full_name: self.full_name,
            position: self.position,
            password_hash: self.password_hash,
            state: self.state.parse()?,
            must_change_password: self.must_change_password,
            version: self.version,
        })
    }
}

/// A dated role, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = memberships)]
pub struct MembershipRow {
    /// The id.
    pub id: MembershipId,
    /// Who holds it.
    pub user_id: UserId,
    /// The role's word.
    pub role: String,
    /// Where.
    pub unit_id: Option<UnitId>,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day.
    pub valid_to: Option<NaiveDate>,
}

impl MembershipRow {
    /// For how long.
    pub fn term(&self) -> Term {
        Term {
            from: self.valid_from,
            to: self.valid_to,
        }
    }
}

/// A session, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = sessions)]
pub struct SessionRow {
    /// SHA-256 of the token in the cookie, in hex.
    pub token_hash: String,
    /// Whose.
    pub user_id: UserId,
    /// What its forms send back.
    pub csrf: String,
    /// Since when.
    pub created_at: Moment,
    /// When last used, to the minute or so.
    pub seen_at: Moment,
    /// When it ends whatever happens.
    pub expires_at: Moment,
    /// When it was revoked.
    pub revoked_at: Option<Moment>,
}

/// The account of a name. Err: none of that name is an `Ok(None)`.
pub fn find_by_username(conn: &mut Conn, username: &str) -> Result<Option<User>> {
    let row: Option<UserRow> = users::table
        .filter(users::username.eq(username))
        .select(UserRow::as_select())
        .first(conn)
        .optional()?;
    row.map(UserRow::into_user).transpose()
}

/// The account of an id, or not found.
pub fn get(conn: &mut Conn, id: &UserId) -> Result<User> {
    let row: UserRow = users::table
        .find(id)
        .select(UserRow::as_select())
        .first(conn)?;
    row.into_user()
}

/// Every account, in the order of lists of people.
pub fn list(conn: &mut Conn) -> Result<Vec<User>> {
    let rows: Vec<UserRow> = users::table
        .order(users::username)
        .select(UserRow::as_select())
        .load(conn)?;
    let users: Result<Vec<User>> = rows.into_iter().map(UserRow::into_user).collect();
    let mut users = users?;
    // Stable: of one name by the name to sign in with.
    users.sort_by_cached_key(|user| vietnamese::person_name_key(&user.full_name));
    Ok(users)
}

/// Enters a new account. Err: `Conflict("conflict.duplicate")` for a name that is taken.
pub fn insert(conn: &mut Conn, user: &User, now: Moment) -> Result<()> {
    let row = UserRow {
        id: user.id.clone(),
        username: user.username.clone(),
        full_name: user.full_name.clone(),
        position: user.position.clone(),
        password_hash: user.password_hash.clone(),
        state: user.state.as_str().to_owned(),
        must_change_password: user.must_change_password,
        password_changed_at: now,
        created_at: now,
        version: user.version,
    };
    diesel::insert_into(users::table)
        .values(&row)
        .execute(conn)?;
    Ok(())
}

/// Replaces an account's password. Err: `Conflict("conflict.changed")` if someone was faster.
pub fn replace_password(
    conn: &mut Conn,
    user: &User,
    hash: &str,
    must_change: bool,
    now: Moment,
) -> Result<()> {
    let changed = diesel::update(
        users::table
            .filter(users::id.eq(&user.id))
            .filter(users::version.eq(user.version)),
    )
    .set((
        users::password_hash.eq(hash),
        users::must_change_password.eq(must_change),
        users::password_changed_at.eq(now),
        users::version.eq(user.version + 1),
    ))
    .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(AppError::Conflict("conflict.changed"))
    }
}

/// Opens or closes an account. Err: `Conflict("conflict.changed")` if someone was faster.
pub fn replace_state(conn: &mut Conn, user: &User, state: UserState) -> Result<()> {
    let changed = diesel::update(
        users::table
            .filter(users::id.eq(&user.id))
            .filter(users::version.eq(user.version)),
    )
    .set((
        users::state.eq(state.as_str()),
        users::version.eq(user.version + 1),
    ))
    .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(AppError::Conflict("conflict.changed"))
    }
}

/// Gives a role.
pub fn insert_membership(
    conn: &mut Conn,
    user_id: &UserId,
    role: Role,
    unit_id: Option<&UnitId>,
    term: Term,
) -> Result<MembershipId> {
    let row = MembershipRow {
        id: MembershipId::new(),
        user_id: user_id.clone(),
        role: role.as_str().to_owned(),
        unit_id: unit_id.cloned(),
        valid_from: term.from,
        valid_to: term.to,
    };
    diesel::insert_into(memberships::table)
        .values(&row)
        .execute(conn)?;
    Ok(row.id)
}

/// Ends a role with `last` as its last day. Gives how many rows ended.
pub fn end_membership(conn: &mut Conn, id: &MembershipId, last: NaiveDate) -> Result<usize> {
    Ok(diesel::update(memberships::table.find(id))
        .set(memberships::valid_to.eq(last))
        .execute(conn)?)
}

/// The roles of a person that hold on `day`, oldest first.
pub fn memberships_on(
    conn: &mut Conn,
    user_id: &UserId,
    day: NaiveDate,
) -> Result<Vec<MembershipRow>> {
    let mut rows = memberships_from(conn, user_id, day)?;
    rows.retain(|row| row.valid_from <= day);
    Ok(rows)
}

/// The roles of a person that hold on `day` or will, those that begin first before the others.
pub fn memberships_from(
    conn: &mut Conn,
    user_id: &UserId,
    day: NaiveDate,
) -> Result<Vec<MembershipRow>> {
    Ok(memberships::table
        .filter(memberships::user_id.eq(user_id))
        .filter(
            memberships::valid_to
                .is_null()
                .or(memberships::valid_to.ge(day)),
        )
        .order((memberships::valid_from, memberships::id))
        .select(MembershipRow::as_select())
        .load(conn)?)
}

/// Enters a session.
pub fn insert_session(conn: &mut Conn, session: &SessionRow) -> Result<()> {
    diesel::insert_into(sessions::table)
        .values(session)
        .execute(conn)?;
    Ok(())
}

/// The session of a token's hash, whatever its state.
pub fn find_session(conn: &mut Conn, token_hash: &str) -> Result<Option<SessionRow>> {
    Ok(sessions::table
        .find(token_hash)
        .select(SessionRow::as_select())
        .first(conn)
        .optional()?)
}

/// Notes that a session was used.
pub fn touch_session(conn: &mut Conn, token_hash: &str, now: Moment) -> Result<()> {
    diesel::update(sessions::table.find(token_hash))
        .set(sessions::seen_at.eq(now))
        .execute(conn)?;
    Ok(())
}

/// Ends one session.
pub fn revoke_session(conn: &mut Conn, token_hash: &str, now: Moment) -> Result<()> {
    diesel::update(
        sessions::table
            .find(token_hash)
            .filter(sessions::revoked_at.is_null()),
    )
    .set(sessions::revoked_at.eq(now))
    .execute(conn)?;
    Ok(())
}

/// Ends every session of a person but `except`. Gives how many.
pub fn revoke_sessions(
    conn: &mut Conn,
    user_id: &UserId,
    except: Option<&str>,
    now: Moment,
) -> Result<usize> {
    Ok(diesel::update(
        sessions::table
            .filter(sessions::user_id.eq(user_id))
            .filter(sessions::revoked_at.is_null())
            .filter(sessions::token_hash.ne(except.unwrap_or(""))),
    )
    .set(sessions::revoked_at.eq(now))
    .execute(conn)?)
}

/// Failures in a row under a name, and until when it waits.
pub fn failures(conn: &mut Conn, username: &str) -> Result<(i32, Option<Moment>)> {
    let row = sign_in_failures::table
        .find(username)
        .select((sign_in_failures::failures, sign_in_failures::locked_until))
        .first(conn)
        .optional()?;
    Ok(row.unwrap_or((0, None)))
}

/// Notes one more failure under a name.
pub fn note_failure(
    conn: &mut Conn,
    username: &str,
    failures: i32,
    until: Option<Moment>,
    now: Moment,
) -> Result<()> {
    let values = (
        sign_in_failures::username.eq(username),
        sign_in_failures::failures.eq(failures),
        sign_in_failures::last_at.eq(now),
        sign_in_failures::locked_until.eq(until),
    );
    let updated = diesel::update(sign_in_failures::table.find(username))
        .set((values.1, values.2, values.3))
        .execute(conn)?;
    if updated == 0 {
        diesel::insert_into(sign_in_failures::table)
            .values(values)
            .execute(conn)?;
    }
    Ok(())
}

/// Forgets the failures under a name.
pub fn clear_failures(conn: &mut Conn, username: &str) -> Result<()> {
    diesel::delete(sign_in_failures::table.find(username)).execute(conn)?;
    Ok(())
}
