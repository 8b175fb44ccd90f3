//! Where models went.

use serde::Serialize;

use super::model::LineageNode;
use super::parts::Pagination;
use crate::pages::meta::Meta;
use crate::pages::parts::{Link, Stat, When};

/// `showcase/spread.html`.
#[derive(Clone, Debug, Serialize)]
pub struct SpreadPage {
    /// For machines.
    pub meta: Meta,
    /// Adoptions in numbers.
    pub numbers: Vec<Stat>,
    /// The models that went furthest, as trees.
    pub trees: Vec<SpreadTree>,
    /// Adoptions by province, the most first.
    pub by_province: Vec<Bar>,
    /// All adoptions, newest first, a page of them.
    pub adoptions: Vec<AdoptionRow>,
    /// Steps through them.
    pub pagination: Option<Pagination>,
}

/// A model and all derived from it.
#[derive(Clone, Debug, Serialize)]
pub struct SpreadTree {
    /// Name of the first model.
    pub title: String,
    /// How many units took it up, at any remove.
    pub count: u64,
    /// The first model.
    pub root: LineageNode,
}

/// A labelled bar.
#[derive(Clone, Debug, Serialize)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// Where it leads.
    pub href: Option<String>,
    /// Its number.
    pub value: u64,
    /// Its length in percent of the longest.
    pub percent: u8,
}

/// One adoption in the table.
#[derive(Clone, Debug, Serialize)]
pub struct AdoptionRow {
    /// `NR-2026-0001`.
    pub code: String,
    /// The model taken up.
    pub source: Link,
    /// Who carries it.
    pub source_unit: String,
    /// The adopter's own model.
    pub derived: Link,
    /// Who took it up, and where.
    pub adopter: String,
    /// Where.
    pub place: String,
    /// When it was registered.
    pub date: When,
    /// "Dự kiến", "Đang thực hiện", "Hoàn thành", "Đã dừng".
    pub state: String,
    /// Kind of badge: `info`, `ok`, `wait`, `plain`.
    pub state_kind: &'static str,
    /// What was adapted.
    pub adapted: Option<String>,
}
