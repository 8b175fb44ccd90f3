//! Words that are known and stand beside none of their neighbours anywhere, while a word one slip away does: `giám nghèo`,
//! `dân vận khóe`. What was typed is still looked for; what was probably meant stands beside it.

use super::analyzer::Token;
use super::document::Layer;
use super::error::IndexError;
use super::marks::Neighbours;
use super::plan::Choice;
use super::repair::{REPAIRED_FOLDED, REPAIRED_MARKED, edits};
use super::snapshot::Snapshot;
use crate::vietnamese;

/// Models that must have the pair, where only one neighbour speaks for it.
const SEEN: u32 = 3;
/// Letters from which a letter, and not only a mark, may be wrong.
const LETTERS: usize = 4;
/// Spellings kept.
const MOST: usize = 2;
/// Words of one query for which others are tried: each costs hundreds of look-ups in every segment.
pub(super) const MOST_TRIED: usize = 6;

/// What may have been meant by a token whose pairs with its neighbours stand nowhere, likeliest first; nothing where one
/// stands somewhere, or there is no neighbour. Trying costs one of `tries`; without any left nothing is meant.
pub(super) fn meant(
    tokens: &[Token],
    at: usize,
    marked_query: bool,
    snapshot: &Snapshot,
    tries: &mut usize,
) -> Result<Vec<Choice>, IndexError> {
    let token = &tokens[at];
    let neighbours = Neighbours::of(tokens, at).words();
    let layer = if marked_query {
        Layer::Marked
    } else {
        Layer::Folded
    };
    let key = if marked_query {
        &token.keys.marked
    } else {
        &token.keys.folded
    };
    let is_word = |token: &Token| !token.keys.folded.contains(|c: char| c.is_ascii_digit());
    if *tries == 0 || neighbours.is_none() || !is_word(token) {
        return Ok(Vec::new());
    }
    // Half of the marks are no slip: the letters alone must be strangers too.
    for (layer, key) in [(layer, key), (Layer::Folded, &token.keys.folded)] {
        let is_given = layer == Layer::Folded && marked_query && token.keys.has_marks();
        for pair in neighbours.pairs(layer, key) {
            if !is_given && snapshot.doc_freq(layer.pair(), &pair)? > 0 {
                return Ok(Vec::new());
            }
        }
    }
    *tries -= 1;
    let mut spellings: Vec<(String, f32)> = Vec::new();
    if marked_query {
        let marked = vietnamese::markings(&token.keys.folded).into_iter();
        spellings.extend(marked.map(|key| (key, REPAIRED_MARKED)));
    }
    if token.keys.folded.chars().count() >= LETTERS {
        let (letters, tone) = vietnamese::split_tone_sign(key);
        let edited = edits(letters, layer).into_iter();
        spellings.extend(edited.map(|letters| (letters + tone, REPAIRED_FOLDED)));
    }
    let mut found: Vec<(u32, Choice)> = Vec::new();
    for (spelling, weight) in spellings {
        if spelling == *key || snapshot.doc_freq(layer, &spelling)? == 0 {
            continue;
        }
        let (mut sides, mut least) = (0, u32::MAX);
        for pair in neighbours.pairs(layer, &spelling) {
            least = least.min(snapshot.doc_freq(layer.pair(), &pair)?);
            sides += 1;
        }
        let enough = if sides > 1 { 1 } else { SEEN };
        if least >= enough && !found.iter().any(|(_, known)| known.key == spelling) {
            found.push((least, Choice::new(layer, spelling, weight)));
        }
    }
    found.sort_by(|(left, one), (right, other)| {
        right.cmp(left).then_with(|| one.key.cmp(&other.key))
    });
    found.truncate(MOST);
    Ok(found.into_iter().map(|(_, choice)| choice).collect())
}
