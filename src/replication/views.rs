//! What the pages of adoption show.

use crate::error::FieldError;
use crate::pages::parts::{Choice, TimelineItem};
use serde::Serialize;
use std::collections::BTreeMap;

/// The model an adoption leads from or to.
#[derive(Debug, Clone, Serialize)]
pub struct ModelLink {
    /// Its name.
    pub title: String,
    /// Its page, without the base path.
    pub href: String,
    /// Who carries it.
    pub unit: String,
    /// Its code.
    pub code: String,
}

/// `replication/adopt.html`: the form.
#[derive(Debug, Clone, Serialize)]
pub struct AdoptPage {
    /// The model taken up.
    pub source: ModelLink,
    /// Where the form goes, without the base path.
    pub action: String,
    /// The units the officer may take it up for.
    pub units: Vec<Choice>,
    /// What was typed.
    pub values: BTreeMap<String, String>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// The steps of the source, to look at while writing.
    pub steps: Vec<String>,
    /// What the source says it takes.
    pub conditions: Vec<String>,
}

/// `replication/list.html`: the adoptions of the person's units.
#[derive(Debug, Clone, Serialize)]
pub struct AdoptionsPage {
    /// Newest first.
    pub adoptions: Vec<AdoptionItem>,
}

/// An adoption in a list.
#[derive(Debug, Clone, Serialize)]
pub struct AdoptionItem {
    /// `NR-2026-0001`.
    pub code: String,
    /// Its page.
    pub href: String,
    /// The model taken up.
    pub source: ModelLink,
    /// The unit's own model.
    pub derived: ModelLink,
    /// In words.
    pub state: &'static str,
    /// Kind of badge.
    pub state_kind: &'static str,
    /// First day, ISO.
    pub started_on: String,
}

/// `replication/show.html`: one adoption, with what can be done.
#[derive(Debug, Clone, Serialize)]
pub struct AdoptionPage {
    /// The adoption.
    pub adoption: AdoptionItem,
    /// What is kept, in paragraphs.
    pub kept: Vec<String>,
    /// What is adapted and why, in paragraphs.
    pub adapted: Vec<String>,
    /// Who helped, in paragraphs.
    pub helped_by: Vec<String>,
    /// What happened so far; where it was stopped, why.
    pub timeline: Vec<TimelineItem>,
    /// Whether the person may note that it is carried out.
    pub may_begin: bool,
    /// Whether the person may end it.
    pub may_end: bool,
    /// The last day on which it can have begun, ISO.
    pub today: String,
    /// What was typed.
    pub values: BTreeMap<String, String>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}
