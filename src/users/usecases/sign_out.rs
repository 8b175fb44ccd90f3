//! Ends the session in use.

use crate::access::SignedIn;
use crate::app::App;
use crate::error::Result;
use crate::users::store;

/// Ends the session in use; other devices stay signed in.
pub async fn sign_out(app: &App, session: &SignedIn) -> Result<()> {
    let (token_hash, now) = (session.token_hash.clone(), app.clock.now());
    app.db
        .write(move |conn| store::revoke_session(conn, &token_hash, now))
        .await
}
