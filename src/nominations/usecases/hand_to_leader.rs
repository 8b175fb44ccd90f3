//! The officer hands a nomination to the unit's leader.

use super::{step, step::Step, unit_step};
use crate::access::{Action, Actor};
use crate::app::App;
use crate::campaigns;
use crate::error::{AppError, Result};
use crate::log::EventKind;
use crate::nominations::Nomination;
use serde_json::Value;

/// Hands it on. Err: `Conflict("nomination.incomplete")`, `Conflict("nomination.window")` outside the days on which
/// the campaign takes nominations, `Conflict("nomination.step")`, `Conflict("conflict.changed")`.
pub async fn hand_to_leader(app: &App, actor: Actor, step: Step) -> Result<Nomination> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let nomination = unit_step::may(conn, &actor, &step, Action::DraftNomination)?;
            unit_step::complete(conn, &nomination)?;
            let campaign = campaigns::get(conn, &nomination.campaign_id)?;
            if !campaign.accepts_nominations(now) {
                return Err(AppError::Conflict("nomination.window"));
            }
            let event = EventKind::NominationHandedToLeader;
            step::move_on(conn, &actor, nomination, event, Value::Null, now, |state| {
                state.submit()
            })
        })
        .await
}
