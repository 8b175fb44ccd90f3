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

/// A nomination as whoever takes a step saw it.
#[derive(Debug, Clone)]
pub struct Seen {
    code: String,
    version: Option<i64>,
}

impl Seen {
    /// As a page showed it, in this version.
    pub fn on_page(code: String, version: i64) -> Self {
        Self {
            code,
            version: Some(version),
        }
    }

    /// Its code.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Ok where the nomination stands as it was seen. Err: `Conflict("conflict.changed")`.
    pub fn still(&self, nomination: &Nomination) -> Result<()> {
        match self.version {
            Some(version) if version != nomination.version => {
                Err(AppError::Conflict("conflict.changed"))
            }
            _ => Ok(()),
        }
    }
}

/// By its code alone, as it stands: for the program, which looks at no page.
impl From<String> for Seen {
    fn from(code: String) -> Self {
        Self {
            code,
            version: None,
        }
    }
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

/// Moves a nomination whose actor was let through: rule, row, log. Err: `Conflict("nomination.step")` or
/// `Conflict("recognition.consultation_first")` where the step does not start here.
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
