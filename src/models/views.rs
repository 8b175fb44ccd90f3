//! What the pages of a model in the back office show.

use super::attachment::{Attachment, AttachmentRole};
use super::consent::{self, Consent, Purpose};
use super::figure::Figure;
use super::model::ModelState;
use super::parts::{FieldOption, Part, PartField, PartState, registration_of};
use super::record::{Model, ModelScope};
use crate::access::{Action, Actor, allows};
use crate::clock::{Moment, in_vietnam};
use crate::error::{AppError, FieldError, Result};
use crate::pages::parts::{AnswerRow, TaskGroup, TaskItem, TimelineItem, When};
use crate::web::paths;
use serde::Serialize;
use std::collections::BTreeMap;

/// The head of every page of a model.
#[derive(Debug, Clone, Serialize)]
pub struct ModelHead {
    /// Its code.
    pub code: String,
    /// Its name.
    pub title: String,
    /// Its unit.
    pub unit_name: String,
    /// How it fares, in words.
    pub state: &'static str,
    /// The badge of that.
    pub state_kind: &'static str,
    /// Whether it is still a draft.
    pub is_draft: bool,
    /// Its page.
    pub href: String,
    /// The desk it lies on, for those whose unit's it is.
    pub desk_href: Option<&'static str>,
    /// Whether the person may change it.
    pub can_edit: bool,
}

impl ModelHead {
    /// The head, for someone who may read the model.
    pub fn of(model: &Model, actor: &Actor) -> Self {
        let is_draft = model.state == ModelState::Draft;
        Self {
            code: model.code.to_string(),
            title: model.title.clone(),
            unit_name: model.unit_name.clone(),
            state: if model.year_recognised.is_some() {
                "Được công nhận"
            } else {
                model.state.label()
            },
            state_kind: match model.state {
                _ if model.year_recognised.is_some() => "gold",
                ModelState::Draft => "wait",
                ModelState::Registered | ModelState::Running => "ok",
                ModelState::NeedsStrengthening => "warn",
                ModelState::Ended | ModelState::Delisted | ModelState::Revoked => "stop",
            },
            is_draft,
            href: paths::desk_model(model.code.as_str()),
            desk_href: ModelScope::of(actor)
                .is_own(model)
                .then_some(paths::UNIT_DESK),
            can_edit: allows(actor, Action::RegisterModel, &model.facts())
                && (is_draft || model.state.is_alive()),
        }
    }
}

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

/// `models/new.html`.
#[derive(Debug, Serialize)]
pub struct NewPage {
    /// The units the person may register for.
    pub units: Vec<UnitOption>,
    /// The sectors.
    pub sectors: Vec<FieldOption>,
    /// The subjects.
    pub subjects: Vec<FieldOption>,
    /// What was typed.
    pub values: BTreeMap<String, String>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// A unit as a choice.
#[derive(Debug, Clone, Serialize)]
pub struct UnitOption {
    /// Its id; sent, never shown.
    pub value: String,
    /// Its name.
    pub label: String,
}

/// `models/part.html`: the form of a part.
#[derive(Debug, Serialize)]
pub struct PartPage {
    /// The model.
    pub head: ModelHead,
    /// The last part of its address.
    pub part: &'static str,
    /// What it is about.
    pub title: &'static str,
    /// Which it is, from 1.
    pub number: usize,
    /// How many there are.
    pub count: usize,
    /// Its fields, figures apart.
    pub fields: Vec<PartField>,
    /// The rows of figures, from 0; empty for other parts.
    pub figure_rows: Vec<usize>,
    /// Whether persons may come to be named in it.
    pub may_name_persons: bool,
    /// What is stored, or was typed.
    pub values: BTreeMap<String, String>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// What the form must send back as `seen`.
    pub seen: String,
    /// Where the form goes.
    pub action: String,
    /// Whether it saves itself.
    pub autosave: bool,
    /// Whether another part follows.
    pub has_next: bool,
}

impl PartPage {
    /// The form with these values: stored ones, or what was typed.
    pub fn new(
        model: &Model,
        actor: &Actor,
        part: Part,
        values: BTreeMap<String, String>,
        figure_rows: usize,
    ) -> Self {
        let head = ModelHead::of(model, actor);
        let rows = if part == Part::Figures {
            figure_rows.max(model.figures.len()) + BLANK_ROWS
        } else {
            0
        };
        Self {
            autosave: head.is_draft && head.can_edit,
            head,
            part: part.as_str(),
            title: part.label(),
            number: Part::ALL
                .iter()
                .position(|known| *known == part)
                .unwrap_or(0)
                + 1,
            count: Part::ALL.len(),
            fields: part.fields(),
            figure_rows: (0..rows).collect(),
            may_name_persons: !matches!(part, Part::Figures | Part::Schedule),
            values,
            errors: Vec::new(),
            seen: part.seen(model),
            action: paths::desk_model_part(model.code.as_str(), part.as_str()),
            has_next: part.next().is_some(),
        }
    }
}

/// Blank rows offered behind the figures.
const BLANK_ROWS: usize = 3;

/// `models/saved.html`: what autosave answers.
#[derive(Debug, Serialize)]
pub struct SavedPart {
    /// What to say.
    pub text: String,
    /// The new `seen`; none where nothing was saved.
    pub seen: Option<String>,
}

impl SavedPart {
    /// What to say at `now` of a save that gave the new `seen`, or none where someone else had changed the same
    /// meanwhile. Err: what is no matter of the form.
    pub fn of(outcome: Result<Option<String>>, now: Moment) -> Result<Self> {
        let (text, seen) = match outcome {
            Ok(Some(seen)) => {
                let time = in_vietnam(now).format("%H:%M");
                (format!("Đã lưu lúc {time}"), Some(seen))
            }
            Ok(None) => (
                String::from(
                    "Phần này vừa được người khác sửa. Bấm “Lưu” để xem cả hai bản trước khi chọn.",
                ),
                None,
            ),
            Err(AppError::Invalid(errors)) => {
                let first = errors.iter().next();
                let text = first.map(|error| format!("Chưa lưu: {}", error.message));
                (text.unwrap_or_default(), None)
            }
            Err(error) => return Err(error),
        };
        Ok(Self { text, seen })
    }
}

/// `models/changed.html`: both versions of a part that someone else changed meanwhile.
#[derive(Debug, Serialize)]
pub struct ChangedPage {
    /// The model.
    pub head: ModelHead,
    /// What the part is about.
    pub title: &'static str,
    /// When it was changed.
    pub changed_at: String,
    /// The fields that differ.
    pub differences: Vec<Difference>,
    /// Everything that was typed, to be sent again.
    pub typed: BTreeMap<String, String>,
    /// What the form must send back as `seen` to put the typed text in place of the other.
    pub seen: String,
    /// Where the form goes; the same address shows what stands.
    pub action: String,
}

/// A field of which two versions exist.
#[derive(Debug, Clone, Serialize)]
pub struct Difference {
    /// What it asks.
    pub label: String,
    /// What stands.
    pub standing: String,
    /// What was typed.
    pub typed: String,
}

/// `models/check.html`: all answers.
#[derive(Debug, Serialize)]
pub struct CheckPage {
    /// The model.
    pub head: ModelHead,
    /// The answers, in the order of the parts.
    pub answers: Vec<AnswerRow>,
    /// What is missing, by part; shown when someone tried to register.
    pub errors: Vec<FieldError>,
    /// Models that may tell of the same thing; a hint, nothing more.
    pub may_be_same: Vec<MayBeSame>,
    /// Whether it can be registered now.
    pub can_register: bool,
    /// Where that is done.
    pub action: String,
}

/// `models/may_be_same.html`: models that may be the same as what is typed.
#[derive(Debug, Serialize)]
pub struct SamePage {
    /// The likeliest first.
    pub may_be_same: Vec<MayBeSame>,
}

/// A model that may tell of the same thing.
#[derive(Debug, Serialize)]
pub struct MayBeSame {
    /// Its name.
    pub title: String,
    /// Its page: the public one, or that of the own unit's desk.
    pub href: String,
    /// `MH-2026-0001`.
    pub code: String,
    /// The unit that carries it.
    pub unit: String,
    /// Its province.
    pub place: String,
}

impl MayBeSame {
    /// How a model is shown.
    pub fn of(model: &Model) -> Self {
        Self {
            title: model.title.clone(),
            href: if model.is_public {
                paths::model(&model.slug)
            } else {
                paths::desk_model(model.code.as_str())
            },
            code: model.code.to_string(),
            unit: model.unit_name.clone(),
            place: model.province_name.clone(),
        }
    }
}

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

/// `models/consents.html`.
#[derive(Debug, Serialize)]
pub struct ConsentsPage {
    /// The model.
    pub head: ModelHead,
    /// What a person agrees to.
    pub text: &'static str,
    /// What was recorded.
    pub consents: Vec<ConsentLine>,
    /// What can be agreed to.
    pub purposes: Vec<FieldOption>,
    /// What was ticked.
    pub chosen: Vec<String>,
    /// What was typed.
    pub values: BTreeMap<String, String>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// Where the form goes.
    pub action: String,
    /// Today, as date inputs take it.
    pub today: String,
}

/// A recorded consent.
#[derive(Debug, Clone, Serialize)]
pub struct ConsentLine {
    /// Who.
    pub person: String,
    /// To what.
    pub purpose: &'static str,
    /// When.
    pub given_on: String,
    /// What proves it.
    pub proof: String,
    /// When it was withdrawn.
    pub withdrawn_on: Option<String>,
    /// Where it is withdrawn.
    pub withdraw_action: String,
}

impl ConsentLine {
    /// A consent of the model of a code.
    pub fn of(code: &str, consent: &Consent) -> Self {
        let page = paths::desk_model_part(code, CONSENTS);
        Self {
            person: consent.person.clone(),
            purpose: consent.purpose.label(),
            given_on: consent.given_on.to_string(),
            proof: consent.proof.clone(),
            withdrawn_on: consent
                .withdrawn_at
                .map(|at| When::on(in_vietnam(at).date_naive()).text),
            withdraw_action: format!("{page}/{}/rut", consent.id),
        }
    }
}

/// The last part of the address of the page of consents.
pub const CONSENTS: &str = "dong-y";
/// The last part of the address of the page of all answers.
pub const CHECK: &str = "kiem-tra";

/// The purposes as choices.
pub fn purposes() -> Vec<FieldOption> {
    let option = |purpose: &Purpose| FieldOption {
        value: purpose.as_str(),
        label: purpose.label(),
        hint: "",
    };
    consent::Purpose::ALL.iter().map(option).collect()
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

/// All answers of a model, with links for who may change them.
pub fn answers(model: &Model, can_edit: bool) -> Vec<AnswerRow> {
    let missing = registration_of(model).missing();
    let mut rows = Vec::new();
    for part in Part::ALL.iter().copied() {
        let href = can_edit.then(|| paths::desk_model_part(model.code.as_str(), part.as_str()));
        let mut add = |term: &str, text: String, lines: Vec<String>, missing: bool| {
            rows.push(AnswerRow {
                term: term.to_owned(),
                text,
                lines,
                href: href.clone(),
                missing,
            });
        };
        if let Some(content) = part.content() {
            let text = super::parts::content_of(model, content).to_owned();
            add(
                content.label(),
                text,
                Vec::new(),
                missing.contains(&content),
            );
        }
        match part {
            Part::Name => {
                add(
                    "Lĩnh vực",
                    model.sector.label().to_owned(),
                    Vec::new(),
                    false,
                );
                add("Loại", model.subject.label().to_owned(), Vec::new(), false);
                if !model.themes.is_empty() {
                    add("Chủ đề", model.themes.join(", "), Vec::new(), false);
                }
            }
            Part::Method if !model.story.steps.is_empty() => add(
                "Các bước thực hiện",
                String::new(),
                numbered(&model.story.steps),
                false,
            ),
            Part::Schedule => {
                if let Some(year) = model.year {
                    add("Năm bắt đầu", year.to_string(), Vec::new(), false);
                }
            }
            Part::Figures if !model.figures.is_empty() => add(
                "Số liệu",
                String::new(),
                model.figures.iter().map(figure_line).collect(),
                false,
            ),
            _ => {}
        }
    }
    rows
}

/// Steps with their numbers.
pub fn numbered(steps: &[String]) -> Vec<String> {
    (1..)
        .zip(steps)
        .map(|(number, step)| format!("{number}. {step}"))
        .collect()
}

/// A figure in one line, with its evidence or the word that it has none.
pub fn figure_line(figure: &Figure) -> String {
    let mut line = format!("{}: {}", figure.indicator, figure.value);
    if let Some(unit) = &figure.unit {
        line.push(' ');
        line.push_str(unit);
    }
    if let Some(period) = &figure.period {
        line.push_str(&format!(" ({period})"));
    }
    if let Some(baseline) = &figure.baseline {
        line.push_str(&format!("; trước đó: {baseline}"));
    }
    match &figure.evidence {
        Some(evidence) => line.push_str(&format!(". Minh chứng: {evidence}")),
        None => line.push_str(". Chưa nêu minh chứng"),
    }
    line
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
