//! What a query demands of a model: phrases that must stand in it, and words that must not.

use tantivy::DocId;

use super::analyzer::{Token, analyze, syllables};
use super::document::Layer;
use super::error::IndexError;
use super::language::Asked;
use super::plan::Choice;
use super::rank::for_each_holder;
use super::snapshot::{Scope, Segment, Snapshot};

/// The demands of one query. Marks that were typed are meant; words typed without any mean all spellings.
/// Of a phrase every pair of neighbours must stand somewhere in the model.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Conditions {
    must: Vec<Choice>,
    never: Vec<Choice>,
}

impl Conditions {
    pub fn of(asked: &Asked) -> Conditions {
        let keys = |texts: &[String]| texts.iter().flat_map(|text| demands(text)).collect();
        Conditions {
            must: keys(&asked.phrases),
            // Of words side by side that must not be there, all together: each alone may be.
            never: asked
                .without
                .iter()
                .filter_map(|text| together(text))
                .collect(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.must.is_empty() && self.never.is_empty()
    }

    /// For each document of a segment whether it meets the demands.
    pub fn met(
        &self,
        segment: &Segment,
        snapshot: &Snapshot,
        scope: Scope,
    ) -> Result<Vec<bool>, IndexError> {
        let mut met = vec![true; segment.reader.max_doc() as usize];
        for choice in &self.must {
            let mut holds = vec![false; met.len()];
            for_each_holder(segment, snapshot, scope, choice, |doc: DocId| {
                holds[doc as usize] = true;
            })?;
            for (met, holds) in met.iter_mut().zip(holds) {
                *met &= holds;
            }
        }
        for choice in &self.never {
            for_each_holder(segment, snapshot, scope, choice, |doc| {
                met[doc as usize] = false
            })?;
        }
        Ok(met)
    }
}

/// What must stand in a model for it to hold a phrase: its pairs, and its numbers as a whole.
fn demands(phrase: &str) -> Vec<Choice> {
    let whole = analyze(phrase).into_iter().filter(|token| token.whole);
    let whole = whole.map(|token| Choice::new(Layer::Folded, token.keys.folded, 1.0));
    together(phrase).into_iter().chain(whole).collect()
}

/// The syllables of a text that stand side by side, as one choice.
fn together(text: &str) -> Option<Choice> {
    let tokens: Vec<Token> = syllables(text).collect();
    let marked = tokens.iter().any(|token| token.keys.has_marks());
    let layer = if marked { Layer::Marked } else { Layer::Folded };
    let key = |token: &Token| {
        if marked {
            token.keys.marked.clone()
        } else {
            token.keys.folded.clone()
        }
    };
    if let [only] = tokens.as_slice() {
        return Some(Choice::new(layer, key(only), 1.0));
    }
    let mut pairs = tokens
        .windows(2)
        .map(|pair| format!("{}_{}", key(&pair[0]), key(&pair[1])));
    let first = pairs.next()?;
    Some(Choice {
        rest: pairs.collect(),
        ..Choice::new(layer.pair(), first, 1.0)
    })
}
