//! Completions of what someone types: themes, titles, units and places of public models.
//!
//! [`super::dictionary`] says which keys a model has. Here ranges of them are walked; what is found most often comes first.
//! A name is read from the columns of a model that has it; titles come from the rows and are verified against what was
//! typed. Only public models have keys, so nothing else can be completed, counted or ordered by.

use std::collections::{HashMap, HashSet};

use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED};

use super::analyzer::{Token, syllables};
use super::dictionary::{self, Found, SuggestionKind, Tail, WINDOW};
use super::error::{Doing, IndexError};
use super::segment::Segment;
use super::snapshot::Snapshot;
use super::typed::Typed;

/// Keys of one range of the dictionary that are looked at in all segments together, and in each at least. A range
/// longer than this belongs to one or two letters, which narrow nothing yet.
const MOST_KEYS: usize = 1_000;
const LEAST_KEYS: usize = 32;
/// Names kept of each kind, and those among which the ones with the marks as typed come first.
const MOST_NAMES: usize = 8;
const MOST_COMPARED: usize = 64;
/// Titles that are looked at, and those of one window among them: fewer for one word, which narrows little.
const MOST_TITLES: usize = 96;
const MOST_OF_A_WORD: usize = 24;
const MOST_OF_A_WINDOW: usize = 24;

/// A name that completes what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameCompletion {
    /// Theme, unit or place.
    pub kind: SuggestionKind,
    /// The name as models give it.
    pub text: String,
    /// Whether what was typed is how it begins, and not a later word of it.
    pub at_start: bool,
}

/// A model whose title may complete what was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its id.
    pub id: String,
    /// How much of its title its themes and texts say too, 0 to 1.
    pub echo: f32,
}

/// What the dictionary knows of what was typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Completions {
    /// Names, the best first.
    pub names: Vec<NameCompletion>,
    /// Models whose titles come into question; `ModelIndex::order_titles` decides once they are read.
    pub models: Vec<Candidate>,
}

/// A name found, and where models have it.
#[derive(Default)]
struct Name {
    at_start: bool,
    count: u32,
    places: Vec<(usize, TermInfo)>,
}

/// A window of titles found in one segment.
struct Window {
    segment: usize,
    at_start: bool,
    info: TermInfo,
}

/// Looks up what was typed.
pub(super) fn complete(snapshot: &Snapshot, typed: &Typed) -> Result<Completions, IndexError> {
    let mut names: HashMap<(SuggestionKind, Tail), Name> = HashMap::new();
    let mut windows: Vec<Window> = Vec::new();
    let docs = |segment: &Segment| segment.reader.max_doc() as usize;
    let all = snapshot.segments.iter().map(docs).sum::<usize>().max(1);
    for reading in &typed.readings {
        // Of a long text its end narrows best; what stands before it is verified on the names and titles.
        let last = reading[reading.len().saturating_sub(WINDOW)..].join(" ");
        for (number, segment) in snapshot.segments.iter().enumerate() {
            // Each segment has its share of what is looked at.
            let most = (MOST_KEYS * docs(segment)).div_ceil(all).max(LEAST_KEYS);
            for kind in SuggestionKind::ALL {
                for at_start in [true, false] {
                    let from = dictionary::beginning(kind, at_start, &last);
                    range(snapshot, segment, &from, most, |key, info| {
                        match dictionary::read(kind, key) {
                            Some(Found::Name(tail)) => {
                                let name = names.entry((kind, tail)).or_default();
                                name.at_start |= at_start;
                                // Every key of a name in a segment stands in the same models.
                                if name.places.iter().all(|(place, _)| *place != number) {
                                    name.count += info.doc_freq;
                                    name.places.push((number, info.clone()));
                                }
                            }
                            Some(Found::Title) => windows.push(Window {
                                segment: number,
                                at_start,
                                info: info.clone(),
                            }),
                            None => {}
                        }
                    })?;
                }
            }
        }
    }
    let one_word = typed.readings.iter().all(|reading| reading.len() == 1);
    let most_titles = if one_word {
        MOST_OF_A_WORD
    } else {
        MOST_TITLES
    };
    Ok(Completions {
        names: best_names(snapshot, typed, names)?,
        models: models(snapshot, windows, most_titles)?,
    })
}

/// The names that a living model has: with the marks as typed, from their beginning, the most used.
fn best_names(
    snapshot: &Snapshot,
    typed: &Typed,
    names: HashMap<(SuggestionKind, Tail), Name>,
) -> Result<Vec<NameCompletion>, IndexError> {
    let mut names: Vec<((SuggestionKind, Tail), Name)> = names.into_iter().collect();
    names.sort_unstable_by(|(one, left), (other, right)| {
        let key = |name: &Name| (name.at_start, name.count);
        key(right)
            .cmp(&key(left))
            .then_with(|| (one.1, one.0).cmp(&(other.1, other.0)))
    });
    let mut best: Vec<(bool, NameCompletion)> = Vec::new();
    // Reading a name costs much more than counting it: of each kind only the most used are compared with what was
    // typed, and no more once enough have its marks.
    for kind in SuggestionKind::NAMES {
        let of_kind = names.iter().filter(|((one, _), _)| *one == kind);
        let (mut compared, mut with_marks) = (0, 0);
        for ((_, tail), name) in of_kind {
            if compared == MOST_COMPARED || with_marks == MOST_NAMES {
                break;
            }
            compared += 1;
            let Some(text) = text_of(snapshot, kind, *tail, &name.places)? else {
                continue;
            };
            let Some(at_start) = begins(typed, &text, name.at_start) else {
                continue;
            };
            let has_marks = typed.has_marks_in(&text);
            with_marks += usize::from(has_marks);
            best.push((
                has_marks,
                NameCompletion {
                    kind,
                    text,
                    at_start,
                },
            ));
        }
    }
    best.sort_by_key(|(has_marks, name)| (!has_marks, !name.at_start));
    let mut kept: HashMap<SuggestionKind, usize> = HashMap::new();
    let names = best.into_iter().map(|(_, name)| name).filter(|name| {
        let count = kept.entry(name.kind).or_default();
        *count += 1;
        *count <= MOST_NAMES
    });
    Ok(names.collect())
}

/// Whether a name found by the end of what was typed begins with all of it; `None` where it does not go on with it at
/// all. What fits into a window needs no second look.
fn begins(typed: &Typed, name: &str, at_start: bool) -> Option<bool> {
    if typed.readings.iter().all(|reading| reading.len() <= WINDOW) {
        return Some(at_start);
    }
    let tokens: Vec<Token> = syllables(name).collect();
    typed.start_in(&tokens).map(|at| at == 0)
}

/// The name behind a tail, as a living model has it; `None` where none lives.
fn text_of(
    snapshot: &Snapshot,
    kind: SuggestionKind,
    tail: Tail,
    places: &[(usize, TermInfo)],
) -> Result<Option<String>, IndexError> {
    for (number, info) in places {
        let segment = &snapshot.segments[*number];
        if let Some(&doc) = living(snapshot, segment, info, 1)?.first() {
            let names = segment.columns.names(kind, doc).doing("reading a name")?;
            return Ok(names.into_iter().find(|name| Tail::of(name) == tail));
        }
    }
    Ok(None)
}

/// Models of the most shared windows, those where a title begins first.
fn models(
    snapshot: &Snapshot,
    mut windows: Vec<Window>,
    most_titles: usize,
) -> Result<Vec<Candidate>, IndexError> {
    windows.sort_by_key(|window| std::cmp::Reverse((window.at_start, window.info.doc_freq)));
    let mut seen: HashSet<(usize, DocId)> = HashSet::new();
    let mut models = Vec::new();
    // Those that begin so leave room for those that go on so.
    for (at_start, most) in [(true, most_titles * 2 / 3), (false, most_titles)] {
        for window in windows.iter().filter(|window| window.at_start == at_start) {
            if models.len() >= most {
                break;
            }
            let segment = &snapshot.segments[window.segment];
            for doc in living(snapshot, segment, &window.info, MOST_OF_A_WINDOW)? {
                if seen.insert((window.segment, doc)) {
                    models.push(Candidate {
                        id: segment.columns.id(doc).doing("reading an id")?,
                        echo: segment.columns.echo(doc),
                    });
                }
            }
        }
    }
    models.truncate(most_titles);
    Ok(models)
}

/// The first models of a key that are not deleted.
fn living(
    snapshot: &Snapshot,
    segment: &Segment,
    info: &TermInfo,
    most: usize,
) -> Result<Vec<DocId>, IndexError> {
    let inverted = segment
        .reader
        .inverted_index(snapshot.fields.suggest)
        .doing("reading names")?;
    let mut postings = inverted
        .read_postings_from_terminfo(info, IndexRecordOption::Basic)
        .doing("reading where a name stands")?;
    let alive = segment.reader.alive_bitset();
    let mut docs = Vec::new();
    let mut doc = postings.doc();
    while doc != TERMINATED && docs.len() < most {
        if alive.is_none_or(|alive| alive.is_alive(doc)) {
            docs.push(doc);
        }
        doc = postings.advance();
    }
    Ok(docs)
}

/// Calls `seen` with the first `most` keys that begin with `from`, in their order.
fn range(
    snapshot: &Snapshot,
    segment: &Segment,
    from: &str,
    most: usize,
    mut seen: impl FnMut(&[u8], &TermInfo),
) -> Result<(), IndexError> {
    let inverted = segment
        .reader
        .inverted_index(snapshot.fields.suggest)
        .doing("reading names")?;
    // No text has this byte, so it comes after whatever goes on from `from`.
    let mut end = from.as_bytes().to_vec();
    end.push(0xff);
    let range = inverted.terms().range().ge(from).lt(end);
    let mut stream = range.into_stream().doing("looking up names")?;
    let mut count = 0;
    while count < most && stream.advance() {
        count += 1;
        seen(stream.key(), stream.value());
    }
    Ok(())
}
