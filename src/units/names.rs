//! The names of provinces and communes: comparing them whatever their spelling, and finding the province that a text
//! means. Pure, over the shipped facts.

use super::facts::{self, Province};
use crate::text::capitalised;
use crate::vietnamese;
use chrono::NaiveDate;
use std::collections::HashMap;
use std::sync::OnceLock;

/// The words that say what sort of area a name is, longest first; with their abbreviations.
const PREFIXES: [(&str, &[&str]); 9] = [
    ("thành phố", &["thành phố", "tp.", "tp"]),
    ("thị trấn", &["thị trấn", "tt."]),
    ("thị xã", &["thị xã", "tx."]),
    ("đặc khu", &["đặc khu"]),
    ("phường", &["phường", "p."]),
    ("huyện", &["huyện", "h."]),
    ("quận", &["quận", "q."]),
    ("tỉnh", &["tỉnh"]),
    ("xã", &["xã", "x."]),
];

/// The whole official name: `tỉnh` and `Phú Thọ` make `Tỉnh Phú Thọ`.
pub fn full_name(kind: &str, name: &str) -> String {
    if kind.is_empty() {
        name.to_owned()
    } else {
        format!("{} {name}", capitalised(kind))
    }
}

/// Splits the word for the sort of area from a name: `TP. Hồ Chí Minh` gives `thành phố` and
/// `Hồ Chí Minh`. A name that is nothing but such a word, or has none, comes back whole.
pub fn split_kind(text: &str) -> (Option<&'static str>, &str) {
    let text = text.trim();
    for (kind, spellings) in PREFIXES {
        for spelling in spellings {
            let Some(rest) = strip_prefix_ignoring_case(text, spelling) else {
                continue;
            };
            let parted = spelling.ends_with('.') || rest.starts_with(char::is_whitespace);
            let rest = rest.trim_start();
            if parted && rest.chars().any(char::is_alphanumeric) {
                return (Some(kind), rest);
            }
        }
    }
    (None, text)
}

fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for expected in prefix.chars() {
        if !rest.next()?.to_lowercase().eq(std::iter::once(expected)) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// A key under which two spellings of one name are equal and two names are not: without case,
/// punctuation and tone placement, so that `Hoà Bình` and `HÒA BÌNH` meet while `Ba Tơ` and
/// `Ba Tô` stay apart.
pub fn marked_key(name: &str) -> String {
    let words: Vec<_> = vietnamese::syllables(name)
        .map(vietnamese::canonical)
        .collect();
    words.join(" ")
}

/// A key without marks: `Đắk Lắk`, `Đăk Lăk` and `dak lak` meet.
pub fn folded_key(name: &str) -> String {
    let words: Vec<_> = vietnamese::folded_words(name).collect();
    words.join(" ")
}

/// What a text that names a province means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProvinceMatch {
    /// No province, of today or of before July 2025, has that name.
    Unknown,
    /// This one.
    Found(&'static Province),
    /// One name, two units: the province before July 2025 and the larger one since.
    TwoMeanings {
        /// Until 30 June 2025.
        before: &'static Province,
        /// Since 1 July 2025.
        since: &'static Province,
    },
}

impl ProvinceMatch {
    /// The province of today in which the place lies, whichever was meant. `None` if unknown.
    pub fn today(self) -> Option<&'static Province> {
        match self {
            Self::Unknown => None,
            Self::Found(province) => Some(facts::province_today(province)),
            Self::TwoMeanings { since, .. } => Some(since),
        }
    }
}

/// The province a text names: old or new name, with or without Tỉnh or Thành phố, any tone
/// placement, with or without marks, or an alias such as `TP.HCM` or `Sài Gòn`.
///
/// `on` is the date of the record, where it has one: it settles which of two meanings a name had.
/// A name that had ended by then is still found, as people go on using it.
pub fn find_province(text: &str, on: Option<NaiveDate>) -> ProvinceMatch {
    let found = provinces_named(text);
    let (before, since) = match found.as_slice() {
        [] => return ProvinceMatch::Unknown,
        [only] => return ProvinceMatch::Found(only),
        [first, .., last] => (*first, *last),
    };
    match on {
        None => ProvinceMatch::TwoMeanings { before, since },
        Some(date) if date < since.key.valid_from => ProvinceMatch::Found(before),
        Some(_) => ProvinceMatch::Found(since),
    }
}

/// Whether the text names this unit itself and not only one that went into it.
pub fn is_name_of(text: &str, province: &'static Province) -> bool {
    provinces_named(text).contains(&province)
}

/// Every province of that name, oldest first. A match with marks outdoes one without.
fn provinces_named(text: &str) -> Vec<&'static Province> {
    static KEYS: OnceLock<HashMap<String, Vec<&'static Province>>> = OnceLock::new();
    let keys = KEYS.get_or_init(|| {
        let mut keys: HashMap<String, Vec<&'static Province>> = HashMap::new();
        for province in facts::provinces() {
            let titles = province.titles.iter().map(|title| &title.name);
            for name in titles.chain(&province.aliases) {
                for key in [marked_key(name), folded_key(name)] {
                    let named = keys.entry(key).or_default();
                    if !named.contains(&province) {
                        named.push(province);
                        named.sort_by_key(|province| province.key.valid_from);
                    }
                }
            }
        }
        keys
    });
    let (kind, rest) = split_kind(text);
    let names = if kind.is_some() {
        [text, rest]
    } else {
        [rest, rest]
    };
    names
        .iter()
        .flat_map(|name| [marked_key(name), folded_key(name)])
        .find_map(|key| keys.get(&key))
        .cloned()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::any_text;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn found(text: &str, on: Option<&str>) -> (String, String) {
        match find_province(text, on.map(day)) {
            ProvinceMatch::Found(province) => (province.key.code.clone(), province.name.clone()),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn kinds_are_split_from_names() {
        for (text, kind, name) in [
            ("Tỉnh Phú Thọ", Some("tỉnh"), "Phú Thọ"),
            ("THÀNH PHỐ HUẾ", Some("thành phố"), "HUẾ"),
            ("TP. Hồ Chí Minh", Some("thành phố"), "Hồ Chí Minh"),
            ("TP Hồ Chí Minh", Some("thành phố"), "Hồ Chí Minh"),
            ("TP.Cần Thơ", Some("thành phố"), "Cần Thơ"),
            ("xã Vạn Linh", Some("xã"), "Vạn Linh"),
            ("Đặc khu Lý Sơn", Some("đặc khu"), "Lý Sơn"),
            ("Thị trấn Yên Sơn", Some("thị trấn"), "Yên Sơn"),
            ("Phường 4", Some("phường"), "4"),
            ("Xãng", None, "Xãng"),
            ("Tỉnh", None, "Tỉnh"),
            (" Huế ", None, "Huế"),
        ] {
            assert_eq!(split_kind(text), (kind, name), "{text}");
        }
    }

    #[test]
    fn tone_placement_does_not_part_spellings_and_marks_part_names() {
        assert_eq!(marked_key("Hoà Bình"), marked_key("HÒA  BÌNH"));
        assert_eq!(marked_key("Thuỷ"), marked_key("Thủy"));
        assert_eq!(
            marked_key("Bà Rịa - Vũng Tàu"),
            marked_key("Bà Rịa–Vũng Tàu")
        );
        assert_ne!(marked_key("Ba Tơ"), marked_key("Ba Tô"));
        assert_ne!(marked_key("Văn Lang"), marked_key("Văn Lăng"));
        assert_eq!(folded_key("Đăk Lăk"), "dak lak");
        assert_eq!(folded_key("Đắk Lắk"), folded_key("DAK LAK"));
    }

    #[test]
    fn a_province_is_found_by_any_of_its_names() {
        for (text, code, name) in [
            ("Hòa Bình", "17", "Hòa Bình"),
            ("Hoà Bình", "17", "Hòa Bình"),
            ("tỉnh hoa binh", "17", "Hòa Bình"),
            ("Ho\u{300}a Bi\u{300}nh", "17", "Hòa Bình"),
            ("Thừa Thiên Huế", "46", "Huế"),
            ("Tỉnh Thừa Thiên - Huế", "46", "Huế"),
            ("Huế", "46", "Huế"),
            ("Thanh Hoá", "38", "Thanh Hóa"),
            ("Hà Nội", "01", "Hà Nội"),
            ("Thủ đô Hà Nội", "01", "Hà Nội"),
            ("Bà Rịa Vũng Tàu", "77", "Bà Rịa - Vũng Tàu"),
            ("Kontum", "62", "Kon Tum"),
            ("Đắc Nông", "67", "Đắk Nông"),
            ("Quảng Ninh", "22", "Quảng Ninh"),
        ] {
            assert_eq!(
                found(text, None),
                (code.to_owned(), name.to_owned()),
                "{text}"
            );
        }
        for text in [
            "TP.HCM",
            "TPHCM",
            "TP Hồ Chí Minh",
            "Sài Gòn",
            "Thành phố Hồ Chí Minh",
            "tp.hcm",
        ] {
            assert_eq!(found(text, Some("2026-01-01")).0, "79", "{text}");
        }
        for text in ["", "  ", "Tỉnh", "Atlantis", "Hà"] {
            assert_eq!(find_province(text, None), ProvinceMatch::Unknown, "{text}");
        }
    }

    #[test]
    fn a_name_with_two_meanings_is_settled_by_the_date_of_the_record() {
        let ProvinceMatch::TwoMeanings { before, since } = find_province("Phú Thọ", None) else {
            panic!("Phú Thọ has two meanings");
        };
        assert_eq!(
            (before.key.code.as_str(), since.key.code.as_str()),
            ("25", "25")
        );
        assert_eq!(facts::province_today(before), since);
        assert_eq!(found("Bắc Ninh", Some("2025-06-30")).0, "27");
        assert_eq!(found("Bắc Ninh", Some("2025-07-01")).0, "24");
        assert_eq!(found("Bắc Ninh", Some("1999-01-01")).0, "27");
        assert_eq!(found("Bắc Giang", Some("2026-01-01")).0, "24");
    }

    #[test]
    fn exactly_the_merged_names_that_were_kept_have_two_meanings() {
        let two = facts::provinces()
            .iter()
            .filter(|province| {
                province.valid_to.is_none()
                    && matches!(
                        find_province(&province.name, None),
                        ProvinceMatch::TwoMeanings { .. }
                    )
            })
            .count();
        assert_eq!(two, 23);
    }

    #[test]
    fn every_province_is_found_under_every_name_it_has() {
        for province in facts::provinces() {
            let titles = province.titles.iter().map(|title| title.full_name());
            let folded = province.titles.iter().map(|title| folded_key(&title.name));
            for text in titles.chain(folded).chain(province.aliases.iter().cloned()) {
                let named = provinces_named(&text);
                assert!(named.contains(&province), "{text}: {named:?}");
                let today = facts::province_today(province);
                assert!(
                    named
                        .iter()
                        .all(|other| facts::province_today(other) == today),
                    "{text} names places that lie in two provinces of today"
                );
            }
        }
    }

    #[test]
    fn a_province_has_the_title_of_the_day() {
        let ProvinceMatch::Found(quang_ninh) = find_province("Quảng Ninh", None) else {
            panic!("Quảng Ninh is one province");
        };
        assert_eq!(
            quang_ninh.title_on(day("2026-08-31")).full_name(),
            "Tỉnh Quảng Ninh"
        );
        assert_eq!(
            quang_ninh.title_on(day("2026-09-01")).full_name(),
            "Thành phố Quảng Ninh"
        );
    }

    proptest! {
        /// Keys settle: a key of a key is that key, and case and spacing do not change it.
        #[test]
        fn keys_settle(name in "[a-zA-ZđĐàáảãạăâơưêôỳýỷỹỵ’ .-]{0,30}") {
            let folded = folded_key(&name);
            prop_assert_eq!(folded_key(&folded), folded.clone());
            prop_assert_eq!(marked_key(&name.to_uppercase()), marked_key(&name));
            prop_assert_eq!(marked_key(&name.nfd().collect::<String>()), marked_key(&name));
            prop_assert_eq!(folded_key(&format!("  {name} ")), folded);
        }

        /// Whatever people type, looking it up does not fail.
        #[test]
        fn any_text_may_be_looked_up(text in any_text(40)) {
            let _ = find_province(&text, None);
            let (_, rest) = split_kind(&text);
            prop_assert!(text.contains(rest));
        }
    }
}
