//! Texts of every kind for the laws: letters with and without marks, joined and taken apart, and whatever else can stand
//! in a text, control and invisible characters, look-alikes and the signs of the search language among them.

use proptest::prelude::*;

/// Signs that mean something somewhere, or that nobody sees.
const ODD: [char; 40] = [
    '\0', '\t', '\n', '\r', '\u{1b}', '\u{7f}', '\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}',
    '\u{200e}', '\u{200f}', '\u{202a}', '\u{202e}', '\u{2060}', '\u{2064}', '\u{feff}', '\u{300}',
    '\u{301}', '\u{303}', '\u{309}', '\u{31b}', '\u{323}', '\u{a0}', '"', '“', '”', '«', '»', ':',
    '=', '-', '_', '.', '/', '~', 'а', 'Ɖ', 'Ｕ', '🙂',
];
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz ăâđêôơưáàảãạếềểễệộợữỵ ĂÂĐÊÔƠƯ 0123456789";

/// Any text of at most `most` characters.
pub(crate) fn any_text(most: usize) -> impl Strategy<Value = String> {
    let letters: Vec<char> = LETTERS.chars().collect();
    let one = prop_oneof![
        4 => prop::sample::select(letters),
        2 => prop::sample::select(ODD.to_vec()),
        1 => any::<char>(),
    ];
    prop::collection::vec(one, 0..=most).prop_map(String::from_iter)
}
