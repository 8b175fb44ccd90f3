//! Names of files: kept for people to recognise, never trusted.

use super::kind::Kind;
use crate::text::tidy_line;

/// Most characters of a name.
const MAX_CHARS: usize = 120;

/// The name to keep and to offer on download: what the person called it, without folders, control characters or
/// anything a system reads as more than a name, and with the ending of what the file really is.
pub fn safe(original: &str, kind: Kind) -> String {
    let name = original.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = tidy_line(name);
    let stem = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.chars().count() <= 5 => stem,
        _ => name.as_str(),
    };
    let stem: String = stem
        .chars()
        .map(|c| if is_safe(c) { c } else { '-' })
        .take(MAX_CHARS)
        .collect();
    let stem = stem.trim_matches(|c: char| c == '.' || c == '-' || c.is_whitespace());
    let stem = if stem.is_empty() { "tep" } else { stem };
    format!("{stem}.{}", kind.extension())
}

fn is_safe(c: char) -> bool {
    !c.is_control() && !matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | ';' | '%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_recognisable_and_become_harmless() {
        let table = [
            ("Biên bản họp dân.pdf", Kind::Pdf, "Biên bản họp dân.pdf"),
            ("anh.jpg.exe", Kind::Jpeg, "anh.jpg.jpg"),
            ("C:\\Users\\An\\Ảnh 1.JPG", Kind::Jpeg, "Ảnh 1.jpg"),
            ("../../etc/passwd", Kind::Pdf, "passwd.pdf"),
            ("bao cao v1.2 cuối", Kind::Docx, "bao cao v1.2 cuối.docx"),
            ("\u{202e}fdp.exe\u{0}", Kind::Pdf, "fdp.pdf"),
            ("a\"; filename=\"b.html", Kind::Pdf, "a-- filename=-b.pdf"),
            (".htaccess", Kind::Png, "htaccess.png"),
            ("...", Kind::Png, "tep.png"),
            ("", Kind::Webp, "tep.webp"),
        ];
        for (original, kind, expected) in table {
            assert_eq!(safe(original, kind), expected, "{original:?}");
        }
        assert_eq!(
            safe(&"ă".repeat(500), Kind::Pdf).chars().count(),
            MAX_CHARS + 4
        );
    }
}
