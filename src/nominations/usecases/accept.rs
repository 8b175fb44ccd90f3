//! The secretary accepts a nomination.

use super::council_step::{self, Step};
use crate::access::{Action, Actor};
use crate::app::App;
use crate::error::Result;
use crate::log::EventKind;
use crate::nominations::Nomination;
use serde_json::Value;

/// Accepts a nomination for the council. Err: not found outside the council; `council.conflict_of_interest`;
/// `Conflict("nomination.step")` in any other state than submitted.
pub async fn accept(app: &App, actor: Actor, code: String) -> Result<Nomination> {
    let (now, today) = (app.clock.now(), app.clock.today());
    let step = Step {
        action: Action::ScreenNomination,
        event: EventKind::NominationAccepted,
        data: Value::Null,
    };
    app.db
        .write(move |conn| {
            council_step::take(conn, &actor, &code, step, (now, today), |state| {
                state.accept()
            })
        })
        .await
}
