//! Attaches a photo or an evidence file to a model.

use crate::access::{self, Action, Actor};
use crate::app::App;
use crate::db::Conn;
use crate::error::{AppError, Doing, FieldErrors, Result};
use crate::ids::AttachmentId;
use crate::log::{self, Event, EventKind};
use crate::media::inspect::inspect;
use crate::media::kind::Purpose;
use crate::media::limits::Limits;
use crate::media::rendition::{Renditions, plan};
use crate::media::store::{FileHash, Store};
use crate::media::{file_name, photo};
use crate::models::attachment::{
    Attachment, AttachmentRole, NewFile, RenditionRef, attachments_of, insert_attachment,
};
use crate::models::{Model, ModelScope, store};
use crate::text::tidy_line;
use crate::web::{Fields, UploadedFile};
use chrono::NaiveDate;
use serde_json::json;
use std::io::{Read, Seek};
use tokio::sync::Semaphore;

/// Most photos, and most evidence files, of a model. Project policy.
pub const MAX_FILES: usize = 30;
/// Most characters of a caption. Project policy.
pub const CAPTION_MAX_CHARS: usize = 200;

/// One large photo may take some 300 MB while it is decoded: pictures wait for one another.
static PICTURE_WORK: Semaphore = Semaphore::const_new(1);

/// A file as brought.
#[derive(Debug)]
pub struct AttachFile {
    /// The model's code.
    pub code: String,
    /// What it is attached as.
    pub role: AttachmentRole,
    /// What it shows.
    pub caption: String,
    /// When it was taken or made.
    pub taken_on: Option<NaiveDate>,
    /// Its bytes and its name.
    pub file: UploadedFile,
}

impl AttachFile {
    /// Checks a form: `role`, `caption`, `taken_on`, `file`. A photo needs a caption: it is also what a blind reader
    /// gets. Err: every field that is wrong.
    pub fn check(
        code: String,
        role: AttachmentRole,
        fields: &Fields,
        file: Option<UploadedFile>,
        today: NaiveDate,
    ) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::new();
        let caption = tidy_line(fields.text("caption"));
        if caption.is_empty() {
            errors.push("caption", "Hãy ghi ảnh hoặc tài liệu này cho thấy điều gì.");
        } else if caption.chars().count() > CAPTION_MAX_CHARS {
            errors.push(
                "caption",
                format!("Chú thích dài quá {CAPTION_MAX_CHARS} ký tự."),
            );
        }
        let taken_on = match fields.text("taken_on") {
            "" => None,
            text => match text.parse::<NaiveDate>() {
                Ok(day) if day <= today => Some(day),
                Ok(_) => {
                    errors.push("taken_on", "Ngày chụp hoặc ngày lập không thể ở tương lai.");
                    None
                }
                Err(_) => {
                    errors.push("taken_on", "Ngày không hợp lệ, ví dụ đúng: 21/11/2026.");
                    None
                }
            },
        };
        let file = match file {
            Some(file) if file.too_large => {
                let megabytes = file.max_bytes / (1024 * 1024);
                errors.push("file", format!("Tệp lớn quá {megabytes} MB."));
                None
            }
            None => {
                errors.push("file", "Hãy chọn một tệp.");
                None
            }
            file => file,
        };
        match file {
            Some(file) if errors.is_empty() => Ok(Self {
                code,
                role,
                caption,
                taken_on,
                file,
            }),
            _ => Err(errors),
        }
    }
}

/// Checks the file by its content, keeps it and what is served of it on disk, then enters its use. Err: `Invalid` on
/// the field `file` where the content is refused; not found out of scope.
pub async fn attach_file(app: &App, actor: Actor, command: AttachFile) -> Result<Model> {
    let AttachFile {
        code,
        role,
        caption,
        taken_on,
        file,
    } = command;
    // Before the work begins: is it theirs, and is there room?
    let (asked, asking) = (code.clone(), actor.clone());
    app.db
        .read(move |conn| with_room(conn, &asking, &asked, role))
        .await?;
    let original_name = file.name.clone();
    let limits = Limits {
        photo_max_bytes: app.config.max_upload_bytes,
        evidence_max_bytes: app.config.max_upload_bytes,
        ..Limits::default()
    };
    let folder = Store::new(app.config.media_dir());
    let turn = PICTURE_WORK
        .acquire()
        .await
        .doing("waiting for a turn at pictures")?;
    let (new, name) =
        tokio::task::spawn_blocking(move || keep(file, role, &limits, &folder, &original_name))
            .await
            .doing("taking in a file")??;
    drop(turn);
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let (model, attached) = with_room(conn, &actor, &code, role)?;
            let same = |known: &Attachment| known.role == role && known.file_sha256 == new.sha256;
            if attached.iter().any(same) {
                return Err(AppError::field(
                    "file",
                    "Tệp này đã được đính kèm vào mô hình.",
                ));
            }
            let person = actor.person().ok_or(AppError::Forbidden("forbidden"))?;
            let last = attached.iter().map(|known| known.position).max();
            let attachment = Attachment {
                id: AttachmentId::new(),
                model_id: model.id.clone(),
                file_sha256: new.sha256.clone(),
                role,
                caption,
                original_name: name,
                taken_on,
                position: last.unwrap_or(0) + 1,
                added_by: person.id.clone(),
                created_at: now,
                ended_at: None,
                media_type: new.media_type.to_owned(),
                size_bytes: new.size_bytes,
                renditions: Vec::new(),
            };
            insert_attachment(conn, &new, &attachment)?;
            let event = Event::model(EventKind::FileAttached, &model.id);
            let event = event.with(json!({ "role": role.as_str(), "sha256": new.sha256 }));
            log::append(conn, &actor, event, now)?;
            Ok(model)
        })
        .await
}

/// The model and its attachments, if the actor may add one more in this role.
fn with_room(
    conn: &mut Conn,
    actor: &Actor,
    code: &str,
    role: AttachmentRole,
) -> Result<(Model, Vec<Attachment>)> {
    let model = store::get_by_code(conn, &ModelScope::of(actor), code)?;
    access::require(actor, Action::AttachFile, &model.facts())?;
    let attached = attachments_of(conn, &model.id)?;
    if attached.iter().filter(|known| known.role == role).count() >= MAX_FILES {
        return Err(AppError::field(
            "file",
            format!("Mỗi mô hình có tối đa {MAX_FILES} ảnh và {MAX_FILES} tệp minh chứng."),
        ));
    }
    Ok((model, attached))
}

/// The file's bytes and, of a photo, its renditions, checked and on disk. Gives also the name to keep.
fn keep(
    file: UploadedFile,
    role: AttachmentRole,
    limits: &Limits,
    folder: &Store,
    original_name: &str,
) -> Result<(NewFile, String)> {
    let mut bytes = Vec::new();
    let mut temporary = file.content;
    temporary.rewind().doing("reading an uploaded file")?;
    temporary
        .read_to_end(&mut bytes)
        .doing("reading an uploaded file")?;
    let refused = |refusal: crate::media::refusal::Refusal| {
        tracing::info!(code = refusal.code(), "a file was refused");
        AppError::field("file", refusal.to_string())
    };
    let pixels = |side: u32| i32::try_from(side).unwrap_or(i32::MAX);
    let put = |bytes: &[u8]| -> Result<FileHash> { folder.put(bytes).doing("storing a file") };
    let mut renditions = Vec::new();
    let (kind, size_px) = match role {
        AttachmentRole::Photo => {
            let photo = photo::open(&bytes, limits).map_err(refused)?;
            let (width, height) = (photo.width_px(), photo.height_px());
            let wanted = plan(width, height, &Renditions::default());
            for made in photo.perform(&wanted).map_err(refused)? {
                let rendition = RenditionRef {
                    width_px: pixels(made.width_px),
                    height_px: pixels(made.height_px),
                    sha256: put(&made.bytes)?.to_string(),
                };
                renditions.push((
                    rendition,
                    i64::try_from(made.bytes.len()).unwrap_or(i64::MAX),
                ));
            }
            (photo.kind, Some((width, height)))
        }
        AttachmentRole::Evidence => {
            let inspected = inspect(&bytes, Purpose::Evidence, limits).map_err(refused)?;
            (inspected.kind, inspected.size_px)
        }
    };
    let new = NewFile {
        sha256: put(&bytes)?.to_string(),
        media_type: kind.media_type(),
        size_bytes: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        size_px: size_px.map(|(width, height)| (pixels(width), pixels(height))),
        renditions,
    };
    Ok((new, file_name::safe(original_name, kind)))
}
