//! Marking what was found, on the original text with its marks, by the analyzer of the index.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::analyzer::{Token, analyze, split_pair};
use super::document::Layer;
use super::error::IndexError;
use super::plan::{Choice, Group, Kind, Plan};
use super::snapshot::Snapshot;

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
    pub(super) fn of(plan: &Plan, snapshot: &Snapshot) -> Result<HighlightTerms, IndexError> {
        let mut terms = HighlightTerms::default();
        // Words that only ask are marked nowhere, words of a long name are.
        let is_asked = |group: &&Group| group.kind == Kind::Syllable && group.counts > ASKING;
        for group in plan.groups.iter().filter(is_asked) {
            let number = terms.weights.len();
            let mut weight = 0f32;
            for choice in &group.choices {
                let count = snapshot.doc_freq(choice.layer, &choice.key)?;
                if count > 0 {
                    if !choice.beside || weight == 0.0 {
                        weight = weight.max((1.0 + snapshot.count() as f32 / count as f32).ln());
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

    /// Terms as if each syllable had been searched as it is written, all equally rare.
    #[cfg(test)]
    pub(super) fn written(query: &str) -> HighlightTerms {
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

    /// How much each syllable of the query tells.
    pub(super) fn weights(&self) -> &[f32] {
        &self.weights
    }

    /// For each token the syllable of the query that it answers. A syllable that stands in the text with
    /// its own marks is not also found in letters that merely fold to the same.
    pub(super) fn hits(&self, tokens: &[Token]) -> Vec<Option<usize>> {
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

/// The whole text as HTML: escaped, hits in `<mark>`.
pub fn highlight_all(text: &str, terms: &HighlightTerms) -> String {
    let tokens = analyze(text);
    let hits = terms.hits(&tokens);
    mark(text, 0..text.len(), &tokens, &hits)
}

/// Part of a text as HTML: escaped, what is hit in `<mark>`, an ellipsis where something is left out.
pub(super) fn mark(
    text: &str,
    window: Range<usize>,
    tokens: &[Token],
    hits: &[Option<usize>],
) -> String {
    let mut html = String::with_capacity(window.len() + 64);
    if window.start > 0 {
        html.push('…');
    }
    let mut written = window.start;
    for range in marked_ranges(text, &window, tokens, hits) {
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

/// Whether all of a token stands in a part of its text.
pub(super) fn is_within(token: &Token, window: &Range<usize>) -> bool {
    window.start <= token.range.start && token.range.end <= window.end
}

/// Hits in the window that stand side by side are marked as one, and a number with whatever of its parts is hit. In order
/// and apart.
fn marked_ranges(
    text: &str,
    window: &Range<usize>,
    tokens: &[Token],
    hits: &[Option<usize>],
) -> Vec<Range<usize>> {
    let is_space = |c: char| c == ' ' || c == '\u{00A0}';
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let shown = tokens.iter().zip(hits);
    let shown = shown.filter(|(token, hit)| hit.is_some() && is_within(token, window));
    for range in shown.map(|(token, _)| &token.range) {
        // A number as a whole stands behind its parts.
        let is_part = |last: &mut Range<usize>| range.start <= last.start && last.end <= range.end;
        while ranges.pop_if(is_part).is_some() {}
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
            (
                "chỉ thị thủ tướng 33/CT-TTg",
                "theo 33/CT-TTg",
                "theo <mark>33/CT-TTg</mark>",
            ),
            ("", "không có gì", "không có gì"),
        ] {
            assert_eq!(
                highlight_all(text, &HighlightTerms::written(query)),
                html,
                "{query}"
            );
        }
    }
}
