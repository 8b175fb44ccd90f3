//! Why a search of the catalogue answers as it does.

use serde::Serialize;

use super::browse::Kept;
use crate::pages::parts::Fact;

/// `admin/explain.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ExplainPage {
    /// Where the search box sends.
    pub search_href: &'static str,
    /// What is searched.
    pub q: String,
    /// Filters and order the search box carries along.
    pub kept: Vec<Kept>,
    /// What is explained; none before anything is searched or chosen.
    pub explained: Option<ExplainedSearch>,
}

/// A search that was explained.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainedSearch {
    /// The same search in the catalogue.
    pub catalogue_href: String,
    /// The words of it, without the filters written into it.
    pub words: String,
    /// What the search is narrowed to, beside it or within, and its order where that is not by words.
    pub filters: Vec<Fact>,
    /// Whether it is searched as it stands.
    pub is_literal: bool,
    /// The query as searched, if its spelling was mended.
    pub repaired: Option<String>,
    /// Phrases that must be there.
    pub phrases: Vec<String>,
    /// Words that must not be there.
    pub without: Vec<String>,
    /// What earns.
    pub groups: Vec<GroupView>,
    /// First results.
    pub results: Vec<ResultView>,
}

/// Choices of which a model earns the best.
#[derive(Clone, Debug, Serialize)]
pub struct GroupView {
    /// What it is, in words.
    pub kind: &'static str,
    /// The first choice's key: what was asked.
    pub key: String,
    /// Share of its weight that counts, in percent.
    pub counts: u32,
    /// What would do, as far as any model has it, and what was asked.
    pub choices: Vec<ChoiceView>,
    /// Synonyms that no model has.
    pub nowhere: Vec<String>,
}

/// One way to earn a group.
#[derive(Clone, Debug, Serialize)]
pub struct ChoiceView {
    /// The key, as people write it.
    pub key: String,
    /// Whether it is met with any marks.
    pub any_marks: bool,
    /// Its weight in percent.
    pub weight: u32,
    /// Models that hold it.
    pub models: u32,
    /// Whether the synonyms brought it in.
    pub is_synonym: bool,
}

/// A result and what it earned.
#[derive(Clone, Debug, Serialize)]
pub struct ResultView {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Its score.
    pub score: String,
    /// Share of the query that it holds, in percent.
    pub cover: u32,
    /// Whether it answers, or only comes near.
    pub is_full: bool,
    /// What earned it most: key and amount.
    pub earned: Vec<String>,
    /// What its likeness to the best answers added; none where that is nothing.
    pub likeness: Option<String>,
    /// The factor for being recognised and taken up; none where it is one.
    pub standing: Option<String>,
}
