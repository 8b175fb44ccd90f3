//! What a theme says: who does it, for whom or where, or else a way of working. Themes and words are compared by whole
//! syllables, however they are written.

use crate::vietnamese;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Theme, what it says: one to a line, tab-separated.
const LIST: &str = include_str!("../../assets/search/people.tsv");

static PEOPLE: LazyLock<HashSet<Vec<String>>> = LazyLock::new(|| {
    let lines = LIST.lines().filter(|line| !line.starts_with('#'));
    let themes = lines.filter_map(|line| line.split('\t').next());
    themes
        .map(syllables)
        .filter(|theme| !theme.is_empty())
        .collect()
});

/// Whether a theme, or a phrase that could be one, says only who, for whom or where.
pub(super) fn says_who(theme: &str) -> bool {
    PEOPLE.contains(&syllables(theme))
}

/// Whether a theme has all words of a phrase side by side: "hiến đất làm đường" those of "hiến đất", and "quan ninh" none
/// of "an ninh".
pub(super) fn has(theme: &str, phrase: &str) -> bool {
    let (theme, phrase) = (syllables(theme), syllables(phrase));
    !phrase.is_empty() && theme.windows(phrase.len()).any(|part| part == phrase)
}

fn syllables(text: &str) -> Vec<String> {
    let syllables = vietnamese::syllables(text);
    syllables.map(vietnamese::canonical).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_theme_of_the_list_is_known_however_it_is_written() {
        for theme in [
            "phụ nữ",
            "PHỤ NỮ",
            "Hải quân, cảnh sát biển",
            "biên giới – biển đảo",
            // The mark in its older place, and taken apart.
            "cưụ chiến binh",
            "to\u{302}n gia\u{301}o",
        ] {
            assert!(says_who(theme), "{theme}");
        }
        for theme in ["phu nu", "phụ nữ làm đường", "nữ", "hiến đất", ""] {
            assert!(!says_who(theme), "{theme}");
        }
    }

    #[test]
    fn a_phrase_is_part_of_a_theme_by_whole_syllables() {
        for (theme, phrase, expected) in [
            ("hiến đất làm đường", "hiến đất", true),
            ("Hiến Đất làm đường", "làm đường", true),
            ("hòa giải ở cơ sở", "hoà giải", true),
            ("quan ninh", "an ninh", false),
            ("camera an ninh", "an ninh", true),
            ("an ninh trật tự", "an ninh trật", true),
            ("an ninh trật tự", "ninh trật t", false),
            ("hiến đất", "hiến đất làm đường", false),
            ("hiến đất", "", false),
        ] {
            assert_eq!(has(theme, phrase), expected, "{theme} {phrase}");
        }
    }

    #[test]
    fn each_line_of_the_list_names_a_theme_once_and_what_it_says() {
        let mut seen = BTreeSet::new();
        for line in LIST.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [theme, says] = columns[..] else {
                panic!("two columns: {line:?}");
            };
            assert!(!says.is_empty(), "{line:?}");
            assert!(seen.insert(syllables(theme)), "twice: {line:?}");
        }
        assert!(seen.iter().all(|theme| !theme.is_empty()));
    }
}
