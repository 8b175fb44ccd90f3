//! Rows of councils' results.

use super::tally::Tally;
use crate::clock::Moment;
use crate::db::Conn;
use crate::db::schema::council_results;
use crate::error::{AppError, Result};
use crate::ids::{NominationId, RowId, UserId};
use crate::words::words;
use chrono::NaiveDate;
use diesel::prelude::*;

words! {
    /// What a council advises the signer.
    pub enum Recommendation {
        /// To recognise the model.
        Recognise = "recognise", "Đề nghị công nhận";
        /// Not to.
        NotRecognise = "not_recognise", "Đề nghị không công nhận";
    }
}

/// What a council advises on a nomination. Advisory: the decision is another record with another author
/// (Luật Thi đua, khen thưởng 06/2022/QH15, Điều 90.4).
#[derive(Debug, Clone, PartialEq)]
pub struct CouncilResult {
    /// What it advises.
    pub recommendation: Recommendation,
    /// What the sheets added up to when it was recorded.
    pub tally: Tally,
    /// Its reasons, in words.
    pub summary: String,
    /// Who recorded it.
    pub recorded_by: UserId,
    /// When.
    pub recorded_at: Moment,
    /// First day of the public consultation, once it has begun.
    pub consultation_from: Option<NaiveDate>,
}

/// The result on a nomination, if it was recorded.
pub fn find(conn: &mut Conn, nomination_id: &NominationId) -> Result<Option<CouncilResult>> {
    type Row = (String, String, String, UserId, Moment, Option<NaiveDate>);
    let row: Option<Row> = council_results::table
        .filter(council_results::nomination_id.eq(nomination_id))
        .select((
            council_results::recommendation,
            council_results::tally,
            council_results::summary,
            council_results::recorded_by,
            council_results::recorded_at,
            council_results::consultation_from,
        ))
        .first(conn)
        .optional()?;
    row.map(
        |(recommendation, tally, summary, recorded_by, recorded_at, consultation_from)| {
            Ok(CouncilResult {
                recommendation: recommendation.parse()?,
                tally: serde_json::from_str(&tally)?,
                summary,
                recorded_by,
                recorded_at,
                consultation_from,
            })
        },
    )
    .transpose()
}

/// The nominations that have a result.
pub fn with_result(conn: &mut Conn, nominations: &[NominationId]) -> Result<Vec<NominationId>> {
    Ok(council_results::table
        .filter(council_results::nomination_id.eq_any(nominations))
        .select(council_results::nomination_id)
        .load(conn)?)
}

/// Enters a result. Err: `Conflict("council.result_exists")` where one was recorded before.
pub fn insert(conn: &mut Conn, nomination_id: &NominationId, result: &CouncilResult) -> Result<()> {
    if find(conn, nomination_id)?.is_some() {
        return Err(AppError::Conflict("council.result_exists"));
    }
    diesel::insert_into(council_results::table)
        .values((
            council_results::id.eq(RowId::new()),
            council_results::nomination_id.eq(nomination_id),
            council_results::recommendation.eq(result.recommendation.as_str()),
            council_results::tally.eq(serde_json::to_string(&result.tally)?),
            council_results::summary.eq(&result.summary),
            council_results::recorded_by.eq(&result.recorded_by),
            council_results::recorded_at.eq(result.recorded_at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Notes the first day of the public consultation.
pub fn set_consultation_from(
    conn: &mut Conn,
    nomination_id: &NominationId,
    from: NaiveDate,
) -> Result<()> {
    diesel::update(council_results::table.filter(council_results::nomination_id.eq(nomination_id)))
        .set(council_results::consultation_from.eq(from))
        .execute(conn)?;
    Ok(())
}
