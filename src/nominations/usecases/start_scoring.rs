//! The secretary opens the scoring.

use super::{council_step, step};
use crate::access::{Action, Actor};
use crate::app::App;
use crate::clock::Moment;
use crate::councils;
use crate::db::Conn;
use crate::error::{AppError, Result};
use crate::log::EventKind;
use crate::nominations::model::NominationState;
use crate::nominations::{Nomination, NominationScope, list_for_campaign};
use chrono::NaiveDate;
use serde_json::json;

/// Opens the scoring of one accepted nomination. Err: as for accepting, and `Conflict("council.no_scorer")` where
/// everyone in the council is conflicted.
pub async fn start_scoring(app: &App, actor: Actor, code: String) -> Result<Nomination> {
    let (now, today) = (app.clock.now(), app.clock.today());
    app.db
        .write(move |conn| start_in(conn, &actor, &code, now, today))
        .await
}

/// Opens the scoring of every accepted nomination of a campaign that someone can score and the secretary may touch.
/// Gives how many. Err: not found outside the council.
pub async fn start_scoring_of_campaign(
    app: &App,
    actor: Actor,
    campaign_code: String,
) -> Result<usize> {
    let (now, today) = (app.clock.now(), app.clock.today());
    app.db
        .write(move |conn| {
            let campaign =
                crate::campaigns::find_by_code(conn, &campaign_code)?.ok_or(AppError::NotFound)?;
            crate::access::require(&actor, Action::StartScoring, &campaign.facts())?;
            let scope = NominationScope::of(&actor);
            let mut started = 0;
            for nomination in list_for_campaign(conn, &scope, &campaign.id)? {
                if nomination.state != NominationState::Accepted {
                    continue;
                }
                match start_in(conn, &actor, nomination.code.as_str(), now, today) {
                    Ok(_) => started += 1,
                    // Refused before anything was written: the others go on, this one waits for another secretary or
                    // for a council that can judge it.
                    Err(AppError::Forbidden(_) | AppError::Conflict("council.no_scorer")) => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(started)
        })
        .await
}

/// [`start_scoring`] inside a write.
pub fn start_in(
    conn: &mut Conn,
    actor: &Actor,
    code: &str,
    now: Moment,
    today: NaiveDate,
) -> Result<Nomination> {
    let (_, nomination) = council_step::may(conn, actor, code, Action::StartScoring, (now, today))?;
    let bench = councils::bench(conn, &nomination, today)?;
    if bench.judges.is_empty() {
        return Err(AppError::Conflict("council.no_scorer"));
    }
    let what = json!({ "judges": bench.judges.len(), "barred": bench.barred.len() });
    let event = EventKind::ScoringStarted;
    step::move_on(conn, actor, nomination, event, what, now, |state| {
        state.start_scoring()
    })
}
