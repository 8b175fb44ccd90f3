//! Writing a word that is known by its letters alone with the marks it most likely has.

use super::analyzer::{Token, pair_key, syllables};
use super::document::Layer;
use super::error::IndexError;
use super::snapshot::Snapshot;
use crate::vietnamese;

/// The syllables beside a word.
#[derive(Clone, Copy, Default)]
pub(super) struct Neighbours<'a> {
    pub left: Option<&'a Token>,
    pub right: Option<&'a Token>,
}

impl<'a> Neighbours<'a> {
    /// Those of one of the tokens, as far as they stand in its sentence. A number as a whole is none: of it the part that
    /// stands nearest is.
    pub fn of(tokens: &'a [Token], at: usize) -> Neighbours<'a> {
        let is_part = |token: &&Token| !token.whole;
        let left = tokens[..at].iter().rev().find(is_part);
        let right = tokens[at + 1..].iter().find(is_part);
        Neighbours {
            left: left.filter(|_| tokens[at].follows),
            right: right.filter(|right| right.follows),
        }
    }

    /// Those that are words, not numbers.
    pub fn words(self) -> Neighbours<'a> {
        let word = |token: &&Token| !token.keys.folded.contains(|c: char| c.is_ascii_digit());
        Neighbours {
            left: self.left.filter(word),
            right: self.right.filter(word),
        }
    }

    pub fn is_none(&self) -> bool {
        self.left.is_none() && self.right.is_none()
    }

    /// The keys of the pairs that a word makes with them.
    pub fn pairs(&self, layer: Layer, key: &str) -> Vec<String> {
        let of = |token: &'a Token| {
            if layer == Layer::Marked {
                &token.keys.marked
            } else {
                &token.keys.folded
            }
        };
        let left = self.left.map(|left| pair_key(of(left), key));
        let right = self.right.map(|right| pair_key(key, of(right)));
        left.into_iter().chain(right).collect()
    }
}

/// How a folded key is written: with the marks that make known pairs with its neighbours, then with the most frequent
/// ones; as it stands where the index knows no marks for it.
pub(super) fn with_marks(
    folded: &str,
    neighbours: &Neighbours,
    snapshot: &Snapshot,
) -> Result<String, IndexError> {
    let mut best = (0, 0, folded.to_owned());
    for marked in vietnamese::markings(folded) {
        let count = snapshot.doc_freq(Layer::Marked, &marked)?;
        if count == 0 {
            continue;
        }
        let mut paired = 0;
        for pair in neighbours.pairs(Layer::Marked, &marked) {
            paired += snapshot.doc_freq(Layer::Marked.pair(), &pair)?;
        }
        if (paired, count) > (best.0, best.1) {
            best = (paired, count, marked);
        }
    }
    Ok(vietnamese::spell(&best.2))
}

/// Spellings of one syllable that are weighed, the most frequent.
const MOST_SPELLINGS: usize = 8;
/// Syllables of a text that get their marks; the rest stays.
const MOST_SYLLABLES: usize = 120;

/// A text without any mark as it is most likely written: of all ways to mark its syllables that whose neighbours stand
/// side by side most often. A text that has a mark somewhere stays as it is, and so does what nobody has written.
pub(super) fn restored(text: &str, snapshot: &Snapshot) -> Result<String, IndexError> {
    let tokens: Vec<Token> = syllables(text).take(MOST_SYLLABLES).collect();
    if tokens.iter().any(|token| token.keys.has_marks()) {
        return Ok(text.to_owned());
    }
    // For each spelling of the syllable at hand how well it can be reached, and by which spelling of the one before.
    let mut ways: Vec<Vec<Way>> = Vec::with_capacity(tokens.len());
    for token in &tokens {
        let mut spellings = Vec::new();
        for marked in vietnamese::markings(&token.keys.folded) {
            let count = snapshot.doc_freq(Layer::Marked, &marked)?;
            spellings.push((count, marked));
        }
        spellings.retain(|(count, _)| *count > 0);
        spellings.sort_by(|left, right| right.cmp(left));
        spellings.truncate(MOST_SPELLINGS);
        if spellings.is_empty() {
            spellings.push((0, token.keys.marked.clone()));
        }
        let mut reached = Vec::with_capacity(spellings.len());
        for (count, marked) in spellings {
            let mut best = (f32::NEG_INFINITY, 0);
            for (at, former) in ways.last().into_iter().flatten().enumerate() {
                let pair = pair_key(&former.marked, &marked);
                let together = match token.follows {
                    true => snapshot.doc_freq(Layer::Marked.pair(), &pair)?,
                    false => 0,
                };
                let score = former.score + (together as f32).ln_1p();
                if score > best.0 {
                    best = (score, at);
                }
            }
            let before = if ways.is_empty() { 0.0 } else { best.0 };
            reached.push(Way {
                // How frequent a spelling is decides only where no neighbour does.
                score: before + (count as f32).ln_1p() / 10.0,
                former: best.1,
                marked,
            });
        }
        ways.push(reached);
    }
    let mut at = ways.last().map_or(0, |last| {
        let scores = last.iter().enumerate();
        let best = scores.max_by(|(_, left), (_, right)| left.score.total_cmp(&right.score));
        best.map_or(0, |(at, _)| at)
    });
    let mut restored = text.to_owned();
    for (token, ways) in tokens.iter().zip(&ways).rev() {
        let way = &ways[at];
        // What an abbreviation stands for is not written out, nor a key that was cut short.
        if vietnamese::keys(&text[token.range.clone()]) == token.keys {
            restored.replace_range(token.range.clone(), &vietnamese::spell(&way.marked));
        }
        at = way.former;
    }
    Ok(restored)
}

/// One spelling of a syllable at the end of the best way to it.
struct Way {
    score: f32,
    /// Which spelling of the syllable before.
    former: usize,
    marked: String,
}
