//! The secretary returns a nomination with reasons.

use super::council_step::{self, Step};
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
    code: String,
    reasons: String,
) -> Result<Nomination> {
    let (now, today) = (app.clock.now(), app.clock.today());
    app.db
        .write(move |conn| {
            // Whoever may not return it is told so before anything about the reasons.
            let (_, nomination) =
                council_step::may(conn, &actor, &code, Action::ScreenNomination, (now, today))?;
            let reasons = Reasons::check(&reasons)
                .map_err(|problem| AppError::field("reasons", problem.to_string()))?;
            let step = Step {
                action: Action::ScreenNomination,
                event: EventKind::NominationReturned,
                data: json!({ "characters": reasons.as_str().chars().count() }),
            };
            if let Some(person) = actor.person() {
                insert_return(conn, &nomination.id, reasons.as_str(), &person.id, now)?;
            }
            council_step::take(conn, &actor, &code, step, (now, today), |state| {
                state.return_with_reasons(&reasons)
            })
        })
        .await
}
