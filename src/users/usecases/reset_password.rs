//! Lets a person in again who has forgotten the password.

use crate::access::{Action, Actor, Facts, require};
use crate::app::App;
use crate::error::{AppError, Doing, Result};
use crate::log::{self, Event, EventKind};
use crate::users::{password, store};

/// Gives `username` a temporary password, which must be changed at the next sign-in; ends every session of the person
/// and the wait after failed sign-ins. Gives the password: it is kept nowhere but as a hash.
/// Err: `NotFound`; `users.own_password` for the account in use, whose password is changed by who knows it.
pub async fn reset_password(app: &App, actor: Actor, username: &str) -> Result<String> {
    require(&actor, Action::ManageUsers, &Facts::default())?;
    let temporary = password::new_temporary()?;
    let typed = temporary.clone();
    let hash = tokio::task::spawn_blocking(move || password::hash(&typed))
        .await
        .doing("hashing a password")??;
    let (username, now) = (username.to_owned(), app.clock.now());
    app.db
        .write(move |conn| {
            let user = store::find_by_username(conn, &username)?.ok_or(AppError::NotFound)?;
            if actor.person().is_some_and(|person| person.id == user.id) {
                return Err(AppError::Conflict("users.own_password"));
            }
            store::replace_password(conn, &user, &hash, true, now)?;
            store::revoke_sessions(conn, &user.id, None, now)?;
            store::clear_failures(conn, &user.username)?;
            let event = Event::user(EventKind::PasswordReset, &user.id);
            log::append(conn, &actor, event, now)?;
            Ok(())
        })
        .await?;
    Ok(temporary)
}
