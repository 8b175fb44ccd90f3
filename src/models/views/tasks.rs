//! The task list: the parts of a model and where each stands.

use super::{CONSENTS, ModelHead, files_part};
use crate::models::attachment::{Attachment, AttachmentRole};
use crate::models::consent::Consent;
use crate::models::parts::{Part, PartState};
use crate::models::record::Model;
use crate::pages::parts::{TaskGroup, TaskItem, TimelineItem};
use crate::web::paths;
use serde::Serialize;

/// `models/show.html`: the task list.
#[derive(Debug, Serialize)]
pub struct TasksPage {
    /// The model.
    pub head: ModelHead,
    /// Its parts and where each stands.
    pub tasks: Vec<TaskGroup>,
    /// How many parts are still missing.
    pub missing: usize,
    /// Where all answers are read and the model is registered.
    pub check_href: String,
    /// Where it is nominated, if it can be.
    pub nominate_href: Option<String>,
    /// Its public page, if it has one.
    pub public_href: Option<String>,
    /// What it was derived from, if it was.
    pub derived_from: Option<DerivedFrom>,
    /// The nominations of the unit for it.
    pub nominations: Vec<NominationLine>,
    /// What happened so far.
    pub timeline: Vec<TimelineItem>,
}

/// The model that a unit's model was derived from, and the adoption that says how.
#[derive(Debug, Clone, Serialize)]
pub struct DerivedFrom {
    /// The source's name.
    pub title: String,
    /// Whose it is.
    pub unit: String,
    /// Its public page, if it has one.
    pub href: Option<String>,
    /// Code of the adoption.
    pub adoption: String,
    /// Its page.
    pub adoption_href: String,
}

/// A nomination of the model, in a line.
#[derive(Debug, Clone, Serialize)]
pub struct NominationLine {
    /// Its code.
    pub code: String,
    /// Its page.
    pub href: String,
    /// The campaign.
    pub campaign: String,
    /// Where it stands.
    pub state: &'static str,
    /// The badge of that.
    pub state_kind: &'static str,
}

/// The parts of a model in groups, with where each stands. Links only for who may change them.
pub fn tasks(
    model: &Model,
    head: &ModelHead,
    attached: &[Attachment],
    consents: &[Consent],
) -> Vec<TaskGroup> {
    let code = model.code.as_str();
    let link = |part: &str| head.can_edit.then(|| paths::desk_model_part(code, part));
    let of = |part: Part| {
        let state = part.state(model);
        TaskItem {
            label: part.label().to_owned(),
            href: link(part.as_str()),
            hint: String::new(),
            state: match (part, state) {
                (Part::Figures, PartState::Done) => format!("{} số liệu", model.figures.len()),
                _ => state.label().to_owned(),
            },
            state_kind: match state {
                PartState::Done => "ok",
                PartState::Missing => "warn",
                PartState::Empty => "wait",
                PartState::Optional => "plain",
            },
        }
    };
    let counted = |part: &str, label: &str, hint: &str, count: usize, what: &str| TaskItem {
        label: label.to_owned(),
        href: link(part),
        hint: hint.to_owned(),
        state: if count == 0 {
            PartState::Optional.label().to_owned()
        } else {
            format!("{count} {what}")
        },
        state_kind: if count == 0 { "plain" } else { "ok" },
    };
    let in_use = |role: AttachmentRole| attached.iter().filter(|file| file.role == role).count();
    let standing = consents
        .iter()
        .filter(|consent| consent.withdrawn_at.is_none())
        .count();
    vec![
        TaskGroup {
            title: "1. Vì sao làm",
            items: [Part::Name, Part::Situation, Part::Objectives]
                .map(of)
                .into(),
        },
        TaskGroup {
            title: "2. Làm như thế nào",
            items: [
                Part::Method,
                Part::Place,
                Part::Forces,
                Part::Resources,
                Part::Schedule,
            ]
            .map(of)
            .into(),
        },
        TaskGroup {
            title: "3. Kết quả",
            items: [Part::Outputs, Part::Figures, Part::Continuation]
                .map(of)
                .into(),
        },
        TaskGroup {
            title: "4. Ảnh, minh chứng và sự đồng ý",
            items: vec![
                counted(
                    files_part(AttachmentRole::Photo).0,
                    "Ảnh",
                    "Ảnh giúp hội đồng và người dân thấy việc đã làm.",
                    in_use(AttachmentRole::Photo),
                    "ảnh",
                ),
                counted(
                    files_part(AttachmentRole::Evidence).0,
                    "Tài liệu minh chứng",
                    "Kế hoạch, biên bản, báo cáo. Chỉ người xét hồ sơ được xem.",
                    in_use(AttachmentRole::Evidence),
                    "tệp",
                ),
                counted(
                    CONSENTS,
                    "Sự đồng ý của người được nêu tên",
                    "Cần có trước khi nêu tên hoặc đăng ảnh một người.",
                    standing,
                    "ghi nhận",
                ),
            ],
        },
    ]
}
