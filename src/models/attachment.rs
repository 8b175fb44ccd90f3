//! Photos and evidence files of a model: where bytes named by their content are used, and what is served of a photo.

use crate::clock::Moment;
use crate::db::schema::{attachments, files, models, renditions};
use crate::db::{Conn, expect_one};
use crate::error::Result;
use crate::ids::{AttachmentId, ModelId, UserId};
use crate::models::photos_withheld;
use crate::words::words;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

words! {
    /// What a file is attached as.
    pub enum AttachmentRole {
        /// A picture shown on the model's page.
        Photo = "photo", "Ảnh";
        /// A document or picture that shows a result; for those who judge, never public.
        Evidence = "evidence", "Minh chứng";
    }
}

/// A use of a file by a model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The id.
    pub id: AttachmentId,
    /// The model.
    pub model_id: ModelId,
    /// SHA-256 of the original's bytes, in hex.
    pub file_sha256: String,
    /// What it is attached as.
    pub role: AttachmentRole,
    /// What it shows.
    pub caption: String,
    /// What the person called the file, made safe, with the ending of what it is.
    pub original_name: String,
    /// When the photo was taken or the document made.
    pub taken_on: Option<NaiveDate>,
    /// Its place in the order.
    pub position: i32,
    /// Who attached it.
    pub added_by: UserId,
    /// When.
    pub created_at: Moment,
    /// When it was detached.
    pub ended_at: Option<Moment>,
    /// Media type of the original.
    pub media_type: String,
    /// Size of the original.
    pub size_bytes: i64,
    /// What is served of a photo, the smallest first; empty for a document.
    pub renditions: Vec<RenditionRef>,
}

/// A served picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenditionRef {
    /// Width.
    pub width_px: i32,
    /// Height.
    pub height_px: i32,
    /// SHA-256 of its bytes, in hex: its address is `/anh/{sha256}.jpg`.
    pub sha256: String,
}

/// A file to be entered, its bytes already on disk.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// What it is.
    pub media_type: &'static str,
    /// Its size.
    pub size_bytes: i64,
    /// Width and height as shown, of a picture.
    pub size_px: Option<(i32, i32)>,
    /// What is served of it.
    pub renditions: Vec<(RenditionRef, i64)>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = attachments)]
struct AttachmentRow {
    id: AttachmentId,
    model_id: ModelId,
    file_sha256: String,
    role: String,
    caption: String,
    original_name: String,
    taken_on: Option<NaiveDate>,
    position: i32,
    added_by: UserId,
    created_at: Moment,
    ended_at: Option<Moment>,
}

/// The attachments of a model that are in use, in order.
pub fn attachments_of(conn: &mut Conn, model_id: &ModelId) -> Result<Vec<Attachment>> {
    let rows: Vec<(AttachmentRow, (String, i64))> = attachments::table
        .inner_join(files::table.on(files::sha256.eq(attachments::file_sha256)))
        .filter(attachments::model_id.eq(model_id))
        .filter(attachments::ended_at.is_null())
        .order((attachments::position, attachments::id))
        .select((
            AttachmentRow::as_select(),
            (files::media_type, files::size_bytes),
        ))
        .load(conn)?;
    rows.into_iter().map(|row| whole(conn, row)).collect()
}

/// An attachment of a model, in use or not: what was sent once can be read for ever. Err: not found.
pub fn get_attachment(
    conn: &mut Conn,
    model_id: &ModelId,
    id: &AttachmentId,
) -> Result<Attachment> {
    let row: (AttachmentRow, (String, i64)) = attachments::table
        .inner_join(files::table.on(files::sha256.eq(attachments::file_sha256)))
        .filter(attachments::id.eq(id))
        .filter(attachments::model_id.eq(model_id))
        .select((
            AttachmentRow::as_select(),
            (files::media_type, files::size_bytes),
        ))
        .first(conn)?;
    whole(conn, row)
}

/// The models that use or used a served picture, and whether each use is open to anyone: in use, of a public model, and
/// not withheld for want of a consent.
pub fn models_showing(conn: &mut Conn, rendition_sha256: &str) -> Result<Vec<(ModelId, bool)>> {
    let rows: Vec<(ModelId, bool, String, Option<Moment>)> = renditions::table
        .inner_join(attachments::table.on(attachments::file_sha256.eq(renditions::file_sha256)))
        .inner_join(models::table.on(models::id.eq(attachments::model_id)))
        .filter(renditions::sha256.eq(rendition_sha256))
        .select((
            models::id,
            models::is_public,
            attachments::role,
            attachments::ended_at,
        ))
        .load(conn)?;
    let ids: Vec<ModelId> = rows.iter().map(|(id, ..)| id.clone()).collect();
    let withheld = photos_withheld(conn, &ids)?;
    Ok(rows
        .into_iter()
        .map(|(id, is_public, role, ended_at)| {
            let shown = role == AttachmentRole::Photo.as_str() && ended_at.is_none();
            let is_open = is_public && shown && !withheld.contains(&id);
            (id, is_open)
        })
        .collect())
}

/// Enters a file, unless it is known already.
pub fn insert_file(conn: &mut Conn, file: &NewFile, now: Moment) -> Result<()> {
    let known: i64 = files::table.find(&file.sha256).count().get_result(conn)?;
    if known == 0 {
        let (width, height) = file.size_px.unzip();
        diesel::insert_into(files::table)
            .values((
                files::sha256.eq(&file.sha256),
                files::media_type.eq(file.media_type),
                files::size_bytes.eq(file.size_bytes),
                files::width_px.eq(width),
                files::height_px.eq(height),
                files::created_at.eq(now),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Enters a file that may be known already, and its use. The position is behind the others.
pub(super) fn insert_attachment(
    conn: &mut Conn,
    file: &NewFile,
    attachment: &Attachment,
) -> Result<()> {
    insert_file(conn, file, attachment.created_at)?;
    for (rendition, size_bytes) in &file.renditions {
        let known: i64 = renditions::table
            .find((&file.sha256, rendition.width_px))
            .count()
            .get_result(conn)?;
        if known == 0 {
            diesel::insert_into(renditions::table)
                .values((
                    renditions::file_sha256.eq(&file.sha256),
                    renditions::width_px.eq(rendition.width_px),
                    renditions::height_px.eq(rendition.height_px),
                    renditions::size_bytes.eq(*size_bytes),
                    renditions::sha256.eq(&rendition.sha256),
                ))
                .execute(conn)?;
        }
    }
    let row = AttachmentRow {
        id: attachment.id.clone(),
        model_id: attachment.model_id.clone(),
        file_sha256: attachment.file_sha256.clone(),
        role: attachment.role.as_str().to_owned(),
        caption: attachment.caption.clone(),
        original_name: attachment.original_name.clone(),
        taken_on: attachment.taken_on,
        position: attachment.position,
        added_by: attachment.added_by.clone(),
        created_at: attachment.created_at,
        ended_at: None,
    };
    diesel::insert_into(attachments::table)
        .values(&row)
        .execute(conn)?;
    Ok(())
}

/// Ends a use. Err: `Conflict("conflict.changed")` if it had ended.
pub(super) fn end_attachment(conn: &mut Conn, id: &AttachmentId, now: Moment) -> Result<()> {
    let changed = diesel::update(
        attachments::table
            .filter(attachments::id.eq(id))
            .filter(attachments::ended_at.is_null()),
    )
    .set(attachments::ended_at.eq(now))
    .execute(conn)?;
    expect_one(changed)
}

fn whole(
    conn: &mut Conn,
    (row, (media_type, size_bytes)): (AttachmentRow, (String, i64)),
) -> Result<Attachment> {
    let served: Vec<(i32, i32, String)> = renditions::table
        .filter(renditions::file_sha256.eq(&row.file_sha256))
        .order(renditions::width_px)
        .select((
            renditions::width_px,
            renditions::height_px,
            renditions::sha256,
        ))
        .load(conn)?;
    Ok(Attachment {
        id: row.id,
        model_id: row.model_id,
        file_sha256: row.file_sha256,
        role: row.role.parse()?,
        caption: row.caption,
        original_name: row.original_name,
        taken_on: row.taken_on,
        position: row.position,
        added_by: row.added_by,
        created_at: row.created_at,
        ended_at: row.ended_at,
        media_type,
        size_bytes,
        renditions: served
            .into_iter()
            .map(|(width_px, height_px, sha256)| RenditionRef {
                width_px,
                height_px,
                sha256,
            })
            .collect(),
    })
}
