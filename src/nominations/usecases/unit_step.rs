//! What every step of the unit's side shares: scope, leave, what was seen, and the state.

use crate::access::{self, Action, Actor};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{AppError, Result};
use crate::log::{self, Event, EventKind};
use crate::models::attachment::attachments_of;
use crate::models::{self, Model};
use crate::nominations::completeness::missing;
use crate::nominations::model::{NominationState, StepError};
use crate::nominations::{Nomination, NominationScope, store};
use serde_json::Value;

/// A step that someone takes, on a nomination as they saw it.
#[derive(Debug, Clone)]
pub struct Step {
    /// The nomination's code.
    pub code: String,
    /// The version the page showed.
    pub seen_version: i64,
}

/// The nomination, if the actor may do this to it and saw it as it stands. Err: not found outside the own units;
/// `Forbidden`; `Conflict("conflict.changed")`.
pub(super) fn may(
    conn: &mut Conn,
    actor: &Actor,
    step: &Step,
    action: Action,
) -> Result<Nomination> {
    let nomination = store::get_by_code(conn, &NominationScope::own_units(actor), &step.code)?;
    access::require(actor, action, &nomination.facts())?;
    if nomination.version != step.seen_version {
        return Err(AppError::Conflict("conflict.changed"));
    }
    Ok(nomination)
}

/// Moves a nomination: row and log. Err: `Conflict("nomination.step")` where the step does not start here.
pub(super) fn move_on(
    conn: &mut Conn,
    actor: &Actor,
    nomination: Nomination,
    event: EventKind,
    data: Value,
    now: Moment,
    next: impl FnOnce(NominationState) -> Result<NominationState, StepError>,
) -> Result<Nomination> {
    let state = next(nomination.state).map_err(|_| AppError::Conflict("nomination.step"))?;
    let moved = store::replace(
        conn,
        &Nomination {
            state,
            ..nomination
        },
        now,
    )?;
    log::append(
        conn,
        actor,
        Event::nomination(event, &moved.id).with(data),
        now,
    )?;
    Ok(moved)
}

/// The model, if the nomination says all that is required. Err: `Conflict("nomination.incomplete")`;
/// `Conflict("model.ended")`.
pub(super) fn complete(conn: &mut Conn, nomination: &Nomination) -> Result<Model> {
    let model = models::get(conn, &nomination.model_id)?;
    if !model.state.is_alive() {
        return Err(AppError::Conflict("model.ended"));
    }
    let attached = attachments_of(conn, &model.id)?;
    if missing(nomination, &model, &attached)
        .iter()
        .any(|missing| missing.required)
    {
        return Err(AppError::Conflict("nomination.incomplete"));
    }
    Ok(model)
}
