//! Vietnamese text: normalising, folding, syllables, typing methods, slugs and order.
//!
//! Pure functions over text, shared by search, units and imports. Everything here makes *keys*: what
//! a person wrote is never rewritten for display. Nothing here knows what is indexed or stored.

#[cfg(test)]
mod any_text;
mod collation;
mod syllable;
mod typing;
mod words;

#[cfg(test)]
pub(crate) use any_text::any_text;
pub use collation::{collation_key, compare, person_name_key};
pub use syllable::{
    Keys, Tone, canonical, is_syllable, keys, looks_like_syllable, markings, spell, split_tone_sign,
};
pub use typing::{Typing, decode, decode_name};
pub use words::{syllables, words};

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Composes a text: one code point per letter wherever Unicode has one (form NFC).
pub fn nfc(text: &str) -> String {
    // Nearly every text comes composed, and seeing that costs a fraction of composing it.
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.to_owned(),
        IsNormalized::No | IsNormalized::Maybe => text.nfc().collect(),
    }
}

/// The text in lower case without any mark: `fold("Đường Hòa") == "duong hoa"`.
///
/// đ has no decomposition in Unicode, so it is mapped by hand; look-alikes are read as what they stand for.
/// Invisible joiners and soft hyphens are dropped. Idempotent.
pub fn fold(text: &str) -> String {
    let lower = text.chars().map(meant).flat_map(char::to_lowercase);
    let lower: String = lower.map(meant).collect();
    lower
        .nfd()
        .filter(|&c| !is_combining_mark(c) && !is_invisible(c))
        // Once more: a letter may come out from under its mark.
        .map(|c| if meant(c) == 'đ' { 'd' } else { meant(c) })
        .nfc()
        .collect()
}

/// The folded keys of the syllables of a text, in order: `Chợ không RÁC!` gives `cho`, `khong`, `rac`.
pub fn folded_words(text: &str) -> impl Iterator<Item = String> + '_ {
    syllables(text).map(|word| keys(word).folded)
}

/// An ASCII slug of at most `max` characters, cut between words where possible; empty when nothing of
/// the text can be written in ASCII letters or digits.
pub fn slug(text: &str, max: usize) -> String {
    let mut slug = String::new();
    for word in fold(text)
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let needed = if slug.is_empty() {
            word.len()
        } else {
            slug.len() + 1 + word.len()
        };
        if needed > max {
            if slug.is_empty() {
                slug.extend(word.chars().take(max));
            }
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

/// The Latin letter in lower case that a look-alike of it stands for, as people, converters and other keyboards put it
/// there: ð and ɖ for đ, full-width letters and digits, the Cyrillic letters of the same shape. Any other comes back.
pub(crate) fn meant(letter: char) -> char {
    match letter {
        'Đ' | 'ð' | 'Ð' | 'ɖ' | 'Ɖ' => 'đ',
        'а' | 'А' => 'a',
        'с' | 'С' => 'c',
        'е' | 'Е' => 'e',
        'һ' | 'Н' => 'h',
        'і' | 'І' => 'i',
        'о' | 'О' => 'o',
        'р' | 'Р' => 'p',
        'ѕ' | 'Ѕ' => 's',
        'Т' => 't',
        'х' | 'Х' => 'x',
        'у' | 'У' => 'y',
        'В' => 'b',
        'К' => 'k',
        'М' => 'm',
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => {
            let ascii = u32::from(letter) - 0xFF00 + 0x20;
            char::from_u32(ascii).map_or(letter, |c| c.to_ascii_lowercase())
        }
        other => other,
    }
}

/// Characters that occupy no space and mean nothing inside a word: zero-width spaces and joiners,
/// soft hyphen, byte order mark, word joiner, directional marks.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folding_removes_marks_case_and_dyet() {
        for (text, folded) in [
            ("Đường Hòa", "duong hoa"),
            ("HOÀ BÌNH", "hoa binh"),
            ("Ɖất ɖai", "dat dai"),
            ("ＵＢＮＤ １２３", "ubnd 123"),
            ("d\u{430}n v\u{430}n kh\u{435}\u{43E}", "dan van kheo"),
            ("\u{412}\u{41E}", "bo"),
            ("Ðồng Nai", "dong nai"),
            ("\u{0110}u\u{031B}o\u{031B}\u{0300}ng", "duong"),
            ("thủy lợi", "thuy loi"),
            ("dân\u{200B} vận\u{00AD}", "dan van"),
            ("", ""),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn folded_words_are_alike_however_they_are_written() {
        let words = |text| folded_words(text).collect::<Vec<_>>();
        assert_eq!(words("Chợ không  RÁC!"), ["cho", "khong", "rac"]);
        assert_eq!(words("lý, lí"), ["li", "li"]);
        assert!(words(" … ").is_empty());
    }

    #[test]
    fn slugs_are_short_ascii_and_cut_between_words() {
        for (text, max, expected) in [
            (
                "Dân vận khéo: hiến đất, mở đường!",
                80,
                "dan-van-kheo-hien-dat-mo-duong",
            ),
            ("  --  Tổ 3 / khu phố 5 ", 80, "to-3-khu-pho-5"),
            ("Dân vận khéo", 10, "dan-van"),
            ("nghiêng", 4, "nghi"),
            ("🙂 …", 80, ""),
            ("日本", 80, ""),
        ] {
            assert_eq!(slug(text, max), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn folding_is_idempotent(text in any_text(60)) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn folding_does_not_depend_on_the_unicode_form(text in "[a-zA-ZàáạảãâầấậẩẫăằắặẳẵèéẹẻẽêềếệểễìíịỉĩòóọỏõôồốộổỗơờớợởỡùúụủũưừứựửữỳýỵỷỹđĐ ]{0,40}") {
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(fold(&decomposed), fold(&text));
            prop_assert!(fold(&text).is_ascii());
        }

        #[test]
        fn slugs_keep_to_their_alphabet_and_length(text in any_text(200), max in 0usize..100) {
            let slug = slug(&text, max);
            prop_assert!(slug.len() <= max);
            prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
        }
    }
}
