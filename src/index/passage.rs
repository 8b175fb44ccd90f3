//! The passage of a text that is shown of a result: the window in which most of what is asked stands, begun where it reads
//! well. [`super::highlight`] marks it.

use std::ops::Range;

use super::analyzer::{Token, analyze};
use super::highlight::{HighlightTerms, is_within, mark};

/// The passage of at most `max_chars` characters that holds most of what is asked, of the first of these texts that has
/// such a one, as HTML: escaped, hits in `<mark>`, an ellipsis where something is left out. The beginning of the first
/// text if nothing is hit. Texts after one that holds everything are not looked at.
pub fn passage(texts: &[&str], terms: &HighlightTerms, max_chars: usize) -> String {
    let all: f32 = terms.weights().iter().sum();
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
        let pieces = pieces(text, &tokens, &hits);
        let window = window(text, &pieces, terms.weights(), max_chars);
        let mut seen = vec![false; terms.weights().len()];
        let mut holds = 0.0;
        for (token, number) in tokens.iter().zip(&hits) {
            if let Some(number) = *number
                && is_within(token, &window)
                && !std::mem::replace(&mut seen[number], true)
            {
                holds += terms.weights()[number];
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

/// What is written in one: a syllable, an abbreviation, a number or code with its parts.
struct Piece {
    range: Range<usize>,
    /// Characters of the text before it, and before what comes after it.
    start: usize,
    end: usize,
    /// Whether it continues a sentence.
    follows: bool,
    /// The syllables of the query that it answers.
    hits: Vec<usize>,
}

/// The pieces of a text, in order and apart.
fn pieces(text: &str, tokens: &[Token], hits: &[Option<usize>]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(tokens.len());
    for (token, hit) in tokens.iter().zip(hits) {
        // A number or code as a whole stands behind its parts, and each syllable of an abbreviation where it does.
        let inside = pieces.partition_point(|former| former.range.start < token.range.start);
        let first = pieces.get(inside);
        let follows = first.map_or(token.follows, |first| first.follows);
        let mut answered: Vec<usize> = pieces.drain(inside..).flat_map(|part| part.hits).collect();
        answered.extend(hit);
        pieces.push(Piece {
            range: token.range.clone(),
            start: 0,
            end: 0,
            follows,
            hits: answered,
        });
    }
    let (mut at, mut chars) = (0, 0);
    for piece in &mut pieces {
        chars += text[at..piece.range.start].chars().count();
        piece.start = chars;
        chars += text[piece.range.clone()].chars().count();
        piece.end = chars;
        at = piece.range.end;
    }
    pieces
}

/// Bytes of the passage with the most telling syllables, each counted once, and neighbours together.
fn window(text: &str, pieces: &[Piece], weights: &[f32], max_chars: usize) -> Range<usize> {
    if text.chars().nth(max_chars).is_none() {
        return 0..text.len();
    }
    let best = best_run(pieces, weights, max_chars);
    let start = best.map_or(0, |run| start_with_context(pieces, run, max_chars));
    start..end_of_words(text, pieces, start, max_chars)
}

/// The pieces that are worth most together, of all that have room.
fn best_run(pieces: &[Piece], weights: &[f32], max_chars: usize) -> Option<Range<usize>> {
    let mut seen = vec![usize::MAX; weights.len()];
    let (mut most, mut best) = (0f32, None);
    for first in 0..pieces.len() {
        let opens = first == 0 || !pieces[first].follows;
        if !opens && pieces[first].hits.is_empty() {
            continue;
        }
        let has_room = |piece: &&Piece| piece.end - pieces[first].start <= max_chars;
        let (mut worth, mut after, mut former) = (0f32, first, None);
        for piece in pieces[first..].iter().take_while(has_room) {
            after += 1;
            if !piece.follows || piece.hits.is_empty() {
                former = None;
            }
            for &number in &piece.hits {
                if std::mem::replace(&mut seen[number], first) != first {
                    worth += weights[number];
                }
                if former.is_some_and(|left: usize| left + 1 == number) {
                    worth += weights[number] * 0.5;
                }
                former = Some(number);
            }
        }
        // A passage that begins with a sentence reads better than one that begins inside.
        worth *= if opens { 1.1 } else { 1.0 };
        if worth > most {
            (most, best) = (worth, Some(first..after));
        }
    }
    best
}

/// Where a passage with these pieces begins. One that begins in the middle is moved back, so that its hits stand in
/// context, but never so far that there is no room for the first.
fn start_with_context(pieces: &[Piece], run: Range<usize>, max_chars: usize) -> usize {
    let (first, last) = (&pieces[run.start], &pieces[run.end - 1]);
    if !first.follows {
        return first.range.start;
    }
    let spare = (max_chars - (last.end - first.start))
        .min(max_chars / 4)
        .max(max_chars / 8)
        .min(max_chars - (first.end - first.start));
    let before = pieces[..run.start].iter().rev();
    let mut start = first;
    for piece in before {
        if !start.follows || first.start - piece.start > spare {
            break;
        }
        start = piece;
    }
    start.range.start
}

/// The last end of a piece that lies at most `max_chars` characters after `start`.
fn end_of_words(text: &str, pieces: &[Piece], start: usize, max_chars: usize) -> usize {
    let limit = text[start..]
        .char_indices()
        .nth(max_chars)
        .map_or(text.len(), |(at, _)| start + at);
    if limit == text.len() {
        return limit;
    }
    let ends = pieces
        .iter()
        .filter(|piece| piece.range.start >= start)
        .map(|piece| piece.range.end);
    ends.take_while(|&end| end <= limit).last().unwrap_or(limit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::any_text;
    use proptest::prelude::*;

    #[test]
    fn the_passage_with_the_hits_is_chosen() {
        let text = "Mở đầu dài dòng về tình hình chung của thôn. Sau đó bà con hiến đất mở đường. Kết thúc cũng dài dòng không kém.";
        let html = passage(&[text], &HighlightTerms::written("hiến đất mở đường"), 50);
        assert_eq!(
            html,
            "…Sau đó bà con <mark>hiến đất mở đường</mark>. Kết thúc cũng dài…"
        );
        assert_eq!(
            passage(&[text], &HighlightTerms::written("trồng rừng"), 20),
            "Mở đầu dài dòng về…"
        );
        assert_eq!(
            passage(&["ngắn"], &HighlightTerms::written("dài"), 20),
            "ngắn"
        );
    }

    #[test]
    fn marks_go_as_far_as_the_passage() {
        for (query, text, max, html) in [
            (
                "hiến đất mở đường",
                "hiến đất mở đường hiến đất mở đường",
                20,
                "<mark>hiến đất mở đường</mark>…",
            ),
            (
                "4262",
                "Bà con trong thôn đã tự nguyện hiến 4.262 m² đất vườn",
                40,
                "…hiến <mark>4.262</mark> m² đất vườn",
            ),
            (
                "4262 m²",
                "Thôn có 4.262 m² đất",
                8,
                "…<mark>4.262 m²</mark>…",
            ),
            // Where a number has no room, its parts have no mark either.
            ("4262", "4.262 m²", 3, "4.2…"),
        ] {
            let terms = HighlightTerms::written(query);
            assert_eq!(passage(&[text], &terms, max), html, "{query}");
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_escaped_text_of_bounded_length(text in any_text(200), query in any_text(20), max in 1usize..80) {
            let html = passage(&[&text], &HighlightTerms::written(&query), max);
            let plain = html.replace("<mark>", "").replace("</mark>", "");
            prop_assert!(!plain.contains(['<', '>', '"', '\'']));
            let shown = plain.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
            prop_assert!(shown.chars().count() <= max + 2, "{} of {max}", shown.chars().count());
            prop_assert!(text.contains(shown.trim_matches('…').trim_end()) || text.contains('…'));
        }

        #[test]
        fn whatever_is_hit_and_has_room_is_shown_and_marked(
            words in prop::collection::vec("(hiến|đất|mở|đường|xã|NTM|4\\.262|33/CT-TTg|ở|nhà)[,.]?", 1..60),
            asked in prop::collection::vec("hiến|dat|mở|đường|nông|thôn|4262|33/CT-TTg|chỉ|3", 0..5),
            max in 1usize..80,
        ) {
            let (text, terms) = (words.join(" "), HighlightTerms::written(&asked.join(" ")));
            let tokens = analyze(&text);
            let pieces = pieces(&text, &tokens, &terms.hits(&tokens));
            let has_room = |piece: &Piece| !piece.hits.is_empty() && piece.end - piece.start <= max;
            let passage = Passage::of(&text, &terms, max);
            let holds = passage.holds > 0.0;
            prop_assert!(holds || !pieces.iter().any(has_room));
            prop_assert_eq!(passage.html().contains("<mark>"), holds);
        }
    }
}
