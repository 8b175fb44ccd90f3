//! Gives a person a dated role.

use crate::access::{Action, Actor, Facts, Role, require};
use crate::app::App;
use crate::error::{AppError, Result};
use crate::ids::UnitId;
use crate::log::{self, Event, EventKind};
use crate::users::{Term, store};
use serde_json::json;

/// Gives `username` the role for a term, in a unit or, where the role allows it, in the whole site.
/// Err: `NotFound`, `Invalid` where the role needs a unit and has none, or is held on a day of the term.
pub async fn give_role(
    app: &App,
    actor: Actor,
    username: &str,
    role: Role,
    unit_id: Option<UnitId>,
    term: Term,
) -> Result<()> {
    require(&actor, Action::ManageUsers, &Facts::default())?;
    if unit_id.is_none() && !role.is_site_wide() {
        return Err(AppError::field("unit", "Hãy chọn đơn vị cho vai trò này."));
    }
    let (username, now, today) = (username.to_owned(), app.clock.now(), app.clock.today());
    app.db
        .write(move |conn| {
            let user = store::find_by_username(conn, &username)?.ok_or(AppError::NotFound)?;
            let held = store::memberships_from(conn, &user.id, today)?;
            let word = role.as_str();
            if held
                .iter()
                .any(|row| row.role == word && row.unit_id == unit_id && row.term().meets(&term))
            {
                return Err(AppError::field(
                    "role",
                    "Người này giữ vai trò đó ở đơn vị này trong thời gian đã chọn.",
                ));
            }
            store::insert_membership(conn, &user.id, role, unit_id.as_ref(), term)?;
            let unit = unit_id.as_ref().map(UnitId::as_str);
            let given = json!({ "role": word, "unit": unit, "from": term.from, "to": term.to });
            let event = Event::user(EventKind::RoleGiven, &user.id).with(given);
            log::append(conn, &actor, event, now)?;
            Ok(())
        })
        .await
}
