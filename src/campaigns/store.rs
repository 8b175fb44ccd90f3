//! Rows of campaigns.

use super::campaign::Campaign;
use super::model::Calendar;
use crate::clock::Moment;
use crate::db::schema::campaigns;
use crate::db::{Conn, expect_one};
use crate::error::{AppError, Doing, Result};
use crate::ids::{CampaignId, CouncilId, CriteriaSetId, UnitId};
use crate::rules::Share;
use chrono::NaiveDate;
use diesel::prelude::*;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = campaigns)]
struct CampaignRow {
    id: CampaignId,
    code: String,
    name: String,
    host_unit_id: UnitId,
    council_id: CouncilId,
    criteria_set_id: CriteriaSetId,
    level: String,
    sectors: String,
    legal_basis: String,
    description: String,
    opens_on: NaiveDate,
    submissions_until: NaiveDate,
    screening_until: NaiveDate,
    scoring_until: NaiveDate,
    closes_on: NaiveDate,
    consultation_days: i32,
    quorum_numerator: i32,
    quorum_denominator: i32,
    held_at: Option<Moment>,
    hold_reason: Option<String>,
    created_at: Moment,
    version: i64,
}

impl CampaignRow {
    fn into_campaign(self) -> Result<Campaign> {
        let word = |word: &str| AppError::internal("reading a campaign's words", word.to_owned());
        Ok(Campaign {
            id: self.id,
            code: self.code,
            name: self.name,
            host_unit_id: self.host_unit_id,
            council_id: self.council_id,
            criteria_set_id: self.criteria_set_id,
            level: self.level.parse().map_err(|_| word(&self.level))?,
            sectors: serde_json::from_str(&self.sectors)?,
            legal_basis: self.legal_basis,
            description: self.description,
            calendar: Calendar {
                opens_on: self.opens_on,
                submissions_until: self.submissions_until,
                screening_until: self.screening_until,
                scoring_until: self.scoring_until,
                closes_on: self.closes_on,
                consultation_days: u32::try_from(self.consultation_days).unwrap_or_default(),
            },
            quorum: share(self.quorum_numerator, self.quorum_denominator)?,
            held_at: self.held_at,
            hold_reason: self.hold_reason,
            version: self.version,
        })
    }
}

/// The share of two columns. Err: `Internal` for what is no share.
fn share(numerator: i32, denominator: i32) -> Result<Share> {
    let part = |part| u32::try_from(part).unwrap_or_default();
    Share::new(part(numerator), part(denominator)).doing("reading a campaign's quorum")
}

/// The campaign of an id, or not found.
pub fn get(conn: &mut Conn, id: &CampaignId) -> Result<Campaign> {
    let row: CampaignRow = campaigns::table
        .find(id)
        .select(CampaignRow::as_select())
        .first(conn)?;
    row.into_campaign()
}

/// The campaign of a code.
pub fn find_by_code(conn: &mut Conn, code: &str) -> Result<Option<Campaign>> {
    let row: Option<CampaignRow> = campaigns::table
        .filter(campaigns::code.eq(code))
        .select(CampaignRow::as_select())
        .first(conn)
        .optional()?;
    row.map(CampaignRow::into_campaign).transpose()
}

/// Every campaign, the newest first.
pub fn list(conn: &mut Conn) -> Result<Vec<Campaign>> {
    let rows: Vec<CampaignRow> = campaigns::table
        .order((campaigns::opens_on.desc(), campaigns::code.desc()))
        .select(CampaignRow::as_select())
        .load(conn)?;
    rows.into_iter().map(CampaignRow::into_campaign).collect()
}

/// The campaigns that a council judges, the newest first.
pub fn list_of_council(conn: &mut Conn, council_id: &CouncilId) -> Result<Vec<Campaign>> {
    let rows: Vec<CampaignRow> = campaigns::table
        .filter(campaigns::council_id.eq(council_id))
        .order((campaigns::opens_on.desc(), campaigns::code.desc()))
        .select(CampaignRow::as_select())
        .load(conn)?;
    rows.into_iter().map(CampaignRow::into_campaign).collect()
}

/// Enters a new campaign.
pub fn insert(conn: &mut Conn, campaign: &Campaign, now: Moment) -> Result<()> {
    let row = CampaignRow {
        id: campaign.id.clone(),
        code: campaign.code.clone(),
        name: campaign.name.clone(),
        host_unit_id: campaign.host_unit_id.clone(),
        council_id: campaign.council_id.clone(),
        criteria_set_id: campaign.criteria_set_id.clone(),
        level: campaign.level.as_str().to_owned(),
        sectors: serde_json::to_string(&campaign.sectors)?,
        legal_basis: campaign.legal_basis.clone(),
        description: campaign.description.clone(),
        opens_on: campaign.calendar.opens_on,
        submissions_until: campaign.calendar.submissions_until,
        screening_until: campaign.calendar.screening_until,
        scoring_until: campaign.calendar.scoring_until,
        closes_on: campaign.calendar.closes_on,
        consultation_days: i32::try_from(campaign.calendar.consultation_days).unwrap_or(i32::MAX),
        quorum_numerator: i32::try_from(campaign.quorum.numerator).unwrap_or(i32::MAX),
        quorum_denominator: i32::try_from(campaign.quorum.denominator).unwrap_or(i32::MAX),
        held_at: campaign.held_at,
        hold_reason: campaign.hold_reason.clone(),
        created_at: now,
        version: campaign.version,
    };
    diesel::insert_into(campaigns::table)
        .values(&row)
        .execute(conn)?;
    Ok(())
}

/// Holds a campaign since a moment, or lets it go on. Err: `Conflict("conflict.changed")` if someone was faster.
pub fn replace_hold(
    conn: &mut Conn,
    campaign: &Campaign,
    held_at: Option<Moment>,
    reason: Option<&str>,
) -> Result<()> {
    let changed = diesel::update(
        campaigns::table
            .filter(campaigns::id.eq(&campaign.id))
            .filter(campaigns::version.eq(campaign.version)),
    )
    .set((
        campaigns::held_at.eq(held_at),
        campaigns::hold_reason.eq(reason),
        campaigns::version.eq(campaign.version + 1),
    ))
    .execute(conn)?;
    expect_one(changed)
}
