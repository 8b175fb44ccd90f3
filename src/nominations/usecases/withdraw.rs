//! The unit's leader takes a nomination back.

use super::{step, step::Step, unit_step};
use crate::access::{Action, Actor};
use crate::app::App;
use crate::error::Result;
use crate::log::EventKind;
use crate::nominations::Nomination;
use serde_json::json;

/// Withdraws it from any open state; everything that was sent is kept. Err: `Conflict("nomination.step")` once it is
/// decided, `Conflict("conflict.changed")`.
pub async fn withdraw(app: &App, actor: Actor, step: Step) -> Result<Nomination> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let nomination = unit_step::may(conn, &actor, &step, Action::WithdrawNomination)?;
            let data = json!({ "from": nomination.state.as_str() });
            let event = EventKind::NominationWithdrawn;
            step::move_on(conn, &actor, nomination, event, data, now, |state| {
                state.withdraw()
            })
        })
        .await
}
