//! The nearest spelling of a search that found nothing, two slips away at most: offered, never searched by itself.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use tantivy::Term;
use tantivy::query::FuzzyTermQuery;

use super::analyzer::{Token, analyze};
use super::document::Layer;
use super::error::{Doing, IndexError};
use super::marks::{Neighbours, with_marks};
use super::plan::LONGEST_QUERY;
use super::snapshot::Snapshot;

/// Letters from which a word may have two slips; shorter ones become any word that way.
const TWO_SLIPS: usize = 5;
/// Letters from which a word may have one.
const ONE_SLIP: usize = 3;
/// Words of one search that are looked up.
const MOST_WORDS: usize = 12;
/// Letters of the longest word that is looked up.
const LONGEST_WORD: usize = 16;

/// The text with each word that no model has replaced by the most common one near it, written with marks where the
/// text has any. `None` where every word is known, or one is near nothing.
pub(super) fn nearest(text: &str, snapshot: &Snapshot) -> Result<Option<String>, IndexError> {
    let text: String = text.chars().take(LONGEST_QUERY).collect();
    let mut spelled = String::new();
    let mut last = 0;
    let mut changed = false;
    let tokens: Vec<Token> = analyze(&text)
        .into_iter()
        .filter(|token| !token.whole)
        .take(MOST_WORDS)
        .collect();
    let marked_text = tokens.iter().any(|token| token.keys.has_marks());
    for (at, token) in tokens.iter().enumerate() {
        if token.range.start < last {
            continue;
        }
        let word = &token.keys.folded;
        if snapshot.doc_freq(Layer::Folded, word)? > 0 {
            continue;
        }
        let Some(mut near) = nearest_word(word, snapshot)? else {
            return Ok(None);
        };
        if marked_text {
            let neighbours = Neighbours::of(&tokens, at);
            near = with_marks(&near, &neighbours, snapshot)?;
        }
        spelled.push_str(&text[last..token.range.start]);
        spelled.push_str(&near);
        last = token.range.end;
        changed = true;
    }
    spelled.push_str(&text[last..]);
    Ok(changed.then_some(spelled))
}

/// The word of models that is one slip away, else two; the most common of those.
fn nearest_word(word: &str, snapshot: &Snapshot) -> Result<Option<String>, IndexError> {
    let letters = word.chars().count();
    if letters > LONGEST_WORD || word.contains(|c: char| c.is_ascii_digit()) {
        return Ok(None);
    }
    for (slips, least) in [(1, ONE_SLIP), (2, TWO_SLIPS)] {
        if letters < least {
            break;
        }
        let mut near: Vec<(String, u32)> = near(word, slips, snapshot)?.into_iter().collect();
        near.sort_by_key(|(_, count)| Reverse(*count));
        for (key, _) in near {
            // What only deleted models have is no word any more.
            if snapshot.doc_freq(Layer::Folded, &key)? > 0 {
                return Ok(Some(key));
            }
        }
    }
    Ok(None)
}

/// The words so many slips away at most, and in how many models each stands.
fn near(word: &str, slips: u8, snapshot: &Snapshot) -> Result<BTreeMap<String, u32>, IndexError> {
    let mut near = BTreeMap::new();
    let term = Term::from_field_text(snapshot.fields.words.get(Layer::Folded), word);
    let field = term.field();
    let automaton = FuzzyTermQuery::new(term, slips, true)
        .automaton()
        .doing("looking for a spelling")?;
    for segment in &snapshot.segments {
        let inverted = segment
            .reader
            .inverted_index(field)
            .doing("reading words")?;
        let mut stream = inverted
            .terms()
            .search(&automaton)
            .into_stream()
            .doing("looking for a spelling")?;
        while stream.advance() {
            if let Ok(key) = std::str::from_utf8(stream.key())
                && key.chars().all(char::is_alphabetic)
            {
                *near.entry(key.to_owned()).or_default() += stream.value().doc_freq;
            }
        }
    }
    Ok(near)
}
