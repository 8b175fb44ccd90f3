//! The little language of queries, for those who want it: `"cụm từ"`, `-loại trừ`, `tỉnh:hà-giang`.
//!
//! Any text is a query: whatever is not well formed is read as plain words.

use super::plan::LONGEST_QUERY;
use crate::vietnamese;

/// Phrases, and words to leave out, of one query that are read; more make no sense and much work.
const MOST_CONDITIONS: usize = 8;
/// Filters of one query that are read.
const MOST_NAMED: usize = 16;
/// Characters that open and close a phrase: typed, typographic, French.
const QUOTES: [char; 6] = ['"', '“', '”', '„', '«', '»'];

/// A query taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// The words to look for, those of the phrases among them.
    pub words: String,
    /// Words that must stand side by side.
    pub phrases: Vec<String>,
    /// Words, or words side by side, that must not be there.
    pub without: Vec<String>,
}

/// A filter written into a query: `tỉnh:hà-giang` is `("tinh", "hà-giang")`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its name as written before the colon, folded, without hyphens.
    pub name: String,
    /// What stands after it.
    pub value: String,
    /// As it was written, for whoever does not know it to read among the words.
    pub written: String,
}

/// Takes the filters out of a query: the rest, and the filters in order. Only names that `is_name` knows
/// (folded, without hyphens) make one; `4:30` and `chủ đề: nước` stay words. One with a hyphen before it narrows nothing:
/// `-tỉnh:hà-giang` leaves out what says "hà giang". Nobody says a span, so that `-năm:2020..2025` stays as it is.
pub fn take_named(query: &str, is_name: impl Fn(&str) -> bool) -> (String, Vec<Named>) {
    let mut rest = String::with_capacity(query.len());
    let mut named = Vec::new();
    for piece in pieces(query) {
        match piece.as_named() {
            Some(found)
                if piece.is_negated && is_name(&found.name) && !found.value.contains("..") =>
            {
                rest.push_str(&format!("-\"{}\"", found.value.replace(['-', '_'], " ")));
            }
            Some(found)
                if !piece.is_negated && named.len() < MOST_NAMED && is_name(&found.name) =>
            {
                named.push(found);
            }
            _ => rest.push_str(piece.text),
        }
    }
    let rest = if named.is_empty() {
        rest
    } else {
        rest.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    (rest, named)
}

impl Asked {
    /// What a query of any length asks: its first 256 characters are read.
    pub fn of(query: &str) -> Asked {
        let read: String = query.chars().take(LONGEST_QUERY).collect();
        take_apart(&read)
    }

    /// Words as they would be typed with what this query leaves out.
    pub fn with_exclusions(&self, words: &str) -> String {
        let mut typed = words.split_whitespace().collect::<Vec<_>>().join(" ");
        for without in &self.without {
            typed.push_str(&format!(" -\"{without}\""));
        }
        typed
    }
}

/// Takes a query apart. Quotes that do not close and hyphens before nothing are punctuation.
fn take_apart(query: &str) -> Asked {
    let mut asked = Asked::default();
    for piece in pieces(query) {
        let conditions = asked.phrases.len() + asked.without.len();
        let has_words = vietnamese::words(piece.text).next().is_some();
        if piece.is_negated && has_words {
            // One too many is not heeded; it must not become what is looked for.
            if conditions < MOST_CONDITIONS {
                asked.without.push(piece.inner().to_owned());
            }
            asked.words.push(' ');
            continue;
        }
        if piece.is_quoted && has_words && conditions < MOST_CONDITIONS {
            asked.phrases.push(piece.inner().to_owned());
        }
        asked.words.push_str(piece.text);
    }
    asked
}

/// A run of a query: white space, a phrase in quotes, or a word with what is attached to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece<'a> {
    /// As written, with hyphen and quotes.
    text: &'a str,
    is_negated: bool,
    is_quoted: bool,
}

impl<'a> Piece<'a> {
    fn inner(&self) -> &'a str {
        self.unsigned().trim_matches(QUOTES)
    }

    /// Without the hyphen that leaves it out.
    fn unsigned(&self) -> &'a str {
        let negated = self.is_negated.then(|| self.text.strip_prefix('-'));
        negated.flatten().unwrap_or(self.text)
    }

    fn as_named(&self) -> Option<Named> {
        let (name, value) = self.unsigned().split_once([':', '='])?;
        let value = value.trim_matches(QUOTES);
        let is_word = |c: char| c.is_alphabetic() || matches!(c, '-' | '_');
        (!name.is_empty() && !value.is_empty() && name.chars().all(is_word)).then(|| Named {
            name: vietnamese::fold(name).replace(['-', '_'], ""),
            value: value.to_owned(),
            written: self.text.to_owned(),
        })
    }
}

/// The pieces of a query, in order and without gaps: together they are the query.
fn pieces(query: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = query;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let space = rest
            .find(|c: char| !c.is_whitespace())
            .unwrap_or(rest.len());
        let (length, is_negated, is_quoted) = if first.is_whitespace() {
            (space, false, false)
        } else {
            let body = rest.strip_prefix('-').filter(|body| {
                body.starts_with(|c: char| c.is_alphanumeric() || QUOTES.contains(&c))
            });
            let is_negated = body.is_some();
            let body = body.unwrap_or(rest);
            let (length, is_quoted) = piece_length(body);
            (length + usize::from(is_negated), is_negated, is_quoted)
        };
        let (text, after) = rest.split_at(length);
        rest = after;
        Some(Piece {
            text,
            is_negated,
            is_quoted,
        })
    })
}

/// The bytes of the word or phrase that `text` begins with, and whether it is a phrase. A value in quotes
/// after a colon belongs to its word.
fn piece_length(text: &str) -> (usize, bool) {
    if let Some(length) = quoted_length(text) {
        return (length, true);
    }
    let mut last = None;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            return (at, false);
        }
        if QUOTES.contains(&c) && at > 0 {
            let value = matches!(last, Some(':' | '='))
                .then(|| quoted_length(&text[at..]))
                .flatten();
            return (at + value.unwrap_or(0), false);
        }
        last = Some(c);
    }
    (text.len(), false)
}

/// The bytes of the phrase in quotes that `text` begins with; `None` if it begins with none that closes.
fn quoted_length(text: &str) -> Option<usize> {
    let open = text.chars().next().filter(|c| QUOTES.contains(c))?;
    let inside = &text[open.len_utf8()..];
    let (at, close) = inside.char_indices().find(|(_, c)| QUOTES.contains(c))?;
    Some(open.len_utf8() + at + close.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::any_text;
    use proptest::prelude::*;

    fn asked(words: &str, phrases: &[&str], without: &[&str]) -> Asked {
        let list = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        Asked {
            words: words.to_owned(),
            phrases: list(phrases),
            without: list(without),
        }
    }

    #[test]
    fn phrases_and_exclusions_are_read() {
        for (query, expected) in [
            ("hiến đất", asked("hiến đất", &[], &[])),
            (
                "\"hiến đất\" mở đường",
                asked("\"hiến đất\" mở đường", &["hiến đất"], &[]),
            ),
            ("“hiến đất”", asked("“hiến đất”", &["hiến đất"], &[])),
            ("rác -nhựa", asked("rác  ", &[], &["nhựa"])),
            (
                "rác -\"túi ni lông\"",
                asked("rác  ", &[], &["túi ni lông"]),
            ),
            ("-nhựa", asked(" ", &[], &["nhựa"])),
            ("\"hiến đất", asked("\"hiến đất", &[], &[])),
            ("\"\"", asked("\"\"", &[], &[])),
            ("-", asked("-", &[], &[])),
            ("- rác", asked("- rác", &[], &[])),
            ("--rác", asked("--rác", &[], &[])),
            ("xanh-sạch-đẹp", asked("xanh-sạch-đẹp", &[], &[])),
            ("Bà Rịa - Vũng Tàu", asked("Bà Rịa - Vũng Tàu", &[], &[])),
        ] {
            assert_eq!(take_apart(query), expected, "{query}");
        }
    }

    #[test]
    fn what_is_left_out_is_never_looked_for_however_much_it_is() {
        let many: Vec<String> = (0..500).map(|number| format!("-w{number}")).collect();
        let asked = take_apart(&format!("rác {} \"túi ni lông\"", many.join(" ")));
        let words: Vec<&str> = asked.words.split_whitespace().collect();
        assert_eq!(words, ["rác", "\"túi", "ni", "lông\""]);
        assert_eq!(
            (asked.without.len(), asked.phrases.len()),
            (MOST_CONDITIONS, 0)
        );
        let phrases = take_apart(&"\"túi ni lông\" ".repeat(500));
        assert_eq!(phrases.phrases.len(), MOST_CONDITIONS);
    }

    #[test]
    fn filters_are_taken_out_by_their_names() {
        let known = |name: &str| matches!(name, "tinh" | "linhvuc" | "nam");
        let take = |query| {
            let (rest, named) = take_named(query, known);
            let named: Vec<(String, String)> = named
                .into_iter()
                .map(|named| (named.name, named.value))
                .collect();
            (rest, named)
        };
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        for (query, rest, named) in [
            (
                "nuôi lươn tỉnh:cà-mau",
                "nuôi lươn",
                vec![pair("tinh", "cà-mau")],
            ),
            (
                "tỉnh:\"Cà Mau\" nuôi lươn",
                "nuôi lươn",
                vec![pair("tinh", "Cà Mau")],
            ),
            (
                "lĩnh-vực:kinh-tế rác năm:2020..2025",
                "rác",
                vec![pair("linhvuc", "kinh-tế"), pair("nam", "2020..2025")],
            ),
            ("LĨNH_VỰC:x", "", vec![pair("linhvuc", "x")]),
            ("tỉnh: cà mau", "tỉnh: cà mau", vec![]),
            ("lúc 4:30", "lúc 4:30", vec![]),
            ("field:value", "field:value", vec![]),
            (":", ":", vec![]),
            ("rác -tỉnh:hà-giang", "rác -\"hà giang\"", vec![]),
            ("-tỉnh:\"Hà Giang\"", "-\"Hà Giang\"", vec![]),
            ("rác -năm:2020..2025", "rác -năm:2020..2025", vec![]),
            ("-field:x", "-field:x", vec![]),
        ] {
            assert_eq!(take(query), (rest.to_owned(), named), "{query}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_query(query in any_text(80)) {
            let whole: String = pieces(&query).map(|piece| piece.text).collect();
            prop_assert_eq!(&whole, &query);
            let asked = take_apart(&query);
            prop_assert!(asked.phrases.len() + asked.without.len() <= MOST_CONDITIONS);
            if asked.phrases.is_empty() && asked.without.is_empty() {
                prop_assert_eq!(asked.words, query.clone());
            }
            let (rest, named) = take_named(&query, |_| true);
            prop_assert!(named.len() <= MOST_NAMED && rest.len() <= query.len());
        }
    }
}
