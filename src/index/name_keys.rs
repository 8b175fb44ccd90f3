//! Names of places and themes as one key each, so that what is called so is told from what merely holds the same syllables.

use std::sync::LazyLock;

use super::analyzer::{self, Token};
use crate::vietnamese;

/// Syllables of the longest place name (`Bà Rịa - Vũng Tàu`).
pub(super) const LONGEST_PLACE: usize = 4;

/// What a place is to a model that has its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlaceKey {
    /// It lies there, under this name or another.
    Own,
    /// Its commune came from there or went into it.
    History,
}

impl PlaceKey {
    /// What its keys begin with, which no syllable does.
    fn sign(self) -> char {
        match self {
            PlaceKey::Own => '@',
            PlaceKey::History => '^',
        }
    }
}

/// The marked and the folded key of a place name, or `None` if the syllables are too few or too many.
pub(super) fn place_keys(name: &[Token], sort: PlaceKey) -> Option<[String; 2]> {
    let syllables = || name.iter().filter(|token| !token.whole);
    let join = |key: fn(&Token) -> &str| {
        let syllables = syllables().map(key).collect::<Vec<_>>();
        format!("{}{}", sort.sign(), syllables.join("_"))
    };
    (1..=LONGEST_PLACE).contains(&syllables().count()).then(|| {
        [
            join(|token| &token.keys.marked),
            join(|token| &token.keys.folded),
        ]
    })
}

/// Syllables of a theme that its key as a whole holds.
const LONGEST_THEME: usize = 12;

/// The key of a theme as a whole: equal for all spellings of it, different from any syllable. `None` for a
/// theme without words.
pub(super) fn theme_key(theme: &str) -> Option<String> {
    let keys: Vec<String> = analyzer::syllables(theme)
        .map(|token| token.keys.marked)
        .take(LONGEST_THEME)
        .collect();
    (!keys.is_empty()).then(|| format!("#{}", keys.join("_")))
}

/// The words for a kind of place.
const PLACE_KINDS: [&str; 9] = [
    "tỉnh",
    "thành phố",
    "huyện",
    "quận",
    "thị xã",
    "thị trấn",
    "xã",
    "phường",
    "đặc khu",
];

/// A place name without the words for its kind: `Bà Rịa` of `thành phố Bà Rịa`. The marks tell them from names that begin
/// with the same letters: `Xà Phiên`, `Quản Bạ`.
pub(super) fn name_proper(tokens: &[Token]) -> &[Token] {
    static KINDS: LazyLock<[Vec<String>; 9]> = LazyLock::new(|| {
        PLACE_KINDS.map(|kind| {
            vietnamese::syllables(kind)
                .map(vietnamese::canonical)
                .collect()
        })
    });
    let begins = |kind: &&Vec<String>| {
        let mut words = kind.iter().zip(tokens);
        kind.len() < tokens.len() && words.all(|(word, token)| token.keys.marked == *word)
    };
    KINDS
        .iter()
        .find(begins)
        .map_or(tokens, |kind| &tokens[kind.len()..])
}

#[cfg(test)]
mod tests {
    use super::super::analyzer::analyze;
    use super::*;

    #[test]
    fn the_word_for_its_kind_is_no_part_of_a_place_name_and_what_only_looks_like_it_is() {
        for (name, key) in [
            ("xã Tân Lập", "@tân_lâp~j"),
            ("XÃ TÂN LẬP", "@tân_lâp~j"),
            ("Tỉnh Hoà Bình", "@hoa~f_binh~f"),
            ("Thị xã Quảng Trị", "@quang~r_tri~j"),
            ("TP. Huế", "@huê~s"),
            ("Đặc khu Phú Quốc", "@phu~s_quôc~s"),
            ("Xà Phiên", "@xa~f_phiên"),
            ("xã Xà Phiên", "@xa~f_phiên"),
            ("Huyền Hội", "@huyên~f_hôi~j"),
            ("Phương Đình", "@phương_đinh~f"),
            ("Quan Sơn", "@quan_sơn"),
            ("Tịnh Biên", "@tinh~j_biên"),
            ("huyện Quản Bạ", "@quan~r_ba~j"),
        ] {
            let tokens = analyze(name);
            let keys = place_keys(name_proper(&tokens), PlaceKey::Own);
            assert_eq!(keys.expect("not too long")[0], key, "{name}");
        }
    }
}
