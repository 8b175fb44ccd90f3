//! Mending a query, only where a word of it is unknown to the index: raw typing, a missing space, a slip.
//!
//! Words the index knows are never touched, so `chó` never becomes `chợ`.

use std::collections::HashMap;
use std::ops::Range;

use super::analyzer::{Token, analyze, pair_key};
use super::document::Layer;
use super::error::IndexError;
use super::marks::{Neighbours, with_marks};
use super::plan::Choice;
use super::snapshot::Snapshot;
use super::synonyms::Synonyms;
use crate::vietnamese::{self, Keys, Typing};

/// Letters of a word that may have a slip; shorter ones have too many neighbours.
const SLIPPABLE: std::ops::RangeInclusive<usize> = 3..=16;
/// Unknown words of one query that may be mended, and are looked at closely: each costs hundreds of look-ups in every segment.
const MOST_TRIED: usize = 6;
/// Spellings kept for one slip.
const MOST_SPELLINGS: usize = 6;
/// What a repaired spelling is worth: with its marks, and without.
pub(super) const REPAIRED_MARKED: f32 = 0.8;
pub(super) const REPAIRED_FOLDED: f32 = 0.6;

/// For a syllable that had a slip, the spellings that come into question, best first.
type Spellings = HashMap<Keys, Vec<Choice>>;

/// A query after mending.
pub(super) struct Repaired {
    /// The text to search, and to show as what is searched.
    pub text: String,
    /// Whether it differs from what was typed.
    pub changed: bool,
    /// For words that had a slip.
    pub spellings: Spellings,
}

impl Repaired {
    /// A query that is to be searched as it is.
    pub fn untouched(text: String) -> Repaired {
        Repaired {
            text,
            changed: false,
            spellings: Spellings::new(),
        }
    }
}

/// Mends what is unknown.
pub(super) fn repair(
    text: &str,
    snapshot: &Snapshot,
    synonyms: &Synonyms,
) -> Result<Repaired, IndexError> {
    let words = Words { snapshot, synonyms };
    let mut changed = false;
    let mut text = text.to_owned();
    if let Some(read) = words.undo_typing(&text)? {
        (text, changed) = (read, true);
    }
    if let Some(split) = words.split_joined(&text)? {
        (text, changed) = (split, true);
    }
    let (mended, spellings) = words.mend_slips(&text)?;
    if let Some(mended) = mended {
        (text, changed) = (mended, true);
    }
    Ok(Repaired {
        text,
        changed,
        spellings,
    })
}

/// The words that the index holds.
struct Words<'a> {
    snapshot: &'a Snapshot,
    synonyms: &'a Synonyms,
}

impl Words<'_> {
    fn count(&self, layer: Layer, key: &str) -> Result<u32, IndexError> {
        self.snapshot.doc_freq(layer, key)
    }

    /// Whether a token is a word that nobody has written. What an abbreviation stands for is none: there is nothing to mend.
    fn is_unknown(&self, text: &str, token: &Token) -> Result<bool, IndexError> {
        Ok(!token.whole
            && token.stands_in(text)
            && !self.synonyms.knows(&token.keys.folded)
            && self.count(Layer::Folded, &token.keys.folded)? == 0)
    }

    /// Reads the query as raw Telex or VNI, if that makes a known word of an unknown one: the whole of it where nothing
    /// has marks, else only its unknown words.
    fn undo_typing(&self, text: &str) -> Result<Option<String>, IndexError> {
        let mut unknown = Vec::new();
        for token in analyze(text) {
            if self.is_unknown(text, &token)? {
                unknown.push(token.range);
            }
        }
        let all_raw = text.is_ascii();
        let mut best = (0, None);
        for typing in [Typing::Telex, Typing::Vni] {
            let mut readings = Vec::new();
            let mut solved = 0;
            for range in vietnamese::words(text) {
                let is_unknown = unknown.contains(&range);
                if !all_raw && !is_unknown {
                    continue;
                }
                let raw = &text[range.clone()];
                let mut reading = self.known(vietnamese::decode(raw, typing))?;
                if reading.is_none() && is_unknown {
                    reading = self.known(vietnamese::decode_name(raw, typing))?;
                }
                if let Some(reading) = reading {
                    solved += usize::from(is_unknown);
                    readings.push((range.clone(), capital_as(raw, reading)));
                }
            }
            if solved > best.0 {
                best = (solved, Some(replace(text, &readings)));
            }
        }
        Ok(best.1)
    }

    /// The word, if the index holds it as it is marked.
    fn known(&self, word: Option<String>) -> Result<Option<String>, IndexError> {
        Ok(match word {
            Some(word) if self.count(Layer::Marked, &vietnamese::canonical(&word))? > 0 => {
                Some(word)
            }
            _ => None,
        })
    }

    /// `hiếnđất` as `hiến đất`: an unknown word that is two known ones which stand side by side somewhere.
    fn split_joined(&self, text: &str) -> Result<Option<String>, IndexError> {
        let (mut parts, mut tried) = (Vec::new(), 0);
        for token in analyze(text)
            .into_iter()
            .filter(|token| token.keys.folded.len() >= 4)
        {
            if !self.is_unknown(text, &token)? {
                continue;
            }
            if tried == MOST_TRIED {
                break;
            }
            tried += 1;
            let word = &text[token.range.clone()];
            let mut best = (0, None);
            for (at, _) in word.char_indices().skip(1) {
                let (left, right) = (vietnamese::keys(&word[..at]), vietnamese::keys(&word[at..]));
                let pair = pair_key(&left.folded, &right.folded);
                let count = self.count(Layer::FoldedPair, &pair)?;
                if count > best.0 {
                    best = (count, Some(format!("{} {}", &word[..at], &word[at..])));
                }
            }
            if let Some(split) = best.1 {
                parts.push((token.range, split));
            }
        }
        Ok((!parts.is_empty()).then(|| replace(text, &parts)))
    }

    /// One letter swapped, dropped, doubled or wrong.
    fn mend_slips(&self, text: &str) -> Result<(Option<String>, Spellings), IndexError> {
        let tokens = analyze(text);
        let marked_query = tokens.iter().any(|token| token.keys.has_marks());
        let (mut shown, mut spellings, mut tried) = (Vec::new(), HashMap::new(), 0);
        for (at, token) in tokens.iter().enumerate() {
            let letters = token.keys.folded.chars().count();
            if !SLIPPABLE.contains(&letters)
                || token.keys.folded.contains(|c: char| c.is_ascii_digit())
            {
                continue;
            }
            if !self.is_unknown(text, token)? {
                continue;
            }
            if tried == MOST_TRIED {
                break;
            }
            tried += 1;
            let neighbours = Neighbours::of(&tokens, at);
            let mut found = Vec::new();
            if token.keys.has_marks() {
                found = self.spellings(
                    &token.keys.marked,
                    Layer::Marked,
                    REPAIRED_MARKED,
                    &neighbours,
                )?;
            }
            found.extend(self.spellings(
                &token.keys.folded,
                Layer::Folded,
                REPAIRED_FOLDED,
                &neighbours,
            )?);
            if let Some(best) = found.first() {
                let best = if best.layer == Layer::Folded && marked_query {
                    with_marks(&best.key, &neighbours, self.snapshot)?
                } else {
                    vietnamese::spell(&best.key)
                };
                spellings.insert(vietnamese::keys(&best), found);
                shown.push((
                    token.range.clone(),
                    capital_as(&text[token.range.clone()], best),
                ));
            }
        }
        Ok((
            (!shown.is_empty()).then(|| replace(text, &shown)),
            spellings,
        ))
    }

    /// Known keys one edit away, those that make a known pair with a neighbour first, then the frequent.
    fn spellings(
        &self,
        key: &str,
        layer: Layer,
        weight: f32,
        neighbours: &Neighbours,
    ) -> Result<Vec<Choice>, IndexError> {
        let (letters, tone) = vietnamese::split_tone_sign(key);
        let mut found = Vec::new();
        for edited in edits(letters, layer) {
            let key = edited + tone;
            let count = self.count(layer, &key)?;
            if count > 0 {
                let mut paired = 0;
                for pair in neighbours.pairs(layer, &key) {
                    paired += self.count(layer.pair(), &pair)?;
                }
                found.push((paired, count, key));
            }
        }
        found.sort_by(|left, right| {
            (right.0, right.1)
                .cmp(&(left.0, left.1))
                .then_with(|| left.2.cmp(&right.2))
        });
        found.truncate(MOST_SPELLINGS);
        Ok(found
            .into_iter()
            .map(|(_, _, key)| Choice::new(layer, key, weight))
            .collect())
    }
}

/// All words one edit away: a letter dropped, swapped with the next, replaced or added.
pub(super) fn edits(word: &str, layer: Layer) -> Vec<String> {
    let alphabet = if layer == Layer::Marked {
        "abcdefghijklmnopqrstuvwxyzăâđêôơư"
    } else {
        "abcdefghijklmnopqrstuvwxyz"
    };
    let letters: Vec<char> = word.chars().collect();
    let mut edited = Vec::with_capacity(letters.len() * 70);
    let mut push =
        |parts: [&[char]; 3]| edited.push(parts.concat().into_iter().collect::<String>());
    for at in 0..=letters.len() {
        let (before, after) = letters.split_at(at);
        if let [dropped, rest @ ..] = after {
            push([before, rest, &[]]);
            if let [next, rest @ ..] = rest
                && next != dropped
            {
                push([before, &[*next, *dropped], rest]);
            }
        }
        for letter in alphabet.chars() {
            push([before, &[letter], after]);
            if let [replaced, rest @ ..] = after
                && *replaced != letter
            {
                push([before, &[letter], rest]);
            }
        }
    }
    edited.sort_unstable();
    edited.dedup();
    edited
}

/// The word with a capital if the one it stands for has one.
pub(super) fn capital_as(typed: &str, word: String) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if typed.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => word,
    }
}

/// The text with some ranges, in order and apart, replaced.
pub(super) fn replace(text: &str, parts: &[(Range<usize>, String)]) -> String {
    let mut replaced = String::with_capacity(text.len() + 8);
    let mut last = 0;
    for (range, new) in parts {
        replaced.push_str(&text[last..range.start]);
        replaced.push_str(new);
        last = range.end;
    }
    replaced.push_str(&text[last..]);
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_all_words_one_slip_away() {
        let edits = edits("van", Layer::Folded);
        for word in ["vn", "avn", "vna", "vann", "vvan", "ban", "vang", "van"] {
            assert_eq!(
                edits.iter().any(|edited| edited == word),
                word != "van",
                "{word}"
            );
        }
        assert!(edits.iter().all(|edited| edited.len().abs_diff(3) <= 1));
    }

    #[test]
    fn ranges_are_replaced_in_place() {
        assert_eq!(
            replace("daan vaanj", &[(0..4, "dân".into()), (5..10, "vận".into())]),
            "dân vận"
        );
        assert_eq!(replace("a b", &[]), "a b");
    }
}
