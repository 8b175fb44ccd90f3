//! The photos and the evidence of a model.

use super::ModelHead;
use crate::error::FieldError;
use crate::models::attachment::{Attachment, AttachmentRole};
use crate::web::paths;
use serde::Serialize;
use std::collections::BTreeMap;

/// `models/files.html`: photos, or evidence.
#[derive(Debug, Serialize)]
pub struct FilesPage {
    /// The model.
    pub head: ModelHead,
    /// `photo` or `evidence`.
    pub role: &'static str,
    /// What they are called.
    pub title: &'static str,
    /// What a file chooser offers.
    pub accept: String,
    /// The largest file, in MiB.
    pub max_mib: u64,
    /// What is attached.
    pub files: Vec<FileCard>,
    /// What was typed.
    pub values: BTreeMap<String, String>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// Where the form goes.
    pub action: String,
    /// Today, as date inputs take it.
    pub today: String,
}

/// An attached file.
#[derive(Debug, Clone, Serialize)]
pub struct FileCard {
    /// What it shows.
    pub caption: String,
    /// What it is called.
    pub name: String,
    /// How large it is, in words.
    pub size: String,
    /// When it was taken or made.
    pub taken_on: Option<String>,
    /// Where it is downloaded.
    pub href: String,
    /// Where it is taken off.
    pub detach_action: String,
    /// What is served of a photo, the smallest first: address, width, height.
    pub pictures: Vec<PictureRef>,
}

/// A served picture.
#[derive(Debug, Clone, Serialize)]
pub struct PictureRef {
    /// Its address, without the base path.
    pub href: String,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
}

impl FileCard {
    /// An attachment of the model of a code.
    pub fn of(code: &str, attachment: &Attachment) -> Self {
        let id = attachment.id.as_str();
        let pictures = attachment.renditions.iter().map(|rendition| PictureRef {
            href: paths::rendition(&rendition.sha256),
            width: rendition.width_px,
            height: rendition.height_px,
        });
        Self {
            caption: attachment.caption.clone(),
            name: attachment.original_name.clone(),
            size: size_in_words(attachment.size_bytes),
            taken_on: attachment.taken_on.map(|day| day.to_string()),
            href: paths::model_file(code, id),
            detach_action: format!("{}/go", paths::model_file(code, id)),
            pictures: pictures.collect(),
        }
    }
}

/// The address and the name of the page of a role's files.
pub const fn files_part(role: AttachmentRole) -> (&'static str, &'static str) {
    match role {
        AttachmentRole::Photo => ("anh", "Ảnh"),
        AttachmentRole::Evidence => ("minh-chung", "Tài liệu minh chứng"),
    }
}

/// A size as people read it: `1,4 MB`.
pub fn size_in_words(bytes: i64) -> String {
    let bytes = u32::try_from(bytes).map_or(f64::from(u32::MAX), f64::from);
    let (number, unit) = if bytes >= 1_000_000.0 {
        (bytes / 1_000_000.0, "MB")
    } else {
        ((bytes / 1_000.0).max(1.0).round(), "kB")
    };
    format!(
        "{} {unit}",
        crate::pages::number_vi((number * 10.0).round() / 10.0)
    )
}
