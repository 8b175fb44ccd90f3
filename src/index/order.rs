//! The order of results, and the page that is wanted of them.

use std::cmp::{Ordering, Reverse};

use tantivy::DocId;

use super::columns::Columns;
use super::error::{Doing, IndexError};
use super::first::First;
use super::search::{Query, Sort};
use super::snapshot::Snapshot;

/// The deepest place in a list that can be asked for.
const DEEPEST: usize = 10_000;
/// Models on one page at most.
const LONGEST_PAGE: usize = 1_000;

/// A model that answers and passes all filters.
#[derive(Clone, Copy)]
pub(super) struct Hit {
    pub segment: usize,
    pub doc: DocId,
    pub is_full: bool,
    pub score: f32,
}

/// What comes first: what answers before what only comes near, then by the sort, then by the id.
pub(super) struct Order<'a> {
    snapshot: &'a Snapshot,
    sort: Sort,
    /// The places of the page among all hits.
    start: usize,
    end: usize,
}

impl<'a> Order<'a> {
    /// Where `everything` is asked for, relevance says nothing: the newest come first.
    pub fn of(snapshot: &'a Snapshot, query: &Query, everything: bool) -> Order<'a> {
        let start = query.offset.min(DEEPEST);
        Order {
            snapshot,
            sort: match query.sort {
                Sort::Relevance if everything => Sort::Newest,
                sort => sort,
            },
            start,
            end: start + query.limit.min(LONGEST_PAGE),
        }
    }

    /// Takes the hits of one segment or a part of it, and keeps those that may stand on the page.
    pub fn first(&self) -> First<Hit, impl Fn(&Hit, &Hit) -> Ordering> {
        First::new(self.end, |left: &Hit, right: &Hit| {
            self.compare(left, right)
        })
    }

    /// The hits on the page, in order, of those that came first in each segment.
    pub fn page(&self, mut hits: Vec<Hit>) -> Result<Vec<Hit>, IndexError> {
        if self.sort == Sort::Title {
            hits = self.by_title(hits)?;
        } else {
            hits.sort_unstable_by(|left, right| self.compare(left, right));
        }
        let end = self.end.min(hits.len());
        Ok(hits.get(self.start..end).unwrap_or_default().to_vec())
    }

    fn columns(&self, hit: &Hit) -> &'a Columns {
        &self.snapshot.segments[hit.segment].columns
    }

    /// Titles are compared by their rank, which says something within a segment only.
    fn compare(&self, left: &Hit, right: &Hit) -> Ordering {
        let newest = |hit: &Hit| Reverse(self.columns(hit).published_at_us[hit.doc as usize]);
        let by_sort = || match self.sort {
            Sort::Relevance => right.score.total_cmp(&left.score),
            Sort::Newest => newest(left).cmp(&newest(right)),
            Sort::MostAdopted => {
                let key = |hit: &Hit| {
                    let adoptions = self.columns(hit).adoptions[hit.doc as usize];
                    (Reverse(adoptions), newest(hit))
                };
                key(left).cmp(&key(right))
            }
            Sort::Title => {
                let rank = |hit: &Hit| self.columns(hit).title_ranks[hit.doc as usize];
                rank(left).cmp(&rank(right))
            }
        };
        full_first(left, right)
            .then_with(by_sort)
            .then_with(|| self.tie(left, right))
    }

    fn tie(&self, left: &Hit, right: &Hit) -> Ordering {
        let tie = |hit: &Hit| self.columns(hit).tie(hit.doc);
        tie(left).cmp(&tie(right))
    }

    /// Across segments whole titles are compared.
    fn by_title(&self, hits: Vec<Hit>) -> Result<Vec<Hit>, IndexError> {
        let mut keyed = Vec::with_capacity(hits.len());
        for hit in hits {
            let key = self.columns(&hit).title_key(hit.doc);
            let key = key.doing("reading a title")?;
            keyed.push((key, hit));
        }
        keyed.sort_unstable_by(|(one, left), (other, right)| {
            full_first(left, right)
                .then_with(|| one.cmp(other))
                .then_with(|| self.tie(left, right))
        });
        Ok(keyed.into_iter().map(|(_, hit)| hit).collect())
    }
}

fn full_first(left: &Hit, right: &Hit) -> Ordering {
    right.is_full.cmp(&left.is_full)
}
