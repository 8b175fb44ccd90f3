//! The secretary returns a nomination with reasons.

use super::{council_step, step, step::Step};
use crate::access::{Action, Actor};
use crate::app::App;
use crate::error::{AppError, Result};
use crate::log::EventKind;
use crate::nominations::model::Reasons;
use crate::nominations::{Nomination, insert_return};
use serde_json::json;

/// Returns a nomination to its unit; the reasons are kept (in writing, QĐ 638/QĐ-BNV 2025).
/// Err: as for accepting, and `Invalid("reasons")` where they say too little.
pub async fn return_for_completion(
    app: &App,
    actor: Actor,
    step: Step,
    reasons: String,
) -> Result<Nomination> {
    let (now, today) = (app.clock.now(), app.clock.today());
    app.db
        .write(move |conn| {
            // Whoever may not return it is told so before anything about the reasons.
            let action = Action::ScreenNomination;
            let (_, nomination) =
                council_step::may(conn, &actor, &step.code, action, (now, today))?;
            step.still_stands(&nomination)?;
            let reasons = Reasons::check(&reasons)
                .map_err(|problem| AppError::field("reasons", problem.to_string()))?;
            if let Some(person) = actor.person() {
                insert_return(conn, &nomination.id, reasons.as_str(), &person.id, now)?;
            }
            let what = json!({ "characters": reasons.as_str().chars().count() });
            let event = EventKind::NominationReturned;
            step::move_on(conn, &actor, nomination, event, what, now, |state| {
                state.return_with_reasons(&reasons)
            })
        })
        .await
}
