//! What the pages of a model in the back office show.

mod answers;
mod consents;
mod files;
mod part;
mod tasks;

use super::model::ModelState;
use super::record::{Model, ModelScope};
use crate::access::{Action, Actor, allows};
use crate::web::paths;
use serde::Serialize;

pub use answers::{CHECK, CheckPage, MayBeSame, SamePage, answers, figure_line, numbered};
pub use consents::{CONSENTS, ConsentLine, ConsentsPage, purposes};
pub use files::{FileCard, FilesPage, PictureRef, files_part, size_in_words};
pub use part::{ChangedPage, Difference, NewPage, PartPage, SavedPart, UnitOption};
pub use tasks::{DerivedFrom, NominationLine, TasksPage, tasks};

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
