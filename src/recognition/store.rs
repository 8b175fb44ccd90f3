//! Rows of decisions and recognitions.

use crate::clock::Moment;
use crate::db::Conn;
use crate::db::schema::{decisions, recognitions};
use crate::error::Result;
use crate::ids::{DecisionId, ModelId, NominationId, RecognitionId, UnitId, UserId};
use crate::models::words::RecognitionLevel;
use crate::words::words;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::HashMap;

words! {
    /// What a decision decides.
    pub enum DecisionKind {
        /// The model is recognised.
        Recognise = "recognise", "Công nhận mô hình";
        /// It is not.
        NotRecognise = "not_recognise", "Không công nhận";
    }
}

words! {
    /// The form of a recognition, as papers of the movement call it.
    pub enum Form {
        /// A decision that recognises (quyết định công nhận).
        Decision = "decision", "Quyết định công nhận";
        /// A certificate (giấy chứng nhận).
        Certificate = "certificate", "Giấy chứng nhận";
        /// Public praise (biểu dương).
        Praise = "praise", "Biểu dương";
    }
}

/// A decision (quyết định), as signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The id.
    pub id: DecisionId,
    /// On which nomination.
    pub nomination_id: NominationId,
    /// What it decides.
    pub kind: DecisionKind,
    /// Its number.
    pub number: String,
    /// Its date.
    pub decided_on: NaiveDate,
    /// At which level.
    pub level: RecognitionLevel,
    /// The unit whose decision it is.
    pub unit_id: UnitId,
    /// Who recorded it as signed.
    pub signer_id: UserId,
    /// Their name, as it was.
    pub signer_name: String,
    /// Their office, as it was.
    pub signer_position: String,
    /// Its reason, may be empty.
    pub reason: String,
    /// The signed document, if it was handed in.
    pub file_sha256: Option<String>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = decisions)]
struct DecisionRow {
    id: DecisionId,
    nomination_id: NominationId,
    kind: String,
    number: String,
    decided_on: NaiveDate,
    level: String,
    unit_id: UnitId,
    signer_id: UserId,
    signer_name: String,
    signer_position: String,
    reason: String,
    file_sha256: Option<String>,
    created_at: Moment,
}

/// The decision on a nomination.
pub fn find_decision(conn: &mut Conn, nomination_id: &NominationId) -> Result<Option<Decision>> {
    let row: Option<DecisionRow> = decisions::table
        .filter(decisions::nomination_id.eq(nomination_id))
        .select(DecisionRow::as_select())
        .first(conn)
        .optional()?;
    row.map(|row| {
        Ok(Decision {
            id: row.id,
            nomination_id: row.nomination_id,
            kind: row.kind.parse()?,
            number: row.number,
            decided_on: row.decided_on,
            level: row.level.parse()?,
            unit_id: row.unit_id,
            signer_id: row.signer_id,
            signer_name: row.signer_name,
            signer_position: row.signer_position,
            reason: row.reason,
            file_sha256: row.file_sha256,
        })
    })
    .transpose()
}

/// Enters a decision. Err: `Conflict("conflict.duplicate")` where the nomination has one.
pub fn insert_decision(conn: &mut Conn, decision: &Decision, now: Moment) -> Result<()> {
    let row = DecisionRow {
        id: decision.id.clone(),
        nomination_id: decision.nomination_id.clone(),
        kind: decision.kind.as_str().to_owned(),
        number: decision.number.clone(),
        decided_on: decision.decided_on,
        level: decision.level.as_str().to_owned(),
        unit_id: decision.unit_id.clone(),
        signer_id: decision.signer_id.clone(),
        signer_name: decision.signer_name.clone(),
        signer_position: decision.signer_position.clone(),
        reason: decision.reason.clone(),
        file_sha256: decision.file_sha256.clone(),
        created_at: now,
    };
    diesel::insert_into(decisions::table)
        .values(&row)
        .execute(conn)?;
    Ok(())
}

/// Enters the standing that a decision gives a model.
pub fn insert_recognition(
    conn: &mut Conn,
    model_id: &ModelId,
    decision: &Decision,
    form: Form,
) -> Result<()> {
    diesel::insert_into(recognitions::table)
        .values((
            recognitions::id.eq(RecognitionId::new()),
            recognitions::model_id.eq(model_id),
            recognitions::decision_id.eq(&decision.id),
            recognitions::level.eq(decision.level.as_str()),
            recognitions::form.eq(form.as_str()),
            recognitions::recognised_on.eq(decision.decided_on),
        ))
        .execute(conn)?;
    Ok(())
}

/// How many recognitions of a model stand.
pub fn recognised_by(conn: &mut Conn, model_id: &ModelId) -> Result<i64> {
    Ok(recognitions::table
        .filter(recognitions::model_id.eq(model_id))
        .filter(recognitions::ended_at.is_null())
        .count()
        .get_result(conn)?)
}

/// The highest level at which each of these models stands recognised.
pub fn highest_levels(
    conn: &mut Conn,
    ids: &[ModelId],
) -> Result<HashMap<ModelId, RecognitionLevel>> {
    let rows: Vec<(ModelId, String)> = recognitions::table
        .filter(recognitions::model_id.eq_any(ids))
        .filter(recognitions::ended_at.is_null())
        .select((recognitions::model_id, recognitions::level))
        .load(conn)?;
    let mut highest: HashMap<ModelId, RecognitionLevel> = HashMap::new();
    for (id, level) in rows {
        let level: RecognitionLevel = level.parse()?;
        highest
            .entry(id)
            .and_modify(|known| *known = level.max(*known))
            .or_insert(level);
    }
    Ok(highest)
}
