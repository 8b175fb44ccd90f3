//! What a query demands of a model: phrases that must stand in it, and words that must not.

use tantivy::DocId;

use super::analyzer::{Token, analyze, pair_key};
use super::document::Layer;
use super::error::IndexError;
use super::language::Asked;
use super::numbers;
use super::plan::Choice;
use super::rank::for_each_holder;
use super::segment::Segment;

/// The demands of one query. Marks that were typed are meant; a word typed without any means all spellings.
/// Of a phrase every pair of neighbours must stand somewhere in the model, and what a sentence's end parts (`TP. Hồ Chí
/// Minh`), each by itself: the index has no pair of those.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Conditions {
    must: Vec<Choice>,
    /// Of words side by side that must not be there, all together: each alone may be.
    never: Vec<Vec<Choice>>,
}

impl Conditions {
    pub fn of(asked: &Asked) -> Conditions {
        Conditions {
            must: asked
                .phrases
                .iter()
                .flat_map(|text| together(text))
                .collect(),
            never: asked
                .without
                .iter()
                .map(|text| together(text))
                .filter(|keys| !keys.is_empty())
                .collect(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.must.is_empty() && self.never.is_empty()
    }

    /// For each document of a segment whether it meets the demands.
    pub fn met(&self, segment: &Segment) -> Result<Vec<bool>, IndexError> {
        let mut met = vec![true; segment.reader.max_doc() as usize];
        let holders = |choice: &Choice| {
            let mut holds = vec![false; segment.reader.max_doc() as usize];
            for_each_holder(segment, choice, |doc: DocId| {
                holds[doc as usize] = true;
            })?;
            Ok::<_, IndexError>(holds)
        };
        for choice in &self.must {
            for (met, holds) in met.iter_mut().zip(holders(choice)?) {
                *met &= holds;
            }
        }
        for together in &self.never {
            let mut all = vec![true; met.len()];
            for choice in together {
                for (all, holds) in all.iter_mut().zip(holders(choice)?) {
                    *all &= holds;
                }
            }
            for (met, all) in met.iter_mut().zip(all) {
                *met &= !all;
            }
        }
        Ok(met)
    }
}

/// The tokens of a text as a phrase holds them: a grouped number is one as it is in pairs, and a code is one without its parts.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for token in numbers::joined(analyze(text), |_| true) {
        if token.whole {
            // Its parts stand right before it.
            tokens.truncate(tokens.partition_point(|part| part.range.start < token.range.start));
        }
        tokens.push(token);
    }
    tokens
}

/// What must stand in a model for it to hold the words of a text side by side: the pairs of its syllables; of a code, and
/// of what a sentence's end parts, each by itself. Where one of a pair has no marks any spelling of it will do, so that the pair is
/// looked for by its letters, and the marks of the other by themselves.
fn together(text: &str) -> Vec<Choice> {
    let tokens = tokens(text);
    let alone = |token: &Token| {
        let (layer, key) = if token.keys.has_marks() && !token.whole {
            (Layer::Marked, &token.keys.marked)
        } else {
            (Layer::Folded, &token.keys.folded)
        };
        Choice::new(layer, key.clone(), 1.0)
    };
    if let [only] = tokens.as_slice() {
        return vec![alone(only)];
    }
    let mut choices = Vec::new();
    for (left, right) in tokens.windows(2).map(|pair| (&pair[0], &pair[1])) {
        if !right.follows || left.whole || right.whole {
            choices.extend([alone(left), alone(right)]);
            continue;
        }
        let marked = [left, right].map(|token| token.keys.has_marks());
        let (layer, left_key, right_key) = if marked == [true, true] {
            (Layer::Marked, &left.keys.marked, &right.keys.marked)
        } else {
            (Layer::Folded, &left.keys.folded, &right.keys.folded)
        };
        let pair = pair_key(left_key, right_key);
        choices.push(Choice::new(layer.pair(), pair, 1.0));
        if marked[0] != marked[1] {
            choices.push(alone(if marked[0] { left } else { right }));
        }
    }
    choices
}
