//! What a nomination still lacks. No I/O.

use super::record::Nomination;
use crate::models::Model;
use crate::models::attachment::{Attachment, AttachmentRole};
use crate::models::parts::{Part, registration_of};
use crate::models::views::files_part;
use crate::web::paths;
use serde::Serialize;

/// Something that is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// What.
    pub what: String,
    /// Where it is added, without the base path.
    pub href: String,
    /// Whether the nomination cannot be sent without it. The rest is advice.
    pub required: bool,
}

/// Everything that is missing, what is required first.
pub fn missing(nomination: &Nomination, model: &Model, attached: &[Attachment]) -> Vec<Missing> {
    let code = model.code.as_str();
    let mut list = Vec::new();
    let mut add = |what: String, href: String, required: bool| {
        list.push(Missing {
            what,
            href,
            required,
        });
    };
    if !nomination.cover_letter.chars().any(char::is_alphanumeric) {
        let letter = paths::nomination_step(nomination.code.as_str(), LETTER);
        add("Tờ trình đề nghị".to_owned(), letter, true);
    }
    for content in registration_of(model).missing() {
        let part = paths::desk_model_part(code, Part::of(content).as_str());
        add(content.label().to_owned(), part, true);
    }
    let has = |role| attached.iter().any(|file| file.role == role);
    if !has(AttachmentRole::Evidence) {
        let page = paths::desk_model_part(code, files_part(AttachmentRole::Evidence).0);
        add("Tài liệu minh chứng cho kết quả".to_owned(), page, false);
    }
    if !has(AttachmentRole::Photo) {
        let page = paths::desk_model_part(code, files_part(AttachmentRole::Photo).0);
        add("Ảnh về việc đã làm".to_owned(), page, false);
    }
    if model.figures.is_empty() {
        let page = paths::desk_model_part(code, Part::Figures.as_str());
        add("Số liệu về kết quả".to_owned(), page, false);
    }
    list
}

/// The last part of the address of the letter's form.
pub const LETTER: &str = "to-trinh";
