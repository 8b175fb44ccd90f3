//! The echo of a title in its record: how much of what it says the themes and texts of the model say too.
//!
//! Whoever tells what was done names it again in telling. A title that nothing else in its record speaks of was seldom
//! written for it: put together from others, or left over from a form that was copied.

use std::collections::HashSet;

/// What the column counts in: percent.
const WHOLE: f32 = 100.0;

/// How much of a title stands in what its model says, for the column: 0 to 100. Each pair lists keys, spaces between them:
/// those of the title and those of the rest; single words first, pairs of neighbours second. A title of one word has no
/// pairs.
pub(super) fn echo(words: [&str; 2], pairs: [&str; 2]) -> u64 {
    let shares = [words, pairs].into_iter().filter_map(share);
    let (count, sum) = shares.fold((0, 0.0), |(count, sum), share| (count + 1, sum + share));
    let mean = sum / f32::max(count as f32, 1.0);
    (WHOLE * mean).round() as u64
}

/// What the column has of a model, as a share: 0 to 1.
pub(super) fn as_share(echo: Option<u64>) -> f32 {
    echo.unwrap_or_default() as f32 / WHOLE
}

/// The share of the title's keys that are said; `None` where it has none.
fn share([title, said]: [&str; 2]) -> Option<f32> {
    let title: HashSet<&str> = title.split_whitespace().collect();
    let said: HashSet<&str> = said.split_whitespace().collect();
    let count = |keys: usize| keys as f32;
    let both = count(title.intersection(&said).count());
    (!title.is_empty()).then(|| both / count(title.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_echoed_by_as_many_of_its_words_and_pairs_as_are_said() {
        let pairs = "tieng_keng keng_an an_ninh";
        for (said, said_pairs, percent) in [
            ("", "", 0),
            ("tieng keng an ninh", "tieng_keng keng_an an_ninh", 100),
            // Half of the words, and one pair of three.
            (
                "nghe tieng keng vang",
                "nghe_tieng tieng_keng keng_vang",
                42,
            ),
            ("ninh an keng tieng", "ninh_an an_keng keng_tieng", 50),
        ] {
            let title = "tieng keng an ninh tieng keng an ninh";
            assert_eq!(echo([title, said], [pairs, said_pairs]), percent, "{said}");
        }
        assert_eq!(echo(["keng", "keng"], ["", ""]), 100);
        assert_eq!(echo(["", "keng"], ["", ""]), 0);
        assert_eq!(as_share(Some(42)), 0.42);
        assert_eq!(as_share(None), 0.0);
    }
}
