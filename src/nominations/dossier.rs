//! The dossier: what a nomination says, frozen when it is sent, so that it reads the same for ever.

use super::record::{Nomination, Submission};
use super::store;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{AppError, Result};
use crate::ids::{AttachmentId, CriteriaSetId};
use crate::models::attachment::{Attachment, AttachmentRole, RenditionRef, attachments_of};
use crate::models::figure::Figure;
use crate::models::story::Story;
use crate::models::words::{Sector, Subject};
use crate::models::{self, Model};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A dossier. Stored as JSON in `submissions.dossier`: fields are added with a default, never renamed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    /// The nomination's code.
    pub code: String,
    /// The campaign's code.
    pub campaign_code: String,
    /// The campaign's name.
    pub campaign_name: String,
    /// The revision of the criteria set it is judged by.
    pub criteria_set_id: CriteriaSetId,
    /// The unit that sends it.
    pub unit_name: String,
    /// The letter.
    pub cover_letter: String,
    /// The model's code.
    pub model_code: String,
    /// Which version of the model this is.
    pub model_version: i64,
    /// The model's name.
    pub title: String,
    /// Its field.
    pub sector: Sector,
    /// What it is.
    pub subject: Subject,
    /// Its themes.
    pub themes: Vec<String>,
    /// Where it is carried out, in words.
    pub place: String,
    /// When it began.
    pub year: Option<i32>,
    /// Its text.
    pub story: Story,
    /// Its claimed numbers.
    pub figures: Vec<Figure>,
    /// Its photos and evidence, by the SHA-256 of their bytes.
    pub files: Vec<DossierFile>,
    /// Which submission this is, from 1; none for one that was not sent.
    #[serde(skip)]
    pub number: Option<i32>,
    /// When it was sent.
    #[serde(skip)]
    pub sent_at: Option<Moment>,
}

/// A file of a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierFile {
    /// The attachment it was.
    pub id: AttachmentId,
    /// Photo or evidence.
    pub role: AttachmentRole,
    /// What it shows.
    pub caption: String,
    /// What it is called.
    pub name: String,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// What it is.
    pub media_type: String,
    /// Its size.
    pub size_bytes: i64,
    /// When it was taken or made.
    pub taken_on: Option<NaiveDate>,
    /// What is served of a photo.
    pub renditions: Vec<RenditionRef>,
}

impl Dossier {
    /// What a nomination of this model says now.
    pub fn compose(nomination: &Nomination, model: &Model, files: &[Attachment]) -> Self {
        let place = [
            model.commune_name.as_deref(),
            model.district_name.as_deref(),
            Some(model.province_name.as_str()),
        ];
        let place: Vec<&str> = place
            .into_iter()
            .flatten()
            .filter(|name| !name.is_empty())
            .collect();
        Self {
            code: nomination.code.to_string(),
            campaign_code: nomination.campaign_code.clone(),
            campaign_name: nomination.campaign_name.clone(),
            criteria_set_id: nomination.criteria_set_id.clone(),
            unit_name: nomination.unit_name.clone(),
            cover_letter: nomination.cover_letter.clone(),
            model_code: model.code.to_string(),
            model_version: model.version,
            title: model.title.clone(),
            sector: model.sector,
            subject: model.subject,
            themes: model.themes.clone(),
            place: place.join(", "),
            year: model.year,
            story: model.story.clone(),
            figures: model.figures.clone(),
            files: files.iter().map(DossierFile::of).collect(),
            number: None,
            sent_at: None,
        }
    }

    fn sent(submission: &Submission) -> Result<Self> {
        let dossier: Self = serde_json::from_str(&submission.dossier)?;
        Ok(Self {
            number: Some(submission.number),
            sent_at: Some(submission.sent_at),
            ..dossier
        })
    }
}

impl DossierFile {
    fn of(attachment: &Attachment) -> Self {
        Self {
            id: attachment.id.clone(),
            role: attachment.role,
            caption: attachment.caption.clone(),
            name: attachment.original_name.clone(),
            sha256: attachment.file_sha256.clone(),
            media_type: attachment.media_type.clone(),
            size_bytes: attachment.size_bytes,
            taken_on: attachment.taken_on,
            renditions: attachment.renditions.clone(),
        }
    }
}

/// The dossier as it was last sent; before the first time, as it stands. The council reads nothing else.
pub fn dossier(conn: &mut Conn, nomination: &Nomination) -> Result<Dossier> {
    match store::submissions(conn, &nomination.id)?.last() {
        Some(last) => Dossier::sent(last),
        None => standing(conn, nomination),
    }
}

/// The dossier as it was sent the `number`th time. Err: not found.
pub fn dossier_sent(conn: &mut Conn, nomination: &Nomination, number: i32) -> Result<Dossier> {
    let submissions = store::submissions(conn, &nomination.id)?;
    let sent = submissions
        .iter()
        .find(|submission| submission.number == number);
    Dossier::sent(sent.ok_or(AppError::NotFound)?)
}

/// The dossier as it would be sent now.
pub fn standing(conn: &mut Conn, nomination: &Nomination) -> Result<Dossier> {
    let model = models::get(conn, &nomination.model_id)?;
    let files = attachments_of(conn, &model.id)?;
    Ok(Dossier::compose(nomination, &model, &files))
}
