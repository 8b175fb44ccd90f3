//! The secretary accepts a nomination.

use super::{council_step, step, step::Step};
use crate::access::{Action, Actor};
use crate::app::App;
use crate::error::Result;
use crate::log::EventKind;
use crate::nominations::Nomination;
use serde_json::Value;

/// Accepts a nomination for the council. Err: not found outside the council; `council.conflict_of_interest`;
/// `Conflict("conflict.changed")` where it changed since it was seen; `Conflict("nomination.step")` in any other state
/// than submitted.
pub async fn accept(app: &App, actor: Actor, step: Step) -> Result<Nomination> {
    let (now, today) = (app.clock.now(), app.clock.today());
    app.db
        .write(move |conn| {
            let action = Action::ScreenNomination;
            let (_, nomination) =
                council_step::may(conn, &actor, &step.code, action, (now, today))?;
            step.still_stands(&nomination)?;
            let event = EventKind::NominationAccepted;
            step::move_on(conn, &actor, nomination, event, Value::Null, now, |state| {
                state.accept()
            })
        })
        .await
}
