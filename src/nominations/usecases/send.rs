//! The leader sends a nomination, or sends it again after completion: from then on it reads the same for ever.

use super::{step, step::Step, unit_step};
use crate::access::{Action, Actor};
use crate::app::App;
use crate::campaigns;
use crate::error::{AppError, Result};
use crate::log::EventKind;
use crate::models::attachment::attachments_of;
use crate::nominations::dossier::Dossier;
use crate::nominations::model::NominationState;
use crate::nominations::{Nomination, store};
use serde_json::json;

/// Freezes the dossier and sends it. Err: `Conflict("nomination.incomplete")`, `Conflict("nomination.window")`,
/// `Conflict("nomination.step")`, `Conflict("conflict.changed")`.
pub async fn send(app: &App, actor: Actor, step: Step) -> Result<Nomination> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let nomination = unit_step::may(conn, &actor, &step, Action::SendNomination)?;
            let person = actor.person().ok_or(AppError::Forbidden("forbidden"))?;
            let again = nomination.state == NominationState::Returned;
            if !again && nomination.state != NominationState::AwaitingLeader {
                return Err(AppError::Conflict("nomination.step"));
            }
            let model = unit_step::complete(conn, &nomination)?;
            let campaign = campaigns::get(conn, &nomination.campaign_id)?;
            let open = if again {
                campaign.accepts_completions(now)
            } else {
                campaign.accepts_nominations(now)
            };
            if !open {
                return Err(AppError::Conflict("nomination.window"));
            }
            let files = attachments_of(conn, &model.id)?;
            let frozen = serde_json::to_string(&Dossier::compose(&nomination, &model, &files))?;
            let number = store::insert_submission(conn, &nomination.id, &frozen, &person.id, now)?;
            let nomination = Nomination {
                submitted_at: Some(now),
                ..nomination
            };
            let data = json!({ "number": number, "model_version": model.version });
            let event = EventKind::NominationSubmitted;
            step::move_on(conn, &actor, nomination, event, data, now, |state| {
                if again {
                    state.complete()
                } else {
                    state.send_by_leader()
                }
            })
        })
        .await
}
