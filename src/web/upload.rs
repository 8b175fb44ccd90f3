//! A posted form with a file: fields are read within bounds, the file goes to disk piece by piece, and only if the
//! form came from a page of ours.

use super::fields::Fields;
use super::form::check_csrf;
use super::posted::Posted;
use crate::access::SignedIn;
use crate::app::App;
use crate::error::{AppError, Doing, Result};
use actix_multipart::Multipart;
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::http::Method;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;

/// Largest sum of the fields beside the file.
const MAX_FIELD_BYTES: usize = 64 * 1024;
/// How much is gathered before it is written.
const PIECE_BYTES: usize = 256 * 1024;
/// How many times the largest upload is read on and thrown away, so that the answer can say what was wrong.
const PATIENCE: u64 = 4;

/// A form with a file, from a signed-in person. Err: `SignIn`, `Refused`, `Forbidden("request.csrf")`.
#[derive(Debug)]
pub struct Upload {
    /// The fields beside the file.
    pub fields: Fields,
    /// The first file that was chosen, if any.
    pub file: Option<UploadedFile>,
}

/// A file as brought.
#[derive(Debug)]
pub struct UploadedFile {
    /// What the person calls it. Trust nothing in it.
    pub name: String,
    /// Its bytes, in a file without a name: whatever happens, nothing of it stays behind.
    pub content: File,
    /// Whether it was larger than allowed; its bytes are not whole then.
    pub too_large: bool,
    /// What is allowed, in bytes.
    pub max_bytes: u64,
}

impl FromRequest for Upload {
    type Error = AppError;
    type Future = LocalBoxFuture<'static, Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let form = Multipart::new(request.headers(), payload.take());
        Box::pin(async move { read(&request, form).await })
    }
}

/// Keeps what a form with a file says that was sent under a session that has ended. Its file is read past: nobody
/// may bring one.
pub(crate) async fn keep_texts(request: &mut ServiceRequest) {
    if request.method() == Method::POST && request.content_type() == "multipart/form-data" {
        let payload = request.take_payload();
        let form = Multipart::new(request.headers(), payload);
        // Whatever it says, the answer is the sign-in page.
        let _ = read(request.request(), form).await;
    }
}

/// Reads the form. As much of its fields as was read stays in the request, whatever comes of it.
async fn read(request: &HttpRequest, form: Multipart) -> Result<Upload> {
    let (mut posted, mut file) = (Posted::default(), None);
    let outcome = read_parts(request, form, &mut posted, &mut file).await;
    let fields = posted.fields.clone();
    request.extensions_mut().insert(posted);
    outcome.map(|()| Upload { fields, file })
}

async fn read_parts(
    request: &HttpRequest,
    mut form: Multipart,
    posted: &mut Posted,
    file: &mut Option<UploadedFile>,
) -> Result<()> {
    let app = request.app_data::<Data<App>>().cloned();
    let app =
        app.ok_or_else(|| AppError::internal("reading an upload", "the program is not in reach"))?;
    let (mut read_bytes, mut past_bytes) = (0, 0);
    while let Some(part) = form.next().await {
        let mut part = part.map_err(|_| AppError::Refused("request.malformed"))?;
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part
            .content_disposition()
            .and_then(|disposition| disposition.get_filename())
            .map(str::to_owned);
        if let Some(file_name) = file_name {
            posted.file_field = name;
            // Nothing is written to disk before the form is known to be ours.
            if of_ours(request, &posted.fields).is_err() {
                read_past(&mut part, &app, &mut past_bytes).await?;
                continue;
            }
            let received = receive(&mut part, &app, file_name).await?;
            if file.is_none() && !received.name.is_empty() {
                *file = Some(received);
            }
            continue;
        }
        // A part without a name or a value takes room too.
        read_bytes += name.len() + 1;
        let mut value = Vec::new();
        while let Some(chunk) = part.next().await {
            let chunk = chunk.map_err(|_| AppError::Refused("request.malformed"))?;
            read_bytes += chunk.len();
            if read_bytes > MAX_FIELD_BYTES {
                return Err(AppError::Refused("request.too_large"));
            }
            value.extend_from_slice(&chunk);
        }
        if read_bytes > MAX_FIELD_BYTES {
            return Err(AppError::Refused("request.too_large"));
        }
        posted.fields.push(name, &String::from_utf8_lossy(&value));
    }
    of_ours(request, &posted.fields)
}

/// Ok if somebody is signed in and the form came from a page of ours.
fn of_ours(request: &HttpRequest, fields: &Fields) -> Result<()> {
    if request.extensions().get::<SignedIn>().is_none() {
        return Err(AppError::SignIn);
    }
    check_csrf(request, fields.text("csrf"))
}

/// Reads past a file that is not taken, so that the fields behind it are reached; `past_bytes` counts all of them.
async fn read_past(
    part: &mut actix_multipart::Field,
    app: &App,
    past_bytes: &mut u64,
) -> Result<()> {
    while let Some(chunk) = part.next().await {
        let chunk = chunk.map_err(|_| AppError::Refused("request.malformed"))?;
        *past_bytes += chunk.len() as u64;
        if *past_bytes > app.config.max_upload_bytes {
            return Err(AppError::Refused("request.too_large"));
        }
    }
    Ok(())
}

/// Takes in a file. One that is too large is read on for a while and thrown away.
async fn receive(
    part: &mut actix_multipart::Field,
    app: &App,
    name: String,
) -> Result<UploadedFile> {
    let max_bytes = app.config.max_upload_bytes;
    let mut content = unnamed_file(app.config.data_dir.join("uploads")).await?;
    let (mut size, mut piece) = (0_u64, Vec::new());
    while let Some(chunk) = part.next().await {
        let chunk = chunk.map_err(|_| AppError::Refused("request.malformed"))?;
        size += chunk.len() as u64;
        if size > max_bytes.saturating_mul(PATIENCE) {
            return Err(AppError::Refused("request.too_large"));
        }
        if size <= max_bytes {
            piece.extend_from_slice(&chunk);
        }
        if piece.len() >= PIECE_BYTES {
            content = write(content, std::mem::take(&mut piece)).await?;
        }
    }
    content = write(content, piece).await?;
    Ok(UploadedFile {
        name,
        content,
        too_large: size > max_bytes,
        max_bytes,
    })
}

async fn unnamed_file(folder: PathBuf) -> Result<File> {
    tokio::task::spawn_blocking(move || {
        std::fs::create_dir_all(&folder)?;
        tempfile::tempfile_in(&folder)
    })
    .await
    .doing("making room for an upload")?
    .doing("making room for an upload")
}

async fn write(mut content: File, piece: Vec<u8>) -> Result<File> {
    tokio::task::spawn_blocking(move || content.write_all(&piece).map(|()| content))
        .await
        .doing("taking in an upload")?
        .doing("taking in an upload")
}
