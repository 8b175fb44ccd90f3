//! The leader gives a nomination back to the officer, with a remark.

use super::{step, step::Step, unit_step};
use crate::access::{Action, Actor};
use crate::app::App;
use crate::error::{AppError, Result};
use crate::log::EventKind;
use crate::nominations::model::Reasons;
use crate::nominations::{Nomination, store};
use serde_json::Value;

/// Gives it back; the remark is kept. Err: `Invalid("remark")` where it says too little; `Conflict("nomination.step")`,
/// `Conflict("conflict.changed")`.
pub async fn hand_back(app: &App, actor: Actor, step: Step, remark: String) -> Result<Nomination> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let nomination = unit_step::may(conn, &actor, &step, Action::SendNomination)?;
            let remark = Reasons::check(&remark)
                .map_err(|problem| AppError::field("remark", problem.to_string()))?;
            let event = EventKind::NominationHandedBack;
            let moved =
                step::move_on(conn, &actor, nomination, event, Value::Null, now, |state| {
                    state.hand_back()
                })?;
            if let Some(person) = actor.person() {
                store::insert_hand_back(conn, &moved.id, remark.as_str(), &person.id, now)?;
            }
            Ok(moved)
        })
        .await
}
