//! Documents for the demonstration: one page of PDF with a heading, lines of Vietnamese, and that it is a sample.
//!
//! The letters are those of Helvetica, which every reader of PDF has; it has no Vietnamese ones, so the marks are drawn on
//! them as strokes. Enough for a page of sample text, and no font has to travel along.

use std::fmt::Write as _;
use unicode_normalization::UnicodeNormalization;

/// A4 in points.
const PAGE: (f32, f32) = (595.0, 842.0);
/// Distance of the text from the edges, as official documents have it on the left (30 mm).
const MARGIN: f32 = 85.0;
/// What stands on top of every page.
const SAMPLE: &str = "MẪU TRÌNH DIỄN – KHÔNG CÓ GIÁ TRỊ";

/// A page with a title and paragraphs, as a PDF file.
pub(super) fn pdf(title: &str, paragraphs: &[&str]) -> Vec<u8> {
    let mut page = Page {
        content: String::from("0.62 0.13 0.13 rg 0.62 0.13 0.13 RG\n"),
        y: PAGE.1 - 70.0,
    };
    page.line(SAMPLE, 11.0);
    page.y -= 22.0;
    page.content.push_str("0.1 0.1 0.1 rg 0.1 0.1 0.1 RG\n");
    for line in wrapped(title, 16.0) {
        page.line(&line, 16.0);
    }
    page.y -= 10.0;
    for paragraph in paragraphs {
        for line in wrapped(paragraph, 12.0) {
            page.line(&line, 12.0);
        }
        page.y -= 6.0;
    }
    file(&page.content)
}

struct Page {
    content: String,
    y: f32,
}

impl Page {
    /// Writes a line and goes down to the next.
    fn line(&mut self, text: &str, size: f32) {
        let mut x = MARGIN;
        for (letter, marks) in letters(text) {
            let width = advance(letter) * size;
            if letter != ' ' {
                let shown = match letter {
                    '(' | ')' | '\\' => format!("\\{letter}"),
                    // The dash of WinAnsiEncoding.
                    '–' => String::from("\\226"),
                    other => other.to_string(),
                };
                let _ = writeln!(
                    self.content,
                    "BT /F1 {size} Tf {x:.2} {:.2} Td ({shown}) Tj ET",
                    self.y
                );
            }
            let mut level = if letter.is_ascii_uppercase() {
                0.77
            } else {
                0.58
            };
            for mark in marks {
                self.mark(mark, (x, x + width), size, level);
                if matches!(mark, '\u{302}' | '\u{306}') {
                    level += 0.15;
                }
            }
            x += width;
        }
        self.y -= size * 1.55;
    }

    /// Draws a mark on a letter that reaches from `x.0` to `x.1`; `level` is how high it begins, in sizes.
    fn mark(&mut self, mark: char, x: (f32, f32), size: f32, level: f32) {
        let middle = f32::midpoint(x.0, x.1);
        let strokes: &[&[(f32, f32)]] = match mark {
            '\u{301}' => &[&[(-0.04, 0.0), (0.07, 0.12)]],
            '\u{300}' => &[&[(0.04, 0.0), (-0.07, 0.12)]],
            '\u{302}' => &[&[(-0.12, 0.0), (0.0, 0.11), (0.12, 0.0)]],
            '\u{303}' => &[&[(-0.14, 0.02), (-0.07, 0.08), (0.06, 0.02), (0.14, 0.08)]],
            '\u{306}' => &[&[(-0.12, 0.11), (-0.06, 0.02), (0.06, 0.02), (0.12, 0.11)]],
            '\u{309}' => &[&[
                (-0.05, 0.14),
                (0.05, 0.14),
                (0.05, 0.08),
                (0.0, 0.06),
                (0.0, 0.0),
            ]],
            _ => &[],
        };
        let base = self.y;
        for stroke in strokes {
            let points = stroke
                .iter()
                .map(|(dx, dy)| (middle + dx * size, base + (level + dy) * size));
            self.polyline(points, size * 0.055);
        }
        let upper = level > 0.7;
        match mark {
            // The dot below.
            '\u{323}' => {
                let point = (middle, self.y - 0.16 * size);
                self.polyline([point, point].into_iter(), size * 0.11);
            }
            // The horn, at the letter's upper right.
            '\u{31b}' => {
                let top = self.y + if upper { 0.7 } else { 0.5 } * size;
                let points = [
                    (x.1 - 0.08 * size, top - 0.03 * size),
                    (x.1 + 0.02 * size, top),
                    (x.1 + 0.02 * size, top + 0.09 * size),
                ];
                self.polyline(points.into_iter(), size * 0.06);
            }
            // The bar of đ.
            BAR => {
                let (from, to, height) = if upper {
                    (x.0 - 0.02 * size, x.0 + 0.34 * size, 0.36)
                } else {
                    (x.0 + 0.24 * size, x.1 + 0.02 * size, 0.6)
                };
                let y = self.y + height * size;
                self.polyline([(from, y), (to, y)].into_iter(), size * 0.06);
            }
            _ => {}
        }
    }

    fn polyline(&mut self, points: impl Iterator<Item = (f32, f32)>, width: f32) {
        let _ = write!(self.content, "1 J 1 j {width:.2} w");
        for (place, (x, y)) in points.enumerate() {
            let operator = if place == 0 { 'm' } else { 'l' };
            let _ = write!(self.content, " {x:.2} {y:.2} {operator}");
        }
        self.content.push_str(" S\n");
    }
}

/// Stands for the bar of đ among the marks.
const BAR: char = '\u{335}';

/// The letters of a text, each with its marks; what Helvetica lacks is left out.
fn letters(text: &str) -> Vec<(char, Vec<char>)> {
    let mut letters: Vec<(char, Vec<char>)> = Vec::new();
    for character in text.nfd() {
        match character {
            'đ' => letters.push(('d', vec![BAR])),
            'Đ' => letters.push(('D', vec![BAR])),
            '“' | '”' => letters.push(('"', Vec::new())),
            ' '..='~' | '–' => letters.push((character, Vec::new())),
            mark if ('\u{300}'..='\u{36f}').contains(&mark) => {
                if let Some((_, marks)) = letters.last_mut() {
                    marks.push(mark);
                }
            }
            _ => {}
        }
    }
    // What sits on the vowel itself comes before the tone above it.
    for (_, marks) in &mut letters {
        marks.sort_by_key(|mark| !matches!(mark, '\u{302}' | '\u{306}' | '\u{31b}'));
    }
    letters
}

/// Lines that fit between the margins.
fn wrapped(text: &str, size: f32) -> Vec<String> {
    let room = PAGE.0 - 2.0 * MARGIN;
    let width = |text: &str| {
        letters(text)
            .iter()
            .map(|(letter, _)| advance(*letter) * size)
            .sum::<f32>()
    };
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let Some(line) = lines.last_mut() else { break };
        let longer = format!("{line} {word}");
        if line.is_empty() {
            *line = word.to_owned();
        } else if width(&longer) <= room {
            *line = longer;
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// Widths of Helvetica from the space to the tilde, in thousandths of the size (Adobe's metrics of the standard fonts).
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// How far a letter moves the next one, in sizes.
fn advance(letter: char) -> f32 {
    let place = u32::from(letter).wrapping_sub(32);
    let width = usize::try_from(place).ok().and_then(|at| WIDTHS.get(at));
    f32::from(*width.unwrap_or(&556)) / 1000.0
}

/// A PDF file of one page with a content stream.
fn file(content: &str) -> Vec<u8> {
    let objects = [
        String::from("<</Type/Catalog/Pages 2 0 R/Lang(vi)>>"),
        String::from("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {} {}]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>",
            PAGE.0, PAGE.1
        ),
        String::from("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"),
        format!("<</Length {}>>stream\n{content}endstream", content.len()),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", number + 1);
    }
    let start = file.len();
    let _ = write!(file, "xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
    for place in &places {
        let _ = writeln!(file, "{place:010} 00000 n ");
    }
    let _ = write!(
        file,
        "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n",
        places.len() + 1
    );
    file.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::kind::Purpose;
    use crate::media::{Kind, Limits, inspect};

    #[test]
    fn a_page_is_a_pdf_by_content() {
        let file = pdf(
            "Biên bản họp ấp",
            &["Đường nước ở Vĩnh Hòa (mẫu).", "Nội dung thứ hai."],
        );
        let inspected = inspect(&file, Purpose::Evidence, &Limits::default()).unwrap();
        assert_eq!(inspected.kind, Kind::Pdf);
        let text = String::from_utf8(file).unwrap();
        let start: usize = text
            .rsplit_once("startxref\n")
            .unwrap()
            .1
            .lines()
            .next()
            .unwrap()
            .parse()
            .unwrap();
        assert!(text[start..].starts_with("xref\n"));
        for (number, line) in text[start..].lines().skip(3).take(5).enumerate() {
            let place: usize = line[..10].parse().unwrap();
            assert!(text[place..].starts_with(&format!("{} 0 obj", number + 1)));
        }
    }

    #[test]
    fn letters_keep_their_marks_the_vowels_own_first() {
        assert_eq!(
            letters("Nướ đệ"),
            [
                ('N', vec![]),
                ('u', vec!['\u{31b}']),
                ('o', vec!['\u{31b}', '\u{301}']),
                (' ', vec![]),
                ('d', vec![BAR]),
                ('e', vec!['\u{302}', '\u{323}']),
            ]
        );
    }

    #[test]
    fn lines_fit_between_the_margins() {
        let long = "Nhân dân bàn, nhân dân làm, nhân dân kiểm tra, nhân dân thụ hưởng. ".repeat(6);
        let lines = wrapped(&long, 12.0);
        assert!(lines.len() > 3);
        assert_eq!(
            lines.join(" ").split_whitespace().count(),
            long.split_whitespace().count()
        );
    }
}
