//! The list of campaigns, and the dossiers that wait for a signer.

use super::open::may_open;
use crate::access::{Action, Actor, allows};
use crate::campaigns::campaign::Campaign;
use crate::campaigns::store;
use crate::campaigns::views::{CampaignLine, DecisionLine, ListPage, phase_words};
use crate::clock::Moment;
use crate::councils;
use crate::db::Conn;
use crate::error::{AppError, Result};
use crate::ids::UnitId;
use crate::nominations::{self, NominationScope};
use crate::units;
use crate::web::{CurrentUser, Visit};
use actix_web::HttpResponse;
use chrono::NaiveDate;

pub(super) async fn list(visit: Visit, user: CurrentUser) -> Result<HttpResponse> {
    let (actor, now, today) = (user.actor(), visit.app.clock.now(), visit.app.clock.today());
    let page = visit
        .app
        .db
        .read(move |conn| list_page(conn, &actor, now, today))
        .await?;
    visit.page("campaigns/list.html", &page)
}

fn list_page(conn: &mut Conn, actor: &Actor, now: Moment, today: NaiveDate) -> Result<ListPage> {
    let mut campaigns = Vec::new();
    let mut to_decide = Vec::new();
    let all = store::list(conn)?;
    let ids: Vec<UnitId> = all.iter().map(|one| one.host_unit_id.clone()).collect();
    let names = units::names_of(conn, &ids)?;
    for campaign in all {
        let (phase, phase_kind) = phase_words(&campaign, campaign.phase_at(now));
        if allows(actor, Action::RecordDecision, &campaign.facts()) {
            to_decide.extend(waiting(conn, actor, &campaign, today)?);
        }
        campaigns.push(CampaignLine {
            host: names
                .get(&campaign.host_unit_id)
                .cloned()
                .ok_or(AppError::NotFound)?,
            level: campaign.level.label(),
            until: campaign
                .calendar
                .submissions_until
                .format("%d/%m/%Y")
                .to_string(),
            code: campaign.code,
            name: campaign.name,
            phase,
            phase_kind,
        });
    }
    Ok(ListPage {
        campaigns,
        can_open: may_open(actor),
        to_decide,
    })
}

/// The dossiers of a campaign that a signer can decide, now or when the public has been heard.
fn waiting(
    conn: &mut Conn,
    actor: &Actor,
    campaign: &Campaign,
    today: NaiveDate,
) -> Result<Vec<DecisionLine>> {
    let mut lines = Vec::new();
    for nomination in
        nominations::list_for_campaign(conn, &NominationScope::of(actor), &campaign.id)?
    {
        if !crate::recognition::can_be_decided(nomination.state, campaign.consultation()) {
            continue;
        }
        if let Some(result) = councils::result_of(conn, &nomination.id)? {
            lines.push(DecisionLine {
                code: nomination.code.to_string(),
                title: nomination.model_title,
                unit: nomination.unit_name,
                advice: result.recommendation.label(),
                consulted_until: result
                    .consultation_from
                    .map(|from| campaign.consultation_since(from).end)
                    .filter(|end| !end.is_over(today))
                    .map(|end| end.last_day.format("%d/%m/%Y").to_string()),
            });
        }
    }
    Ok(lines)
}
