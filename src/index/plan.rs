//! What to look for: the words of a query turned into weighted choices of keys.
//!
//! Each syllable of the query is a group of choices, of which a model earns the best: its marked key,
//! its folded key for less, repaired spellings for less still. Each pair of neighbours is a group too.
//! Nothing is compulsory here; how much of a query a model must hold is decided where results are cut.

use std::collections::HashSet;

use super::analyzer::{Token, analyze};
use super::document::{LONGEST_PLACE, Layer, place_keys};
use super::error::IndexError;
use super::repair;
use super::snapshot::{Scope, Snapshot};

/// Characters of a query that are read; the rest is ignored.
pub(super) const LONGEST_QUERY: usize = 256;
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

/// One key that would do, and how much it is worth.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Choice {
    pub layer: Layer,
    pub key: String,
    pub weight: f32,
}

/// What a group stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One syllable: holding it covers part of the query.
    Syllable,
    /// Two neighbours, or a document number as a whole: raises the score and covers nothing.
    Bonus,
}

/// Choices of which a model earns the best one it holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    pub kind: Kind,
    pub choices: Vec<Choice>,
}

/// A query understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Plan {
    /// No words at all: every model answers.
    pub everything: bool,
    pub groups: Vec<Group>,
    /// What is searched, where it differs in spelling from what was typed.
    pub repaired: Option<String>,
}

impl Plan {
    /// Understands a query against the words that the scope holds. Any text is accepted.
    pub fn of(text: &str, snapshot: &Snapshot, scope: Scope) -> Result<Plan, IndexError> {
        let text: String = text.chars().take(LONGEST_QUERY).collect();
        let repair::Repaired {
            text,
            changed,
            spellings,
        } = repair::repair(&text, snapshot, scope)?;
        let mut tokens = analyze(&text);
        tokens.truncate(MOST_SYLLABLES);
        let alone = tokens.iter().filter(|token| !token.whole).count() == 1;
        let marked_query = tokens.iter().any(|token| token.keys.has_marks());

        let mut groups = Vec::new();
        let mut seen = HashSet::new();
        let mut former: Option<Vec<Choice>> = None;
        for token in &tokens {
            if token.whole {
                groups.push(whole(token));
                continue;
            }
            let choices = match spellings.get(&token.keys) {
                Some(spellings) => spellings.clone(),
                None => spellings_of(token, marked_query, alone, snapshot, scope)?,
            };
            if seen.insert(token.keys.clone()) && !choices.is_empty() {
                groups.push(Group {
                    kind: Kind::Syllable,
                    choices: choices.clone(),
                });
            }
            if let Some(left) = former.filter(|_| token.follows) {
                let pair = pair(&left, &choices);
                if !pair.choices.is_empty() && !groups.contains(&pair) {
                    groups.push(pair);
                }
            }
            former = Some(choices);
        }
        groups.extend(places(&tokens, marked_query, snapshot, scope)?);
        let repaired = changed.then_some(text);
        Ok(Plan {
            everything: tokens.is_empty() && repaired.is_none(),
            groups,
            repaired,
        })
    }
}

/// The choices for a syllable spelt as it is.
fn spellings_of(
    token: &Token,
    marked_query: bool,
    alone: bool,
    snapshot: &Snapshot,
    scope: Scope,
) -> Result<Vec<Choice>, IndexError> {
    let marked = Choice {
        layer: Layer::Marked,
        key: token.keys.marked.clone(),
        weight: 1.0,
    };
    let folded = |weight| Choice {
        layer: Layer::Folded,
        key: token.keys.folded.clone(),
        weight,
    };
    if !marked_query {
        return Ok(vec![folded(1.0)]);
    }
    if !token.keys.has_marks() {
        // Half of the marks, or a syllable that has none: either will do, the rarer marked key tells more.
        return Ok(vec![marked, folded(1.0)]);
    }
    // Marks that no text has are a slip, or half of the marks: then the letters count in full. A syllable
    // alone is meant as it is typed: chó finds no chợ.
    let known = snapshot.doc_freq(scope, Layer::Marked, &marked.key)? > 0;
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
            let layer = if left.layer == Layer::Marked {
                Layer::MarkedPair
            } else {
                Layer::FoldedPair
            };
            choices.push(Choice {
                layer,
                key: format!("{}_{}", left.key, right.key),
                weight: PAIR * left.weight.min(right.weight),
            });
        }
    }
    choices.truncate(MOST_PAIR_CHOICES);
    Group {
        kind: Kind::Bonus,
        choices,
    }
}

/// The places that a query names: runs of its syllables, the longest first, that the index knows as a
/// place. Single syllables (`Huế`) are
/// left to the words: too many of them mean something else too.
fn places(
    tokens: &[Token],
    marked_query: bool,
    snapshot: &Snapshot,
    scope: Scope,
) -> Result<Vec<Group>, IndexError> {
    let mut groups = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let mut taken = 1;
        let continues = tokens[at + 1..]
            .iter()
            .take_while(|token| token.follows && !token.whole)
            .count();
        for length in (2..=LONGEST_PLACE.min(continues + 1)).rev() {
            let Some([marked, folded]) = place_keys(&tokens[at..at + length]) else {
                continue;
            };
            let mut choices = vec![Choice {
                layer: Layer::Folded,
                key: folded,
                weight: PLACE,
            }];
            if marked_query {
                choices.insert(
                    0,
                    Choice {
                        layer: Layer::Marked,
                        key: marked,
                        weight: PLACE,
                    },
                );
            }
            let mut known = false;
            for choice in &choices {
                known |= snapshot.doc_freq(scope, choice.layer, &choice.key)? > 0;
            }
            if known {
                groups.push(Group {
                    kind: Kind::Bonus,
                    choices,
                });
                taken = length;
                break;
            }
        }
        at += taken;
    }
    Ok(groups)
}

fn whole(token: &Token) -> Group {
    Group {
        kind: Kind::Bonus,
        choices: vec![Choice {
            layer: Layer::Folded,
            key: token.keys.folded.clone(),
            weight: 1.0,
        }],
    }
}
