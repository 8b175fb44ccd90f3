//! A step in a nomination's life: on what somebody saw, from one state to the next.

use crate::access::Actor;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{AppError, Result};
use crate::log::{self, Event, EventKind};
use crate::nominations::model::{NominationState, StepError};
use crate::nominations::{Nomination, store};
use serde_json::Value;

/// A step that someone takes, on a nomination as they saw it.
#[derive(Debug, Clone)]
pub struct Step {
    /// The nomination's code.
    pub code: String,
    /// The version the page showed.
    pub seen_version: i64,
}

impl Step {
    /// On a page that showed this version, as its form says; a form that says none saw nothing that stands.
    pub fn on_page(code: &str, version: &str) -> Self {
        Self {
            code: code.to_owned(),
            seen_version: version.parse().unwrap_or_default(),
        }
    }

    /// Ok where the nomination stands as it was seen. Err: `Conflict("conflict.changed")`.
    pub(super) fn still_stands(&self, nomination: &Nomination) -> Result<()> {
        if self.seen_version == nomination.version {
            Ok(())
        } else {
            Err(AppError::Conflict("conflict.changed"))
        }
    }
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
