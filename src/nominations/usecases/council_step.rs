//! What every step of the council's side shares: scope, conflict, leave, the campaign's hold, and the state.

use crate::access::{Action, Actor, require};
use crate::campaigns::{self, Campaign};
use crate::clock::Moment;
use crate::councils;
use crate::db::Conn;
use crate::error::{AppError, Result};
use crate::log::{self, Event, EventKind};
use crate::nominations::model::{NominationState, StepError};
use crate::nominations::{Nomination, NominationScope, get_by_code, replace};
use chrono::NaiveDate;
use serde_json::Value;

/// A step and how the log tells it.
pub struct Step {
    /// What leave it takes.
    pub action: Action,
    /// What the log calls it.
    pub event: EventKind,
    /// What more the log says.
    pub data: Value,
}

/// The nomination and its campaign, if the actor may do this to it now. Err: not found outside the actor's scope;
/// `Forbidden`; `Conflict("campaign.held")` or `Conflict("campaign.not_begun")`.
pub fn may(
    conn: &mut Conn,
    actor: &Actor,
    code: &str,
    action: Action,
    at: (Moment, NaiveDate),
) -> Result<(Campaign, Nomination)> {
    let (now, today) = at;
    let nomination = get_by_code(conn, &NominationScope::of(actor), code)?;
    let facts = councils::facts_for(conn, actor, &nomination, today)?;
    require(actor, action, &facts)?;
    let campaign = campaigns::get(conn, &nomination.campaign_id)?;
    if campaign.held_at.is_some() {
        return Err(AppError::Conflict("campaign.held"));
    }
    if !campaign.lets_council_work(now) {
        return Err(AppError::Conflict("campaign.not_begun"));
    }
    Ok((campaign, nomination))
}

/// Takes a step: leave, rule, row, log. Err: as for [`may`], and `Conflict("nomination.step")` where it does not start.
pub fn take(
    conn: &mut Conn,
    actor: &Actor,
    code: &str,
    step: Step,
    at: (Moment, NaiveDate),
    next: impl FnOnce(NominationState) -> Result<NominationState, StepError>,
) -> Result<Nomination> {
    let (_, nomination) = may(conn, actor, code, step.action, at)?;
    move_on(conn, actor, nomination, step.event, step.data, at.0, next)
}

/// Moves a nomination whose actor was let through: rule, row, log.
pub fn move_on(
    conn: &mut Conn,
    actor: &Actor,
    nomination: Nomination,
    event: EventKind,
    data: Value,
    now: Moment,
    next: impl FnOnce(NominationState) -> Result<NominationState, StepError>,
) -> Result<Nomination> {
    let state = next(nomination.state).map_err(|problem| match problem {
        StepError::NotFromHere { .. } => AppError::Conflict("nomination.step"),
        StepError::ConsultationFirst => AppError::Conflict("recognition.consultation_first"),
    })?;
    let moved = replace(
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
