//! Likeness of models by what they do: the measure behind "Mô hình tương tự" and "Có thể trùng".
//!
//! A practice is weighed by its syllables, their pairs and its themes as wholes, all with marks; rare ones
//! tell more, repetition soon stops to count. [`Wanted`] holds what is looked for with the rarities of the
//! index, [`Traits`] what one practice has: both are small, so that likeness itself is a pure sum. Only a
//! short list of candidates, found through the index by the words that tell most, is ever compared.
//!
//! Unit, place and numbers take no part: the same practice elsewhere is what is wanted.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use tantivy::postings::Postings;
use tantivy::{DocSet, TERMINATED};

use super::analyzer::{Token, analyze, pair_key, split_pair};
use super::document::Layer;
use super::error::{Doing, IndexError};
use super::name_keys::theme_key;
use super::snapshot::Snapshot;

/// Times a text counts. Measured on judged pairs: a theme as a whole tells most, its words little more.
const TITLE: f32 = 2.0;
const THEME: f32 = 6.0;
const TEXT: f32 = 1.0;
/// From how many times on repetition adds less than half of what it could.
const ENOUGH: f32 = 10.0;
/// The words that are looked up in the index; the others hardly ever bring in another candidate.
const MOST_LOOKED_UP: usize = 40;
/// What the themes say beside the method when two records are compared.
const THEMES_BESIDE_METHOD: f32 = 0.15;
/// How much more a rare syllable tells than a common one when two records are compared.
const RARITY_POWER: f32 = 1.25;

/// The texts of a model that tell what it does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Practice {
    /// Its name.
    pub title: String,
    /// Its themes.
    pub themes: Vec<String>,
    /// How it is done, in paragraphs.
    pub approach: Vec<String>,
    /// The same step by step.
    pub steps: Vec<String>,
    /// Why and to what end: problem, objectives, results.
    pub rest: Vec<String>,
}

impl Practice {
    /// All texts but the title.
    fn texts(&self) -> impl Iterator<Item = &String> {
        let method = self.approach.iter().chain(&self.steps);
        self.themes.iter().chain(method).chain(&self.rest)
    }

    /// How it is done, told once: the steps say it again.
    fn method(&self) -> &[String] {
        if self.approach.is_empty() {
            &self.steps
        } else {
            &self.approach
        }
    }
}

/// What a practice has, ready to be compared. Ordered, so that sums come out the same in every run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traits {
    weights: BTreeMap<String, f32>,
    /// Length of the weights as a vector; 1 where there are none.
    norm: f32,
    /// Syllables of the method.
    method: BTreeSet<String>,
    /// Syllables of the themes, and of the title where there is neither theme nor method.
    themes: BTreeSet<String>,
    title: BTreeSet<String>,
}

impl Traits {
    /// Weighs the texts of a practice. Costs time in proportion to their length.
    pub fn of(practice: &Practice) -> Traits {
        let mut counts: BTreeMap<String, f32> = BTreeMap::new();
        let mut add = |text: &str, times: f32| {
            let tokens = words(text);
            for (at, token) in tokens.iter().enumerate() {
                *counts.entry(token.keys.marked.clone()).or_default() += times;
                if let Some(pair) = pair(&tokens, at) {
                    *counts.entry(pair).or_default() += times;
                }
            }
        };
        add(&practice.title, TITLE);
        for text in practice.texts() {
            add(text, TEXT);
        }
        for key in practice.themes.iter().filter_map(|theme| theme_key(theme)) {
            *counts.entry(key).or_default() += THEME;
        }
        let weights: BTreeMap<String, f32> = counts
            .into_iter()
            .map(|(key, count)| (key, count / (count + ENOUGH)))
            .collect();
        let norm = weights
            .values()
            .map(|weight| weight * weight)
            .sum::<f32>()
            .sqrt();
        Traits {
            norm: if norm > 0.0 { norm } else { 1.0 },
            method: syllables(practice.method()),
            themes: syllables(&practice.themes),
            title: syllables(std::slice::from_ref(&practice.title)),
            weights,
        }
    }

    /// Whether the practice has a key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.weights.contains_key(key)
    }

    /// Whether there is nothing to compare.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }
}

/// What is looked for: for each key how much it earns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    gains: BTreeMap<String, f32>,
}

impl Wanted {
    pub(super) fn of(traits: &Traits, snapshot: &Snapshot) -> Result<Wanted, IndexError> {
        let mut gains = BTreeMap::new();
        for (key, weight) in &traits.weights {
            let rarity = rarity(snapshot, key)?;
            gains.insert(key.clone(), weight * rarity * rarity / traits.norm);
        }
        Ok(Wanted { gains })
    }

    /// What a key earns, if it is looked for.
    pub(super) fn gain(&self, key: &str) -> Option<f32> {
        self.gains.get(key).copied()
    }

    /// Looks also for what another is looked for by: with the few that are most alike, this finds what is
    /// the same practice in other words.
    pub fn add(&mut self, other: &Wanted, share: f32) {
        for (key, gain) in &other.gains {
            *self.gains.entry(key.clone()).or_default() += gain * share;
        }
    }

    /// How much of what is wanted a practice has. Higher is more alike; comparable for one `self` only.
    pub fn likeness(&self, traits: &Traits) -> f32 {
        let earned: f32 = traits
            .weights
            .iter()
            .filter_map(|(key, weight)| Some(weight * self.gains.get(key)?))
            .sum();
        earned / traits.norm
    }
}

/// How likely two records tell of the same thing, 0 to 1.15: what they share of the syllables of their
/// methods by rarity, and a little of their themes; where a method is missing, of their titles.
/// `rarity` gives for a marked syllable how much it tells. Symmetric. Numbers and order take no part.
pub fn sameness(left: &Traits, right: &Traits, rarity: impl Fn(&str) -> f32) -> f32 {
    let shared = |left: &BTreeSet<String>, right: &BTreeSet<String>| {
        let sum =
            |keys: &mut dyn Iterator<Item = &String>| keys.map(|key| rarity(key)).sum::<f32>();
        let all = sum(&mut left.union(right));
        if all > 0.0 {
            sum(&mut left.intersection(right)) / all
        } else {
            0.0
        }
    };
    let themes = THEMES_BESIDE_METHOD * shared(&left.themes, &right.themes);
    if left.method.is_empty() || right.method.is_empty() {
        shared(&left.title, &right.title) + themes
    } else {
        shared(&left.method, &right.method) + themes
    }
}

/// [`sameness`] with the rarities of the index.
pub(super) fn sameness_in(
    snapshot: &Snapshot,
    left: &Traits,
    right: &Traits,
) -> Result<f32, IndexError> {
    let mut rarities: HashMap<&str, f32> = HashMap::new();
    for traits in [left, right] {
        for key in traits
            .method
            .iter()
            .chain(&traits.themes)
            .chain(&traits.title)
        {
            if !rarities.contains_key(key.as_str()) {
                rarities.insert(key, rarity(snapshot, key)?.powf(RARITY_POWER));
            }
        }
    }
    Ok(sameness(left, right, |key| {
        rarities.get(key).copied().unwrap_or_default()
    }))
}

/// Whom to leave out.
#[derive(Clone, Debug, Default)]
pub struct Except {
    /// A model that the index holds, by its id.
    pub id: Option<String>,
    /// All models of a sector, by its code.
    pub sector: Option<String>,
}

/// The ids of the models that have most of what is wanted, best first, by its weightiest words alone.
pub(super) fn nearest(
    snapshot: &Snapshot,
    wanted: &Wanted,
    except: &Except,
    limit: usize,
) -> Result<Vec<String>, IndexError> {
    let keys = telling(snapshot, wanted, u32::from(except.id.is_some()))?;
    let mut best: Vec<(f32, u64, usize, u32)> = Vec::new();
    for (number, segment) in snapshot.segments.iter().enumerate() {
        let mut scores: HashMap<u32, f32> = HashMap::new();
        for (key, gain) in &keys {
            let Some(mut postings) = segment.postings(layer_of(key), key)? else {
                continue;
            };
            let mut doc = postings.doc();
            while doc != TERMINATED {
                let count = postings.term_freq() as f32;
                *scores.entry(doc).or_default() += gain * count / (count + ENOUGH);
                doc = postings.advance();
            }
        }
        let alive = segment.reader.alive_bitset();
        let columns = &segment.columns;
        let left_out = |doc: u32| {
            let sectors = columns.sectors.of(doc).iter();
            except.sector.as_ref().is_some_and(|sector| {
                sectors
                    .clone()
                    .any(|&name| columns.sectors.names[name as usize] == *sector)
            })
        };
        best.extend(
            scores
                .into_iter()
                .filter(|&(doc, _)| alive.is_none_or(|alive| alive.is_alive(doc)) && !left_out(doc))
                .map(|(doc, score)| (score, columns.tie(doc), number, doc)),
        );
    }
    // One more than wanted, since the model itself is the best of all.
    let enough = limit + 1;
    let order = |left: &(f32, u64, usize, u32), right: &(f32, u64, usize, u32)| {
        right
            .0
            .total_cmp(&left.0)
            .then_with(|| left.1.cmp(&right.1))
    };
    if enough < best.len() {
        best.select_nth_unstable_by(enough, order);
        best.truncate(enough);
    }
    best.sort_unstable_by(order);
    let mut ids = Vec::with_capacity(best.len());
    for (_, _, number, doc) in best {
        let id = snapshot.segments[number]
            .columns
            .id(doc)
            .doing("reading an id")?;
        if except.id.as_ref() != Some(&id) {
            ids.push(id);
        }
    }
    ids.truncate(limit);
    Ok(ids)
}

/// The themes of what is wanted, and its other keys that tell most and stand in more than `own` models: what only the
/// model itself has leads to no other.
fn telling<'a>(
    snapshot: &Snapshot,
    wanted: &'a Wanted,
    own: u32,
) -> Result<Vec<(&'a String, f32)>, IndexError> {
    let all = wanted.gains.iter().map(|(key, gain)| (key, *gain));
    let (mut keys, mut others): (Vec<_>, Vec<_>) = all.partition(|(key, _)| key.starts_with('#'));
    others.sort_by(|left, right| right.1.total_cmp(&left.1).then_with(|| left.0.cmp(right.0)));
    let most = keys.len() + MOST_LOOKED_UP;
    for (key, gain) in others {
        if keys.len() >= most {
            break;
        }
        if snapshot.doc_freq(layer_of(key), key)? > own {
            keys.push((key, gain));
        }
    }
    Ok(keys)
}

/// How much a key tells: the fewer models have it, the more.
fn rarity(snapshot: &Snapshot, key: &str) -> Result<f32, IndexError> {
    let holders = snapshot.doc_freq(layer_of(key), key)?;
    Ok(snapshot.rarity(holders))
}

/// Themes as wholes stand among the syllables; pairs have a layer of their own.
pub(super) fn layer_of(key: &str) -> Layer {
    if split_pair(key).is_some() && !key.starts_with('#') {
        Layer::MarkedPair
    } else {
        Layer::Marked
    }
}

/// The words of a text without numbers.
pub(super) fn words(text: &str) -> Vec<Token> {
    let mut tokens = analyze(text);
    tokens.retain(|token| {
        !token.whole && !text[token.range.clone()].contains(|c: char| c.is_ascii_digit())
    });
    tokens
}

/// The key of the pair that begins at a word, if the next one follows it.
pub(super) fn pair(tokens: &[Token], at: usize) -> Option<String> {
    let (left, right) = (&tokens[at], tokens.get(at + 1)?);
    right
        .follows
        .then(|| pair_key(&left.keys.marked, &right.keys.marked))
}

fn syllables(texts: &[String]) -> BTreeSet<String> {
    texts
        .iter()
        .flat_map(|text| words(text))
        .map(|token| token.keys.marked)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::any_text;
    use proptest::prelude::*;

    fn practice(title: &str, themes: &[&str], approach: &str) -> Practice {
        Practice {
            title: title.into(),
            themes: themes.iter().map(|&theme| theme.to_owned()).collect(),
            approach: vec![approach.into()],
            ..Practice::default()
        }
    }

    fn plain(traits: &Traits) -> Wanted {
        Wanted {
            gains: traits.weights.clone(),
        }
    }

    #[test]
    fn the_same_practice_is_more_alike_than_another_of_the_same_place() {
        let land = practice(
            "Hiến đất mở đường ở Vạn Linh",
            &["hiến đất làm đường"],
            "Họp thôn bàn công khai.",
        );
        let same = practice(
            "Nhường đất làm đường",
            &["hiến đất làm đường"],
            "Đến từng hộ vận động hiến đất.",
        );
        let other = practice(
            "Tiếng kẻng ở Vạn Linh",
            &["an ninh trật tự"],
            "Gõ kẻng báo động.",
        );
        let wanted = plain(&Traits::of(&land));
        assert!(wanted.likeness(&Traits::of(&same)) > 2.0 * wanted.likeness(&Traits::of(&other)));
    }

    #[test]
    fn records_are_the_same_by_their_method_and_by_title_only_where_a_method_is_missing() {
        let even = |_: &str| 1.0;
        let one = Traits::of(&practice("A", &[], "Gõ cửa từng nhà lúc 7 giờ"));
        let renamed = Traits::of(&practice("B", &[], "Gõ cửa từng nhà lúc 19 giờ"));
        assert!(
            sameness(&one, &renamed, even) > 0.99,
            "numbers and names take no part"
        );
        let untold = Traits::of(&practice("A", &[], ""));
        assert!(sameness(&one, &untold, even) > 0.99);
        assert_eq!(sameness(&Traits::default(), &Traits::default(), even), 0.0);
    }

    proptest! {
        #[test]
        fn sameness_is_symmetric_and_bounded(a in any_text(60), b in any_text(60), theme in any_text(20)) {
            let (a, b) = (Traits::of(&practice(&a, &[&theme], &b)), Traits::of(&practice(&b, &[], &a)));
            let even = |_: &str| 1.0;
            let one = sameness(&a, &b, even);
            prop_assert!((one - sameness(&b, &a, even)).abs() < 1e-5);
            prop_assert!((0.0..=1.1501).contains(&one));
        }
    }
}
