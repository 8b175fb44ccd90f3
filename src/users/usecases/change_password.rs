//! Gives a person a password of their own choosing.

use crate::access::SignedIn;
use crate::app::App;
use crate::error::{Doing, FieldErrors, Result};
use crate::log::{self, Event, EventKind};
use crate::users::{password, store};

/// What the form says.
#[derive(Debug, Clone)]
pub struct ChangePassword {
    /// The password in use.
    pub current: String,
    /// The new one.
    pub new: String,
    /// The new one again.
    pub repeated: String,
}

/// Changes the password and ends every other session. Err: `Invalid` with the wrong fields.
pub async fn change_password(app: &App, session: &SignedIn, command: ChangePassword) -> Result<()> {
    let id = session.person.id.clone();
    let user = app.db.read(move |conn| store::get(conn, &id)).await?;
    let mut errors = FieldErrors::new();
    if let Err(problem) = password::check_new(&user.username, &command.new) {
        errors.push("new", problem.to_string());
    } else if command.new != command.repeated {
        errors.push("repeated", "Hai lần nhập mật khẩu mới chưa giống nhau.");
    }
    let known_hash = user.password_hash.clone();
    let (fits, hash) = tokio::task::spawn_blocking(move || {
        (
            password::fits(&command.current, &known_hash),
            password::hash(&command.new),
        )
    })
    .await
    .doing("hashing a password")?;
    if !fits {
        errors.push("current", "Mật khẩu hiện tại chưa đúng.");
    }
    errors.into_result(())?;
    let (hash, session, now) = (hash?, session.clone(), app.clock.now());
    app.db
        .write(move |conn| {
            store::replace_password(conn, &user, &hash, false, now)?;
            store::revoke_sessions(conn, &user.id, Some(&session.token_hash), now)?;
            log::append(
                conn,
                &session.actor(),
                Event::user(EventKind::PasswordChanged, &user.id),
                now,
            )?;
            Ok(())
        })
        .await
}
