//! Closes an account, or opens it again.

use crate::access::{Action, Actor, Facts, require};
use crate::app::App;
use crate::error::{AppError, Result};
use crate::log::{self, Event, EventKind};
use crate::users::UserState;
use crate::users::store;
use serde_json::json;

/// Sets the state of `username`; closing ends every session at once.
/// Err: `NotFound`; `users.own_account` where an administrator would close the account in use.
pub async fn set_state(app: &App, actor: Actor, username: &str, state: UserState) -> Result<()> {
    require(&actor, Action::ManageUsers, &Facts::default())?;
    let (username, now) = (username.to_owned(), app.clock.now());
    app.db
        .write(move |conn| {
            let user = store::find_by_username(conn, &username)?.ok_or(AppError::NotFound)?;
            let own = actor.person().is_some_and(|person| person.id == user.id);
            if own && state == UserState::Disabled {
                return Err(AppError::Conflict("users.own_account"));
            }
            store::replace_state(conn, &user, state)?;
            if state == UserState::Disabled {
                store::revoke_sessions(conn, &user.id, None, now)?;
            }
            let event = Event::user(EventKind::UserStateChanged, &user.id);
            log::append(
                conn,
                &actor,
                event.with(json!({ "state": state.as_str() })),
                now,
            )?;
            Ok(())
        })
        .await
}
