//! Rows of consents. A consent is never written again but for its withdrawal.

use super::consent::{Consent, Purpose, may_show_photos};
use crate::clock::Moment;
use crate::db::schema::{consents, models};
use crate::db::{Conn, expect_one};
use crate::error::{AppError, Result};
use crate::ids::{ConsentId, ModelId, UserId};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = consents)]
struct ConsentRow {
    id: ConsentId,
    model_id: ModelId,
    person: String,
    purpose: String,
    text_version: String,
    given_on: NaiveDate,
    proof: String,
    collected_by: UserId,
    created_at: Moment,
    withdrawn_at: Option<Moment>,
}

impl ConsentRow {
    fn into_consent(self) -> Result<Consent> {
        Ok(Consent {
            id: self.id,
            model_id: self.model_id,
            person: self.person,
            purpose: self.purpose.parse()?,
            text_version: self.text_version,
            given_on: self.given_on,
            proof: self.proof,
            collected_by: self.collected_by,
            created_at: self.created_at,
            withdrawn_at: self.withdrawn_at,
        })
    }
}

/// Those of these models whose photos may not be shown in public; see [`may_show_photos`].
pub fn photos_withheld(conn: &mut Conn, ids: &[ModelId]) -> Result<HashSet<ModelId>> {
    let rows: Vec<(ModelId, String, bool)> = consents::table
        .filter(consents::model_id.eq_any(ids))
        .filter(consents::purpose.eq(Purpose::PublishPhoto.as_str()))
        .select((
            consents::model_id,
            consents::person,
            consents::withdrawn_at.is_null(),
        ))
        .load(conn)?;
    let mut of_models: HashMap<ModelId, Vec<(String, bool)>> = HashMap::new();
    for (id, person, stands) in rows {
        of_models.entry(id).or_default().push((person, stands));
    }
    let subjects: Vec<(ModelId, String)> = models::table
        .filter(models::id.eq_any(ids))
        .select((models::id, models::subject))
        .load(conn)?;
    let mut withheld = HashSet::new();
    for (id, subject) in subjects {
        let asked = of_models.get(&id).map_or(&[][..], Vec::as_slice);
        let asked = asked
            .iter()
            .map(|(person, stands)| (person.as_str(), *stands));
        if !may_show_photos(subject.parse()?, asked) {
            withheld.insert(id);
        }
    }
    Ok(withheld)
}

/// Every consent of a model, withdrawn ones included, the first recorded first.
pub fn consents_of(conn: &mut Conn, model_id: &ModelId) -> Result<Vec<Consent>> {
    let rows: Vec<ConsentRow> = consents::table
        .filter(consents::model_id.eq(model_id))
        .order((consents::created_at, consents::id))
        .select(ConsentRow::as_select())
        .load(conn)?;
    rows.into_iter().map(ConsentRow::into_consent).collect()
}

/// Enters a consent.
pub(super) fn insert_consent(conn: &mut Conn, consent: &Consent) -> Result<()> {
    let row = ConsentRow {
        id: consent.id.clone(),
        model_id: consent.model_id.clone(),
        person: consent.person.clone(),
        purpose: consent.purpose.as_str().to_owned(),
        text_version: consent.text_version.clone(),
        given_on: consent.given_on,
        proof: consent.proof.clone(),
        collected_by: consent.collected_by.clone(),
        created_at: consent.created_at,
        withdrawn_at: None,
    };
    diesel::insert_into(consents::table)
        .values(&row)
        .execute(conn)?;
    Ok(())
}

/// Notes that a consent of a model was withdrawn. Err: not found; `Conflict("conflict.changed")` if it was before.
pub(super) fn withdraw_consent(
    conn: &mut Conn,
    model_id: &ModelId,
    id: &ConsentId,
    now: Moment,
) -> Result<()> {
    let own = consents::table
        .filter(consents::id.eq(id))
        .filter(consents::model_id.eq(model_id));
    let known: i64 = own.count().get_result(conn)?;
    if known == 0 {
        return Err(AppError::NotFound);
    }
    let changed = diesel::update(
        consents::table
            .filter(consents::id.eq(id))
            .filter(consents::withdrawn_at.is_null()),
    )
    .set(consents::withdrawn_at.eq(now))
    .execute(conn)?;
    expect_one(changed)
}
