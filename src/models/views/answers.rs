//! All answers of a model, and the models that may be the same.

use super::ModelHead;
use crate::error::FieldError;
use crate::models::figure::Figure;
use crate::models::parts::{Part, content_of, registration_of};
use crate::models::record::Model;
use crate::pages::parts::AnswerRow;
use crate::web::paths;
use serde::Serialize;

/// The last part of the address of the page of all answers.
pub const CHECK: &str = "kiem-tra";

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
            let text = content_of(model, content).to_owned();
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
