//! Asking the index: rank, filter, count facets, sort, cut a page.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use tantivy::DocId;

use super::answers::Answers;
use super::columns::{Columns, Labels};
use super::error::{Doing, IndexError};
use super::highlight::HighlightTerms;
use super::order::{Hit, Order};
use super::rank::SegmentRanker;
use super::ranking::Scored;
use super::snapshot::Snapshot;
use super::synonyms::Synonyms;
use crate::vietnamese;

/// How much standing may add to relevance: recognition, and being taken up (fully from 50 times on).
const RECOGNISED: f32 = 0.05;
const TAKEN_UP: f32 = 0.05;

/// What is asked. Empty lists filter nothing; values within one list are alternatives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What the person typed; empty for all models. Only its first 256 characters are read. A phrase in
    /// quotes must be there, a word after a hyphen must not.
    pub text: String,
    /// Look for what was typed and nothing else: no word is mended, and none stands for another.
    pub literal: bool,
    /// Codes of sectors.
    pub sectors: Vec<String>,
    /// Themes, as shown.
    pub themes: Vec<String>,
    /// Codes of today's provinces.
    pub provinces: Vec<String>,
    /// Codes of kinds of unit.
    pub unit_kinds: Vec<String>,
    /// Years of start or report.
    pub years: Vec<i32>,
    /// Codes of levels of recognition.
    pub levels: Vec<String>,
    /// Codes of labels.
    pub labels: Vec<String>,
    /// Only models that stand recognised.
    pub recognised_only: bool,
    /// In which order.
    pub sort: Sort,
    /// Models to leave out from the start, 10,000 at most.
    pub offset: usize,
    /// Models wanted.
    pub limit: usize,
}

/// The order of results. What is equal is ordered by id, so that pages do not overlap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best answer first; without text, newest first.
    #[default]
    Relevance,
    /// Last published first.
    Newest,
    /// Taken up by most units first.
    MostAdopted,
    /// By title, in Vietnamese order.
    Title,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// How many models answer or come near, on all pages.
    pub total: usize,
    /// How many of them answer: they stand before those that only come near, in every order.
    pub full: usize,
    /// The ids of this page, in order.
    pub ids: Vec<String>,
    /// What the results could be narrowed to.
    pub facets: Facets,
    /// What to mark in the texts of the results.
    pub terms: HighlightTerms,
    /// The query as searched, if its spelling was mended: "Đang tìm: …".
    pub repaired: Option<String>,
    /// The query with what was probably meant by words that are known but fit nowhere, and that is looked for beside
    /// them: "Cũng tìm: …".
    pub meant: Option<String>,
    /// Whether synonyms are looked for too.
    pub widened: bool,
}

/// For each facet its values with the number of models, most first (years: newest first). A facet counts
/// what would be found without its own filter, so that choosing a second value shows what it adds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Codes of sectors.
    pub sectors: Vec<(String, usize)>,
    /// Themes.
    pub themes: Vec<(String, usize)>,
    /// Codes of today's provinces.
    pub provinces: Vec<(String, usize)>,
    /// Codes of kinds of unit.
    pub unit_kinds: Vec<(String, usize)>,
    /// Years, newest first.
    pub years: Vec<(i32, usize)>,
    /// Codes of levels.
    pub levels: Vec<(String, usize)>,
    /// Codes of labels.
    pub labels: Vec<(String, usize)>,
    /// How many stand recognised.
    pub recognised: usize,
}

/// Answers a query from one state of the index.
pub(super) fn search(
    snapshot: &Snapshot,
    ranker: &dyn SegmentRanker,
    synonyms: &Synonyms,
    query: &Query,
) -> Result<Found, IndexError> {
    let Answers {
        plan,
        repaired,
        ranking,
        tiers,
        ..
    } = Answers::of(snapshot, ranker, synonyms, query)?;

    let order = Order::of(snapshot, query, plan.everything);
    let passing = snapshot.each_part(ranking.len(), |part| {
        let columns = &part.segment.columns;
        let mut counter = Counter::new(columns, query);
        let mut hits = order.first();
        let (mut total, mut full) = (0, 0);
        for found in ranking.within(part).flatten() {
            let doc = found.doc;
            if query.recognised_only && !columns.recognised[doc as usize] {
                continue;
            }
            let is_full = tiers.is_full(found);
            // What could be narrowed is the results, not what comes near, unless there is nothing else.
            let passes = if is_full || !tiers.is_answered {
                counter.count(doc)
            } else {
                counter.passes(doc)
            };
            if passes {
                total += 1;
                full += usize::from(is_full);
                hits.add(Hit {
                    segment: part.number,
                    doc,
                    is_full,
                    score: found.score * standing(columns, doc),
                });
            }
        }
        Ok((hits.sorted(), total, full, counter.counted()))
    })?;
    let mut hits = Vec::new();
    let (mut total, mut full) = (0, 0);
    let mut counts = Counts::default();
    for (_, (first, passed, answered, counter)) in passing {
        hits.extend(first);
        total += passed;
        full += answered;
        counter.add_to(&mut counts);
    }

    let page = order.page(hits)?;
    let mut ids = Vec::with_capacity(page.len());
    for hit in page {
        let columns = &snapshot.segments[hit.segment].columns;
        ids.push(columns.id(hit.doc).doing("reading an id")?);
    }
    let terms = HighlightTerms::of(&plan, snapshot)?;
    Ok(Found {
        total,
        full,
        ids,
        facets: counts.facets(query),
        terms,
        repaired,
        meant: plan.meant,
        widened: plan.widened,
    })
}

/// The page that a query wants of its answers: the number of the segment and the model there, in the order of the query.
pub(super) fn first_of(
    snapshot: &Snapshot,
    query: &Query,
    answers: &Answers,
) -> Result<Vec<(usize, Scored)>, IndexError> {
    let order = Order::of(snapshot, query, answers.plan.everything);
    let mut hits = Vec::new();
    for (number, segment) in snapshot.segments.iter().enumerate() {
        let columns = &segment.columns;
        let counter = Counter::new(columns, query);
        let recognised = |doc: DocId| !query.recognised_only || columns.recognised[doc as usize];
        let mut first = order.first();
        for found in answers.ranking.of(number).flatten() {
            if recognised(found.doc) && counter.passes(found.doc) {
                first.add(Hit {
                    segment: number,
                    doc: found.doc,
                    is_full: answers.tiers.is_full(found),
                    score: found.score * standing(columns, found.doc),
                });
            }
        }
        hits.extend(first.sorted());
    }
    let scored = order.page(hits)?.into_iter().filter_map(|hit| {
        let scored = answers.ranking.find(hit.segment, hit.doc)?;
        Some((hit.segment, scored))
    });
    Ok(scored.collect())
}

/// The factor by which standing raises relevance, 1.0 to 1.1: text decides, standing only leans.
pub(super) fn standing(columns: &Columns, doc: DocId) -> f32 {
    let doc = doc as usize;
    let recognised = if columns.recognised[doc] {
        RECOGNISED
    } else {
        0.0
    };
    let taken_up = (columns.adoptions[doc] as f32).ln_1p() / 50f32.ln_1p();
    1.0 + recognised + TAKEN_UP * taken_up.min(1.0)
}

/// The facets over labels, in the order of [`Facets`] without the years.
const LABEL_FACETS: usize = 6;

fn label_columns(columns: &Columns) -> [&Labels; LABEL_FACETS] {
    [
        &columns.sectors,
        &columns.themes,
        &columns.provinces,
        &columns.unit_kinds,
        &columns.levels,
        &columns.labels,
    ]
}

fn label_filters(query: &Query) -> [&[String]; LABEL_FACETS] {
    [
        &query.sectors,
        &query.themes,
        &query.provinces,
        &query.unit_kinds,
        &query.levels,
        &query.labels,
    ]
}

/// Filters the models of one segment, and counts what they could be narrowed to.
struct Counter<'a> {
    labels: [LabelCounter<'a>; LABEL_FACETS],
    columns: &'a Columns,
    wanted_years: &'a [i32],
    filters: bool,
    /// What passes all filters: counted in every facet, one facet after the other.
    passing: Vec<DocId>,
    recognised: usize,
    /// How many of each year from [`FIRST_YEAR`] on; sources tell of no other.
    years: Vec<usize>,
}

/// Before the movement and all that led to it.
const FIRST_YEAR: i32 = 1900;

struct LabelCounter<'a> {
    labels: &'a Labels,
    /// For each value whether it is wanted; `None` if there is no filter.
    wanted: Option<Vec<bool>>,
    counts: Vec<usize>,
}

impl<'a> Counter<'a> {
    fn new(columns: &'a Columns, query: &'a Query) -> Counter<'a> {
        let mut filters = label_filters(query).into_iter();
        let labels = label_columns(columns).map(|labels| {
            let filter = filters.next().unwrap_or_default();
            let wanted = |name| filter.contains(name);
            LabelCounter {
                labels,
                wanted: (!filter.is_empty()).then(|| labels.names.iter().map(wanted).collect()),
                counts: vec![0; labels.names.len()],
            }
        });
        Counter {
            filters: !query.years.is_empty() || labels.iter().any(|label| label.wanted.is_some()),
            labels,
            columns,
            wanted_years: &query.years,
            passing: Vec::new(),
            recognised: 0,
            years: Vec::new(),
        }
    }

    /// How many filters a model fails, and the last facet of labels among them.
    fn failed(&self, doc: DocId) -> (usize, Option<usize>) {
        if !self.filters {
            return (0, None);
        }
        let year = self.columns.years[doc as usize];
        let year_fails = !self.wanted_years.is_empty()
            && !year.is_some_and(|year| self.wanted_years.contains(&i32::from(year)));
        let mut failed = usize::from(year_fails);
        let mut failed_label = None;
        for (number, label) in self.labels.iter().enumerate() {
            let fails = |wanted: &Vec<bool>| {
                let mut values = label.labels.of(doc).iter();
                !values.any(|&value| wanted[value as usize])
            };
            if label.wanted.as_ref().is_some_and(fails) {
                failed += 1;
                failed_label = Some(number);
            }
        }
        (failed, failed_label)
    }

    /// Whether a model passes all filters.
    fn passes(&self, doc: DocId) -> bool {
        self.failed(doc).0 == 0
    }

    /// Counts a model in every facet whose other filters it passes; whether it passes all.
    fn count(&mut self, doc: DocId) -> bool {
        let (failed, failed_label) = self.failed(doc);
        match (failed, failed_label) {
            (0, _) => self.passing.push(doc),
            (1, Some(number)) => self.labels[number].count(&[doc]),
            (1, None) => self.count_year(doc),
            _ => {}
        }
        failed == 0
    }

    fn count_year(&mut self, doc: DocId) {
        let year = self.columns.years[doc as usize].map(|year| i32::from(year) - FIRST_YEAR);
        let Some(place) = year.and_then(|year| usize::try_from(year).ok()) else {
            return;
        };
        if place >= self.years.len() {
            self.years.resize(place + 1, 0);
        }
        self.years[place] += 1;
    }

    /// Once all models were seen.
    fn counted(mut self) -> Counter<'a> {
        let passing = std::mem::take(&mut self.passing);
        for &doc in &passing {
            self.count_year(doc);
            self.recognised += usize::from(self.columns.recognised[doc as usize]);
        }
        for label in &mut self.labels {
            label.count(&passing);
        }
        self
    }

    fn add_to(self, counts: &mut Counts) {
        counts.recognised += self.recognised;
        for (label, totals) in self.labels.into_iter().zip(&mut counts.labels) {
            for (name, count) in label.labels.names.iter().zip(label.counts) {
                if count > 0 {
                    *totals.entry(name.clone()).or_default() += count;
                }
            }
        }
        for (year, count) in (FIRST_YEAR..).zip(self.years) {
            if count > 0 {
                *counts.years.entry(year).or_default() += count;
            }
        }
    }
}

impl LabelCounter<'_> {
    fn count(&mut self, docs: &[DocId]) {
        self.labels.count(docs, &mut self.counts);
    }
}

/// Counts of all segments together.
#[derive(Default)]
struct Counts {
    labels: [HashMap<String, usize>; LABEL_FACETS],
    years: BTreeMap<i32, usize>,
    recognised: usize,
}

impl Counts {
    /// Sorted for showing. A chosen value stays in its facet even when nothing is left of it.
    fn facets(mut self, query: &Query) -> Facets {
        for (counts, filter) in self.labels.iter_mut().zip(label_filters(query)) {
            for value in filter {
                counts.entry(value.clone()).or_default();
            }
        }
        for &year in &query.years {
            self.years.entry(year).or_default();
        }
        let sorted = |counts: HashMap<String, usize>| {
            let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
            counts.sort_by_cached_key(|(value, count)| {
                (Reverse(*count), vietnamese::collation_key(value))
            });
            counts
        };
        let [sectors, themes, provinces, unit_kinds, levels, labels] = self.labels.map(sorted);
        Facets {
            sectors,
            themes,
            provinces,
            unit_kinds,
            years: self.years.into_iter().rev().collect(),
            levels,
            labels,
            recognised: self.recognised,
        }
    }
}
