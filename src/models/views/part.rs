//! The forms of a model: its beginning, and a part with what saving it answers.

use super::ModelHead;
use crate::access::Actor;
use crate::clock::{Moment, in_vietnam};
use crate::error::{AppError, FieldError, Result};
use crate::models::parts::{FieldOption, Part, PartField};
use crate::models::record::Model;
use crate::web::paths;
use serde::Serialize;
use std::collections::BTreeMap;

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
