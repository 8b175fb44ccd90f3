//! What the page of one model shows beside the model itself: recognitions with their decisions, and its timeline.

use crate::clock::Moment;
use crate::db::Conn;
use crate::db::schema::{campaigns, decisions, model_events, nominations, recognitions, units};
use crate::error::Result;
use crate::ids::ModelId;
use chrono::NaiveDate;
use diesel::prelude::*;

/// A recognition in force with the decision that gave it.
#[derive(Debug, Clone, Queryable)]
pub struct RecognitionRow {
    /// Level.
    pub level: String,
    /// Form.
    pub form: String,
    /// First day.
    pub recognised_on: NaiveDate,
    /// Last day of its term.
    pub valid_to: Option<NaiveDate>,
    /// Number of the decision.
    pub number: String,
    /// Day of the decision.
    pub decided_on: NaiveDate,
    /// Office of the signer.
    pub signer_position: String,
    /// The unit that decided.
    pub unit_name: String,
    /// The campaign.
    pub campaign: String,
}

/// Something that happened to a model.
#[derive(Debug, Clone, Queryable)]
pub struct EventRow {
    /// The kind's word.
    pub kind: String,
    /// The day.
    pub on_date: NaiveDate,
    /// More about it.
    pub note: String,
}

/// What stands beside one model.
#[derive(Debug, Clone)]
pub struct ModelStory {
    /// Recognitions in force, newest first.
    pub recognitions: Vec<RecognitionRow>,
    /// Public events, oldest first.
    pub events: Vec<EventRow>,
    /// When recognitions ended, and why.
    pub ended: Vec<(Moment, Option<String>)>,
}

/// Reads it.
pub fn model_story(conn: &mut Conn, id: &ModelId) -> Result<ModelStory> {
    let in_force = recognitions::table
        .inner_join(decisions::table.on(decisions::id.eq(recognitions::decision_id)))
        .inner_join(units::table.on(units::id.eq(decisions::unit_id)))
        .inner_join(nominations::table.on(nominations::id.eq(decisions::nomination_id)))
        .inner_join(campaigns::table.on(campaigns::id.eq(nominations::campaign_id)))
        .filter(recognitions::model_id.eq(id))
        .filter(recognitions::ended_at.is_null())
        .order((recognitions::recognised_on.desc(), recognitions::id))
        .select((
            recognitions::level,
            recognitions::form,
            recognitions::recognised_on,
            recognitions::valid_to,
            decisions::number,
            decisions::decided_on,
            decisions::signer_position,
            units::name,
            campaigns::name,
        ))
        .load(conn)?;
    let events = model_events::table
        .filter(model_events::model_id.eq(id))
        .filter(model_events::is_public.eq(true))
        .order((
            model_events::on_date,
            model_events::created_at,
            model_events::id,
        ))
        .select((
            model_events::kind,
            model_events::on_date,
            model_events::note,
        ))
        .load(conn)?;
    let ended: Vec<(Option<Moment>, Option<String>)> = recognitions::table
        .filter(recognitions::model_id.eq(id))
        .filter(recognitions::ended_at.is_not_null())
        .order(recognitions::ended_at)
        .select((recognitions::ended_at, recognitions::ended_reason))
        .load(conn)?;
    let ended = ended
        .into_iter()
        .filter_map(|(at, reason)| Some((at?, reason)))
        .collect();
    Ok(ModelStory {
        recognitions: in_force,
        events,
        ended,
    })
}
