//! Makes an account.

use crate::access::{Action, Actor, Facts, Role, require};
use crate::app::App;
use crate::clock::Clock;
use crate::db::Db;
use crate::error::{AppError, Doing, FieldErrors, Result};
use crate::ids::{UnitId, UserId};
use crate::log::{self, Event, EventKind};
use crate::users::model::{User, UserState, check_username, username_key};
use crate::users::{Term, password, store};
use serde_json::json;

/// Who gets an account.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// Name to sign in with.
    pub username: String,
    /// Full name.
    pub full_name: String,
    /// Office held.
    pub position: String,
    /// First password.
    pub password: String,
    /// Whether it must be changed at the first sign-in.
    pub must_change_password: bool,
    /// First roles: the role and its unit.
    pub roles: Vec<(Role, Option<UnitId>)>,
}

/// Makes an account, as an administrator. Err: `Invalid` with the wrong fields.
pub async fn create(app: &App, actor: Actor, new: NewUser) -> Result<UserId> {
    let (db, clock) = (app.db.clone(), app.clock.clone());
    tokio::task::spawn_blocking(move || create_now(&db, &clock, &actor, new))
        .await
        .doing("making an account")?
}

/// [`create`] for commands.
pub fn create_now(db: &Db, clock: &Clock, actor: &Actor, new: NewUser) -> Result<UserId> {
    require(actor, Action::ManageUsers, &Facts::default())?;
    let username = username_key(&new.username);
    let mut errors = FieldErrors::new();
    errors.take("username", check_username(&username));
    if new.full_name.trim().is_empty() {
        errors.push("full_name", "Hãy nhập họ và tên.");
    }
    errors.take(
        "password",
        password::check_new(&username, &new.password).map_err(|problem| problem.to_string()),
    );
    errors.into_result(())?;
    let user = User {
        id: UserId::new(),
        full_name: new.full_name.trim().to_owned(),
        position: new.position.trim().to_owned(),
        password_hash: password::hash(&new.password)?,
        state: UserState::Active,
        must_change_password: new.must_change_password,
        version: 1,
        username,
    };
    let (now, today) = (clock.now(), clock.today());
    db.write_now(|conn| {
        if store::find_by_username(conn, &user.username)?.is_some() {
            return Err(AppError::field(
                "username",
                "Tên đăng nhập này đã có người dùng.",
            ));
        }
        store::insert(conn, &user, now)?;
        log::append(
            conn,
            actor,
            Event::user(EventKind::UserCreated, &user.id),
            now,
        )?;
        for (role, unit_id) in &new.roles {
            store::insert_membership(
                conn,
                &user.id,
                *role,
                unit_id.as_ref(),
                Term::from_today(today),
            )?;
            let given =
                json!({ "role": role.as_str(), "unit": unit_id.as_ref().map(UnitId::as_str) });
            log::append(
                conn,
                actor,
                Event::user(EventKind::RoleGiven, &user.id).with(given),
                now,
            )?;
        }
        Ok(user.id.clone())
    })
}
