//! What every step of the council's side shares: scope, conflict, leave, and the campaign's hold.

use crate::access::{Action, Actor, require};
use crate::campaigns::{self, Campaign};
use crate::clock::Moment;
use crate::councils;
use crate::db::Conn;
use crate::error::{AppError, Result};
use crate::nominations::{Nomination, NominationScope, get_by_code};
use chrono::NaiveDate;

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
