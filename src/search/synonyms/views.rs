//! What the administrator's pages of synonyms show.

use super::usecases::Preview;
use crate::error::FieldError;
use crate::index::Relation;
use serde::Serialize;
use std::collections::BTreeMap;

/// A choice in a form.
#[derive(Debug, Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: &'static str,
    /// What people read.
    pub label: &'static str,
}

/// `admin/synonyms.html`: every rule that holds or is put aside.
#[derive(Debug, Serialize)]
pub struct SynonymsPage {
    /// What is looked for among the rules.
    pub q: String,
    /// How many rules there are.
    pub all: usize,
    /// Those that are looked for, in Vietnamese order of their words.
    pub rules: Vec<RuleLine>,
    /// How many of all an administrator changed.
    pub changed: usize,
    /// What relations there are.
    pub relations: Vec<Choice>,
}

/// A rule in the list.
#[derive(Debug, Serialize)]
pub struct RuleLine {
    /// The words.
    pub words: String,
    /// How they are related, in a word or two.
    pub relation: &'static str,
    /// What finds them too.
    pub also: String,
    /// Its weight.
    pub percent: u8,
    /// What an administrator did with it; none of a rule that stands as the program has it.
    pub done: Option<&'static str>,
    /// Address of its page.
    pub href: String,
    /// Address of its history, where an administrator ever changed it.
    pub history_href: Option<String>,
}

/// `admin/synonym.html`: one rule, with what it would change.
#[derive(Debug, Serialize)]
pub struct SynonymPage {
    /// What was typed, or stands.
    pub typed: BTreeMap<String, String>,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
    /// Relations to choose from.
    pub relations: Vec<Choice>,
    /// Whether a row of an administrator holds, which can be put aside.
    pub is_row: bool,
    /// Address of its history, where an administrator ever changed it.
    pub history_href: Option<String>,
    /// What a search would find.
    pub preview: Option<PreviewView>,
}

/// A search before and after.
#[derive(Debug, Serialize)]
pub struct PreviewView {
    /// What is searched.
    pub query: String,
    /// Whether the rule would hold; else it would be put aside.
    pub is_active: bool,
    /// What it finds now.
    pub before: SideView,
    /// What it would find.
    pub after: SideView,
}

/// One side of a comparison.
#[derive(Debug, Serialize)]
pub struct SideView {
    /// Models that answer.
    pub total: usize,
    /// The first of them; whether each is on this side only.
    pub titles: Vec<(String, bool)>,
}

impl PreviewView {
    pub(super) fn of(preview: Preview) -> Self {
        let side = |own: &[String], total: usize, other: &[String]| SideView {
            total,
            titles: own
                .iter()
                .map(|title| (title.clone(), !other.contains(title)))
                .collect(),
        };
        let (before, after) = (&preview.before, &preview.after);
        Self {
            before: side(&before.titles, before.total, &after.titles),
            after: side(&after.titles, after.total, &before.titles),
            query: preview.query,
            is_active: preview.is_active,
        }
    }
}

/// How the relations are called.
pub(super) fn relations() -> Vec<Choice> {
    let choice = |relation: Relation| Choice {
        value: relation.sign(),
        label: label(relation),
    };
    Relation::ALL.into_iter().map(choice).collect()
}

/// What a relation is called, without what it does.
pub(super) fn name(relation: Relation) -> &'static str {
    let label = label(relation);
    label.split_once(':').map_or(label, |(name, _)| name)
}

/// What a relation is called, and what it does.
pub(super) const fn label(relation: Relation) -> &'static str {
    match relation {
        Relation::Same => "Cùng nghĩa: mỗi từ tìm ra các từ kia",
        Relation::Wider => "Bao gồm: từ này tìm ra các từ bên cạnh, không ngược lại",
        Relation::Filler => "Từ đệm của câu hỏi: được tính nhẹ đi",
    }
}
