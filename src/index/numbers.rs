//! Grouped numbers: `4.262` is one number, and stands beside its neighbours as one, however its digits are parted.

use super::analyzer::Token;

/// Whether a token is a grouped number as a whole.
pub(super) fn is_grouped(token: &Token) -> bool {
    token.whole && token.keys.folded.bytes().all(|b| b.is_ascii_digit())
}

/// The tokens with each grouped number whose digits are `wanted` as one syllable, without its parts.
pub(super) fn joined(tokens: Vec<Token>, wanted: impl Fn(&str) -> bool) -> Vec<Token> {
    if !tokens.iter().any(is_grouped) {
        return tokens;
    }
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    for mut token in tokens {
        if is_grouped(&token) && wanted(&token.keys.folded) {
            // Its parts stand right before it.
            let first = joined.partition_point(|part| part.range.start < token.range.start);
            token.follows = joined.get(first).is_some_and(|part| part.follows);
            token.whole = false;
            joined.truncate(first);
        }
        joined.push(token);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::super::analyzer::analyze;
    use super::*;

    #[test]
    fn a_grouped_number_stands_as_one_in_the_place_of_its_parts() {
        let keys = |text: &str, wanted: &str| -> Vec<String> {
            let joined = joined(analyze(text), |digits| {
                wanted.split(' ').any(|one| one == digits)
            });
            let signs = |token: &Token| match (token.whole, token.follows) {
                (true, _) => "*",
                (false, true) => "_",
                (false, false) => "",
            };
            let signed = joined
                .iter()
                .map(|token| format!("{}{}", signs(token), token.keys.folded));
            signed.collect()
        };
        for (text, wanted, expected) in [
            ("hiến 4.262 m²", "4262", vec!["hien", "_4262", "_m²"]),
            ("4.262 m²", "4262", vec!["4262", "_m²"]),
            (
                "hiến 4.262 m²",
                "262",
                vec!["hien", "_4", "262", "*4262", "_m²"],
            ),
            (
                "từ 3.500 lên 1.000.000",
                "3500 1000000",
                vec!["tu", "_3500", "_len", "_1000000"],
            ),
            (
                "2021-2025, 3.500",
                "3500",
                vec!["2021", "_2025", "*2021-2025", "_3500"],
            ),
            ("không số", "", vec!["khong", "_so"]),
        ] {
            assert_eq!(keys(text, wanted), expected, "{text}");
        }
    }
}
