//! Abbreviations of the movement and of administration, written out by the analyzer.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::vietnamese::{self, Keys};

/// Abbreviation, expansion, where it is used: one to a line, tab-separated.
const LIST: &str = include_str!("../../assets/search/abbreviations.tsv");

/// What an abbreviation stands for.
struct Expansion {
    syllables: Vec<Keys>,
    /// The abbreviation could be a syllable itself.
    looks_like_syllable: bool,
}

static EXPANSIONS: LazyLock<HashMap<String, Expansion>> = LazyLock::new(|| {
    LIST.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(abbreviation, rest)| {
            let expansion = rest.split('\t').next().unwrap_or_default();
            let folded = vietnamese::keys(abbreviation).folded;
            let expansion = Expansion {
                looks_like_syllable: vietnamese::looks_like_syllable(&folded),
                syllables: vietnamese::syllables(expansion)
                    .map(vietnamese::keys)
                    .collect(),
            };
            (folded, expansion)
        })
        .collect()
});

/// The syllables an abbreviation stands for, or `None` for any other word; `folded` is the word's own
/// folded key. One that could be a syllable (`CA`; `NTM` could not) counts only in capitals, and not in
/// a text that is `shouting` in them.
pub(super) fn expand(word: &str, folded: &str, shouting: bool) -> Option<&'static [Keys]> {
    let expansion = EXPANSIONS.get(folded)?;
    let clear =
        !expansion.looks_like_syllable || (word.chars().all(char::is_uppercase) && !shouting);
    clear.then_some(expansion.syllables.as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_whole_and_each_fold_has_one_meaning() {
        let rows: Vec<&str> = LIST.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(
            rows.iter()
                .all(|row| row.split('\t').filter(|column| !column.is_empty()).count() == 3),
            "three columns a row"
        );
        assert_eq!(
            EXPANSIONS.len(),
            rows.len(),
            "two abbreviations fold to the same letters"
        );
        assert!(
            EXPANSIONS
                .values()
                .map(|expansion| &expansion.syllables)
                .all(|keys| keys.len() > 1 || keys[0].folded.len() > 4)
        );
    }

    #[test]
    fn abbreviations_are_known_in_capitals_and_small_letters() {
        let expand = |word| expand(word, &vietnamese::keys(word).folded, false);
        assert_eq!(expand("NTM").map(<[Keys]>::len), Some(3));
        assert_eq!(expand("BĐBP"), expand("bdbp"));
        assert!(expand("BĐBP").is_some());
        assert_eq!(expand("ca"), None);
        assert_eq!(expand("dân"), None);
    }
}
