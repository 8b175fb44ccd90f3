//! The text of a model as `models.story` and `models.source` keep it, in JSON: one shape for registered and compiled
//! models, so that pages, search and adoption read both alike. Every part may be empty.

use super::import::CompiledModel;
use crate::error::Result;
use serde::{Deserialize, Serialize};

/// What a model says about itself. Of the ten contents of a registration (`domain.md` 5.1) the name is the row's
/// `title`; the other nine are named here. Long texts have one paragraph a line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Story {
    /// Situation before, and reason (thực trạng, lý do xây dựng).
    pub problem: String,
    /// Objectives and criteria (mục tiêu, tiêu chí).
    pub objectives: String,
    /// Content and method (nội dung, cách thức thực hiện).
    pub approach: String,
    /// The method step by step, in order.
    pub steps: Vec<String>,
    /// Place and target group (địa bàn, đối tượng).
    pub place_and_target: String,
    /// Who leads, coordinates and takes part (lực lượng thực hiện).
    pub forces: String,
    /// Money, facilities, people, labour days (nguồn lực).
    pub resources: String,
    /// Start, milestones, evaluation (thời gian).
    pub schedule: String,
    /// Outputs that can be verified (sản phẩm, kết quả đầu ra).
    pub results: String,
    /// Ability to be kept and replicated; what another unit would need (khả năng duy trì, nhân rộng).
    pub conditions: String,
    /// Roles and bodies that took part, never private persons.
    pub actors: Vec<String>,
    /// Spread as the source of a compiled model tells it.
    pub replicated_by: String,
    /// A remark on the place, as when a model spans several provinces.
    pub place_note: String,
}

/// The page a compiled model was made from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Source {
    /// Its title; some are unknown.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its address, http or https.
    pub url: Option<String>,
    /// Its date as exactly as it is known: `2021`, `2021-08` or `2021-08-30`.
    pub date: Option<String>,
}

impl Story {
    /// The text of a compiled model.
    pub fn of_compiled(model: &CompiledModel) -> Self {
        let text = |part: &Option<String>| part.clone().unwrap_or_default();
        Self {
            problem: text(&model.problem),
            approach: model.approach.clone(),
            steps: model.replicability.steps.clone(),
            results: text(&model.results),
            conditions: text(&model.replicability.conditions),
            actors: model.actors.clone(),
            replicated_by: text(&model.replicated_by),
            place_note: text(&model.location_2025.note),
            ..Self::default()
        }
    }

    /// Its texts, without the lists: the steps and who took part.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let texts = [
            &self.problem,
            &self.objectives,
            &self.approach,
            &self.place_and_target,
            &self.forces,
            &self.resources,
            &self.schedule,
            &self.results,
            &self.conditions,
            &self.replicated_by,
            &self.place_note,
        ];
        texts.into_iter().map(String::as_str)
    }

    /// Reads what the row keeps. Err: `Internal`, it is no story.
    pub fn from_json(text: &str) -> Result<Self> {
        Ok(serde_json::from_str(text)?)
    }

    /// What the row keeps.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("strings and lists are always JSON")
    }
}

impl Source {
    /// The source of a compiled model.
    pub fn of_compiled(model: &CompiledModel) -> Self {
        Self {
            title: model.source_title.clone(),
            publisher: model.source_publisher.clone(),
            url: model.source_url.clone(),
            date: model.source_date.map(|date| date.to_string()),
        }
    }

    /// Reads what the row keeps. Err: `Internal`, it is no source.
    pub fn from_json(text: &str) -> Result<Self> {
        Ok(serde_json::from_str(text)?)
    }

    /// What the row keeps.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("strings are always JSON")
    }
}

/// The paragraphs of a long text.
pub fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}
