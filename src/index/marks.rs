//! Writing a word that is known by its letters alone with the marks it most likely has.

use super::analyzer::Token;
use super::document::Layer;
use super::error::IndexError;
use super::snapshot::{Scope, Snapshot};
use crate::vietnamese;

/// The syllables beside a word.
#[derive(Clone, Copy, Default)]
pub(super) struct Neighbours<'a> {
    pub left: Option<&'a Token>,
    pub right: Option<&'a Token>,
}

impl<'a> Neighbours<'a> {
    /// Those of one of the tokens, as far as they stand in its sentence.
    pub fn of(tokens: &'a [Token], at: usize) -> Neighbours<'a> {
        Neighbours {
            left: at
                .checked_sub(1)
                .map(|left| &tokens[left])
                .filter(|_| tokens[at].follows),
            right: tokens.get(at + 1).filter(|right| right.follows),
        }
    }

    /// Those that are words, not numbers.
    pub fn words(self) -> Neighbours<'a> {
        let word = |token: &&Token| {
            !token.whole && !token.keys.folded.contains(|c: char| c.is_ascii_digit())
        };
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
        let of = |token: &Token| {
            if layer == Layer::Marked {
                token.keys.marked.clone()
            } else {
                token.keys.folded.clone()
            }
        };
        let left = self.left.map(|left| format!("{}_{key}", of(left)));
        let right = self.right.map(|right| format!("{key}_{}", of(right)));
        left.into_iter().chain(right).collect()
    }
}

/// How a folded key is written: with the marks that make known pairs with its neighbours, then with the most frequent
/// ones; as it stands where the scope knows no marks for it.
pub(super) fn with_marks(
    folded: &str,
    neighbours: &Neighbours,
    snapshot: &Snapshot,
    scope: Scope,
) -> Result<String, IndexError> {
    let mut best = (0, 0, folded.to_owned());
    for marked in vietnamese::markings(folded) {
        let count = snapshot.doc_freq(scope, Layer::Marked, &marked)?;
        if count == 0 {
            continue;
        }
        let mut paired = 0;
        for pair in neighbours.pairs(Layer::Marked, &marked) {
            paired += snapshot.doc_freq(scope, Layer::Marked.pair(), &pair)?;
        }
        if (paired, count) > (best.0, best.1) {
            best = (paired, count, marked);
        }
    }
    Ok(vietnamese::spell(&best.2))
}
