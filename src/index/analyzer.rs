//! From text to keys: the one analyzer of documents, queries and highlighting.
//!
//! A token is one written syllable with its two keys (marked and folded) and the place in the original
//! text it came from. Abbreviations whose meaning is clear stand as their expansion, in documents and in
//! queries alike, so either form finds the other. Numbers and document numbers stand in parts and whole.

use std::ops::Range;

use super::abbreviations::{self, Around};
use crate::vietnamese::{self, Keys};

/// Keys longer than this (in bytes) are cut: no word of the language is that long, hostile input is.
const LONGEST_KEY: usize = 48;

/// One token of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Where it stands, in bytes of the original text. The tokens of an expanded abbreviation share theirs.
    pub range: Range<usize>,
    /// What it is compared by.
    pub keys: Keys,
    /// Whether it makes a pair with the token before it: nothing ends a sentence between the two.
    pub follows: bool,
    /// A number or document number as a whole (`33/ct-ttg`, `4262`), beside its parts. Makes no pairs.
    pub whole: bool,
}

impl Token {
    /// Whether it is what the text has there, and no part of an abbreviation written out.
    pub fn stands_in(&self, text: &str) -> bool {
        cut_keys(vietnamese::keys(&text[self.range.clone()])) == self.keys
    }
}

/// The tokens of a text, in order. Accepts anything, costs time in proportion to the length.
pub(super) fn analyze(text: &str) -> Vec<Token> {
    let words: Vec<Range<usize>> = vietnamese::words(text).collect();
    let mut tokens = Tokens {
        list: Vec::with_capacity(words.len() + 8),
        text,
        words: &words,
        shouting: is_shouting(text, &words),
        last_end: None,
    };
    let mut at = 0;
    while at < words.len() {
        let end = run_end(text, &words, at);
        tokens.push_run(at, end);
        at = end;
    }
    tokens.list
}

/// The tokens of a text that are words: numbers as a whole apart.
pub(super) fn syllables(text: &str) -> impl Iterator<Item = Token> {
    analyze(text).into_iter().filter(|token| !token.whole)
}

/// What the key of a pair is made of: the keys of two neighbours, and between them what no syllable holds.
pub(super) fn pair_parts<'k>(left: &'k str, right: &'k str) -> [&'k str; 3] {
    [left, BESIDE, right]
}

/// The key of a pair, from those of its syllables: `dan_van`.
pub(super) fn pair_key(left: &str, right: &str) -> String {
    pair_parts(left, right).concat()
}

/// The keys of the syllables of a pair.
pub(super) fn split_pair(key: &str) -> Option<(&str, &str)> {
    key.split_once(BESIDE)
}

const BESIDE: &str = "_";

/// Whether a text is written in capitals throughout, and not only made of abbreviations.
fn is_shouting(text: &str, words: &[Range<usize>]) -> bool {
    let is_plain =
        |word: &str| word.contains(char::is_alphabetic) && !abbreviations::is_listed(word);
    !text.contains(char::is_lowercase) && words.iter().any(|word| is_plain(&text[word.clone()]))
}

struct Tokens<'a> {
    list: Vec<Token>,
    text: &'a str,
    words: &'a [Range<usize>],
    shouting: bool,
    last_end: Option<usize>,
}

impl Tokens<'_> {
    /// What stands from word `first` up to word `after`, which is left out: a single word, or words that
    /// are written together as one code.
    fn push_run(&mut self, first: usize, after: usize) {
        if after == first + 1 {
            self.push_word(first);
            return;
        }
        let range = self.words[first].start..self.words[after - 1].end;
        let written = &self.text[range.clone()];
        let letters: String = written.chars().filter(|c| c.is_alphanumeric()).collect();
        if let Some(expansion) = self.expansion(&letters, &vietnamese::keys(&letters), first, after)
        {
            self.push_expansion(range, expansion);
            return;
        }
        for word in first..after {
            self.push_word(word);
        }
        let folded = vietnamese::fold(written);
        let folded = if is_grouped_number(&folded) {
            folded.replace('.', "")
        } else {
            folded
        };
        let folded = cut(folded);
        self.list.push(Token {
            range,
            keys: Keys {
                marked: folded.clone(),
                folded,
            },
            follows: false,
            whole: true,
        });
    }

    /// What is written from word `first` up to word `after`, written out, if it is an abbreviation.
    fn expansion(
        &self,
        written: &str,
        keys: &Keys,
        first: usize,
        after: usize,
    ) -> Option<&'static [Keys]> {
        let around = Around {
            text: self.text,
            words: self.words,
            first,
            after,
        };
        abbreviations::expand(written, keys, self.shouting, around)
    }

    fn push_word(&mut self, at: usize) {
        let range = self.words[at].clone();
        let word = &self.text[range.clone()];
        let keys = vietnamese::keys(word);
        if let Some(expansion) = self.expansion(word, &keys, at, at + 1) {
            self.push_expansion(range, expansion);
            return;
        }
        let follows = self.follows(&range);
        self.list.push(Token {
            range,
            keys: cut_keys(keys),
            follows,
            whole: false,
        });
    }

    fn push_expansion(&mut self, range: Range<usize>, expansion: &[Keys]) {
        let follows = self.follows(&range);
        for (index, keys) in expansion.iter().enumerate() {
            self.list.push(Token {
                range: range.clone(),
                keys: keys.clone(),
                follows: follows || index > 0,
                whole: false,
            });
        }
    }

    /// Whether a token at `range` continues the sentence; remembers where it ends.
    fn follows(&mut self, range: &Range<usize>) -> bool {
        let last_end = self.last_end.replace(range.end);
        last_end.is_some_and(|end| !self.text[end..range.start].contains(ends_sentence))
    }
}

/// What parts sentences, and what stands in one from what stands in the next.
pub(super) fn ends_sentence(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | ';' | ':' | '…' | '\n' | '\r' | '\u{2028}' | '\u{2029}'
    )
}

/// The end (exclusive) of the words from `at` on that are written as one code: `33/CT-TTg`, `4.262`,
/// `KT-XH`, `TP.HCM`. Words joined by a hyphen in the ordinary way (`xanh-sạch-đẹp`) are no code.
fn run_end(text: &str, words: &[Range<usize>], at: usize) -> usize {
    let mut end = at + 1;
    while end < words.len() {
        let (left, right) = (&text[words[end - 1].clone()], &text[words[end].clone()]);
        let joined = match &text[words[end - 1].end..words[end].start] {
            "/" | "-" | "&" | "–" => is_code_part(left) && is_code_part(right),
            "." => {
                (is_number(left) && is_number(right)) || (is_capitals(left) && is_capitals(right))
            }
            "," => is_number(left) && is_number(right),
            _ => false,
        };
        if !joined {
            break;
        }
        end += 1;
    }
    end
}

/// Digits, capitals, or nearly capitals as in `TTg` and `QyĐ`.
fn is_code_part(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
        || word.chars().filter(|c| c.is_uppercase()).count() * 2 >= word.chars().count()
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

fn is_capitals(word: &str) -> bool {
    word.chars().all(char::is_uppercase)
}

/// `4.262` and `1.000.000`: dots that only group the digits.
fn is_grouped_number(text: &str) -> bool {
    let mut parts = text.split('.');
    let first = parts.next().unwrap_or_default();
    (1..=3).contains(&first.len())
        && is_number(first)
        && text.contains('.')
        && parts.all(|part| part.len() == 3 && is_number(part))
}

fn cut_keys(keys: Keys) -> Keys {
    Keys {
        marked: cut(keys.marked),
        folded: cut(keys.folded),
    }
}

fn cut(mut key: String) -> String {
    if key.len() > LONGEST_KEY {
        let at = (0..=LONGEST_KEY)
            .rev()
            .find(|&at| key.is_char_boundary(at))
            .unwrap_or(0);
        key.truncate(at);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::any_text;
    use proptest::prelude::*;

    fn marked(text: &str) -> Vec<String> {
        analyze(text)
            .into_iter()
            .map(|token| token.keys.marked)
            .collect()
    }

    fn folded(text: &str) -> Vec<String> {
        analyze(text)
            .into_iter()
            .map(|token| token.keys.folded)
            .collect()
    }

    fn pairs(text: &str) -> Vec<String> {
        let tokens = analyze(text);
        tokens
            .windows(2)
            .filter(|pair| pair[1].follows)
            .map(|pair| format!("{} {}", pair[0].keys.folded, pair[1].keys.folded))
            .collect()
    }

    #[test]
    fn spellings_of_the_same_words_have_the_same_keys() {
        for (one, other) in [
            ("đường", "\u{0111}u\u{031B}o\u{031B}\u{0300}ng"),
            ("Thanh Hóa", "THANH HOÁ"),
            ("thủy lợi", "thuỷ lợi"),
            ("Ðồng Nai", "Đồng Nai"),
            ("lý luận", "lí luận"),
            ("UBND xã", "ủy ban nhân dân xã"),
            ("xây dựng NTM", "xây dựng nông thôn mới"),
            ("ntm", "nông thôn mới"),
            ("bdbp", "bộ đội biên phòng"),
            ("KT-XH", "kinh tế - xã hội"),
            ("TP.HCM", "TPHCM"),
            ("tphcm", "thành phố Hồ Chí Minh"),
            ("dân\u{00A0}vận\tkhéo", "dân vận khéo"),
            ("vận\u{200D}động", "vậnđộng"),
        ] {
            assert_eq!(marked(one), marked(other), "{one} | {other}");
        }
    }

    #[test]
    fn numbers_and_document_numbers_stand_in_parts_and_whole() {
        assert_eq!(
            folded("33/CT-TTg"),
            ["33", "chi", "thi", "thu", "tuong", "33/ct-ttg"]
        );
        assert_eq!(
            folded("05/QĐ-BCĐ").last().map(String::as_str),
            Some("05/qd-bcd")
        );
        assert_eq!(folded("4.262 m²"), ["4", "262", "4262", "m²"]);
        assert_eq!(
            folded("năm 2021-2025"),
            ["nam", "2021", "2025", "2021-2025"]
        );
        assert_eq!(folded("xanh-sạch-đẹp"), ["xanh", "sach", "dep"]);
        assert_eq!(
            folded("13,5 tỷ, 7 hộ"),
            ["13", "5", "13,5", "ti", "7", "ho"]
        );
    }

    #[test]
    fn pairs_do_not_cross_the_end_of_a_sentence() {
        assert_eq!(pairs("hiến đất. Mở đường"), ["hien dat", "mo duong"]);
        assert_eq!(pairs("hiến đất\nmở đường"), ["hien dat", "mo duong"]);
        assert_eq!(
            pairs("xây dựng NTM ở xã"),
            [
                "xay dung",
                "dung nong",
                "nong thon",
                "thon moi",
                "moi o",
                "o xa"
            ]
        );
    }

    #[test]
    fn words_that_look_like_abbreviations_stay_words() {
        assert_eq!(folded("ca hát"), ["ca", "hat"]);
        assert_eq!(folded("CA phường"), ["cong", "an", "phuong"]);
        assert_eq!(folded("CA"), ["cong", "an"]);
        assert_eq!(folded("CA HÁT MỪNG ĐẢNG"), ["ca", "hat", "mung", "dang"]);
    }

    proptest! {
        #[test]
        fn any_text_is_analyzed_within_its_bounds(text in any_text(120)) {
            for token in analyze(&text) {
                prop_assert!(text.get(token.range.clone()).is_some_and(|word| !word.is_empty()));
                prop_assert!(!token.keys.folded.contains(char::is_whitespace) && !token.keys.marked.contains(char::is_whitespace));
                prop_assert!(token.keys.folded.len() <= LONGEST_KEY);
            }
        }

        #[test]
        fn marked_text_folds_as_its_unmarked_typing(text in "[a-zàáạảãâầấậẩẫăằắặẳẵèéẹẻẽêềếệểễìíịỉĩòóọỏõôồốộổỗơờớợởỡùúụủũưừứựửữỳýỵỷỹđ ,.]{0,60}") {
            prop_assert_eq!(folded(&text), folded(&vietnamese::fold(&text)));
        }
    }
}
