//! What every step of the unit's side shares: scope, leave, what was seen, and what must be complete.

use super::step::Step;
use crate::access::{self, Action, Actor};
use crate::db::Conn;
use crate::error::{AppError, Result};
use crate::models::attachment::attachments_of;
use crate::models::{self, Model};
use crate::nominations::completeness::missing;
use crate::nominations::{Nomination, NominationScope, store};

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
    step.still_stands(&nomination)?;
    Ok(nomination)
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
