//! Completions of what someone types: themes, titles, units and places of public models.
//!
//! The dictionary of one field of the index is the automaton. For each name it holds the folded syllables
//! from every word on, so that typing is completed in the middle of a name too, with the name itself
//! behind them; how many models share it is how often it is used. Titles are many: of them only windows of
//! four syllables are held, which titles share; the titles come from the rows and are verified against what
//! was typed.
//!
//! ```text
//! t0hien dat lam duong\u{1}hiến đất làm đường      a theme from its beginning
//! t1lam duong\u{1}hiến đất làm đường               the same from a later word
//! m0tieng keng an ninh                              where titles begin; m1… what they go on with
//! ```
//! Only public models have keys here, so nothing else can be completed, counted or ordered by.

use std::collections::{HashMap, HashSet};

use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED};

use super::analyzer::{Token, syllables};
use super::document::{IndexedModel, Layer};
use super::error::{Doing, IndexError};
use super::snapshot::{Scope, Segment, Snapshot};
use crate::vietnamese::{self, Typing};

/// Characters of what was typed that are read.
const LONGEST_TYPED: usize = 80;
/// Syllables of a window of a title.
const WINDOW: usize = 4;
/// Words of a name or title from which a completion may begin.
const MOST_STARTS: usize = 12;
/// Bytes of the longest name that is offered: a longer one is no name.
const LONGEST_NAME: usize = 200;
/// Keys of one range of the dictionary that are looked at in all segments together, and in each at least. A range
/// longer than this belongs to one or two letters, which narrow nothing yet.
const MOST_KEYS: usize = 1_000;
const LEAST_KEYS: usize = 32;
/// Names kept of each kind, and those among which the ones with the marks as typed come first.
const MOST_NAMES: usize = 8;
const MOST_COMPARED: usize = 64;
/// Titles that are looked at, and those of one window among them.
const MOST_TITLES: usize = 96;
const MOST_OF_A_WINDOW: usize = 24;
/// The input methods whose raw keys are read.
const TYPINGS: [Typing; 2] = [Typing::Telex, Typing::Vni];
/// Between the syllables of a name and the name.
const THEN: char = '\u{1}';

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SuggestionKind {
    /// A theme of models.
    Theme,
    /// A model, by its title.
    Model,
    /// A unit that carries a model.
    Unit,
    /// A place where a model is.
    Place,
}

impl SuggestionKind {
    const NAMES: [SuggestionKind; 3] = [
        SuggestionKind::Theme,
        SuggestionKind::Unit,
        SuggestionKind::Place,
    ];

    /// The letter its keys begin with.
    const fn letter(self) -> char {
        match self {
            SuggestionKind::Theme => 't',
            SuggestionKind::Model => 'm',
            SuggestionKind::Unit => 'u',
            SuggestionKind::Place => 'p',
        }
    }
}

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

/// What the dictionary knows of what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// Names, the best of each kind first.
    pub names: Vec<NameCompletion>,
    /// Ids of models whose titles come into question; `ModelIndex::order_titles` decides once they are read.
    pub models: Vec<String>,
}

/// The keys of a model in the dictionary, each once.
pub(super) fn keys(model: &IndexedModel) -> HashSet<String> {
    let mut keys = HashSet::new();
    let names = [
        (SuggestionKind::Theme, &model.themes),
        (SuggestionKind::Unit, &model.own_unit_names()),
        (SuggestionKind::Place, &model.place_names),
    ];
    for (kind, names) in names {
        for name in names.iter().filter(|name| name.len() <= LONGEST_NAME) {
            let syllables = folded(name);
            for start in 0..syllables.len().min(MOST_STARTS) {
                let rest = syllables[start..].join(" ");
                let flag = u8::from(start > 0);
                keys.insert(format!("{}{flag}{rest}{THEN}{name}", kind.letter()));
            }
        }
    }
    let syllables = folded(&model.title);
    for start in 0..syllables.len().min(MOST_STARTS) {
        let end = syllables.len().min(start + WINDOW);
        let window = syllables[start..end].join(" ");
        let flag = u8::from(start > 0);
        keys.insert(format!("{}{flag}{window}", SuggestionKind::Model.letter()));
    }
    keys
}

fn folded(text: &str) -> Vec<String> {
    syllables(text).map(|token| token.keys.folded).collect()
}

/// What was typed, understood: each way to read it as syllables, of which the last may be unfinished.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    readings: Vec<Vec<String>>,
    /// The words as typed, in lower case and composed, and whether any has a mark; then raw keys beside it are decoded.
    words: Vec<String>,
    marked: bool,
}

impl Typed {
    /// Reads what was typed: as it stands, with abbreviations written out, and as raw Telex or VNI, also where some words have
    /// their marks.
    pub fn of(text: &str) -> Typed {
        let text: String = text.chars().take(LONGEST_TYPED).collect();
        let text = vietnamese::nfc(&text).to_lowercase();
        let words: Vec<String> = vietnamese::syllables(&text).map(str::to_owned).collect();
        let mut readings = vec![folded(&text)];
        let mut add = |reading: Vec<String>| {
            if !reading.is_empty() && !readings.contains(&reading) {
                readings.push(reading);
            }
        };
        add(words.iter().map(|word| vietnamese::fold(word)).collect());
        // A word with marks writes itself, the others beside it may be raw keys all the same.
        for typing in TYPINGS {
            let decoded = words.iter().map(|word| {
                let read = vietnamese::decode(word, typing);
                vietnamese::keys(read.as_deref().unwrap_or(word)).folded
            });
            add(decoded.collect());
        }
        readings.retain(|reading| !reading.is_empty());
        let marked = words.iter().any(|word| vietnamese::keys(word).has_marks());
        let words = words.into_iter().map(|word| {
            let read = TYPINGS
                .into_iter()
                .filter(|_| marked)
                .find_map(|typing| vietnamese::decode(&word, typing));
            read.unwrap_or(word)
        });
        Typed {
            words: words.collect(),
            marked,
            readings,
        }
    }

    /// Whether there is nothing to complete.
    pub fn is_empty(&self) -> bool {
        self.readings.is_empty()
    }

    /// From which word of a text what was typed goes on, if it does at all.
    fn start_in(&self, tokens: &[Token]) -> Option<usize> {
        let goes_on = |reading: &Vec<String>, at: usize| {
            let Some((last, whole)) = reading.split_last() else {
                return false;
            };
            let Some(there) = tokens.get(at..=at + whole.len()) else {
                return false;
            };
            let equal = whole
                .iter()
                .zip(there)
                .all(|(typed, token)| *typed == token.keys.folded);
            equal && there[whole.len()].keys.folded.starts_with(last.as_str())
        };
        (0..tokens.len()).find(|&at| self.readings.iter().any(|reading| goes_on(reading, at)))
    }

    /// Whether a text has the marks that were typed. What was typed without any says nothing about marks.
    fn has_marks_in(&self, text: &str) -> bool {
        if !self.marked {
            return true;
        }
        let lower = vietnamese::nfc(text).to_lowercase();
        let there: Vec<&str> = vietnamese::syllables(&lower).collect();
        let Some((last, whole)) = self.words.split_last() else {
            return true;
        };
        there.windows(self.words.len()).any(|there| {
            let equal = whole.iter().zip(there).all(|(typed, word)| {
                let (typed, word) = (vietnamese::keys(typed), vietnamese::keys(word));
                typed.marked == word.marked || (!typed.has_marks() && typed.folded == word.folded)
            });
            equal && there[whole.len()].starts_with(last.as_str())
        })
    }

    /// The titles that go on what was typed, best first: those with the marks as typed, those that begin
    /// with it, those all of whose words usually stand together, the shorter. Each with whether it begins so.
    pub(super) fn ordered<T>(
        &self,
        titles: Vec<(String, T)>,
        snapshot: &Snapshot,
    ) -> Result<Vec<(T, bool)>, IndexError> {
        let mut usual = Usual::over(snapshot);
        let mut known = Vec::with_capacity(titles.len());
        for (title, what) in titles {
            let tokens: Vec<Token> = syllables(&title).collect();
            if let Some(at) = self.start_in(&tokens) {
                let usual = usual.weakest_joint(&tokens)?;
                known.push((self.has_marks_in(&title), at == 0, usual, title, what));
            }
        }
        known.sort_by(|left, right| {
            (right.0, right.1)
                .cmp(&(left.0, left.1))
                .then_with(|| right.2.total_cmp(&left.2))
                .then_with(|| left.3.len().cmp(&right.3.len()))
                .then_with(|| left.3.cmp(&right.3))
        });
        Ok(known
            .into_iter()
            .map(|(_, at_start, _, _, what)| (what, at_start))
            .collect())
    }
}

/// How usual it is that words stand together.
struct Usual<'a> {
    snapshot: &'a Snapshot,
    counts: HashMap<(Layer, String), f32>,
}

impl<'a> Usual<'a> {
    fn over(snapshot: &'a Snapshot) -> Usual<'a> {
        Usual {
            snapshot,
            counts: HashMap::new(),
        }
    }

    fn count(&mut self, layer: Layer, key: String) -> Result<f32, IndexError> {
        if let Some(count) = self.counts.get(&(layer, key.clone())) {
            return Ok(*count);
        }
        let count = self.snapshot.doc_freq(Scope::Public, layer, &key)? as f32;
        self.counts.insert((layer, key), count);
        Ok(count)
    }

    /// How closely the two neighbours of a title belong together that belong together least.
    fn weakest_joint(&mut self, tokens: &[Token]) -> Result<f32, IndexError> {
        let mut weakest = 0.0f32;
        for pair in tokens.windows(2).filter(|pair| pair[1].follows) {
            let (left, right) = (&pair[0].keys.folded, &pair[1].keys.folded);
            let both = self.count(Layer::FoldedPair, format!("{left}_{right}"))?;
            let left = self.count(Layer::Folded, left.clone())?;
            let right = self.count(Layer::Folded, right.clone())?;
            let joint = ((both + 0.5).powi(2) / ((left + 1.0) * (right + 1.0))).ln();
            weakest = weakest.min(joint);
        }
        Ok(weakest)
    }
}

/// A name found, and where a living model has it.
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
    let mut names: HashMap<(SuggestionKind, String), Name> = HashMap::new();
    let mut windows: Vec<Window> = Vec::new();
    let docs = |segment: &Segment| segment.reader.max_doc() as usize;
    let all = snapshot.segments.iter().map(docs).sum::<usize>().max(1);
    for reading in &typed.readings {
        let whole = reading.join(" ");
        for (number, segment) in snapshot.segments.iter().enumerate() {
            // Each segment has its share of what is looked at.
            let most = (MOST_KEYS * docs(segment)).div_ceil(all).max(LEAST_KEYS);
            for kind in SuggestionKind::NAMES {
                for flag in [0u8, 1] {
                    let from = format!("{}{flag}{whole}", kind.letter());
                    range(snapshot, segment, &from, most, |key, info| {
                        let Some((_, text)) = key.split_once(THEN) else {
                            return;
                        };
                        let name = names.entry((kind, text.to_owned())).or_insert(Name {
                            at_start: false,
                            count: 0,
                            places: Vec::new(),
                        });
                        name.at_start |= flag == 0;
                        // Every key of a name in a segment stands in the same models.
                        if name.places.iter().all(|(place, _)| *place != number) {
                            name.count += info.doc_freq;
                            name.places.push((number, info.clone()));
                        }
                    })?;
                }
            }
            // Of a long text its end narrows best; what stands before it is verified on the titles.
            let last = reading[reading.len().saturating_sub(WINDOW)..].join(" ");
            for flag in [0u8, 1] {
                let from = format!("{}{flag}{last}", SuggestionKind::Model.letter());
                range(snapshot, segment, &from, most, |_, info| {
                    windows.push(Window {
                        segment: number,
                        at_start: flag == 0,
                        info: info.clone(),
                    });
                })?;
            }
        }
    }
    Ok(Completions {
        names: best_names(snapshot, typed, names)?,
        models: models(snapshot, windows)?,
    })
}

/// The names that a living model has: with the marks as typed, from their beginning, the most used.
fn best_names(
    snapshot: &Snapshot,
    typed: &Typed,
    names: HashMap<(SuggestionKind, String), Name>,
) -> Result<Vec<NameCompletion>, IndexError> {
    let mut names: Vec<((SuggestionKind, String), Name)> = names.into_iter().collect();
    names.sort_unstable_by(|((kind, left), one), ((other_kind, right), other)| {
        let key = |name: &Name| (name.at_start, name.count);
        key(other)
            .cmp(&key(one))
            .then_with(|| left.len().cmp(&right.len()))
            .then_with(|| (left, kind).cmp(&(right, other_kind)))
    });
    // Reading marks costs much more than counting: only the most used of each kind are compared with what was typed.
    let mut compared: HashMap<SuggestionKind, usize> = HashMap::new();
    names.retain(|((kind, _), _)| {
        let count = compared.entry(*kind).or_default();
        *count += 1;
        *count <= MOST_COMPARED
    });
    names.sort_by_cached_key(|((_, text), _)| !typed.has_marks_in(text));
    let mut best: Vec<NameCompletion> = Vec::new();
    let mut kept: HashMap<SuggestionKind, usize> = HashMap::new();
    for ((kind, text), name) in names {
        let count = kept.entry(kind).or_default();
        if *count < MOST_NAMES && any_living(snapshot, &name.places)? {
            *count += 1;
            best.push(NameCompletion {
                kind,
                text,
                at_start: name.at_start,
            });
        }
    }
    Ok(best)
}

fn any_living(snapshot: &Snapshot, places: &[(usize, TermInfo)]) -> Result<bool, IndexError> {
    for (number, info) in places {
        if !living(snapshot, &snapshot.segments[*number], info, 1)?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Models of the most shared windows, those where a title begins first.
fn models(snapshot: &Snapshot, mut windows: Vec<Window>) -> Result<Vec<String>, IndexError> {
    windows.sort_by_key(|window| std::cmp::Reverse((window.at_start, window.info.doc_freq)));
    let mut seen: HashSet<(usize, DocId)> = HashSet::new();
    let mut ids = Vec::new();
    // Those that begin so leave room for those that go on so.
    for (at_start, most) in [(true, MOST_TITLES * 2 / 3), (false, MOST_TITLES)] {
        for window in windows.iter().filter(|window| window.at_start == at_start) {
            if ids.len() >= most {
                break;
            }
            let segment = &snapshot.segments[window.segment];
            for doc in living(snapshot, segment, &window.info, MOST_OF_A_WINDOW)? {
                if seen.insert((window.segment, doc)) {
                    ids.push(segment.columns.id(doc).doing("reading an id")?);
                }
            }
        }
    }
    ids.truncate(MOST_TITLES);
    Ok(ids)
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
    mut seen: impl FnMut(&str, &TermInfo),
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
        if let Ok(key) = std::str::from_utf8(stream.key()) {
            seen(key, stream.value());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::any_text;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_completed_from_every_word_of_it_and_a_title_from_windows() {
        let model = IndexedModel {
            title: "Tiếng kẻng an ninh tổ dân phố".into(),
            themes: vec!["an ninh trật tự".into()],
            public: true,
            ..IndexedModel::default()
        };
        let keys = keys(&model);
        assert!(keys.contains("t0an ninh trat tu\u{1}an ninh trật tự"));
        assert!(keys.contains("t1trat tu\u{1}an ninh trật tự"));
        assert!(keys.contains("m0tieng keng an ninh"));
        assert!(keys.contains("m1keng an ninh to"));
        assert!(keys.contains("m1pho"));
        assert_eq!(keys.len(), 4 + 7);
    }

    #[test]
    fn typing_is_understood_with_marks_without_and_raw() {
        let begins = |typed: &str, text: &str| {
            Typed::of(typed).start_in(&syllables(text).collect::<Vec<_>>()) == Some(0)
        };
        for typed in [
            "hòa gi",
            "hoà gi",
            "hoa giai",
            "hoà giả",
            "HOA GI",
            "hoaf giair",
            "hoa2 gi",
            "hòa giair",
            "hoaf giải",
            "hòa gia3i",
        ] {
            assert!(begins(typed, "Hòa giải ở cơ sở"), "{typed}");
        }
        assert!(begins("ntm", "Nông thôn mới nâng cao"));
        assert!(begins("nông thôn m", "NTM kiểu mẫu"));
        assert!(!begins("hoa giang", "Hòa giải ở cơ sở"));
        assert!(!begins("giai hoa", "Hòa giải ở cơ sở"));
    }

    #[test]
    fn marks_as_typed_are_preferred_and_half_of_them_will_do() {
        let has = |typed: &str, text: &str| Typed::of(typed).has_marks_in(text);
        assert!(has("hiến đ", "hiến đất làm đường"));
        assert!(has("hien đ", "Bà con hiến đất"));
        assert!(!has("hiền đ", "hiến đất làm đường"));
        assert!(has("hien d", "hiền đức"));
        assert!(has("hoà gi", "hòa giải"));
        assert!(!has("má", "mả"));
        assert!(has("hòa giair", "hòa giải ở cơ sở"));
        assert!(has("hoaf giải", "Tổ hòa giải"));
        assert!(!has("hòa giair", "hòa giãi"));
    }

    proptest! {
        #[test]
        fn any_typing_is_read(text in any_text(100)) {
            let typed = Typed::of(&text);
            prop_assert!(typed.readings.iter().all(|reading| !reading.is_empty()));
            typed.has_marks_in(&text);
            typed.start_in(&syllables(&text).collect::<Vec<_>>());
        }
    }
}
