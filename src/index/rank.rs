//! Ranking: which models answer a plan, and how well.
//!
//! [`super::fuse`] makes one ranking of this and of what other rankers give.
//! The one here is BM25 over the combined field, with the best choice of each group. It walks the
//! postings itself rather than building a query tree: the tree cannot say that a model must hold a
//! certain share of what the query weighs, cannot count facets in the same pass, and fixes k1 and b.

use std::collections::HashMap;
use std::ops::Range;

use tantivy::DocId;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Field;

use super::document::{Layer, WordFields};
use super::error::{Doing, IndexError};
use super::held::Held;
use super::parallel::Part;
use super::plan::{Choice, Group, Kind, Plan};
use super::snapshot::{Scope, Segment, Snapshot};

/// How quickly repetition stops to count (BM25's k1), and how much length matters (its b).
const K1: f32 = 1.2;
const B: f32 = 0.4;
/// What the part of BM25 that counts repetitions comes to for a place: about that of two in a text of mean length.
const FLAT: f32 = 0.6;
/// Share of the query's weight that a model must hold to come into question, if any model does.
const LEAST_COVER: f32 = 0.3;
/// Sums in another order differ in their last digits: that must not part models that hold the same.
const ROUNDING: f32 = 0.999;
/// How many postings are stepped over in the time of one seek.
const STEPS_OF_A_SEEK: usize = 8;

/// A model that answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scored {
    pub doc: DocId,
    /// Higher is better; comparable within one ranking only.
    pub score: f32,
    /// Share of the query that the model holds, 0 to 1, rare words weighing more.
    pub cover: f32,
}

/// A way to rank that walks the segments.
pub(super) trait SegmentRanker: Send + Sync {
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

impl SegmentRanker for TextRanker {
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
            let mut ranked: Vec<Vec<Scored>> = vec![Vec::new(); snapshot.segments.len()];
            let parts = snapshot.each_part(snapshot.count(scope) as usize, |part| {
                Walk::over(part, snapshot, scope).rank(&weighed, total, least)
            })?;
            for (number, more) in parts {
                ranked[number].extend(more);
            }
            Ok(ranked)
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
    choice: &'a Choice,
    /// Weight of the choice × its inverse document frequency × (k1 + 1).
    gain: f32,
    /// What holding it covers of the query.
    mass: f32,
    mean_length: f32,
    /// Earns the same however often it stands, in texts of any length.
    flat: bool,
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
        let mut mean_lengths = [0.0; 4];
        for layer in Layer::ALL {
            mean_lengths[layer as usize] = snapshot.mean_length(scope, layer)?.max(1.0);
        }
        let mut groups = Vec::with_capacity(plan.groups.len());
        for Group {
            kind,
            choices,
            counts,
        } in &plan.groups
        {
            let mut group = Weighed {
                choices: Vec::with_capacity(choices.len()),
                mass: 0.0,
            };
            // The first choice that stands anywhere is what was asked: the others are measured by it.
            let mut asked: Option<(f32, f32)> = None;
            for choice in choices {
                let holders = snapshot.holders(scope, choice)?;
                if holders == 0 {
                    continue;
                }
                let rarity = snapshot.rarity(scope, holders);
                let (common, heaviest) = *asked.get_or_insert((rarity, choice.weight));
                let rarity = if choice.beside {
                    rarity.min(common)
                } else {
                    rarity
                };
                if *kind == Kind::Syllable {
                    group.mass = group.mass.max(common * counts);
                }
                let covers = (choice.weight / heaviest).min(1.0);
                group.choices.push(WeighedChoice {
                    choice,
                    gain: counts * choice.weight * rarity * (K1 + 1.0),
                    mass: group.mass * if choice.beside { covers.sqrt() } else { covers },
                    mean_length: mean_lengths[choice.layer as usize],
                    flat: *kind == Kind::Place,
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

/// What each group of a plan earns one model, in the order of the plan.
pub(super) fn earned_by(
    number: usize,
    doc: DocId,
    snapshot: &Snapshot,
    scope: Scope,
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
        let mut walk = Walk::over(&alone, snapshot, scope);
        for group in &Weighed::groups(snapshot, &plan, scope)? {
            walk.add(group, 1, None)?;
        }
        earned.push(walk.cell(doc).score);
    }
    Ok(earned)
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

/// Documents and frequencies of synonyms that were looked up, by field and keys.
type Kept<'a> = HashMap<(Field, Vec<&'a str>), Vec<(DocId, f32)>>;

/// One pass over a part of a segment.
struct Walk<'a> {
    segment: &'a Segment,
    docs: Range<DocId>,
    snapshot: &'a Snapshot,
    scope: Scope,
    /// One for each of the documents.
    cells: Vec<Cell>,
    kept: Kept<'a>,
}

impl<'a> Walk<'a> {
    fn over(part: &Part<'a>, snapshot: &'a Snapshot, scope: Scope) -> Walk<'a> {
        Walk {
            segment: part.segment,
            docs: part.docs.clone(),
            snapshot,
            scope,
            cells: vec![Cell::default(); part.docs.len()],
            kept: HashMap::new(),
        }
    }

    fn cell(&self, doc: DocId) -> &Cell {
        &self.cells[(doc - self.docs.start) as usize]
    }

    fn rank(
        mut self,
        groups: &[Weighed<'a>],
        total: f32,
        least: f32,
    ) -> Result<Vec<Scored>, IndexError> {
        let needed = total * least * ROUNDING;
        let (mut left, mut former) = (total, total);
        let mut candidates: Option<Vec<DocId>> = None;
        for (number, group) in (1..).zip(groups) {
            // Once the groups left weigh less than a model needs, no model that holds none so far can come in.
            if left < needed && candidates.is_none() {
                candidates = Some(self.docs(|cell| cell.cover + left >= needed));
            } else if let Some(candidates) = &mut candidates
                && former > left
            {
                candidates.retain(|&doc| self.cell(doc).cover + left >= needed);
            }
            former = left;
            self.add(group, number, candidates.as_deref())?;
            left = (left - group.mass).max(0.0);
        }
        let docs = match candidates {
            Some(docs) => docs,
            None => self.docs(|cell| cell.group > 0),
        };
        let scored = |doc: DocId| {
            let cell = self.cell(doc);
            (cell.cover >= needed).then_some(Scored {
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
        self.docs
            .clone()
            .zip(&self.cells)
            .filter(|(_, cell)| wanted(cell))
            .map(|(doc, _)| doc)
            .collect()
    }

    fn add(
        &mut self,
        group: &Weighed<'a>,
        number: u32,
        candidates: Option<&[DocId]>,
    ) -> Result<(), IndexError> {
        let share = self.docs.len() as f32 / self.segment.reader.max_doc() as f32;
        for choice in &group.choices {
            let earns = Earns::of(choice);
            for words in self.scope.fields(&self.snapshot.fields) {
                let lengths = self.lengths(words, choice.choice.layer)?;
                let (cells, docs) = (&mut self.cells, &self.docs);
                let mut seen = |doc: DocId, frequency| {
                    let gain = earns.gain(lengths.fieldnorm_id(doc), frequency);
                    cells[(doc - docs.start) as usize].earn(number, gain, choice.mass);
                };
                // A synonym stands beside each syllable and pair of its words: it is looked up once.
                let kept = (
                    words.get(choice.choice.layer),
                    choice.choice.keys().collect(),
                );
                if let Some(known) = self.kept.get(&kept) {
                    for &(doc, frequency) in known {
                        seen(doc, frequency);
                    }
                    continue;
                }
                let Some(mut held) = Held::of(self.segment, words, choice.choice)? else {
                    continue;
                };
                let few = candidates.filter(|few| is_worth_seeking(few.len(), &held, share));
                match few {
                    Some(few) => held.among(few, seen),
                    None if choice.choice.beside => {
                        let mut known = Vec::new();
                        held.within(docs, |doc, frequency| {
                            known.push((doc, frequency));
                            seen(doc, frequency);
                        });
                        self.kept.insert(kept, known);
                    }
                    None => held.within(docs, seen),
                }
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

/// Whether so few models are left that asking for each of them beats walking through this share of all postings. What
/// stands in a model that is no candidate changes nothing.
fn is_worth_seeking(candidates: usize, held: &Held, share: f32) -> bool {
    ((candidates * STEPS_OF_A_SEEK) as f32) < held.at_most() as f32 * share
}

/// Calls `seen` with each document of a segment that holds a choice: all of its keys.
pub(super) fn for_each_holder(
    segment: &Segment,
    snapshot: &Snapshot,
    scope: Scope,
    choice: &Choice,
    mut seen: impl FnMut(DocId),
) -> Result<(), IndexError> {
    let docs = 0..segment.reader.max_doc();
    for words in scope.fields(&snapshot.fields) {
        if let Some(mut held) = Held::of(segment, words, choice)? {
            held.within(&docs, |doc, _| seen(doc));
        }
    }
    Ok(())
}

/// BM25 of one choice: the part that depends on the length is worked out for all 256 lengths at once.
struct Earns {
    gain: f32,
    dampers: [f32; 256],
    flat: bool,
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
            flat: choice.flat,
        }
    }

    fn gain(&self, length_id: u8, frequency: f32) -> f32 {
        if self.flat {
            return self.gain * FLAT;
        }
        self.gain * frequency / (frequency + self.dampers[usize::from(length_id)])
    }
}
