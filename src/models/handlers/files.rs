//! Photos and evidence: the pages that attach them, what is served of photos, and downloads.

use super::super::views::{FileCard, FilesPage, ModelHead, files_part};
use crate::access::{self, Action, Actor};
use crate::app::App;
use crate::db::Conn;
use crate::error::{AppError, Doing, FieldError, Result};
use crate::ids::{AttachmentId, ModelId};
use crate::media::kind::Purpose;
use crate::media::store::{FileHash, Store, StoreError};
use crate::models::attachment::{AttachmentRole, attachments_of, get_attachment, models_showing};
use crate::models::usecases::{self, AttachFile};
use crate::models::{Model, ModelScope, store};
use crate::nominations::{self, NominationScope};
use crate::web::{self, CurrentUser, Fields, Form, Upload, Visit, paths, redirect};
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, ETAG, HeaderValue, IF_NONE_MATCH};
use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDate;

/// The photos of a model.
pub async fn photos(visit: Visit, user: CurrentUser, code: Path<String>) -> Result<HttpResponse> {
    files_page(&visit, &user, code.into_inner(), AttachmentRole::Photo).await
}

/// The evidence files of a model.
pub async fn evidence(visit: Visit, user: CurrentUser, code: Path<String>) -> Result<HttpResponse> {
    files_page(&visit, &user, code.into_inner(), AttachmentRole::Evidence).await
}

/// Attaches a photo.
pub async fn attach_photo(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    upload: Upload,
) -> Result<HttpResponse> {
    attach(
        &visit,
        &user,
        code.into_inner(),
        AttachmentRole::Photo,
        upload,
    )
    .await
}

/// Attaches an evidence file.
pub async fn attach_evidence(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    upload: Upload,
) -> Result<HttpResponse> {
    attach(
        &visit,
        &user,
        code.into_inner(),
        AttachmentRole::Evidence,
        upload,
    )
    .await
}

/// Takes a file off.
pub async fn detach(
    visit: Visit,
    user: CurrentUser,
    path: Path<(String, String)>,
    _form: Form,
) -> Result<HttpResponse> {
    let (code, id) = path.into_inner();
    let id = AttachmentId::from(id);
    let actor = user.actor();
    usecases::detach_file(&visit.app, actor, code.clone(), id).await?;
    Ok(redirect(
        &visit.app,
        &paths::desk_model(&code),
        Some("file.detached"),
    ))
}

/// What is served of a photo: to anyone while a public model shows it, else to those who may read the model.
pub async fn picture(
    visit: Visit,
    request: HttpRequest,
    name: Path<String>,
) -> Result<HttpResponse> {
    let hash = name
        .strip_suffix(".jpg")
        .and_then(|hash| FileHash::parse(hash).ok());
    let hash = hash.ok_or(AppError::NotFound)?;
    let actor = visit.signed_in.as_ref().map(|session| session.actor());
    let asked = hash.to_string();
    let today = visit.app.clock.today();
    let is_public = visit
        .app
        .db
        .read(move |conn| {
            let showing = models_showing(conn, &asked)?;
            if showing.iter().any(|(_, is_public)| *is_public) {
                return Ok(true);
            }
            let actor = actor.ok_or(AppError::NotFound)?;
            for (id, _) in showing {
                let model = store::get(conn, &id)?;
                if may_read(conn, &actor, &model, today)? {
                    return Ok(false);
                }
            }
            Err(AppError::NotFound)
        })
        .await?;
    // A copy kept on the way is asked for anew each time: the consent to show the picture may be withdrawn at any moment.
    let caching = if is_public {
        "public, max-age=0, must-revalidate"
    } else {
        "private, max-age=300"
    };
    let etag = HeaderValue::from_str(&format!("\"{hash}\"")).doing("naming a picture")?;
    let mut response = HttpResponse::Ok();
    response
        .insert_header((CACHE_CONTROL, caching))
        .insert_header((ETAG, etag.clone()));
    if request.headers().get(IF_NONE_MATCH) == Some(&etag) {
        return Ok(response.status(StatusCode::NOT_MODIFIED).finish());
    }
    let folder = Store::new(visit.app.config.media_dir());
    let bytes = tokio::task::spawn_blocking(move || folder.read(&hash))
        .await
        .doing("reading a picture")?
        .map_err(gone)?;
    Ok(response.content_type("image/jpeg").body(bytes))
}

/// The original of an attached file, to be kept: to those who may read the model.
pub async fn download(
    visit: Visit,
    user: CurrentUser,
    path: Path<(String, String)>,
) -> Result<HttpResponse> {
    let (code, id) = path.into_inner();
    let (actor, id) = (user.actor(), AttachmentId::from(id));
    let today = visit.app.clock.today();
    let attachment = visit
        .app
        .db
        .read(move |conn| {
            let model = store::find_by_code(conn, &code)?.ok_or(AppError::NotFound)?;
            if !may_read(conn, &actor, &model, today)? {
                return Err(AppError::NotFound);
            }
            get_attachment(conn, &model.id, &id)
        })
        .await?;
    let hash = FileHash::parse(&attachment.file_sha256).doing("finding a stored file")?;
    let folder = Store::new(visit.app.config.media_dir());
    let file = tokio::task::spawn_blocking(move || folder.open(&hash))
        .await
        .doing("opening a stored file")?
        .map_err(gone)?;
    let size = u64::try_from(attachment.size_bytes).unwrap_or_default();
    Ok(web::download(
        file,
        size,
        &attachment.media_type,
        &attachment.original_name,
    ))
}

/// Whether the actor may read a model and its files: for its unit, or because it was sent to their council or host.
fn may_read(conn: &mut Conn, actor: &Actor, model: &Model, day: NaiveDate) -> Result<bool> {
    if ModelScope::of(actor).holds(model)
        && access::allows(actor, Action::ReadModel, &model.facts())
    {
        return Ok(true);
    }
    for nomination in nominations::list_for_model(conn, &NominationScope::of(actor), &model.id)? {
        if nominations::may_read_dossier(conn, actor, &nomination, day)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A row without its bytes is a defect of the machine, not of the visitor.
fn gone(error: StoreError) -> AppError {
    AppError::internal("reading a stored file", error)
}

async fn files_page(
    visit: &Visit,
    user: &CurrentUser,
    code: String,
    role: AttachmentRole,
) -> Result<HttpResponse> {
    let nothing_typed = Fields::default();
    let page = page(
        &visit.app,
        user.actor(),
        code,
        role,
        &nothing_typed,
        Vec::new(),
    )
    .await?;
    visit.page("models/files.html", &page)
}

async fn attach(
    visit: &Visit,
    user: &CurrentUser,
    code: String,
    role: AttachmentRole,
    upload: Upload,
) -> Result<HttpResponse> {
    let Upload { fields, file } = upload;
    let today = visit.app.clock.today();
    let attached = match AttachFile::check(code.clone(), role, &fields, file, today) {
        Ok(command) => usecases::attach_file(&visit.app, user.actor(), command).await,
        Err(errors) => Err(errors.into()),
    };
    match attached {
        Ok(_) => Ok(redirect(
            &visit.app,
            &paths::desk_model_part(&code, files_part(role).0),
            Some("file.attached"),
        )),
        Err(AppError::Invalid(errors)) => {
            let errors = errors.iter().cloned().collect();
            let page = page(&visit.app, user.actor(), code, role, &fields, errors).await?;
            visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, "models/files.html", &page)
        }
        Err(error) => Err(error),
    }
}

async fn page(
    app: &App,
    actor: Actor,
    code: String,
    role: AttachmentRole,
    fields: &Fields,
    errors: Vec<FieldError>,
) -> Result<FilesPage> {
    let (today, max_bytes) = (app.clock.today().to_string(), app.config.max_upload_bytes);
    let values = fields.typed();
    app.db
        .read(move |conn| {
            let model = store::get_by_code(conn, &ModelScope::of(&actor), &code)?;
            access::require(&actor, Action::AttachFile, &model.facts())?;
            let id: &ModelId = &model.id;
            let attached = attachments_of(conn, id)?;
            let (part, title) = files_part(role);
            Ok(FilesPage {
                head: ModelHead::of(&model, &actor),
                role: role.as_str(),
                title,
                accept: match role {
                    AttachmentRole::Photo => Purpose::Photo.accept(),
                    AttachmentRole::Evidence => Purpose::Evidence.accept(),
                },
                max_mib: max_bytes / (1024 * 1024),
                files: attached
                    .iter()
                    .filter(|file| file.role == role)
                    .map(|file| FileCard::of(&code, file))
                    .collect(),
                values,
                errors,
                action: paths::desk_model_part(&code, part),
                today,
            })
        })
        .await
}
