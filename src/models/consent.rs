//! Recorded consents: a person agreed that their name, picture or a sensitive fact be published with a model.
//!
//! Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 9 and NĐ 356/2025/NĐ-CP, Điều 6: consent is given for each purpose
//! apart, can be proven, is never presumed, and can be withdrawn.

use crate::clock::Moment;
use crate::db::Conn;
use crate::db::schema::{consents, models};
use crate::error::{AppError, Result};
use crate::ids::{ConsentId, ModelId, UserId};
use crate::models::words::Subject;
use crate::text::tidy_line;
use crate::vietnamese;
use crate::words::words;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};

words! {
    /// What a person agreed to.
    pub enum Purpose {
        /// That their name be published.
        PublishName = "publish_name", "Công khai họ tên";
        /// That a picture of them be published.
        PublishPhoto = "publish_photo", "Công khai ảnh";
        /// That their ethnicity, religion or health be published.
        PublishSensitive = "publish_sensitive", "Công khai thông tin nhạy cảm (dân tộc, tôn giáo, sức khỏe)";
    }
}

/// Which wording of [`TEXT`] a person agreed to.
pub const TEXT_VERSION: &str = "2026-11";

/// What a person agrees to, as the form shows it. A new wording takes a new [`TEXT_VERSION`].
pub const TEXT: &str = "Tôi đồng ý để đơn vị công khai trên trang này những thông tin về tôi đã đánh dấu dưới đây, chỉ để \
giới thiệu mô hình “Dân vận khéo”. Tôi biết mình có quyền xem, đề nghị sửa và rút lại sự đồng ý bất cứ lúc nào.";

/// A consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// The id.
    pub id: ConsentId,
    /// The model it belongs to.
    pub model_id: ModelId,
    /// Who agreed.
    pub person: String,
    /// To what.
    pub purpose: Purpose,
    /// To which wording.
    pub text_version: String,
    /// When.
    pub given_on: NaiveDate,
    /// What proves it and where it is kept.
    pub proof: String,
    /// Who recorded it.
    pub collected_by: UserId,
    /// When it was recorded.
    pub created_at: Moment,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Moment>,
}

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

/// What a person is compared by, however their name was typed: spaces, the form of its letters and case do not count.
pub fn person_key(person: &str) -> String {
    vietnamese::nfc(&tidy_line(person)).to_lowercase()
}

/// Whether everyone concerned agrees: somebody agreed to the purpose, and everyone who ever did still does, or does again.
/// That another agrees gives nobody's name away.
pub fn everyone_agrees(consents: &[Consent], purpose: Purpose) -> bool {
    let mut stands: BTreeMap<String, bool> = BTreeMap::new();
    for consent in consents.iter().filter(|consent| consent.purpose == purpose) {
        *stands.entry(person_key(&consent.person)).or_default() |= consent.withdrawn_at.is_none();
    }
    !stands.is_empty() && stands.into_values().all(|stands| stands)
}

/// Whether the photos of a model may be shown in public: one about a person or household with the consent of everyone
/// concerned to their picture, any other unless somebody took such a consent back.
pub fn may_show_photos(subject: Subject, consents: &[Consent]) -> bool {
    let asked = consents
        .iter()
        .any(|consent| consent.purpose == Purpose::PublishPhoto);
    (!asked && !subject.is_personal()) || everyone_agrees(consents, Purpose::PublishPhoto)
}

/// Those of these models whose photos may not be shown in public; see [`may_show_photos`].
pub fn photos_withheld(conn: &mut Conn, ids: &[ModelId]) -> Result<HashSet<ModelId>> {
    let rows: Vec<ConsentRow> = consents::table
        .filter(consents::model_id.eq_any(ids))
        .select(ConsentRow::as_select())
        .load(conn)?;
    let mut of_models: HashMap<ModelId, Vec<Consent>> = HashMap::new();
    for row in rows {
        let consent = row.into_consent()?;
        of_models
            .entry(consent.model_id.clone())
            .or_default()
            .push(consent);
    }
    let subjects: Vec<(ModelId, String)> = models::table
        .filter(models::id.eq_any(ids))
        .select((models::id, models::subject))
        .load(conn)?;
    let mut withheld = HashSet::new();
    for (id, subject) in subjects {
        let given = of_models.get(&id).map_or(&[][..], Vec::as_slice);
        if !may_show_photos(subject.parse()?, given) {
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
    if changed == 1 {
        Ok(())
    } else {
        Err(AppError::Conflict("conflict.changed"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn consent(person: &str, purpose: Purpose, withdrawn: bool) -> Consent {
        Consent {
            id: ConsentId::new(),
            model_id: ModelId::new(),
            person: person.to_owned(),
            purpose,
            text_version: TEXT_VERSION.to_owned(),
            given_on: NaiveDate::default(),
            proof: String::new(),
            collected_by: UserId::new(),
            created_at: Moment::default(),
            withdrawn_at: withdrawn.then(Moment::default),
        }
    }

    #[test]
    fn everyone_concerned_must_agree_and_a_renewed_consent_counts() {
        let name = |person, withdrawn| consent(person, Purpose::PublishName, withdrawn);
        let agree = |consents: &[Consent]| everyone_agrees(consents, Purpose::PublishName);
        assert!(!agree(&[]));
        assert!(agree(&[name("Nông Thị Bình", false)]));
        assert!(!agree(&[name("Nông Thị Bình", true)]));
        assert!(!agree(&[
            name("Nông Thị Bình", true),
            name("Nông Văn An", false)
        ]));
        assert!(agree(&[
            name("Nông Thị Bình", true),
            name("nông  thị bình", false)
        ]));
        let other = consent("Nông Thị Bình", Purpose::PublishPhoto, false);
        assert!(!agree(&[other]), "to another purpose");
    }

    #[test]
    fn photos_need_a_consent_where_the_model_is_about_somebody() {
        let photo = |withdrawn| consent("Nông Thị Bình", Purpose::PublishPhoto, withdrawn);
        for (subject, consents, shown) in [
            (Subject::Model, vec![], true),
            (Subject::Collective, vec![photo(false)], true),
            (Subject::Model, vec![photo(true)], false),
            (Subject::Individual, vec![], false),
            (Subject::Household, vec![photo(false)], true),
            (Subject::Household, vec![photo(true)], false),
        ] {
            assert_eq!(
                may_show_photos(subject, &consents),
                shown,
                "{subject:?} {consents:?}"
            );
        }
    }
}
