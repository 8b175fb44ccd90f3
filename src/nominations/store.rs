//! Rows of nominations, of what was sent and of what was returned.

use super::model::NominationState;
use super::record::{Nomination, NominationScope, Return, ReturnedFrom, Submission};
use crate::clock::Moment;
use crate::db::schema::{campaigns, models, nominations, returns, submissions, units};
use crate::db::{Conn, expect_one};
use crate::error::{AppError, Result};
use crate::ids::{
    CampaignId, Code, CouncilId, CriteriaSetId, ModelId, NominationId, RowId, UnitId, UserId,
};
use diesel::prelude::*;

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = nominations, treat_none_as_null = true)]
struct NominationRow {
    id: NominationId,
    code: String,
    campaign_id: CampaignId,
    model_id: ModelId,
    unit_id: UnitId,
    state: String,
    cover_letter: String,
    drafted_by: UserId,
    submitted_at: Option<Moment>,
    created_at: Moment,
    updated_at: Moment,
    version: i64,
}

/// The facts beside the row: campaign code and name, host, council, criteria set; model code and title; unit name.
type Beside = (
    String,
    String,
    UnitId,
    CouncilId,
    CriteriaSetId,
    String,
    String,
    String,
);

impl NominationRow {
    fn of(nomination: &Nomination) -> Self {
        Self {
            id: nomination.id.clone(),
            code: nomination.code.to_string(),
            campaign_id: nomination.campaign_id.clone(),
            model_id: nomination.model_id.clone(),
            unit_id: nomination.unit_id.clone(),
            state: nomination.state.as_str().to_owned(),
            cover_letter: nomination.cover_letter.clone(),
            drafted_by: nomination.drafted_by.clone(),
            submitted_at: nomination.submitted_at,
            created_at: nomination.created_at,
            updated_at: nomination.updated_at,
            version: nomination.version,
        }
    }

    fn with(self, beside: Beside) -> Result<Nomination> {
        let (
            campaign_code,
            campaign_name,
            host_unit_id,
            council_id,
            criteria_set_id,
            model_code,
            model_title,
            unit_name,
        ) = beside;
        let state = NominationState::from_text(&self.state).ok_or_else(|| {
            AppError::internal(
                "reading a stored nomination",
                format!("unknown state {:?}", self.state),
            )
        })?;
        Ok(Nomination {
            id: self.id,
            code: Code::from(self.code),
            campaign_id: self.campaign_id,
            model_id: self.model_id,
            unit_id: self.unit_id,
            state,
            cover_letter: self.cover_letter,
            drafted_by: self.drafted_by,
            submitted_at: self.submitted_at,
            created_at: self.created_at,
            updated_at: self.updated_at,
            version: self.version,
            campaign_code,
            campaign_name,
            host_unit_id,
            council_id,
            criteria_set_id,
            model_code,
            model_title,
            unit_name,
        })
    }
}

/// Nominations with the facts beside them.
macro_rules! joined {
    () => {
        nominations::table
            .inner_join(campaigns::table.on(campaigns::id.eq(nominations::campaign_id)))
            .inner_join(models::table.on(models::id.eq(nominations::model_id)))
            .inner_join(units::table.on(units::id.eq(nominations::unit_id)))
            .select((
                NominationRow::as_select(),
                (
                    campaigns::code,
                    campaigns::name,
                    campaigns::host_unit_id,
                    campaigns::council_id,
                    campaigns::criteria_set_id,
                    models::code,
                    models::title,
                    units::name,
                ),
            ))
    };
}

/// Narrows a joined query to what the scope may find.
macro_rules! within {
    ($query:expr, $scope:expr) => {{
        let query = $query.into_boxed();
        match $scope {
            NominationScope::All => query,
            NominationScope::Of {
                units,
                councils,
                hosts,
            } => query.filter(
                nominations::unit_id
                    .eq_any(units)
                    .or(nominations::submitted_at.is_not_null().and(
                        campaigns::council_id
                            .eq_any(councils)
                            .or(campaigns::host_unit_id.eq_any(hosts)),
                    )),
            ),
        }
    }};
}

fn all(rows: Vec<(NominationRow, Beside)>) -> Result<Vec<Nomination>> {
    rows.into_iter()
        .map(|(row, beside)| row.with(beside))
        .collect()
}

/// The nomination of an id, whoever asks: for code that was given the id by a scoped look-up. Err: not found.
pub fn get(conn: &mut Conn, id: &NominationId) -> Result<Nomination> {
    let (row, beside): (NominationRow, Beside) =
        joined!().filter(nominations::id.eq(id)).first(conn)?;
    row.with(beside)
}

/// The nomination of a code, within a scope. Err: not found.
pub fn get_by_code(conn: &mut Conn, scope: &NominationScope, code: &str) -> Result<Nomination> {
    let (row, beside): (NominationRow, Beside) = within!(joined!(), scope)
        .filter(nominations::code.eq(code))
        .first(conn)?;
    row.with(beside)
}

/// At most `limit` nominations within a scope behind the first `offset`, the newest change first.
pub fn newest_of(
    conn: &mut Conn,
    scope: &NominationScope,
    offset: usize,
    limit: usize,
) -> Result<Vec<Nomination>> {
    all(within!(joined!(), scope)
        .order((nominations::updated_at.desc(), nominations::id.desc()))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .offset(i64::try_from(offset).unwrap_or(i64::MAX))
        .load(conn)?)
}

/// The nominations of a campaign within a scope, by code.
pub fn list_for_campaign(
    conn: &mut Conn,
    scope: &NominationScope,
    campaign_id: &CampaignId,
) -> Result<Vec<Nomination>> {
    all(within!(joined!(), scope)
        .filter(nominations::campaign_id.eq(campaign_id))
        .order(nominations::code)
        .load(conn)?)
}

/// The nominations that these units make, in any state, the newest change first.
pub fn list_for_units(conn: &mut Conn, unit_ids: &[UnitId]) -> Result<Vec<Nomination>> {
    all(joined!()
        .filter(nominations::unit_id.eq_any(unit_ids))
        .order((nominations::updated_at.desc(), nominations::id.desc()))
        .load(conn)?)
}

/// The nominations of a model within a scope, the newest first.
pub fn list_for_model(
    conn: &mut Conn,
    scope: &NominationScope,
    model_id: &ModelId,
) -> Result<Vec<Nomination>> {
    all(within!(joined!(), scope)
        .filter(nominations::model_id.eq(model_id))
        .order(nominations::id.desc())
        .load(conn)?)
}

/// Enters a new nomination. Err: `Conflict("conflict.duplicate")` where the model has one in the campaign that was
/// not withdrawn.
pub fn insert(conn: &mut Conn, nomination: &Nomination) -> Result<()> {
    diesel::insert_into(nominations::table)
        .values(&NominationRow::of(nomination))
        .execute(conn)?;
    Ok(())
}

/// Replaces a nomination read before, and gives it with its new version and time of change. Err:
/// `Conflict("conflict.changed")` if someone was faster.
pub fn replace(conn: &mut Conn, nomination: &Nomination, now: Moment) -> Result<Nomination> {
    let replaced = Nomination {
        version: nomination.version + 1,
        updated_at: now,
        ..nomination.clone()
    };
    let changed = diesel::update(
        nominations::table
            .filter(nominations::id.eq(&nomination.id))
            .filter(nominations::version.eq(nomination.version)),
    )
    .set(&NominationRow::of(&replaced))
    .execute(conn)?;
    expect_one(changed)?;
    Ok(replaced)
}

/// Keeps what is sent now, behind every earlier submission. Gives its number, from 1.
pub fn insert_submission(
    conn: &mut Conn,
    nomination_id: &NominationId,
    dossier: &str,
    sent_by: &UserId,
    now: Moment,
) -> Result<i32> {
    let last: Option<i32> = submissions::table
        .filter(submissions::nomination_id.eq(nomination_id))
        .select(diesel::dsl::max(submissions::number))
        .first(conn)?;
    let number = last.unwrap_or(0) + 1;
    diesel::insert_into(submissions::table)
        .values((
            submissions::id.eq(RowId::new()),
            submissions::nomination_id.eq(nomination_id),
            submissions::number.eq(number),
            submissions::dossier.eq(dossier),
            submissions::sent_by.eq(sent_by),
            submissions::sent_at.eq(now),
        ))
        .execute(conn)?;
    Ok(number)
}

/// Everything that was sent, the first time first.
pub fn submissions(conn: &mut Conn, nomination_id: &NominationId) -> Result<Vec<Submission>> {
    let rows: Vec<(i32, String, UserId, Moment)> = submissions::table
        .filter(submissions::nomination_id.eq(nomination_id))
        .order(submissions::number)
        .select((
            submissions::number,
            submissions::dossier,
            submissions::sent_by,
            submissions::sent_at,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(number, dossier, sent_by, sent_at)| Submission {
            number,
            dossier,
            sent_by,
            sent_at,
        })
        .collect())
}

/// Keeps why the council's secretary returns a nomination.
pub fn insert_return(
    conn: &mut Conn,
    nomination_id: &NominationId,
    reasons: &str,
    returned_by: &UserId,
    now: Moment,
) -> Result<()> {
    insert_returned(
        conn,
        nomination_id,
        ReturnedFrom::Council,
        reasons,
        returned_by,
        now,
    )
}

/// Keeps why a leader gives a nomination back to the officer.
pub(super) fn insert_hand_back(
    conn: &mut Conn,
    nomination_id: &NominationId,
    remark: &str,
    returned_by: &UserId,
    now: Moment,
) -> Result<()> {
    insert_returned(
        conn,
        nomination_id,
        ReturnedFrom::Leader,
        remark,
        returned_by,
        now,
    )
}

/// Every return of a nomination by the council, the first one first.
pub fn returns(conn: &mut Conn, nomination_id: &NominationId) -> Result<Vec<Return>> {
    returned(conn, nomination_id, ReturnedFrom::Council)
}

/// Every time its leader gave a nomination back, the first one first: for the unit alone.
pub(super) fn hand_backs(conn: &mut Conn, nomination_id: &NominationId) -> Result<Vec<Return>> {
    returned(conn, nomination_id, ReturnedFrom::Leader)
}

fn insert_returned(
    conn: &mut Conn,
    nomination_id: &NominationId,
    from: ReturnedFrom,
    reasons: &str,
    returned_by: &UserId,
    now: Moment,
) -> Result<()> {
    diesel::insert_into(returns::table)
        .values((
            returns::id.eq(RowId::new()),
            returns::nomination_id.eq(nomination_id),
            returns::returned_from.eq(from.as_str()),
            returns::reasons.eq(reasons),
            returns::returned_by.eq(returned_by),
            returns::returned_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

fn returned(
    conn: &mut Conn,
    nomination_id: &NominationId,
    from: ReturnedFrom,
) -> Result<Vec<Return>> {
    let rows: Vec<(String, UserId, Moment)> = returns::table
        .filter(returns::nomination_id.eq(nomination_id))
        .filter(returns::returned_from.eq(from.as_str()))
        .order((returns::returned_at, returns::id))
        .select((returns::reasons, returns::returned_by, returns::returned_at))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(reasons, returned_by, returned_at)| Return {
            reasons,
            returned_by,
            returned_at,
        })
        .collect())
}
