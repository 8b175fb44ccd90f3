//! The columns of one segment, decoded once into plain arrays: what filters, facets and sorts read.
//!
//! A segment never changes, so its columns are read when it first appears and kept as long as it is
//! searched. About 70 bytes a model.

use tantivy::columnar::{BytesColumn, Cardinality, Column, StrColumn};
use tantivy::{DocId, SegmentReader};

use super::dictionary::SuggestionKind;
use super::document::column;
use super::echo::as_share;
use super::id_key::id_of;

/// Stands for "no value" in arrays of ordinals.
const NONE: u32 = u32::MAX;

/// A column of values from a short list: each model has the positions of its values in `names`.
pub(super) struct Labels {
    /// The distinct values in this segment.
    pub names: Vec<String>,
    ordinals: Ordinals,
}

enum Ordinals {
    One(Vec<u32>),
    Many { starts: Vec<u32>, values: Vec<u32> },
}

impl Labels {
    /// Positions in `names` of the values of a model.
    pub fn of(&self, doc: DocId) -> &[u32] {
        let doc = doc as usize;
        match &self.ordinals {
            Ordinals::One(values) if values[doc] == NONE => &[],
            Ordinals::One(values) => &values[doc..=doc],
            Ordinals::Many { starts, values } => {
                &values[starts[doc] as usize..starts[doc + 1] as usize]
            }
        }
    }

    /// Counts the values of these models, by their positions in `names`.
    pub fn count(&self, docs: &[DocId], counts: &mut [usize]) {
        let mut count = |values: &[u32]| {
            for &value in values {
                // No value has no place.
                if let Some(count) = counts.get_mut(value as usize) {
                    *count += 1;
                }
            }
        };
        match &self.ordinals {
            Ordinals::One(values) => {
                for &doc in docs {
                    count(&values[doc as usize..=doc as usize]);
                }
            }
            Ordinals::Many { .. } => {
                for &doc in docs {
                    count(self.of(doc));
                }
            }
        }
    }

    fn read(segment: &SegmentReader, name: &str) -> tantivy::Result<Labels> {
        let max_doc = segment.max_doc();
        let Some(column) = segment.fast_fields().str(name)? else {
            return Ok(Labels {
                names: Vec::new(),
                ordinals: Ordinals::One(vec![NONE; max_doc as usize]),
            });
        };
        let mut names = Vec::new();
        for ordinal in 0..column.num_terms() as u64 {
            let mut value = String::new();
            column.ord_to_str(ordinal, &mut value)?;
            names.push(value);
        }
        let docs = 0..max_doc;
        let ordinals = if column.ords().get_cardinality() == Cardinality::Multivalued {
            let mut starts = Vec::with_capacity(max_doc as usize + 1);
            let mut values = Vec::with_capacity(column.ords().values.num_vals() as usize);
            for doc in docs {
                starts.push(values.len() as u32);
                values.extend(column.term_ords(doc).map(|ordinal| ordinal as u32));
            }
            starts.push(values.len() as u32);
            Ordinals::Many { starts, values }
        } else {
            let first = |doc| column.ords().first(doc).map_or(NONE, |one| one as u32);
            Ordinals::One(docs.map(first).collect())
        };
        Ok(Labels { names, ordinals })
    }
}

/// All columns of a segment, indexed by document.
pub(super) struct Columns {
    ids: Option<BytesColumn>,
    /// Read only when titles of several segments are put in order.
    titles: Option<BytesColumn>,
    /// Read only when a completion offers them.
    units: Option<StrColumn>,
    places: Option<StrColumn>,
    /// Read for the first answers only.
    title_words: Column<u64>,
    /// Read for the titles that complete what was typed.
    echoes: Column<u64>,
    pub sectors: Labels,
    pub themes: Labels,
    pub provinces: Labels,
    pub unit_kinds: Labels,
    pub levels: Labels,
    pub labels: Labels,
    pub years: Vec<Option<i16>>,
    pub published_at_us: Vec<i64>,
    pub adoptions: Vec<u32>,
    pub recognised: Vec<bool>,
    /// For each id, in their order, a number from it alone.
    ties: Vec<u64>,
    /// Rank of the title within the segment, in Vietnamese order.
    pub title_ranks: Vec<u32>,
}

impl Columns {
    pub fn read(segment: &SegmentReader) -> tantivy::Result<Columns> {
        let fast = segment.fast_fields();
        let docs = || 0..segment.max_doc();
        let labels = |name| Labels::read(segment, name);
        let (years, published) = (fast.i64(column::YEAR)?, fast.i64(column::PUBLISHED)?);
        let adoptions = fast.u64(column::ADOPTIONS)?;
        let recognised = fast.bool(column::RECOGNISED)?;
        let titles = fast.bytes(column::TITLE)?;
        let title_rank = |doc| {
            titles
                .as_ref()
                .and_then(|titles| titles.ords().first(doc))
                .map_or(NONE, |rank| rank as u32)
        };
        let title_ranks = docs().map(title_rank).collect();
        Ok(Columns {
            ids: fast.bytes(column::ID)?,
            titles,
            units: fast.str(column::UNIT)?,
            places: fast.str(column::PLACES)?,
            title_words: fast.u64(column::TITLE_WORDS)?,
            echoes: fast.u64(column::ECHO)?,
            sectors: labels(column::SECTOR)?,
            themes: labels(column::THEMES)?,
            provinces: labels(column::PROVINCE)?,
            unit_kinds: labels(column::UNIT_KIND)?,
            levels: labels(column::LEVEL)?,
            labels: labels(column::LABEL)?,
            years: docs()
                .map(|doc| years.first(doc).and_then(|year| i16::try_from(year).ok()))
                .collect(),
            published_at_us: docs()
                .map(|doc| published.first(doc).unwrap_or_default())
                .collect(),
            adoptions: docs()
                .map(|doc| {
                    adoptions
                        .first(doc)
                        .map_or(0, |count| u32::try_from(count).unwrap_or(u32::MAX))
                })
                .collect(),
            recognised: docs()
                .map(|doc| recognised.first(doc).unwrap_or_default())
                .collect(),
            ties: ties(segment)?,
            title_ranks,
        })
    }

    /// A number from the id of a model alone: orders what is otherwise equal, the same in every rebuild.
    pub fn tie(&self, doc: DocId) -> u64 {
        let ordinal = self.ids.as_ref().and_then(|ids| ids.ords().first(doc));
        let tie = ordinal.and_then(|ordinal| self.ties.get(ordinal as usize));
        tie.copied().unwrap_or_default()
    }

    /// The id of a model.
    pub fn id(&self, doc: DocId) -> tantivy::Result<String> {
        Ok(id_of(&value(&self.ids, doc)?))
    }

    /// The collation key of a model's title, for comparing across segments.
    pub fn title_key(&self, doc: DocId) -> tantivy::Result<Vec<u8>> {
        value(&self.titles, doc)
    }

    /// What a model's title says, as `kinship` reads it.
    pub fn title_words(&self, doc: DocId) -> impl Iterator<Item = u64> {
        self.title_words.values_for_doc(doc)
    }

    /// How much of a model's title its themes and texts say too, 0 to 1.
    pub fn echo(&self, doc: DocId) -> f32 {
        as_share(self.echoes.first(doc))
    }

    /// The names of a model that completions may offer, of one kind. Its title is read from its row.
    pub fn names(&self, kind: SuggestionKind, doc: DocId) -> tantivy::Result<Vec<String>> {
        let column = match kind {
            SuggestionKind::Theme => {
                let name = |&theme: &u32| self.themes.names[theme as usize].clone();
                return Ok(self.themes.of(doc).iter().map(name).collect());
            }
            SuggestionKind::Unit => &self.units,
            SuggestionKind::Place => &self.places,
            SuggestionKind::Model => &None,
        };
        let mut names = Vec::new();
        if let Some(column) = column {
            for ordinal in column.term_ords(doc) {
                let mut name = String::new();
                column.ord_to_str(ordinal, &mut name)?;
                names.push(name);
            }
        }
        Ok(names)
    }
}

/// What a column has for a model; nothing where it has none.
fn value(column: &Option<BytesColumn>, doc: DocId) -> tantivy::Result<Vec<u8>> {
    let mut value = Vec::new();
    if let Some(column) = column
        && let Some(ordinal) = column.ords().first(doc)
    {
        column.ord_to_bytes(ordinal, &mut value)?;
    }
    Ok(value)
}

fn ties(segment: &SegmentReader) -> tantivy::Result<Vec<u64>> {
    let Some(ids) = segment.fast_fields().bytes(column::ID)? else {
        return Ok(Vec::new());
    };
    let mut ties = Vec::with_capacity(ids.num_terms());
    let mut stream = ids.dictionary().stream()?;
    while stream.advance() {
        ties.push(hash(stream.key()));
    }
    Ok(ties)
}

/// FNV-1a: small, well spread, and the same in every build of the program.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
