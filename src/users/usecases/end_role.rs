//! Ends a person's role.

use crate::access::{Action, Actor, Facts, require};
use crate::app::App;
use crate::error::{AppError, Result};
use crate::ids::MembershipId;
use crate::log::{self, Event, EventKind};
use crate::users::store;
use serde_json::json;

/// Ends a role of `username` with yesterday as its last day, so that it holds no longer from now on.
/// One that was still to begin never does. Err: `NotFound` where the person neither holds nor will hold it.
pub async fn end_role(app: &App, actor: Actor, username: &str, id: MembershipId) -> Result<()> {
    require(&actor, Action::ManageUsers, &Facts::default())?;
    let (username, now, today) = (username.to_owned(), app.clock.now(), app.clock.today());
    app.db
        .write(move |conn| {
            let user = store::find_by_username(conn, &username)?.ok_or(AppError::NotFound)?;
            let held = store::memberships_from(conn, &user.id, today)?;
            if !held.iter().any(|row| row.id == id) {
                return Err(AppError::NotFound);
            }
            let last = today.pred_opt().unwrap_or(today);
            store::end_membership(conn, &id, last)?;
            let event = Event::user(EventKind::RoleEnded, &user.id);
            log::append(
                conn,
                &actor,
                event.with(json!({ "membership": id.as_str() })),
                now,
            )?;
            Ok(())
        })
        .await
}
