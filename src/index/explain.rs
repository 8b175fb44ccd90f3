//! Why a search answers as it does, for administrators.

use super::answers::Answers;
use super::document::Layer;
use super::error::{Doing, IndexError};
use super::plan::{Group, Kind};
use super::rank::{SegmentRanker, earned_by};
use super::search::{Query, first_of, standing};
use super::snapshot::Snapshot;
use super::synonyms::Synonyms;

/// A query as it was understood, and what its first results earned.
#[derive(Clone, Debug, Default)]
pub struct Explained {
    /// The query as searched, if its spelling was mended.
    pub repaired: Option<String>,
    /// Phrases that must be there.
    pub phrases: Vec<String>,
    /// Words that must not be there.
    pub without: Vec<String>,
    /// What earns, in the order of the query.
    pub groups: Vec<ExplainedGroup>,
    /// The first results that pass the filters, in the order of the query.
    pub results: Vec<ExplainedResult>,
}

/// Choices of which a model earns the best.
#[derive(Clone, Debug)]
pub struct ExplainedGroup {
    /// `syllable`, `pair` or `place`.
    pub kind: &'static str,
    /// Share of its weight that counts, 0 to 1.
    pub counts: f32,
    /// What would do.
    pub choices: Vec<ExplainedChoice>,
}

/// One way to earn a group.
#[derive(Clone, Debug)]
pub struct ExplainedChoice {
    /// The key: a syllable or a pair as the index writes it, tones at the end (`hoa~f`).
    pub key: String,
    /// Whether it is met with any marks.
    pub any_marks: bool,
    /// Its weight, 0 to 1.
    pub weight: f32,
    /// How many models hold it (the rarest of its parts).
    pub models: u32,
    /// Whether the synonyms brought it in.
    pub is_synonym: bool,
}

/// A result and what it earned.
#[derive(Clone, Debug)]
pub struct ExplainedResult {
    /// The model's id.
    pub id: String,
    /// What it scored by its words and themes.
    pub score: f32,
    /// The factor by which being recognised and taken up raises that, 1.0 to 1.1.
    pub standing: f32,
    /// Share of the query that it holds, 0 to 1.
    pub cover: f32,
    /// Whether it answers, or only comes near.
    pub is_full: bool,
    /// What each group earned it, in the order of [`Explained::groups`].
    pub earned: Vec<f32>,
    /// What its likeness to the best answers added to that, in its themes and its title.
    pub likeness: f32,
}

/// Explains the first `limit` results of a query, which are those that the search itself gives.
pub(super) fn explain(
    snapshot: &Snapshot,
    ranker: &dyn SegmentRanker,
    synonyms: &Synonyms,
    query: &Query,
    limit: usize,
) -> Result<Explained, IndexError> {
    let answers = Answers::of(snapshot, ranker, synonyms, query)?;
    let wanted = Query {
        offset: 0,
        limit,
        ..query.clone()
    };
    let first = first_of(snapshot, &wanted, &answers)?;
    let Answers {
        asked,
        plan,
        repaired,
        tiers,
        ..
    } = answers;

    let mut results = Vec::with_capacity(first.len());
    for (number, scored) in first {
        let segment = &snapshot.segments[number];
        let earned = earned_by(number, scored.doc, snapshot, &plan)?;
        let sum: f32 = earned.iter().sum();
        results.push(ExplainedResult {
            id: segment.columns.id(scored.doc).doing("reading an id")?,
            score: scored.score,
            standing: standing(&segment.columns, scored.doc),
            cover: scored.cover,
            is_full: tiers.is_full(&scored),
            likeness: scored.score - sum,
            earned,
        });
    }
    Ok(Explained {
        groups: plan
            .groups
            .iter()
            .map(|group| explained(group, snapshot))
            .collect::<Result<_, IndexError>>()?,
        repaired,
        phrases: asked.phrases,
        without: asked.without,
        results,
    })
}

fn explained(group: &Group, snapshot: &Snapshot) -> Result<ExplainedGroup, IndexError> {
    let mut choices = Vec::with_capacity(group.choices.len());
    for choice in &group.choices {
        choices.push(ExplainedChoice {
            key: choice.keys().collect::<Vec<_>>().join(" + "),
            any_marks: matches!(choice.layer, Layer::Folded | Layer::FoldedPair),
            weight: choice.weight,
            models: snapshot.holders(choice)?,
            is_synonym: choice.beside && group.kind != Kind::Place,
        });
    }
    Ok(ExplainedGroup {
        kind: match group.kind {
            Kind::Syllable => "syllable",
            Kind::Bonus => "pair",
            Kind::Place => "place",
        },
        counts: group.counts,
        choices,
    })
}
