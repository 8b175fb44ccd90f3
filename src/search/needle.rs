//! What is looked for in the rows of the back office: words without regard to their marks, as typed or read as raw Telex
//! or VNI.

use crate::index::written_out;
use crate::vietnamese::{Typing, decode, decode_name, folded_words, keys, syllables};
use std::borrow::Cow;

/// Words of a search that are read.
const WORDS_MAX: usize = 8;

/// Where all words were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Title,
    Text,
}

/// The words of a thing, folded.
pub(super) struct Words {
    title: Vec<String>,
    text: Vec<String>,
}

impl Words {
    pub fn of(title: &str, texts: &[&str]) -> Self {
        Self {
            title: words_of(title).collect(),
            text: texts.iter().flat_map(|text| words_of(text)).collect(),
        }
    }
}

/// The words of a text as it stands, and those that its abbreviations stand for.
fn words_of(text: &str) -> impl Iterator<Item = String> {
    // Records write abbreviations in capitals; most texts have none.
    let in_capitals = |pair: (char, char)| pair.0.is_uppercase() && pair.1.is_uppercase();
    let may_abbreviate = text.chars().zip(text.chars().skip(1)).any(in_capitals);
    let written = may_abbreviate.then(|| written_out(text).into_owned());
    let all = [Some(text.to_owned()), written].into_iter().flatten();
    all.flat_map(|text| folded_words(&text).collect::<Vec<_>>())
}

/// One way to read a search: words each of which must be there.
pub(super) struct Needle {
    words: Vec<Word>,
    /// How the search was read, where that is not as typed.
    pub read_as: Option<String>,
}

/// A folded word: a word of its own, or the beginning of one.
struct Word {
    folded: String,
    is_whole: bool,
}

impl Needle {
    /// How a search may be meant, the likeliest first: as typed, then with its abbreviations written out, then as raw Telex
    /// and as raw VNI where that makes other words of it. Nothing where there are no words.
    pub fn readings(text: &str) -> Vec<Self> {
        let typed: Vec<Word> = folded_words(text)
            .take(WORDS_MAX)
            .map(Word::beginning)
            .collect();
        if typed.is_empty() {
            return Vec::new();
        }
        let typed = Self {
            words: typed,
            read_as: None,
        };
        let written = match written_out(text) {
            Cow::Owned(written) => Some(Self {
                words: folded_words(&written)
                    .take(WORDS_MAX)
                    .map(Word::beginning)
                    .collect(),
                read_as: Some(written),
            }),
            Cow::Borrowed(_) => None,
        };
        let raw = [Typing::Telex, Typing::Vni].map(|typing| Self::raw(text, typing));
        let readings = [Some(typed), written].into_iter().chain(raw);
        readings.flatten().collect()
    }

    /// The search as keys of a typing method that was not switched on; none where no word of it is one.
    fn raw(text: &str, typing: Typing) -> Option<Self> {
        let (mut words, mut shown) = (Vec::new(), Vec::new());
        let mut has_raw = false;
        for word in syllables(text).take(WORDS_MAX) {
            let typed = keys(word).folded;
            let read = decode(word, typing).or_else(|| decode_name(word, typing));
            let read = read.map(|read| (keys(&read).folded, read));
            match read.filter(|(folded, _)| *folded != typed) {
                Some((folded, read)) => {
                    has_raw = true;
                    words.push(Word {
                        folded,
                        is_whole: true,
                    });
                    shown.push(read);
                }
                None => {
                    words.push(Word::beginning(typed));
                    shown.push(word.to_owned());
                }
            }
        }
        has_raw.then(|| Self {
            words,
            read_as: Some(shown.join(" ")),
        })
    }

    /// Where all words are, if they are anywhere.
    pub fn place_in(&self, thing: &Words) -> Option<Place> {
        let mut place = Place::Title;
        for word in &self.words {
            if !word.is_in(&thing.title) {
                place = Place::Text;
                if !word.is_in(&thing.text) {
                    return None;
                }
            }
        }
        Some(place)
    }
}

impl Word {
    fn beginning(folded: String) -> Self {
        Self {
            folded,
            is_whole: false,
        }
    }

    fn is_in(&self, words: &[String]) -> bool {
        words.iter().any(|word| {
            if self.is_whole {
                *word == self.folded
            } else {
                word.starts_with(&self.folded)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_must_be_there_and_the_name_comes_first() {
        let thing = Words::of("Tổ hòa giải", &["Họp dân mỗi tháng", "MH-2026-0001"]);
        for (q, expected) in [
            ("hoà giải", Some(Place::Title)),
            ("to hoa gi", Some(Place::Title)),
            ("hòa giải họp", Some(Place::Text)),
            ("mh-2026-0001", Some(Place::Text)),
            ("hòa giải kẻng", None),
        ] {
            assert_eq!(Needle::readings(q)[0].place_in(&thing), expected, "{q}");
        }
        // Abbreviations stand for what they mean, on both sides.
        for (title, q) in [
            ("UBND xã Bến Nứa", "ủy ban nhân dân"),
            ("UBND xã Bến Nứa", "ubnd"),
            ("Ủy ban nhân dân xã Bến Nứa", "UBND xã"),
            ("Giữ ANTT", "an ninh trật tự"),
        ] {
            let mut found = Needle::readings(q).into_iter();
            let place = found.find_map(|needle| needle.place_in(&Words::of(title, &[])));
            assert_eq!(place, Some(Place::Title), "{q}");
        }
    }

    #[test]
    fn raw_typing_is_a_further_reading_of_whole_words() {
        let read = |q: &str| -> Vec<Option<String>> {
            let readings = Needle::readings(q).into_iter();
            readings.map(|needle| needle.read_as).collect()
        };
        let as_read = |text: &str| Some(String::from(text));
        assert_eq!(read("toor tuwj quanr"), [None, as_read("tổ tự quản")]);
        assert_eq!(read("to63 tu75 quan3"), [None, as_read("tổ tự quản")]);
        assert_eq!(read("tổ tuwj quản"), [None, as_read("tổ tự quản")]);
        assert_eq!(read("xax kroong"), [None, as_read("xã krông")]);
        for q in ["to tu quan", "tổ tự quản", "MH-2026-0001"] {
            assert_eq!(read(q), [None::<String>], "{q}");
        }
        for q in ["", " … ", "🙂"] {
            assert!(Needle::readings(q).is_empty(), "{q}");
        }
        let raw = &Needle::readings("toor")[1];
        assert_eq!(raw.place_in(&Words::of("Tổ", &[])), Some(Place::Title));
        assert_eq!(raw.place_in(&Words::of("Tôn giáo", &[])), None);
    }
}
