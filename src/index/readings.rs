//! What may be meant by what was typed, for searches that compare texts themselves instead of asking the index.

use std::borrow::Cow;

use super::analyzer::syllables;
use crate::vietnamese::{self, Typing};

/// The text as typed, then with its abbreviations written out, then as raw Telex and as raw VNI: each that differs from
/// those before it. Whether a reading means anything, only what it finds can tell.
pub fn readings(text: &str) -> Vec<String> {
    let mut readings = vec![text.to_owned()];
    let mut add = |reading: String| {
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    };
    add(written_out(text).into_owned());
    for typing in [Typing::Telex, Typing::Vni] {
        let read = |word: &str| {
            vietnamese::decode(word, typing)
                .or_else(|| vietnamese::decode_name(word, typing))
                .unwrap_or_else(|| word.to_owned())
        };
        let words: Vec<String> = vietnamese::syllables(text).map(read).collect();
        if vietnamese::syllables(text).ne(words.iter().map(String::as_str)) {
            add(words.join(" "));
        }
    }
    readings
}

/// The text with its abbreviations written out in lower case: `UBND xã` is `ủy ban nhân dân xã`.
pub fn written_out(text: &str) -> Cow<'_, str> {
    let mut written = String::new();
    let mut last = 0;
    let mut within = 0..0;
    for token in syllables(text) {
        if token.range == within {
            written.push(' ');
        } else if token.stands_in(text) {
            continue;
        } else {
            written.push_str(&text[last..token.range.start]);
            last = token.range.end;
            within = token.range;
        }
        written.push_str(&vietnamese::spell(&token.keys.marked));
    }
    if last == 0 {
        return Cow::Borrowed(text);
    }
    written.push_str(&text[last..]);
    Cow::Owned(written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::any_text;
    use proptest::prelude::*;

    #[test]
    fn abbreviations_are_written_out_and_the_rest_stays() {
        for (text, written) in [
            ("UBND xã Phước Long", "ủy ban nhân dân xã Phước Long"),
            ("giữ ANTT, NTM!", "giữ an ninh trật tự, nông thôn mới!"),
            ("lễ ở TP.HCM", "lễ ở thành phố hồ chí minh"),
            ("Hội Nông dân", "Hội Nông dân"),
            ("33/CT-TTg", "33/chỉ thị-thủ tướng"),
            ("", ""),
        ] {
            assert_eq!(written_out(text), written);
        }
        let longer_than_any_key = "đườngđường".repeat(10);
        assert_eq!(written_out(&longer_than_any_key), longer_than_any_key);
    }

    #[test]
    fn what_was_typed_comes_first_and_nothing_twice() {
        for (text, expected) in [
            ("hội nông dân", vec!["hội nông dân"]),
            ("hooij noong daan", vec!["hooij noong daan", "hội nông dân"]),
            ("ho65i no6ng da6n", vec!["ho65i no6ng da6n", "hội nông dân"]),
            ("HND xã", vec!["HND xã", "hội nông dân xã"]),
            ("Đảng ủy xã Ea H'leo", vec!["Đảng ủy xã Ea H'leo"]),
            ("…", vec!["…"]),
        ] {
            assert_eq!(readings(text)[..expected.len()], expected);
        }
    }

    proptest! {
        #[test]
        fn any_text_has_readings(text in any_text(60)) {
            let readings = readings(&text);
            prop_assert!((1..=4).contains(&readings.len()));
            prop_assert_eq!(&readings[0], &text);
            let once = written_out(&text).into_owned();
            prop_assert!(once.len() <= 64 * (text.len() + 1));
        }
    }
}
