//! The signed document of a decision: taken for what it is, kept under its content.

use crate::app::App;
use crate::error::{AppError, Doing, Result};
use crate::media::store::FileHash;
use crate::media::{Kind, Limits, Purpose, Store, inspect};
use crate::models::attachment::{NewFile, insert_file};
use crate::web::UploadedFile;
use std::io::{Read, Seek, SeekFrom};

/// Keeps a PDF on disk and enters it. Gives its hash. Err: `Invalid("file")` for anything but a whole PDF.
pub async fn keep(app: &App, file: UploadedFile) -> Result<String> {
    if file.too_large {
        return Err(AppError::field(
            "file",
            format!("Tệp lớn quá {} MB.", file.max_bytes / (1024 * 1024)),
        ));
    }
    let limits = Limits {
        evidence_max_bytes: file.max_bytes,
        ..Limits::default()
    };
    let folder = Store::new(app.config.media_dir());
    let (hash, size_bytes) = tokio::task::spawn_blocking(move || take_in(file, &limits, &folder))
        .await
        .doing("taking in a signed document")??;
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let document = NewFile {
                sha256: hash.to_string(),
                media_type: Kind::Pdf.media_type(),
                size_bytes,
                size_px: None,
                renditions: Vec::new(),
            };
            insert_file(conn, &document, now)?;
            Ok(document.sha256)
        })
        .await
}

fn take_in(file: UploadedFile, limits: &Limits, folder: &Store) -> Result<(FileHash, i64)> {
    let mut content = file.content;
    let mut bytes = Vec::new();
    content
        .seek(SeekFrom::Start(0))
        .doing("reading a signed document")?;
    content
        .read_to_end(&mut bytes)
        .doing("reading a signed document")?;
    let inspected = inspect(&bytes, Purpose::Evidence, limits)
        .map_err(|refusal| AppError::field("file", refusal.to_string()))?;
    if inspected.kind != Kind::Pdf {
        return Err(AppError::field(
            "file",
            "Quyết định đính kèm phải là tệp PDF.",
        ));
    }
    let size_bytes = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    Ok((
        folder.put(&bytes).doing("keeping a signed document")?,
        size_bytes,
    ))
}
