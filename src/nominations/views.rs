//! What the unit's pages of a nomination show.

use super::completeness::Missing;
use super::dossier::Dossier;
use super::model::NominationState;
use super::record::Nomination;
use crate::access::{Action, Actor, allows};
use crate::error::FieldError;
use crate::models::attachment::AttachmentRole;
use crate::models::parts::content_in;
use crate::models::registration::Content;
use crate::models::views::{
    FileCard, NominationLine, PictureRef, figure_line, numbered, size_in_words,
};
use crate::pages::parts::{AnswerRow, Choice, TimelineItem, When};
use crate::web::paths;
use serde::Serialize;
use std::collections::BTreeMap;

/// The badge of a state.
pub const fn state_kind(state: NominationState) -> &'static str {
    match state {
        NominationState::Draft | NominationState::AwaitingLeader => "wait",
        NominationState::Submitted
        | NominationState::Accepted
        | NominationState::InScoring
        | NominationState::Scored
        | NominationState::InConsultation => "info",
        NominationState::Returned => "warn",
        NominationState::Recognised => "gold",
        NominationState::NotRecognised => "plain",
        NominationState::Withdrawn => "stop",
    }
}

impl NominationLine {
    /// A nomination in a line.
    pub fn of(nomination: &Nomination) -> Self {
        Self {
            code: nomination.code.to_string(),
            href: paths::nomination(nomination.code.as_str()),
            campaign: nomination.campaign_name.clone(),
            state: nomination.state.label(),
            state_kind: state_kind(nomination.state),
        }
    }
}

/// The head of every page of a nomination.
#[derive(Debug, Clone, Serialize)]
pub struct NominationHead {
    /// Its code.
    pub code: String,
    /// The model's name.
    pub title: String,
    /// The campaign's name.
    pub campaign: String,
    /// Where it stands, in words.
    pub state: &'static str,
    /// The badge of that.
    pub state_kind: &'static str,
    /// Its page.
    pub href: String,
    /// The model's page in the back office.
    pub model_href: String,
    /// What forms send back as `version`.
    pub version: i64,
}

impl NominationHead {
    /// The head.
    pub fn of(nomination: &Nomination) -> Self {
        Self {
            code: nomination.code.to_string(),
            title: nomination.model_title.clone(),
            campaign: nomination.campaign_name.clone(),
            state: nomination.state.label(),
            state_kind: state_kind(nomination.state),
            href: paths::nomination(nomination.code.as_str()),
            model_href: paths::desk_model(&nomination.model_code),
            version: nomination.version,
        }
    }
}

/// A step on the way of a nomination.
#[derive(Debug, Clone, Serialize)]
pub struct WayStep {
    /// What it is.
    pub label: &'static str,
    /// `done`, `now` or `todo`.
    pub state: &'static str,
}

/// The way of a nomination, and how far it has come.
pub fn way(state: NominationState) -> Vec<WayStep> {
    const LABELS: [&str; 6] = [
        "Soạn hồ sơ",
        "Lãnh đạo gửi",
        "Tiếp nhận",
        "Chấm điểm",
        "Hội đồng xét",
        "Quyết định",
    ];
    let at = match state {
        NominationState::Draft | NominationState::Returned => 0,
        NominationState::AwaitingLeader => 1,
        NominationState::Submitted => 2,
        NominationState::Accepted | NominationState::InScoring => 3,
        NominationState::Scored | NominationState::InConsultation => 4,
        NominationState::Recognised | NominationState::NotRecognised => LABELS.len(),
        NominationState::Withdrawn => return Vec::new(),
    };
    LABELS
        .into_iter()
        .enumerate()
        .map(|(place, label)| WayStep {
            label,
            state: match place.cmp(&at) {
                std::cmp::Ordering::Less => "done",
                std::cmp::Ordering::Equal => "now",
                std::cmp::Ordering::Greater => "todo",
            },
        })
        .collect()
}

/// What the person may do with the nomination now.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Allowed {
    /// Change the letter and the model.
    pub edit: bool,
    /// Hand it to the leader.
    pub hand_on: bool,
    /// Send it.
    pub send: bool,
    /// Give it back to the officer.
    pub hand_back: bool,
    /// Take it back.
    pub withdraw: bool,
}

impl Allowed {
    /// What this actor may do; what is missing or the calendar may still stand in the way.
    pub fn of(actor: &Actor, nomination: &Nomination) -> Self {
        let may = |action| allows(actor, action, &nomination.facts());
        let state = nomination.state;
        let waits = state == NominationState::AwaitingLeader;
        Self {
            edit: may(Action::DraftNomination) && state.is_editable(),
            hand_on: may(Action::DraftNomination) && state == NominationState::Draft,
            send: may(Action::SendNomination) && (waits || state == NominationState::Returned),
            hand_back: may(Action::SendNomination) && waits,
            withdraw: may(Action::WithdrawNomination) && state.is_open(),
        }
    }
}

/// `nominations/show.html`.
#[derive(Debug, Serialize)]
pub struct NominationPage {
    /// The nomination.
    pub head: NominationHead,
    /// The way and how far it has come; empty once withdrawn.
    pub way: Vec<WayStep>,
    /// What happens next, in a sentence.
    pub next: String,
    /// Until when it may be sent.
    pub deadline: String,
    /// Whether it may be sent now, by the calendar.
    pub is_open: bool,
    /// What is missing and required; empty when it is on its way.
    pub missing: Vec<Missing>,
    /// What would help.
    pub advised: Vec<Missing>,
    /// What the person may do.
    pub allowed: Allowed,
    /// The latest reasons for which it went back, while it is being completed.
    pub reasons: Option<Reason>,
    /// The letter.
    pub letter: Vec<String>,
    /// What was sent, the last one first.
    pub sent: Vec<SentLine>,
    /// Where the decision is read, once there is one.
    pub decision_href: Option<String>,
    /// What happened, the first thing first.
    pub timeline: Vec<TimelineItem>,
    /// What was typed into the remark.
    pub values: BTreeMap<String, String>,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
}

/// Why a nomination went back.
#[derive(Debug, Clone, Serialize)]
pub struct Reason {
    /// Who gave it back.
    pub from: &'static str,
    /// When.
    pub when: String,
    /// Why.
    pub lines: Vec<String>,
}

/// A submission in a line.
#[derive(Debug, Clone, Serialize)]
pub struct SentLine {
    /// Which.
    pub number: i32,
    /// When.
    pub when: String,
    /// Where it is read.
    pub href: String,
}

/// `nominations/new.html`.
#[derive(Debug, Serialize)]
pub struct NewPage {
    /// The models that can be nominated.
    pub models: Vec<Choice>,
    /// The campaigns that take nominations of the unit.
    pub campaigns: Vec<Choice>,
    /// What was typed, or came with the address.
    pub values: BTreeMap<String, String>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// `nominations/letter.html`.
#[derive(Debug, Serialize)]
pub struct LetterPage {
    /// The nomination.
    pub head: NominationHead,
    /// What is stored, or was typed.
    pub values: BTreeMap<String, String>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// What the form must send back as `seen`.
    pub seen: String,
    /// Where the form goes.
    pub action: String,
    /// Most characters.
    pub max_chars: usize,
}

/// `nominations/letter_changed.html`: both versions of a letter that someone else changed meanwhile.
#[derive(Debug, Serialize)]
pub struct LetterChangedPage {
    /// The nomination.
    pub head: NominationHead,
    /// What stands.
    pub standing: String,
    /// What was typed.
    pub typed: String,
    /// What the form must send back as `seen` to put the typed letter in place of the other.
    pub seen: String,
    /// Where the form goes.
    pub action: String,
}

/// `nominations/dossier.html`.
#[derive(Debug, Serialize)]
pub struct DossierPage {
    /// The nomination.
    pub head: NominationHead,
    /// The dossier.
    pub dossier: DossierView,
}

/// A dossier as pages show it (`components/nominations_dossier.html`).
#[derive(Debug, Clone, Serialize)]
pub struct DossierView {
    /// The nomination's code.
    pub code: String,
    /// The model's name.
    pub title: String,
    /// The unit that sends it.
    pub unit_name: String,
    /// The campaign.
    pub campaign_name: String,
    /// Which submission it is.
    pub number: Option<i32>,
    /// When it was sent.
    pub sent_at: Option<When>,
    /// The paragraphs of the letter.
    pub letter: Vec<String>,
    /// What it says, content by content.
    pub answers: Vec<AnswerRow>,
    /// Its photos.
    pub photos: Vec<FileCard>,
    /// Its evidence.
    pub evidence: Vec<FileCard>,
}

impl DossierView {
    /// The dossier for a page.
    pub fn of(dossier: &Dossier) -> Self {
        let files = |role: AttachmentRole| {
            dossier
                .files
                .iter()
                .filter(|file| file.role == role)
                .map(|file| FileCard {
                    caption: file.caption.clone(),
                    name: file.name.clone(),
                    size: size_in_words(file.size_bytes),
                    taken_on: file.taken_on.map(|day| day.to_string()),
                    href: paths::model_file(&dossier.model_code, file.id.as_str()),
                    detach_action: String::new(),
                    pictures: file
                        .renditions
                        .iter()
                        .map(|rendition| PictureRef {
                            href: paths::rendition(&rendition.sha256),
                            width: rendition.width_px,
                            height: rendition.height_px,
                        })
                        .collect(),
                })
                .collect()
        };
        Self {
            code: dossier.code.clone(),
            title: dossier.title.clone(),
            unit_name: dossier.unit_name.clone(),
            campaign_name: dossier.campaign_name.clone(),
            number: dossier.number,
            sent_at: dossier.sent_at.map(When::at),
            letter: paragraphs(&dossier.cover_letter),
            answers: answers(dossier),
            photos: files(AttachmentRole::Photo),
            evidence: files(AttachmentRole::Evidence),
        }
    }
}

fn answers(dossier: &Dossier) -> Vec<AnswerRow> {
    let row = |term: &str, text: String, lines: Vec<String>| AnswerRow {
        term: term.to_owned(),
        missing: text.is_empty() && lines.is_empty(),
        text,
        lines,
        href: None,
    };
    let mut rows = vec![
        row("Lĩnh vực", dossier.sector.label().to_owned(), Vec::new()),
        row("Loại", dossier.subject.label().to_owned(), Vec::new()),
        row("Nơi thực hiện", dossier.place.clone(), Vec::new()),
        row("Chủ đề", dossier.themes.join(", "), Vec::new()),
    ];
    for content in Content::ALL.into_iter().skip(1) {
        let text = content_in(&dossier.title, &dossier.story, content);
        rows.push(row(content.label(), text.to_owned(), Vec::new()));
        match content {
            Content::Method => rows.push(row(
                "Các bước thực hiện",
                String::new(),
                numbered(&dossier.story.steps),
            )),
            Content::Schedule => {
                let year = dossier.year.map(|year| year.to_string());
                rows.push(row("Năm bắt đầu", year.unwrap_or_default(), Vec::new()));
            }
            Content::Outputs => rows.push(row(
                "Số liệu",
                String::new(),
                dossier.figures.iter().map(figure_line).collect(),
            )),
            _ => {}
        }
    }
    // What nobody was obliged to write is left out where it is missing; the ten contents stay, marked as missing.
    let optional = [
        "Nơi thực hiện",
        "Chủ đề",
        "Các bước thực hiện",
        "Năm bắt đầu",
        "Số liệu",
    ];
    rows.retain(|row| !row.missing || !optional.contains(&row.term.as_str()));
    rows
}

/// The paragraphs of a text.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// `office/desk.html`: the desk of an officer or a leader.
#[derive(Debug, Serialize)]
pub struct DeskPage {
    /// The units the person works for.
    pub units: Vec<String>,
    /// Whether the person writes for a unit.
    pub is_officer: bool,
    /// What waits for this person.
    pub todo: Vec<DeskTask>,
    /// The units' models.
    pub models: Vec<DeskModel>,
    /// The units' nominations.
    pub nominations: Vec<DeskNomination>,
    /// The campaigns that take nominations now.
    pub campaigns: Vec<DeskCampaign>,
}

/// Something that waits for a person.
#[derive(Debug, Clone, Serialize)]
pub struct DeskTask {
    /// What to do.
    pub label: String,
    /// Where.
    pub href: String,
    /// More about it.
    pub hint: String,
}

/// A model on the desk.
#[derive(Debug, Clone, Serialize)]
pub struct DeskModel {
    /// Its code.
    pub code: String,
    /// Its name.
    pub title: String,
    /// Its page.
    pub href: String,
    /// How it fares.
    pub state: &'static str,
    /// The badge of that.
    pub state_kind: &'static str,
    /// What is missing, in words; empty when nothing is.
    pub missing: String,
}

/// A nomination on the desk.
#[derive(Debug, Clone, Serialize)]
pub struct DeskNomination {
    /// Its code.
    pub code: String,
    /// The model's name.
    pub title: String,
    /// Its page.
    pub href: String,
    /// The campaign.
    pub campaign: String,
    /// Where it stands.
    pub state: &'static str,
    /// The badge of that.
    pub state_kind: &'static str,
    /// When it last changed.
    pub updated_at: When,
}

/// A campaign on the desk.
#[derive(Debug, Clone, Serialize)]
pub struct DeskCampaign {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// The last day on which it takes nominations.
    pub until: String,
    /// How many days are left, today included.
    pub days_left: i64,
}
