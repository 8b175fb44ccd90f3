//! Marking what was found, on the original text with its marks, by the analyzer of the index.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::analyzer::{Token, analyze, split_pair};
use super::document::Layer;
use super::error::IndexError;
use super::plan::{Choice, Group, Kind, Plan};
use super::snapshot::{Scope, Snapshot};

/// A word of which no more counts only asks for something.
const ASKING: f32 = 0.5;

/// What to mark: the syllables of a query with the spellings that were searched for each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HighlightTerms {
    /// For each marked key, which syllable of the query it answers.
    marked: HashMap<String, usize>,
    /// The same for folded keys.
    folded: HashMap<String, usize>,
    /// Words of several syllables that answer one of the query, as marked keys, by the first of them.
    runs: HashMap<String, Vec<(Vec<String>, usize)>>,
    /// How much each syllable tells: the rarer, the more.
    weights: Vec<f32>,
}

impl HighlightTerms {
    pub(super) fn of(
        plan: &Plan,
        snapshot: &Snapshot,
        scope: Scope,
    ) -> Result<HighlightTerms, IndexError> {
        let mut terms = HighlightTerms::default();
        // Words that only ask are marked nowhere, words of a long name are.
        let is_asked = |group: &&Group| group.kind == Kind::Syllable && group.counts > ASKING;
        for group in plan.groups.iter().filter(is_asked) {
            let number = terms.weights.len();
            let mut weight = 0f32;
            for choice in &group.choices {
                let count = snapshot.doc_freq(scope, choice.layer, &choice.key)?;
                if count > 0 {
                    if !choice.beside || weight == 0.0 {
                        weight = weight.max((1.0 + snapshot.count(scope) / count as f32).ln());
                    }
                    if choice.layer == Layer::MarkedPair {
                        terms.add_run(choice, number);
                        continue;
                    }
                    let keys = if choice.layer == Layer::Marked {
                        &mut terms.marked
                    } else {
                        &mut terms.folded
                    };
                    keys.entry(choice.key.clone()).or_insert(number);
                }
            }
            terms.weights.push(weight);
        }
        Ok(terms)
    }

    fn add_run(&mut self, choice: &Choice, number: usize) {
        let halves =
            |pair: &str| split_pair(pair).map(|(left, right)| (left.to_owned(), right.to_owned()));
        let mut run: Vec<String> = Vec::new();
        for (left, right) in choice.keys().filter_map(halves) {
            if run.is_empty() {
                run.push(left);
            }
            run.push(right);
        }
        if let Some(first) = run.first().cloned() {
            let runs = self.runs.entry(first).or_default();
            // The syllables of one word share what finds it too: the first of them answers.
            if runs.iter().all(|(known, _)| *known != run) {
                runs.push((run, number));
            }
        }
    }

    /// Whether there is nothing to mark.
    pub fn is_empty(&self) -> bool {
        self.marked.is_empty() && self.folded.is_empty() && self.runs.is_empty()
    }

    /// For each token the syllable of the query that it answers. A syllable that stands in the text with
    /// its own marks is not also found in letters that merely fold to the same.
    fn hits(&self, tokens: &[Token]) -> Vec<Option<usize>> {
        let exact: Vec<Option<usize>> = tokens
            .iter()
            .map(|token| self.marked.get(&token.keys.marked).copied())
            .collect();
        let found: HashSet<usize> = exact.iter().copied().flatten().collect();
        let folded = |token: &Token| {
            self.folded
                .get(&token.keys.folded)
                .copied()
                .filter(|number| !found.contains(number))
        };
        let mut hits: Vec<Option<usize>> = tokens
            .iter()
            .zip(exact)
            .map(|(token, exact)| exact.or_else(|| folded(token)))
            .collect();
        self.drop_chance_hits(tokens, &mut hits);
        self.add_runs(tokens, &mut hits);
        hits
    }

    /// Words that stand as a whole are never there by chance.
    fn add_runs(&self, tokens: &[Token], hits: &mut [Option<usize>]) {
        for at in 0..tokens.len() {
            for (run, number) in self.runs.get(&tokens[at].keys.marked).into_iter().flatten() {
                let stands = |words: &[Token]| {
                    words[1..].iter().all(|token| token.follows && !token.whole)
                        && words
                            .iter()
                            .zip(run)
                            .all(|(token, key)| token.keys.marked == *key)
                };
                if tokens.get(at..at + run.len()).is_some_and(stands) {
                    for hit in &mut hits[at..at + run.len()] {
                        hit.get_or_insert(*number);
                    }
                }
            }
        }
    }

    /// A common syllable (`làm` of `hiến đất làm đường`) that stands alone tells nothing; beside another
    /// syllable of the query it does.
    fn drop_chance_hits(&self, tokens: &[Token], hits: &mut [Option<usize>]) {
        let strongest = hits
            .iter()
            .flatten()
            .map(|&number| self.weights[number])
            .fold(0f32, f32::max);
        let original = hits.to_vec();
        for at in 0..hits.len() {
            let Some(number) = original[at] else { continue };
            let left = at > 0
                && tokens[at].follows
                && original[at - 1].is_some_and(|other| other != number);
            let right = tokens.get(at + 1).is_some_and(|next| next.follows)
                && original[at + 1].is_some_and(|other| other != number);
            if !left && !right && self.weights[number] < strongest * 0.6 {
                hits[at] = None;
            }
        }
    }
}

/// The passage of at most `max_chars` characters that holds most of what is asked, of the first of these texts that has
/// such a one, as HTML: escaped, hits in `<mark>`, an ellipsis where something is left out. The beginning of the first
/// text if nothing is hit. Texts after one that holds everything are not looked at.
pub fn passage(texts: &[&str], terms: &HighlightTerms, max_chars: usize) -> String {
    let all: f32 = terms.weights.iter().sum();
    let mut best: Option<Passage> = None;
    for text in texts {
        let passage = Passage::of(text, terms, max_chars);
        if best.as_ref().is_none_or(|best| passage.holds > best.holds) {
            let is_whole = passage.holds >= all * ROUNDING;
            best = Some(passage);
            if is_whole {
                break;
            }
        }
    }
    best.map_or_else(String::new, |best| best.html())
}

/// Sums in another order differ in their last digits.
const ROUNDING: f32 = 0.999;

/// A part of a text, and how much of the query's weight stands in it.
struct Passage<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    hits: Vec<Option<usize>>,
    window: Range<usize>,
    holds: f32,
}

impl<'t> Passage<'t> {
    fn of(text: &'t str, terms: &HighlightTerms, max_chars: usize) -> Passage<'t> {
        let tokens = analyze(text);
        let hits = terms.hits(&tokens);
        let window = window(text, &tokens, &hits, &terms.weights, max_chars);
        let mut seen = vec![false; terms.weights.len()];
        let mut holds = 0.0;
        for (token, number) in tokens.iter().zip(&hits) {
            if let Some(number) = *number
                && window.start <= token.range.start
                && token.range.end <= window.end
                && !std::mem::replace(&mut seen[number], true)
            {
                holds += terms.weights[number];
            }
        }
        Passage {
            text,
            tokens,
            hits,
            window,
            holds,
        }
    }

    fn html(self) -> String {
        mark(self.text, self.window, &self.tokens, &self.hits)
    }
}

/// The whole text as HTML: escaped, hits in `<mark>`.
pub fn highlight_all(text: &str, terms: &HighlightTerms) -> String {
    let tokens = analyze(text);
    let hits = terms.hits(&tokens);
    mark(text, 0..text.len(), &tokens, &hits)
}

/// Bytes of the passage with the most telling syllables, each counted once, and neighbours together.
fn window(
    text: &str,
    tokens: &[Token],
    hits: &[Option<usize>],
    weights: &[f32],
    max_chars: usize,
) -> Range<usize> {
    if text.chars().nth(max_chars).is_none() {
        return 0..text.len();
    }
    // Characters before each token, so that lengths need no second look at the text.
    let mut chars = Vec::with_capacity(tokens.len());
    let (mut at, mut count) = (0, 0);
    for token in tokens {
        // Tokens of one expanded abbreviation share their range; starts never go back.
        count += text
            .get(at..token.range.start)
            .map_or(0, |between| between.chars().count());
        at = at.max(token.range.start);
        chars.push(count);
    }
    let length = |token: &Token| text[token.range.clone()].chars().count();
    let ends: Vec<usize> = (chars.iter().zip(tokens))
        .map(|(start, token)| start + length(token))
        .collect();
    let mut seen = vec![usize::MAX; weights.len()];
    let mut best = (0f32, 0, 0);
    for first in 0..tokens.len() {
        let opens = first == 0 || !tokens[first].follows;
        if !opens && hits[first].is_none() {
            continue;
        }
        let mut worth = 0f32;
        let mut last = first;
        for index in first..tokens.len() {
            if ends[index] - chars[first] > max_chars {
                break;
            }
            last = index;
            let Some(number) = hits[index] else { continue };
            if std::mem::replace(&mut seen[number], first) != first {
                worth += weights[number];
            }
            if index > first
                && tokens[index].follows
                && hits[index - 1].is_some_and(|left| left + 1 == number)
            {
                worth += weights[number] * 0.5;
            }
        }
        // A passage that begins with a sentence reads better than one that begins inside.
        worth *= if opens { 1.1 } else { 1.0 };
        if worth > best.0 {
            best = (worth, first, last);
        }
    }
    let (worth, first, last) = best;
    if worth <= 0.0 || tokens.is_empty() {
        return 0..end_of_words(text, tokens, 0, max_chars);
    }
    // A passage that begins in the middle is moved back, so that its hits stand in context.
    let used = ends[last] - chars[first];
    let spare = if tokens[first].follows {
        max_chars
            .saturating_sub(used)
            .min(max_chars / 4)
            .max(max_chars / 8)
            .min(chars[first])
    } else {
        0
    };
    let first = (0..=first)
        .rev()
        .take_while(|&index| {
            chars[first] - chars[index] <= spare && (index == first || tokens[index + 1].follows)
        })
        .last()
        .unwrap_or(first);
    tokens[first].range.start..end_of_words(text, tokens, tokens[first].range.start, max_chars)
}

/// The last end of a word that lies at most `max_chars` characters after `start`.
fn end_of_words(text: &str, tokens: &[Token], start: usize, max_chars: usize) -> usize {
    let limit = text[start..]
        .char_indices()
        .nth(max_chars)
        .map_or(text.len(), |(at, _)| start + at);
    if limit == text.len() {
        return limit;
    }
    let words = tokens
        .iter()
        .filter(|token| token.range.start >= start && !token.whole)
        .map(|token| token.range.end);
    words
        .take_while(|&end| end <= limit)
        .last()
        .unwrap_or(limit)
}

fn mark(text: &str, window: Range<usize>, tokens: &[Token], hits: &[Option<usize>]) -> String {
    let mut html = String::with_capacity(window.len() + 64);
    if window.start > 0 {
        html.push('…');
    }
    let mut written = window.start;
    for range in marked_ranges(text, tokens, hits) {
        if range.start < written || range.end > window.end {
            continue;
        }
        escape(&text[written..range.start], &mut html);
        html.push_str("<mark>");
        escape(&text[range.clone()], &mut html);
        html.push_str("</mark>");
        written = range.end;
    }
    escape(&text[written..window.end], &mut html);
    if window.end < text.len() {
        html.truncate(html.trim_end().len());
        html.push('…');
    }
    html
}

/// Hits that stand side by side are marked as one, and a number with whatever of its parts is hit.
fn marked_ranges(text: &str, tokens: &[Token], hits: &[Option<usize>]) -> Vec<Range<usize>> {
    let is_space = |c: char| c == ' ' || c == '\u{00A0}';
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (token, _) in tokens.iter().zip(hits).filter(|(_, hit)| hit.is_some()) {
        let range = &token.range;
        // A number as a whole stands behind its parts.
        ranges.pop_if(|last| range.start <= last.start && last.end <= range.end);
        let joins = |last: &&mut Range<usize>| {
            let between = text.get(last.end..range.start);
            between.is_none_or(|between| between.chars().all(is_space))
        };
        match ranges.last_mut().filter(joins) {
            Some(last) => last.end = last.end.max(range.end),
            None => ranges.push(range.clone()),
        }
    }
    ranges
}

/// Text for HTML, between tags or in a quoted attribute.
fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::any_text;
    use proptest::prelude::*;

    /// Terms as if each syllable had been searched as it is written, all equally rare.
    fn terms(query: &str) -> HighlightTerms {
        let mut terms = HighlightTerms::default();
        for (number, token) in analyze(query).into_iter().enumerate() {
            if token.keys.has_marks() {
                terms.marked.insert(token.keys.marked, number);
            }
            terms.folded.insert(token.keys.folded, number);
            terms.weights.push(1.0);
        }
        terms
    }

    #[test]
    fn hits_are_marked_on_the_original_text() {
        for (query, text, html) in [
            (
                "hien dat",
                "Nông dân hiến đất",
                "Nông dân <mark>hiến đất</mark>",
            ),
            ("đường", "Đường và dương", "<mark>Đường</mark> và dương"),
            ("đường", "con duong", "con <mark>duong</mark>"),
            ("hòa", "HOÀ giải", "<mark>HOÀ</mark> giải"),
            ("nông thôn mới", "xã NTM", "xã <mark>NTM</mark>"),
            (
                "b",
                "<b>\"&'</b>",
                "&lt;<mark>b</mark>&gt;&quot;&amp;&#39;&lt;/<mark>b</mark>&gt;",
            ),
            (
                "đu\u{031B}o\u{031B}\u{0300}ng",
                "đường",
                "<mark>đường</mark>",
            ),
            ("4262", "Hiến 4.262 m²", "Hiến <mark>4.262</mark> m²"),
            (
                "hiến 4 262 4262",
                "Hiến 4.262 m²",
                "<mark>Hiến 4.262</mark> m²",
            ),
            ("", "không có gì", "không có gì"),
        ] {
            assert_eq!(highlight_all(text, &terms(query)), html, "{query}");
        }
    }

    #[test]
    fn the_passage_with_the_hits_is_chosen() {
        let text = "Mở đầu dài dòng về tình hình chung của thôn. Sau đó bà con hiến đất mở đường. Kết thúc cũng dài dòng không kém.";
        let html = passage(&[text], &terms("hiến đất mở đường"), 50);
        assert_eq!(
            html,
            "…Sau đó bà con <mark>hiến đất mở đường</mark>. Kết thúc cũng dài…"
        );
        assert_eq!(
            passage(&[text], &terms("trồng rừng"), 20),
            "Mở đầu dài dòng về…"
        );
        assert_eq!(passage(&["ngắn"], &terms("dài"), 20), "ngắn");
    }

    proptest! {
        #[test]
        fn any_text_gives_escaped_text_of_bounded_length(text in any_text(200), query in any_text(20), max in 1usize..80) {
            let html = passage(&[&text], &terms(&query), max);
            let plain = html.replace("<mark>", "").replace("</mark>", "");
            prop_assert!(!plain.contains(['<', '>', '"', '\'']));
            let shown = plain.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
            prop_assert!(shown.chars().count() <= max + 2, "{} of {max}", shown.chars().count());
            prop_assert!(text.contains(shown.trim_matches('…').trim_end()) || text.contains('…'));
        }
    }
}
