//! Opens a session for a person who knows the password.

use crate::app::App;
use crate::error::{AppError, Doing, Result};
use crate::users::model::{UserState, locked_until, username_key};
use crate::users::store::{self, SessionRow};
use crate::users::{password, session};
use chrono::Duration;

/// A session ends after this many hours whatever happens.
const LONGEST_SESSION_HOURS: i64 = 12;

/// What came of an attempt to sign in.
#[derive(Debug, PartialEq, Eq)]
pub enum SignInOutcome {
    /// A session is open; its token belongs into the cookie and nowhere else.
    Open {
        /// 256 random bits in hex.
        token: String,
        /// What forms of the session must send back.
        csrf: String,
    },
    /// Name or password is wrong. Which of them is not told.
    Wrong,
}

/// Checks the password and opens a session. Err: `Busy("sign_in.slowed")` after too many failures under the name.
pub async fn sign_in(
    app: &App,
    typed_username: &str,
    typed_password: &str,
) -> Result<SignInOutcome> {
    let username = username_key(typed_username);
    let now = app.clock.now();
    let name = username.clone();
    let (user, waits_until) = app
        .db
        .read(move |conn| {
            Ok((
                store::find_by_username(conn, &name)?,
                store::failures(conn, &name)?.1,
            ))
        })
        .await?;
    if waits_until.is_some_and(|until| until > now) {
        return Err(AppError::Busy("sign_in.slowed"));
    }
    let typed = typed_password.to_owned();
    let hash = user
        .as_ref()
        .filter(|user| user.state == UserState::Active)
        .map(|user| user.password_hash.clone());
    let fits = tokio::task::spawn_blocking(move || match hash {
        Some(hash) => password::fits(&typed, &hash),
        None => {
            password::pretend(&typed);
            false
        }
    })
    .await
    .doing("checking a password")?;
    let Some(user) = user.filter(|_| fits) else {
        app.metrics.sign_in_failures.inc();
        app.db
            .write(move |conn| {
                let failures = store::failures(conn, &username)?.0.saturating_add(1);
                store::note_failure(conn, &username, failures, locked_until(failures, now), now)
            })
            .await?;
        return Ok(SignInOutcome::Wrong);
    };
    let token = format!(
        "{}{}",
        crate::web::random_token(),
        crate::web::random_token()
    );
    let csrf = crate::web::random_token();
    let row = SessionRow {
        token_hash: session::token_hash(&token),
        user_id: user.id,
        csrf: csrf.clone(),
        created_at: now,
        seen_at: now,
        expires_at: now + Duration::hours(LONGEST_SESSION_HOURS),
        revoked_at: None,
    };
    app.db
        .write(move |conn| {
            // Of many guesses at the same time, those that failed meanwhile count against the one that fits.
            if store::failures(conn, &username)?
                .1
                .is_some_and(|until| until > now)
            {
                return Err(AppError::Busy("sign_in.slowed"));
            }
            store::clear_failures(conn, &username)?;
            store::insert_session(conn, &row)
        })
        .await?;
    Ok(SignInOutcome::Open { token, csrf })
}
