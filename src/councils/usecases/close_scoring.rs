//! The chair closes the scoring.

use crate::access::{Action, Actor};
use crate::app::App;
use crate::councils::closing::Closing;
use crate::councils::counting;
use crate::councils::sheet_store;
use crate::error::{AppError, Result};
use crate::log::EventKind;
use crate::nominations::Nomination;
use crate::nominations::usecases::{council_step, step};
use serde_json::json;

/// Closes the scoring of a nomination once every member without conflict has handed in a sheet, locks the sheets, and
/// writes down who judged.
/// Err: `council.conflict_of_interest` for a chair who must not judge it; `Conflict("council.sheets_missing")`,
/// `("council.no_scorer")` or `("nomination.step")`.
pub async fn close_scoring(app: &App, actor: Actor, code: String) -> Result<Nomination> {
    let (now, today) = (app.clock.now(), app.clock.today());
    app.db
        .write(move |conn| {
            let (_, nomination) =
                council_step::may(conn, &actor, &code, Action::CloseScoring, (now, today))?;
            let count = counting::count(conn, &nomination, today)?;
            if count.bench.judges.is_empty() {
                return Err(AppError::Conflict("council.no_scorer"));
            }
            if !count.complete() {
                return Err(AppError::Conflict("council.sheets_missing"));
            }
            let what = json!(Closing::of(&count.bench, count.handed_in()));
            let event = EventKind::ScoringClosed;
            let closed = step::move_on(conn, &actor, nomination, event, what, now, |state| {
                state.close_scoring()
            })?;
            sheet_store::lock(conn, &closed.id)?;
            Ok(closed)
        })
        .await
}
