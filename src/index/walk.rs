//! One pass over the models of a part of a segment: what each of them earns.
//!
//! The models are taken in windows that the processor keeps at hand, each with all groups before the next: otherwise every
//! word of a query would fetch what is known of every model from memory again.

use std::collections::HashMap;
use std::ops::Range;

use tantivy::DocId;
use tantivy::fieldnorm::FieldNormReader;

use super::error::IndexError;
use super::held::Held;
use super::parallel::Part;
use super::ranking::{Ranking, Scored};
use super::segment::Segment;
use super::snapshot::Snapshot;
use super::weighed::{Weighed, WeighedChoice};

/// Sums in another order differ in their last digits: that must not part models that hold the same.
const ROUNDING: f32 = 0.999;
/// How many postings are stepped over in the time of one seek.
const STEPS_OF_A_SEEK: usize = 8;

/// The pass. It goes through the models in their order, once.
pub(super) struct Walk<'a> {
    number: usize,
    segment: &'a Segment,
    docs: Range<DocId>,
    groups: Vec<WalkedGroup<'a>>,
    window: Window,
    /// Models of a window.
    together: DocId,
}

/// A group with where its choices stand.
struct WalkedGroup<'a> {
    /// What holding its best choice covers.
    mass: f32,
    lines: Vec<Line<'a>>,
}

/// One choice.
struct Line<'a> {
    weighed: &'a WeighedChoice<'a>,
    lengths: FieldNormReader,
    postings: Postings,
    /// The place of what it shares with other lines in [`Window::kept`].
    shared: Option<usize>,
}

/// Opened when they are first asked for.
enum Postings {
    Closed,
    Open(Option<Held>),
}

impl<'a> Walk<'a> {
    /// Over the models of a part, for the groups of a query, the heaviest first.
    pub fn over(
        part: &Part<'a>,
        snapshot: &'a Snapshot,
        groups: &'a [Weighed<'a>],
    ) -> Result<Walk<'a>, IndexError> {
        // A synonym stands beside each syllable and pair of its words: it is looked up once.
        let mut shared: HashMap<_, usize> = HashMap::new();
        let mut walked = Vec::with_capacity(groups.len());
        for group in groups {
            let mut lines = Vec::with_capacity(group.choices.len());
            for weighed in &group.choices {
                let choice = weighed.choice;
                let next = shared.len();
                let shared = choice.beside.then(|| {
                    let keys: Vec<&str> = choice.keys().collect();
                    *shared.entry((choice.layer, keys)).or_insert(next)
                });
                lines.push(Line {
                    weighed,
                    lengths: part.segment.lengths(choice.layer)?,
                    postings: Postings::Closed,
                    shared,
                });
            }
            let mass = group.mass;
            walked.push(WalkedGroup { mass, lines });
        }
        Ok(Walk {
            number: part.number,
            segment: part.segment,
            docs: part.docs.clone(),
            groups: walked,
            window: Window::new(shared.len()),
            together: snapshot.sharing.together,
        })
    }

    /// The living models that hold `least` of the `total` that the groups weigh. What they cover is a share of what was
    /// `asked`: that, and the words that no model has.
    pub fn rank(mut self, total: f32, asked: f32, least: f32) -> Result<Ranking, IndexError> {
        let needed = total * least * ROUNDING;
        let alive = self.segment.reader.alive_bitset();
        let mut ranking = Ranking::default();
        for start in self.docs.clone().step_by(self.together as usize) {
            self.fill(start, total, needed)?;
            let Window { cells, docs, .. } = &self.window;
            let answering = |doc: DocId| {
                let cell = cells[(doc - docs.start) as usize];
                let lives = || alive.is_none_or(|alive| alive.is_alive(doc));
                (cell.score > 0.0 && cell.cover >= needed && lives()).then(|| Scored {
                    doc,
                    score: cell.score,
                    cover: cell.cover / asked,
                })
            };
            match &self.window.candidates {
                Some(candidates) => {
                    let candidates = candidates.iter().copied();
                    ranking.add(self.number, candidates.filter_map(answering));
                }
                None => ranking.add(self.number, docs.clone().filter_map(answering)),
            }
        }
        Ok(ranking)
    }

    /// What the first model earns.
    pub fn first(mut self) -> Result<f32, IndexError> {
        self.fill(self.docs.start, 0.0, 0.0)?;
        Ok(self.window.cells[0].score)
    }

    /// Goes through the window that begins at `start` with all groups.
    fn fill(&mut self, start: DocId, total: f32, needed: f32) -> Result<(), IndexError> {
        let end = start.saturating_add(self.together).min(self.docs.end);
        self.window.begin(start..end);
        let (mut left, mut former) = (total, total);
        for (number, group) in (1..).zip(&mut self.groups) {
            // Once the groups left weigh less than a model needs, no model that holds none so far can come in.
            if left < needed && (self.window.candidates.is_none() || former > left) {
                self.window.narrow(needed - left);
            }
            former = left;
            if let [alone] = group.lines.as_mut_slice() {
                self.window.add(alone, Cell::earn, self.segment)?;
            } else {
                let earn = |cell: &mut Cell, gain, mass| cell.earn_best(number, gain, mass);
                for line in &mut group.lines {
                    self.window.add(line, earn, self.segment)?;
                }
            }
            left = (left - group.mass).max(0.0);
        }
        Ok(())
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
    /// Earns the only choice of a group.
    fn earn(&mut self, gain: f32, mass: f32) {
        self.score += gain;
        self.cover += mass;
    }

    /// Earns one of several: of a group, only the choice that earns most counts, and the one that covers most. Without
    /// branches, which no processor could foresee.
    fn earn_best(&mut self, group: u32, gain: f32, mass: f32) {
        let met = self.group == group;
        let best = if met { self.best } else { 0.0 };
        let covered = if met { self.covered } else { 0.0 };
        let gain = if gain > best { gain } else { best };
        let mass = if mass > covered { mass } else { covered };
        *self = Cell {
            score: self.score + (gain - best),
            cover: self.cover + (mass - covered),
            best: gain,
            covered: mass,
            group,
        };
    }
}

/// The models that are looked at together.
struct Window {
    docs: Range<DocId>,
    /// One for each of them.
    cells: Vec<Cell>,
    /// Those that can still hold what is needed, in order; `None` while any can.
    candidates: Option<Vec<DocId>>,
    /// What several lines share: documents and frequencies in this window, once one of them has looked it up.
    kept: Vec<Option<Vec<(DocId, f32)>>>,
}

impl Window {
    fn new(shared: usize) -> Window {
        Window {
            docs: 0..0,
            cells: Vec::new(),
            candidates: None,
            kept: vec![None; shared],
        }
    }

    fn begin(&mut self, docs: Range<DocId>) {
        self.cells.clear();
        self.cells.resize(docs.len(), Cell::default());
        self.docs = docs;
        self.candidates = None;
        self.kept.fill(None);
    }

    /// Leaves those that cover at least so much.
    fn narrow(&mut self, least: f32) {
        let (cells, start) = (&self.cells, self.docs.start);
        match &mut self.candidates {
            Some(candidates) => {
                candidates.retain(|&doc| cells[(doc - start) as usize].cover >= least);
            }
            None => {
                let docs = self.docs.clone().zip(cells);
                let enough = docs.filter(|(_, cell)| cell.cover >= least);
                self.candidates = Some(enough.map(|(doc, _)| doc).collect());
            }
        }
    }

    /// Gives the models of this window that hold a choice what it earns, at least the candidates.
    fn add(
        &mut self,
        line: &mut Line,
        earn: impl Fn(&mut Cell, f32, f32),
        segment: &Segment,
    ) -> Result<(), IndexError> {
        let Line {
            weighed, lengths, ..
        } = line;
        let (cells, start) = (&mut self.cells, self.docs.start);
        let mut seen = |doc: DocId, frequency| {
            let gain = weighed.earned(lengths.fieldnorm_id(doc), frequency);
            earn(&mut cells[(doc - start) as usize], gain, weighed.mass);
        };
        if let Some(known) = line.shared.and_then(|shared| self.kept[shared].as_ref()) {
            for &(doc, frequency) in known {
                seen(doc, frequency);
            }
            return Ok(());
        }
        if let Postings::Closed = line.postings {
            line.postings = Postings::Open(Held::of(segment, line.weighed.choice)?);
        }
        let Postings::Open(Some(held)) = &mut line.postings else {
            return Ok(());
        };
        let share = self.docs.len() as f32 / segment.reader.max_doc() as f32;
        let few = self.candidates.as_deref();
        match (
            few.filter(|few| is_worth_seeking(few.len(), held, share)),
            line.shared,
        ) {
            (Some(few), _) => held.among(few, seen),
            (None, Some(shared)) => {
                let mut known = Vec::new();
                held.within(&self.docs, |doc, frequency| {
                    known.push((doc, frequency));
                    seen(doc, frequency);
                });
                self.kept[shared] = Some(known);
            }
            (None, None) => held.within(&self.docs, seen),
        }
        Ok(())
    }
}

/// Whether so few models are left that asking for each of them beats walking through this share of all postings. What
/// stands in a model that is no candidate changes nothing.
fn is_worth_seeking(candidates: usize, held: &Held, share: f32) -> bool {
    ((candidates * STEPS_OF_A_SEEK) as f32) < held.at_most() as f32 * share
}
