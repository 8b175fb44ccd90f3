//! Recorded consents: a person agreed that their name, picture or a sensitive fact be published with a model.
//!
//! Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 9 and NĐ 356/2025/NĐ-CP, Điều 6: consent is given for each purpose
//! apart, can be proven, is never presumed, and can be withdrawn.

use crate::clock::Moment;
use crate::db::Conn;
use crate::db::schema::consents;
use crate::error::{AppError, Result};
use crate::ids::{ConsentId, ModelId, UserId};
use crate::words::words;
use chrono::NaiveDate;
use diesel::prelude::*;

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
