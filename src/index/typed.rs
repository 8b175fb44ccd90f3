//! What someone types, understood: with marks, without, half of them, or in raw keys; the last word unfinished.

use super::analyzer::{Token, syllables};
use crate::vietnamese::{self, Typing};

/// Characters of what was typed that are read.
const LONGEST_TYPED: usize = 80;
/// The input methods whose raw keys are read.
const TYPINGS: [Typing; 2] = [Typing::Telex, Typing::Vni];

/// What was typed, understood: each way to read it as syllables, of which the last may be unfinished.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// None of them is without syllables.
    pub(super) readings: Vec<Vec<String>>,
    /// The words as typed, in lower case and composed, and whether any has a mark; then raw keys beside it are decoded.
    words: Vec<String>,
    marked: bool,
}

impl Typed {
    /// Reads what was typed: with abbreviations written out, as it stands, and as raw Telex or VNI, also where some words
    /// have their marks.
    pub fn of(text: &str) -> Typed {
        let text: String = text.chars().take(LONGEST_TYPED).collect();
        let text = vietnamese::nfc(&text);
        let lower = text.to_lowercase();
        let words: Vec<String> = vietnamese::syllables(&lower).map(str::to_owned).collect();
        let mut readings = Vec::new();
        let mut add = |reading: Vec<String>| {
            if !reading.is_empty() && !readings.contains(&reading) {
                readings.push(reading);
            }
        };
        // Capitals tell an abbreviation (`CA xã`) from a word; in small letters it may be either.
        for text in [&text, &lower] {
            add(syllables(text).map(|token| token.keys.folded).collect());
        }
        add(words.iter().map(|word| vietnamese::fold(word)).collect());
        // A word with marks writes itself, the others beside it may be raw keys all the same.
        for typing in TYPINGS {
            let syllable = |word: &String| vietnamese::decode(word, typing);
            let name =
                |word: &String| syllable(word).or_else(|| vietnamese::decode_name(word, typing));
            let decoded = |read: &dyn Fn(&String) -> Option<String>| {
                let read = words
                    .iter()
                    .map(|word| read(word).unwrap_or_else(|| word.clone()));
                read.map(|word| vietnamese::keys(&word).folded).collect()
            };
            add(decoded(&syllable));
            add(decoded(&name));
        }
        let marked = words.iter().any(|word| vietnamese::keys(word).has_marks());
        let words = words.into_iter().map(|word| {
            let read = TYPINGS
                .into_iter()
                .filter(|_| marked)
                .find_map(|typing| vietnamese::decode(&word, typing));
            read.unwrap_or(word)
        });
        Typed {
            words: words.collect(),
            marked,
            readings,
        }
    }

    /// Whether there is nothing to complete.
    pub fn is_empty(&self) -> bool {
        self.readings.is_empty()
    }

    /// From which word of a text what was typed goes on, if it does at all.
    pub(super) fn start_in(&self, tokens: &[Token]) -> Option<usize> {
        let goes_on = |reading: &Vec<String>, at: usize| {
            let Some((last, whole)) = reading.split_last() else {
                return false;
            };
            let Some(there) = tokens.get(at..=at + whole.len()) else {
                return false;
            };
            let equal = whole
                .iter()
                .zip(there)
                .all(|(typed, token)| *typed == token.keys.folded);
            equal && there[whole.len()].keys.folded.starts_with(last.as_str())
        };
        (0..tokens.len()).find(|&at| self.readings.iter().any(|reading| goes_on(reading, at)))
    }

    /// Whether a text has the marks that were typed. What was typed without any says nothing about marks.
    pub(super) fn has_marks_in(&self, text: &str) -> bool {
        if !self.marked {
            return true;
        }
        let lower = vietnamese::nfc(text).to_lowercase();
        let there: Vec<&str> = vietnamese::syllables(&lower).collect();
        let Some((last, whole)) = self.words.split_last() else {
            return true;
        };
        there.windows(self.words.len()).any(|there| {
            let equal = whole.iter().zip(there).all(|(typed, word)| {
                let (typed, word) = (vietnamese::keys(typed), vietnamese::keys(word));
                typed.marked == word.marked || (!typed.has_marks() && typed.folded == word.folded)
            });
            equal && there[whole.len()].starts_with(last.as_str())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::any_text;
    use proptest::prelude::*;

    #[test]
    fn typing_is_understood_with_marks_without_and_raw() {
        let begins = |typed: &str, text: &str| {
            Typed::of(typed).start_in(&syllables(text).collect::<Vec<_>>()) == Some(0)
        };
        for typed in [
            "hòa gi",
            "hoà gi",
            "hoa giai",
            "hoà giả",
            "HOA GI",
            "hoaf giair",
            "hoa2 gi",
            "hòa giair",
            "hoaf giải",
            "hòa gia3i",
        ] {
            assert!(begins(typed, "Hòa giải ở cơ sở"), "{typed}");
        }
        for typed in ["ddawks l", "d9a8k1 l", "Đắk lawks", "ddawks lawks", "ddaw"] {
            assert!(begins(typed, "Đắk Lắk"), "{typed}");
        }
        assert!(begins("facebook coongj", "Facebook cộng đồng"));
        for (typed, text) in [
            ("ntm", "Nông thôn mới nâng cao"),
            ("nông thôn m", "NTM kiểu mẫu"),
            ("CA xã", "CA xã gần dân"),
            ("CA x", "Công an xã gần dân"),
            ("công an x", "CA xã gần dân"),
            ("CA há", "Ca hát ở làng"),
            ("ca h", "Ca hát ở làng"),
            ("CA HÁT", "Ca hát ở làng"),
        ] {
            assert!(begins(typed, text), "{typed}");
        }
        for (typed, text) in [
            ("hoa giang", "Hòa giải ở cơ sở"),
            ("giai hoa", "Hòa giải ở cơ sở"),
            ("ca x", "CA xã gần dân"),
        ] {
            assert!(!begins(typed, text), "{typed}");
        }
    }

    #[test]
    fn marks_as_typed_are_preferred_and_half_of_them_will_do() {
        let has = |typed: &str, text: &str| Typed::of(typed).has_marks_in(text);
        assert!(has("hiến đ", "hiến đất làm đường"));
        assert!(has("hien đ", "Bà con hiến đất"));
        assert!(!has("hiền đ", "hiến đất làm đường"));
        assert!(has("hien d", "hiền đức"));
        assert!(has("hoà gi", "hòa giải"));
        assert!(!has("má", "mả"));
        assert!(has("hòa giair", "hòa giải ở cơ sở"));
        assert!(has("hoaf giải", "Tổ hòa giải"));
        assert!(!has("hòa giair", "hòa giãi"));
    }

    proptest! {
        #[test]
        fn any_text_goes_on_from_itself(text in any_text(LONGEST_TYPED)) {
            let typed = Typed::of(&text);
            let tokens: Vec<Token> = syllables(&text).collect();
            prop_assert_eq!(typed.is_empty(), tokens.is_empty());
            prop_assert_eq!(typed.start_in(&tokens), (!tokens.is_empty()).then_some(0));
            // Raw keys beside marks stand for other letters.
            let is_raw = |word: &str| TYPINGS.iter().any(|&typing| vietnamese::decode(word, typing).is_some());
            let lower = vietnamese::nfc(&text).to_lowercase();
            if !vietnamese::syllables(&lower).any(is_raw) {
                prop_assert!(typed.has_marks_in(&text));
            }
        }

        #[test]
        fn any_longer_text_is_read_from_its_beginning(text in any_text(2 * LONGEST_TYPED)) {
            let begun: String = text.chars().take(LONGEST_TYPED).collect();
            prop_assert_eq!(Typed::of(&text), Typed::of(&begun));
        }
    }
}
