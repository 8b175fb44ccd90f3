//! What happened in the life of a model: the timeline on its page.

use crate::clock::Moment;
use crate::db::Conn;
use crate::db::schema::model_events;
use crate::error::Result;
use crate::ids::{ModelId, RowId};
use crate::words::words;
use chrono::NaiveDate;
use diesel::prelude::*;

words! {
    /// A thing that happens to a model.
    pub enum LifeEventKind {
        /// Its unit registered it.
        Registered = "registered", "Đăng ký mô hình";
        /// A decision recognised it.
        Recognised = "recognised", "Được công nhận";
        /// Another unit took it up.
        TakenUp = "taken_up", "Được đơn vị khác nhân rộng";
        /// It was made from another unit's model.
        Derived = "derived", "Học tập từ mô hình khác";
    }
}

/// An event of a model's life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LifeEvent {
    /// What.
    pub kind: LifeEventKind,
    /// When.
    pub on_date: NaiveDate,
    /// What more there is to say; may be empty.
    pub note: String,
    /// Whether the public page shows it.
    pub is_public: bool,
}

/// Everything that happened to a model, the oldest first.
pub fn life_of(conn: &mut Conn, model_id: &ModelId) -> Result<Vec<LifeEvent>> {
    let rows: Vec<(String, NaiveDate, String, bool)> = model_events::table
        .filter(model_events::model_id.eq(model_id))
        .order((
            model_events::on_date,
            model_events::created_at,
            model_events::id,
        ))
        .select((
            model_events::kind,
            model_events::on_date,
            model_events::note,
            model_events::is_public,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(kind, on_date, note, is_public)| {
            Ok(LifeEvent {
                kind: kind.parse()?,
                on_date,
                note,
                is_public,
            })
        })
        .collect()
}

/// Notes an event of a model's life, inside the write that makes it happen.
pub fn insert_life_event(
    conn: &mut Conn,
    model_id: &ModelId,
    event: &LifeEvent,
    now: Moment,
) -> Result<()> {
    diesel::insert_into(model_events::table)
        .values((
            model_events::id.eq(RowId::new()),
            model_events::model_id.eq(model_id),
            model_events::kind.eq(event.kind.as_str()),
            model_events::on_date.eq(event.on_date),
            model_events::note.eq(&event.note),
            model_events::is_public.eq(event.is_public),
            model_events::created_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}
