//! Ranking: which models answer a plan, and how well.
//!
//! [`super::fuse`] makes one ranking of this and of what other rankers give.
//! The one here is BM25 over the combined field, with the best choice of each group. It walks the
//! postings itself rather than building a query tree: the tree cannot say that a model must hold a
//! certain share of what the query weighs, cannot count facets in the same pass, and fixes k1 and b.

use tantivy::DocId;

use super::error::IndexError;
use super::held::Held;
use super::parallel::Part;
use super::plan::{Choice, Plan};
use super::ranking::{Ranking, Scored};
use super::segment::Segment;
use super::snapshot::Snapshot;
use super::walk::Walk;
use super::weighed::Weighing;

/// Share of what is known of the query that a model must hold to come into question, if any model does.
const LEAST_COVER: f32 = 0.3;

/// A way to rank that walks the segments.
pub(super) trait SegmentRanker: Send + Sync {
    /// The living models that answer.
    fn rank(&self, snapshot: &Snapshot, plan: &Plan) -> Result<Ranking, IndexError>;
}

/// BM25 over the words themselves.
pub(super) struct TextRanker;

impl SegmentRanker for TextRanker {
    fn rank(&self, snapshot: &Snapshot, plan: &Plan) -> Result<Ranking, IndexError> {
        if plan.everything {
            let mut everything = Ranking::default();
            for (number, segment) in snapshot.segments.iter().enumerate() {
                let scored = |doc| Scored {
                    doc,
                    score: 0.0,
                    cover: 1.0,
                };
                everything.add(number, segment.living().map(scored));
            }
            return Ok(everything);
        }
        let Weighing { groups, unknown } = Weighing::of(snapshot, plan)?;
        let total: f32 = groups.iter().map(|group| group.mass).sum();
        if total <= 0.0 {
            return Ok(Ranking::default());
        }
        let asked = total + unknown;
        let walk = |least: f32| -> Result<Ranking, IndexError> {
            let mut ranking = Ranking::default();
            let parts = snapshot.each_part(snapshot.count(), |part| {
                Walk::over(part, snapshot, &groups)?.rank(total, asked, least)
            })?;
            for (_, part) in parts {
                ranking.append(part);
            }
            Ok(ranking)
        };
        let ranking = walk(LEAST_COVER)?;
        // A long text of which every model holds little is answered by those that hold most.
        if ranking.is_empty() {
            walk(0.0)
        } else {
            Ok(ranking)
        }
    }
}

/// What each group of a plan earns one model, in the order of the plan.
pub(super) fn earned_by(
    number: usize,
    doc: DocId,
    snapshot: &Snapshot,
    plan: &Plan,
) -> Result<Vec<f32>, IndexError> {
    let alone = Part {
        number,
        segment: &snapshot.segments[number],
        docs: doc..doc + 1,
    };
    let mut earned = Vec::with_capacity(plan.groups.len());
    for group in &plan.groups {
        let plan = Plan {
            groups: vec![group.clone()],
            ..Plan::default()
        };
        let weighing = Weighing::of(snapshot, &plan)?;
        earned.push(Walk::over(&alone, snapshot, &weighing.groups)?.first()?);
    }
    Ok(earned)
}

/// Calls `seen` with each document of a segment that holds a choice: all of its keys.
pub(super) fn for_each_holder(
    segment: &Segment,
    choice: &Choice,
    mut seen: impl FnMut(DocId),
) -> Result<(), IndexError> {
    let docs = 0..segment.reader.max_doc();
    if let Some(mut held) = Held::of(segment, choice)? {
        held.within(&docs, |doc, _| seen(doc));
    }
    Ok(())
}
