//! Brings an adoption to its end, or gives it up.

use super::change::change;
use crate::access::Actor;
use crate::app::App;
use crate::error::{AppError, Result};
use crate::replication::store::Adoption;
use crate::text::tidy;

/// Longest reason, in characters. Project policy.
const REASON_MAX: usize = 2_000;

/// How it ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// It is completed.
    Completed,
    /// It is given up, for this reason.
    Stopped(String),
}

impl End {
    /// It is given up. Err: the reason is missing or too long.
    pub fn stopped(reason: &str) -> Result<Self> {
        let reason = tidy(reason);
        if reason.is_empty() {
            return Err(AppError::field(
                "reason",
                "Hãy nêu lý do dừng để nơi khác rút kinh nghiệm.",
            ));
        }
        if reason.chars().count() > REASON_MAX {
            return Err(AppError::field(
                "reason",
                format!("Lý do dài quá {REASON_MAX} ký tự."),
            ));
        }
        Ok(Self::Stopped(reason))
    }
}

/// Ends an adoption of the actor's unit. Err: `NotFound` for one of another unit, `Conflict("replication.over")` for one
/// that is over.
pub async fn end(app: &App, actor: Actor, code: String, how: End) -> Result<()> {
    change(app, actor, code, move |adoption| {
        let (state, stop_reason) = match how {
            End::Completed => (adoption.state.complete()?, None),
            End::Stopped(reason) => (adoption.state.stop()?, Some(reason)),
        };
        Ok(Adoption {
            state,
            stop_reason,
            ..adoption.clone()
        })
    })
    .await
}
