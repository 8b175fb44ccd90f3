//! Ends every session of a person but the one in use.

use crate::access::SignedIn;
use crate::app::App;
use crate::error::Result;
use crate::log::{self, Event, EventKind};
use crate::users::store;

/// Signs the person out everywhere else. Gives how many sessions ended.
pub async fn revoke_other_sessions(app: &App, session: &SignedIn) -> Result<usize> {
    let (session, now) = (session.clone(), app.clock.now());
    app.db
        .write(move |conn| {
            let ended =
                store::revoke_sessions(conn, &session.person.id, Some(&session.token_hash), now)?;
            log::append(
                conn,
                &session.actor(),
                Event::user(EventKind::SessionsRevoked, &session.person.id),
                now,
            )?;
            Ok(ended)
        })
        .await
}
