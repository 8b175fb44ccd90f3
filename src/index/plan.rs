//! What to look for: the words of a query turned into weighted choices of keys.
//!
//! Each syllable of the query is a group of choices, of which a model earns the best: its marked key,
//! its folded key for less, repaired spellings for less still. Each pair of neighbours is a group too.
//! Nothing is compulsory here; how much of a query a model must hold is decided where results are cut.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::analyzer::{Token, analyze, pair_key};
use super::document::Layer;
use super::error::IndexError;
use super::misspelt;
use super::name_keys::{LONGEST_PLACE, PlaceKey, place_keys};
use super::numbers;
use super::repair::{self, Repaired};
use super::snapshot::Snapshot;
use super::synonyms::Synonyms;
use crate::vietnamese::{self, Keys};

/// Characters of a query that are read; the rest is ignored.
pub const LONGEST_QUERY: usize = 256;
/// Syllables of a query that are looked for.
const MOST_SYLLABLES: usize = 40;
/// Spellings tried for one pair.
const MOST_PAIR_CHOICES: usize = 12;

/// What a folded key is worth beside the marked one, when the syllable was typed with marks.
const FOLDED_BESIDE_MARKED: f32 = 0.3;
/// What a pair is worth beside its two syllables.
const PAIR: f32 = 0.4;
/// What it is worth to lie in a place that the query names, beside the syllables of the name.
const PLACE: f32 = 0.5;
/// What it is worth to lie where the commune of that name was, or where it went.
const PLACE_HISTORY: f32 = 0.25;
/// Syllables of an ordinary word. A word of more is one idea all the same: each of its syllables counts for less.
const ORDINARY_WORD: f32 = 2.0;
/// The share of a folded syllable's models that must have one spelling of it, for it to mean that spelling.
const CLEAR: f32 = 0.7;

/// One key that would do, and how much it is worth.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Choice {
    pub layer: Layer,
    pub key: String,
    /// Further keys of the same layer that must stand in the model too.
    pub rest: Vec<String>,
    pub weight: f32,
    /// Stands beside what was asked: earns at most as if it were as common as that.
    pub beside: bool,
}

impl Choice {
    pub fn new(layer: Layer, key: String, weight: f32) -> Choice {
        Choice {
            layer,
            key,
            rest: Vec::new(),
            weight,
            beside: false,
        }
    }

    /// All its keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.key.as_str()).chain(self.rest.iter().map(String::as_str))
    }
}

/// What a group stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One syllable: holding it covers part of the query.
    Syllable,
    /// Two neighbours, or a document number as a whole: raises the score and covers nothing.
    Bonus,
    /// A place: what lies there earns the same however often it says so.
    Place,
}

/// Choices of which a model earns the best one it holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    pub kind: Kind,
    pub choices: Vec<Choice>,
    /// Share of its weight that counts: less than 1 for words that only ask and for syllables of a long word.
    pub counts: f32,
}

/// How the words of a query are read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reading<'a> {
    /// As they stand.
    Literal,
    /// Mended where the index does not know them, and with what these say finds them too.
    Understood(&'a Synonyms),
}

/// A query understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Plan {
    /// No words at all: every model answers.
    pub everything: bool,
    pub groups: Vec<Group>,
    /// What is searched, mended.
    pub text: String,
    /// The same, where it differs in spelling from what was typed.
    pub repaired: Option<String>,
    /// The same with what was probably meant in place of known words that stand beside none of their neighbours anywhere.
    pub meant: Option<String>,
    /// Whether other words than those of the text, in whatever spelling, are looked for too.
    pub widened: bool,
}

impl Plan {
    /// Understands the words of a query against the words that the index holds. Any text is accepted.
    pub fn of(words: &str, snapshot: &Snapshot, reading: Reading) -> Result<Plan, IndexError> {
        let words: String = words.chars().take(LONGEST_QUERY).collect();
        let nothing = Synonyms::default();
        let (synonyms, repaired) = match reading {
            Reading::Literal => (&nothing, Repaired::untouched(words)),
            Reading::Understood(synonyms) => {
                (synonyms, repair::repair(&words, snapshot, synonyms)?)
            }
        };
        let Repaired {
            text,
            changed,
            spellings,
        } = repaired;
        let mut tokens = analyze(&text);
        tokens.truncate(MOST_SYLLABLES);
        let tokens = with_known_numbers(tokens, snapshot)?;
        let alone = tokens.iter().filter(|token| !token.whole).count() == 1;
        let marked_query = tokens.iter().any(|token| token.keys.has_marks());

        let said = sayings(&tokens, snapshot, synonyms)?;
        let mut groups: Vec<Group> = Vec::new();
        let mut seen: HashMap<Keys, usize> = HashMap::new();
        let mut former: Option<(usize, Vec<Choice>)> = None;
        let mut corrected: Vec<(Range<usize>, String)> = Vec::new();
        let mut tries = misspelt::MOST_TRIED;
        for (number, token) in tokens.iter().enumerate() {
            if token.whole {
                groups.push(whole(token));
                continue;
            }
            let own = match spellings.get(&token.keys) {
                Some(spellings) => spellings.clone(),
                None => {
                    let mut own = spellings_of(token, marked_query, alone, snapshot)?;
                    if matches!(reading, Reading::Understood(_)) {
                        let meant =
                            misspelt::meant(&tokens, number, marked_query, snapshot, &mut tries)?;
                        if let Some(likeliest) = meant.first() {
                            let (typed, word) = (&text[token.range.clone()], &likeliest.key);
                            let word = repair::capital_as(typed, vietnamese::spell(word));
                            corrected.push((token.range.clone(), word));
                        }
                        own.extend(meant);
                    }
                    own
                }
            };
            let Said { beside, counts, .. } = &said[number];
            if let Some((left, choices)) = former.filter(|_| token.follows) {
                let mut pair = pair(&choices, &own);
                pair.counts = counts.max(said[left].counts);
                if said[left].words == said[number].words {
                    let beside = beside.iter().cloned();
                    pair.choices.extend(beside.map(|choice| Choice {
                        weight: choice.weight * PAIR,
                        ..choice
                    }));
                }
                if !pair.choices.is_empty()
                    && !groups.iter().any(|known| known.choices == pair.choices)
                {
                    groups.push(pair);
                }
            }
            former = Some((number, own.clone()));
            match seen.get(&token.keys) {
                Some(&known) => groups[known].counts = groups[known].counts.max(*counts),
                None => {
                    let choices: Vec<Choice> =
                        own.into_iter().chain(beside.iter().cloned()).collect();
                    if !choices.is_empty() {
                        seen.insert(token.keys.clone(), groups.len());
                        groups.push(Group {
                            kind: Kind::Syllable,
                            choices,
                            counts: *counts,
                        });
                    }
                }
            }
        }
        groups.extend(places(&tokens, marked_query, snapshot)?);
        let repaired = changed.then(|| text.clone());
        let meant = (!corrected.is_empty()).then(|| repair::replace(&text, &corrected));
        Ok(Plan {
            everything: tokens.is_empty() && repaired.is_none(),
            widened: said.iter().any(|said| !said.beside.is_empty()),
            groups,
            text,
            repaired,
            meant,
        })
    }
}

/// The tokens with each grouped number (`4.262`) that the index knows as one syllable, without its parts: a model that writes
/// it in one (`4262`) is found too, and one that merely says "4" is not.
fn with_known_numbers(tokens: Vec<Token>, snapshot: &Snapshot) -> Result<Vec<Token>, IndexError> {
    let mut known = HashSet::new();
    for token in tokens.iter().filter(|token| numbers::is_grouped(token)) {
        let digits = &token.keys.folded;
        if snapshot.doc_freq(Layer::Folded, digits)? > 0 {
            known.insert(digits.clone());
        }
    }
    Ok(numbers::joined(tokens, |digits| known.contains(digits)))
}

/// What the synonyms say about one token.
struct Said {
    /// Which words of a rule it is one of; each token outside of any has a number of its own.
    words: usize,
    /// How many tokens the words are.
    length: usize,
    beside: Vec<Choice>,
    counts: f32,
}

/// For each token what the synonyms say about the words it is part of: from left to right, the longest
/// words first. A query of nothing but fillers means them.
fn sayings(
    tokens: &[Token],
    snapshot: &Snapshot,
    synonyms: &Synonyms,
) -> Result<Vec<Said>, IndexError> {
    let mut said: Vec<Said> = Vec::with_capacity(tokens.len());
    let mut failed = None;
    while said.len() < tokens.len() {
        let at = said.len();
        let is_clear = |marked: &str, folded: &str| {
            let counted = snapshot
                .doc_freq(Layer::Marked, marked)
                .and_then(|marked| Ok((marked, snapshot.doc_freq(Layer::Folded, folded)?)));
            match counted {
                Ok((marked, folded)) => marked as f32 >= CLEAR * folded as f32,
                Err(error) => {
                    failed = Some(error);
                    false
                }
            }
        };
        let found = if tokens[at].whole {
            None
        } else {
            synonyms.say(&tokens[at..], is_clear)
        };
        let (length, beside, counts) = match found {
            Some(found) => (found.length, found.choices, found.keeps.unwrap_or(1.0)),
            None => (1, Vec::new(), 1.0),
        };
        for _ in 0..length {
            said.push(Said {
                words: at,
                length,
                beside: beside.clone(),
                counts,
            });
        }
    }
    if let Some(error) = failed {
        return Err(error);
    }
    if said
        .iter()
        .zip(tokens)
        .all(|(said, token)| token.whole || said.counts < 1.0)
    {
        for said in &mut said {
            said.counts = 1.0;
        }
    }
    for said in &mut said {
        said.counts *= (ORDINARY_WORD / said.length as f32).sqrt().min(1.0);
    }
    Ok(said)
}

/// The choices for a syllable spelt as it is.
fn spellings_of(
    token: &Token,
    marked_query: bool,
    alone: bool,
    snapshot: &Snapshot,
) -> Result<Vec<Choice>, IndexError> {
    let marked = Choice::new(Layer::Marked, token.keys.marked.clone(), 1.0);
    let folded = |weight| Choice::new(Layer::Folded, token.keys.folded.clone(), weight);
    if !marked_query {
        return Ok(vec![folded(1.0)]);
    }
    if !token.keys.has_marks() {
        // Half of the marks, or a syllable that has none: either will do, the rarer marked key tells more.
        return Ok(vec![marked, folded(1.0)]);
    }
    // Marks that no text has are a slip, or half of the marks: then the letters count in full. A syllable
    // alone is meant as it is typed: chó finds no chợ.
    let known = snapshot.doc_freq(Layer::Marked, &marked.key)? > 0;
    Ok(match (known, alone) {
        (false, _) => vec![folded(1.0)],
        (true, true) => vec![marked],
        (true, false) => vec![marked, folded(FOLDED_BESIDE_MARKED)],
    })
}

fn pair(left: &[Choice], right: &[Choice]) -> Group {
    let mut choices = Vec::new();
    for left in left {
        for right in right.iter().filter(|right| right.layer == left.layer) {
            choices.push(Choice::new(
                left.layer.pair(),
                pair_key(&left.key, &right.key),
                PAIR * left.weight.min(right.weight),
            ));
        }
    }
    choices.truncate(MOST_PAIR_CHOICES);
    Group {
        kind: Kind::Bonus,
        choices,
        counts: 1.0,
    }
}

/// The places that a query names: runs of its syllables, the longest first, that the index knows as a
/// place. Single syllables (`Huế`) are left to the words: too many of them mean something else too.
fn places(
    tokens: &[Token],
    marked_query: bool,
    snapshot: &Snapshot,
) -> Result<Vec<Group>, IndexError> {
    let mut places = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        // No name begins with a number as a whole.
        if tokens[at].whole {
            at += 1;
            continue;
        }
        let mut taken = 1;
        let continues = tokens[at + 1..]
            .iter()
            .take_while(|token| token.follows && !token.whole)
            .count();
        for length in (2..=LONGEST_PLACE.min(continues + 1)).rev() {
            let name = &tokens[at..at + length];
            let mut choices = place_choices(name, PlaceKey::Own, marked_query);
            choices.extend(place_choices(name, PlaceKey::History, marked_query));
            let mut known = false;
            for choice in &choices {
                known |= snapshot.doc_freq(choice.layer, &choice.key)? > 0;
            }
            if known {
                places.push(Group {
                    kind: Kind::Place,
                    choices,
                    counts: 1.0,
                });
                taken = length;
                break;
            }
        }
        at += taken;
    }
    Ok(places)
}

/// The keys of a place name; none where it has too many syllables. History stands beside the place itself:
/// a former name that is rarer than today's tells no more than that.
fn place_choices(name: &[Token], sort: PlaceKey, marked_query: bool) -> Vec<Choice> {
    let Some([marked, folded]) = place_keys(name, sort) else {
        return Vec::new();
    };
    let (weight, beside) = match sort {
        PlaceKey::Own => (PLACE, false),
        PlaceKey::History => (PLACE_HISTORY, true),
    };
    let choice = |layer, key| Choice {
        beside,
        ..Choice::new(layer, key, weight)
    };
    let mut choices = vec![choice(Layer::Folded, folded)];
    if marked_query {
        choices.insert(0, choice(Layer::Marked, marked));
    }
    choices
}

fn whole(token: &Token) -> Group {
    Group {
        kind: Kind::Bonus,
        choices: vec![Choice::new(Layer::Folded, token.keys.folded.clone(), 1.0)],
        counts: 1.0,
    }
}
