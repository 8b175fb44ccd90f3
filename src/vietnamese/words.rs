//! Where the words of a text lie. In Vietnamese writing a word between spaces is one syllable.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::is_invisible;

/// The byte ranges of the words of `text`, in order: runs of letters and digits together with the
/// combining marks and invisible characters inside them. Ranges lie on character bounds of `text`.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = chars.find(|&(_, c)| c.is_alphanumeric())?;
        let mut end = start + first.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            if c.is_alphanumeric() || is_combining_mark(c) {
                end = at + c.len_utf8();
            } else if !is_invisible(c) {
                break;
            }
            chars.next();
        }
        Some(start..end)
    })
}

/// The syllables of a text as written, in order: `syllables("Dân vận khéo!")` gives three.
pub fn syllables(text: &str) -> impl Iterator<Item = &str> + '_ {
    words(text).map(move |range| &text[range])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::any_text;
    use proptest::prelude::*;

    fn list(text: &str) -> Vec<&str> {
        syllables(text).collect()
    }

    #[test]
    fn words_are_runs_of_letters_digits_and_their_marks() {
        assert_eq!(
            list("Dân vận “khéo”, tổ 3!"),
            ["Dân", "vận", "khéo", "tổ", "3"]
        );
        assert_eq!(list("33/CT-TTg"), ["33", "CT", "TTg"]);
        assert_eq!(list("dân\u{00A0}vận\tkhéo\n"), ["dân", "vận", "khéo"]);
        assert_eq!(
            list("đu\u{031B}o\u{031B}\u{0300}ng"),
            ["đu\u{031B}o\u{031B}\u{0300}ng"]
        );
        assert_eq!(
            list("vận\u{200D}động\u{200B} tốt"),
            ["vận\u{200D}động", "tốt"]
        );
        assert_eq!(list("🙂 … \u{0300}"), Vec::<&str>::new());
    }

    proptest! {
        #[test]
        fn ranges_lie_on_character_bounds_and_in_order(text in any_text(80)) {
            let mut last = 0;
            for range in words(&text) {
                prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
                prop_assert!(range.start >= last && range.end > range.start);
                last = range.end;
            }
        }
    }
}
