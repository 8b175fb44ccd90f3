//! What is done to any text people type before it is kept.

use crate::vietnamese::nfc;
use chrono::NaiveDate;

/// The text in NFC with plain line ends, without control characters and without blanks around it or at line ends.
/// Nothing else is touched: what people wrote stays theirs. Idempotent.
pub fn tidy(typed: &str) -> String {
    let kept: String = nfc(typed)
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| {
            *c == '\n'
                || *c == '\t'
                || !(c.is_control() || is_noncharacter(*c) || is_direction_override(*c))
        })
        .collect();
    let lines: Vec<&str> = kept.lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}

/// The text of a field of one line: tidied, with every run of blanks as one space.
pub fn tidy_line(typed: &str) -> String {
    tidy(typed).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A day as a date field sends it, or as people type it: `2026-10-15`, `15/10/2026`.
pub fn typed_day(typed: &str) -> Option<NaiveDate> {
    let typed = typed.trim();
    NaiveDate::parse_from_str(typed, "%Y-%m-%d")
        .or_else(|_| NaiveDate::parse_from_str(typed, "%d/%m/%Y"))
        .ok()
}

/// The text with its first letter as a capital.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Characters that are none: Unicode keeps them free for programs, and no XML may hold the last two of the first 65,536.
pub const fn is_noncharacter(c: char) -> bool {
    let code = c as u32;
    matches!(code, 0xFDD0..=0xFDEF) || code & 0xFFFE == 0xFFFE
}

/// Characters that turn the direction of what follows: no Vietnamese text has them, and they disguise names.
const fn is_direction_override(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_are_kept_tidy_and_otherwise_as_written() {
        assert_eq!(
            tidy("  Tie\u{302}\u{301}ng Việt \r\n\r\n  dòng hai\u{0}\t\n"),
            "Tiếng Việt\n\n  dòng hai"
        );
        assert_eq!(tidy("\u{202e}gpj.exe"), "gpj.exe");
        assert_eq!(tidy("\u{FFFE}đất\u{1FFFF}\u{FDD0}"), "đất");
        assert_eq!(tidy_line("  Dân   vận\n khéo "), "Dân vận khéo");
        assert_eq!(tidy(" \n\t "), "");
    }

    #[test]
    fn a_capital_begins_a_text() {
        for (text, expected) in [("đặc khu", "Đặc khu"), ("Tỉnh", "Tỉnh"), ("", "")] {
            assert_eq!(capitalised(text), expected);
        }
    }

    proptest! {
        #[test]
        fn tidying_twice_changes_nothing_more(typed in any::<String>()) {
            let once = tidy(&typed);
            prop_assert_eq!(tidy(&once), once);
        }
    }
}
