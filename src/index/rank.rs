//! Ranking: which models answer a plan, and how well.
//!
//! [`Ranker`] is the door for other ways of ranking (a second one could be fused by reciprocal rank).
//! The one here is BM25 over the combined field, with the best choice of each group. It walks the
//! postings itself rather than building a query tree: the tree cannot say that a model must hold a
//! certain share of what the query weighs, cannot count facets in the same pass, and fixes k1 and b.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocId, DocSet, TERMINATED};

use super::document::{Layer, WordFields};
use super::error::{Doing, IndexError};
use super::plan::{Group, Kind, Plan};
use super::snapshot::{Scope, Segment, Snapshot};

/// How quickly repetition stops to count (BM25's k1), and how much length matters (its b).
const K1: f32 = 1.2;
const B: f32 = 0.4;
/// Share of the query's weight that a model must hold to come into question, if any model does.
const LEAST_COVER: f32 = 0.3;

/// A model that answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scored {
    pub doc: DocId,
    /// Higher is better; comparable within one ranking only.
    pub score: f32,
    /// Share of the query that the model holds, 0 to 1, rare words weighing more.
    pub cover: f32,
}

/// A way to rank.
pub(super) trait Ranker: Send + Sync {
    /// The living models of the scope that answer, for each segment in order of document.
    fn rank(
        &self,
        snapshot: &Snapshot,
        plan: &Plan,
        scope: Scope,
    ) -> Result<Vec<Vec<Scored>>, IndexError>;
}

/// BM25 over the words themselves.
pub(super) struct TextRanker;

impl Ranker for TextRanker {
    fn rank(
        &self,
        snapshot: &Snapshot,
        plan: &Plan,
        scope: Scope,
    ) -> Result<Vec<Vec<Scored>>, IndexError> {
        if plan.everything {
            let everything = |segment: &Segment| {
                segment
                    .visible(scope)
                    .map(|doc| Scored {
                        doc,
                        score: 0.0,
                        cover: 1.0,
                    })
                    .collect()
            };
            return Ok(snapshot.segments.iter().map(everything).collect());
        }
        let weighed = Weighed::groups(snapshot, plan, scope)?;
        let total: f32 = weighed.iter().map(|group| group.mass).sum();
        if total <= 0.0 {
            return Ok(snapshot.segments.iter().map(|_| Vec::new()).collect());
        }
        let walk = |least: f32| -> Result<Vec<Vec<Scored>>, IndexError> {
            let walk = |segment| Walk::over(segment, snapshot, scope).rank(&weighed, total, least);
            snapshot.segments.iter().map(walk).collect()
        };
        let ranked = walk(LEAST_COVER)?;
        // A long text of which every model holds little is answered by those that hold most.
        if ranked.iter().all(Vec::is_empty) {
            walk(0.0)
        } else {
            Ok(ranked)
        }
    }
}

/// A choice with what it earns.
struct WeighedChoice<'a> {
    layer: Layer,
    key: &'a str,
    /// Weight of the choice × its inverse document frequency × (k1 + 1).
    gain: f32,
    /// What holding it covers of the query.
    mass: f32,
    mean_length: f32,
}

/// A group with what its choices earn, and how much of the query it is.
struct Weighed<'a> {
    choices: Vec<WeighedChoice<'a>>,
    /// What holding its best choice covers; 0 for a bonus.
    mass: f32,
}

impl<'a> Weighed<'a> {
    /// The groups that occur at all: syllables first, the rarest before the common, then bonuses.
    fn groups(
        snapshot: &Snapshot,
        plan: &'a Plan,
        scope: Scope,
    ) -> Result<Vec<Weighed<'a>>, IndexError> {
        let count = snapshot.count(scope);
        let mut mean_lengths = [0.0; 4];
        for layer in Layer::ALL {
            mean_lengths[layer as usize] = snapshot.mean_length(scope, layer)?.max(1.0);
        }
        let mut groups = Vec::with_capacity(plan.groups.len());
        for Group { kind, choices } in &plan.groups {
            let mut group = Weighed {
                choices: Vec::with_capacity(choices.len()),
                mass: 0.0,
            };
            let mut heaviest = 1.0;
            for choice in choices {
                let doc_freq = snapshot.doc_freq(scope, choice.layer, &choice.key)? as f32;
                if doc_freq == 0.0 {
                    continue;
                }
                let rarity = (1.0 + (count - doc_freq + 0.5).max(0.0) / (doc_freq + 0.5)).ln();
                if *kind == Kind::Syllable && group.choices.is_empty() {
                    group.mass = rarity;
                    heaviest = choice.weight;
                }
                group.choices.push(WeighedChoice {
                    layer: choice.layer,
                    key: &choice.key,
                    gain: choice.weight * rarity * (K1 + 1.0),
                    mass: group.mass * (choice.weight / heaviest).min(1.0),
                    mean_length: mean_lengths[choice.layer as usize],
                });
            }
            if !group.choices.is_empty() {
                groups.push(group);
            }
        }
        groups.sort_by(|left, right| right.mass.total_cmp(&left.mass));
        Ok(groups)
    }
}

/// What a model has earned so far.
#[derive(Clone, Copy, Default)]
struct Cell {
    score: f32,
    cover: f32,
    /// What the best choice of the group at hand earned and covered, and which group that is (from 1).
    best: f32,
    covered: f32,
    group: u32,
}

impl Cell {
    /// Of a group, only the choice that earns most counts, and the one that covers most.
    fn earn(&mut self, group: u32, gain: f32, mass: f32) {
        if self.group != group {
            (self.group, self.best, self.covered) = (group, 0.0, 0.0);
        }
        if gain > self.best {
            self.score += gain - self.best;
            self.best = gain;
        }
        if mass > self.covered {
            self.cover += mass - self.covered;
            self.covered = mass;
        }
    }
}

/// One pass over a segment.
struct Walk<'a> {
    segment: &'a Segment,
    snapshot: &'a Snapshot,
    scope: Scope,
    cells: Vec<Cell>,
}

impl<'a> Walk<'a> {
    fn over(segment: &'a Segment, snapshot: &'a Snapshot, scope: Scope) -> Walk<'a> {
        Walk {
            segment,
            snapshot,
            scope,
            cells: vec![Cell::default(); segment.reader.max_doc() as usize],
        }
    }

    fn rank(
        mut self,
        groups: &[Weighed],
        total: f32,
        least: f32,
    ) -> Result<Vec<Scored>, IndexError> {
        let needed = total * least;
        let mut left: f32 = total;
        let mut candidates: Option<Vec<DocId>> = None;
        for (number, group) in (1..).zip(groups) {
            // Once the groups left weigh less than a model needs, no model that holds none so far can come in.
            if left < needed && candidates.is_none() {
                candidates = Some(self.docs(|cell| cell.cover + left >= needed));
            }
            self.add(group, number, candidates.as_deref())?;
            left -= group.mass;
        }
        let docs = match candidates {
            Some(docs) => docs,
            None => self.docs(|cell| cell.group > 0),
        };
        let scored = |doc: DocId| {
            let cell = self.cells[doc as usize];
            // A rounding error must not part models that hold the same.
            (cell.cover >= needed * 0.999).then_some(Scored {
                doc,
                score: cell.score,
                cover: cell.cover / total,
            })
        };
        let alive = self.segment.reader.alive_bitset();
        Ok(docs
            .into_iter()
            .filter(|&doc| alive.is_none_or(|alive| alive.is_alive(doc)))
            .filter_map(scored)
            .collect())
    }

    fn docs(&self, wanted: impl Fn(&Cell) -> bool) -> Vec<DocId> {
        (0..)
            .zip(&self.cells)
            .filter(|(_, cell)| wanted(cell))
            .map(|(doc, _)| doc)
            .collect()
    }

    fn add(
        &mut self,
        group: &Weighed,
        number: u32,
        candidates: Option<&[DocId]>,
    ) -> Result<(), IndexError> {
        for choice in &group.choices {
            for words in self.scope.fields(&self.snapshot.fields) {
                let Some(postings) = self.segment.postings(words, choice.layer, choice.key)? else {
                    continue;
                };
                let lengths = self.lengths(words, choice.layer)?;
                let earns = Earns::of(choice);
                let cells = &mut self.cells;
                visit(postings, candidates, |doc, frequency| {
                    let gain = earns.gain(lengths.fieldnorm_id(doc), frequency);
                    cells[doc as usize].earn(number, gain, choice.mass);
                });
            }
        }
        Ok(())
    }

    fn lengths(&self, words: &WordFields, layer: Layer) -> Result<FieldNormReader, IndexError> {
        self.segment
            .reader
            .get_fieldnorms_reader(words.get(layer))
            .doing("reading lengths")
    }
}

/// Calls `seen` with document and frequency, for all postings or for those of the candidates (in order).
fn visit(
    mut postings: SegmentPostings,
    candidates: Option<&[DocId]>,
    mut seen: impl FnMut(DocId, f32),
) {
    let Some(candidates) = candidates else {
        let mut doc = postings.doc();
        while doc != TERMINATED {
            seen(doc, postings.term_freq() as f32);
            doc = postings.advance();
        }
        return;
    };
    for &doc in candidates {
        if postings.doc() < doc {
            postings.seek(doc);
        }
        if postings.doc() == doc {
            seen(doc, postings.term_freq() as f32);
        }
    }
}

/// BM25 of one choice: the part that depends on the length is worked out for all 256 lengths at once.
struct Earns {
    gain: f32,
    dampers: [f32; 256],
}

impl Earns {
    fn of(choice: &WeighedChoice) -> Earns {
        let damper = |id: usize| {
            K1 * (1.0 - B
                + B * FieldNormReader::id_to_fieldnorm(id as u8) as f32 / choice.mean_length)
        };
        Earns {
            gain: choice.gain,
            dampers: std::array::from_fn(damper),
        }
    }

    fn gain(&self, length_id: u8, frequency: f32) -> f32 {
        self.gain * frequency / (frequency + self.dampers[usize::from(length_id)])
    }
}
