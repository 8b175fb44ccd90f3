//! Holds a campaign, or lets it go on.

use crate::access::{Action, Actor, require};
use crate::app::App;
use crate::campaigns::store;
use crate::error::{AppError, Result};
use crate::log::{self, Event, EventKind};
use serde_json::json;

/// Longest reason for a hold, in characters. Project policy.
const REASON_MAX_CHARS: usize = 1_000;

/// Holds the campaign in the phase it is in: nothing is sent, screened or scored until it goes on.
/// Err: `Invalid("reason")` without a reason; `Conflict("campaign.held")` when it is held already.
pub async fn hold(app: &App, actor: Actor, code: String, reason: String) -> Result<()> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let campaign = store::find_by_code(conn, &code)?.ok_or(AppError::NotFound)?;
            require(&actor, Action::HoldCampaign, &campaign.facts())?;
            if campaign.held_at.is_some() {
                return Err(AppError::Conflict("campaign.held"));
            }
            let reason = reason.trim();
            if reason.is_empty() {
                return Err(AppError::field(
                    "reason",
                    "Hãy nêu lý do tạm dừng để các đơn vị được biết.",
                ));
            }
            if reason.chars().count() > REASON_MAX_CHARS {
                return Err(AppError::field("reason", "Lý do dài tối đa 1.000 ký tự."));
            }
            let phase = campaign.phase_at(now);
            store::replace_hold(conn, &campaign, Some(now), Some(reason))?;
            let what = json!({ "held": phase.as_str(), "reason": reason });
            log::append(
                conn,
                &actor,
                Event::campaign(EventKind::CampaignHeld, &campaign.id).with(what),
                now,
            )?;
            Ok(())
        })
        .await
}

/// Lets a held campaign go on. Err: `Conflict("campaign.not_held")`.
pub async fn let_go_on(app: &App, actor: Actor, code: String) -> Result<()> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let campaign = store::find_by_code(conn, &code)?.ok_or(AppError::NotFound)?;
            require(&actor, Action::HoldCampaign, &campaign.facts())?;
            if campaign.held_at.is_none() {
                return Err(AppError::Conflict("campaign.not_held"));
            }
            store::replace_hold(conn, &campaign, None, None)?;
            let what = json!({ "held": null });
            log::append(
                conn,
                &actor,
                Event::campaign(EventKind::CampaignHeld, &campaign.id).with(what),
                now,
            )?;
            Ok(())
        })
        .await
}
