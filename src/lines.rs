//! Text lines of bounded length, for imports: a file of any size is read in the memory of one line.
//!
//! A line that is too long or not UTF-8 is reported under its number and the reading goes on
//! behind it. Numbers start at 1 and count every line, blank ones too, as editors do.

use std::fmt;
use std::io::{self, BufRead};

/// One line of a file: its number, and its text or what is wrong with it.
#[derive(Debug)]
pub struct Line {
    /// Counted from 1.
    pub number: u64,
    /// The text without its line end; the byte order mark of the first line is taken away.
    pub text: Result<String, LineFault>,
}

/// Why a line could not be read.
#[derive(Debug)]
pub enum LineFault {
    /// Longer than the bound, in bytes; the rest of the line was skipped.
    TooLong {
        /// The bound.
        max_bytes: usize,
    },
    /// Not UTF-8.
    NotUtf8 {
        /// How many bytes from the start of the line are well-formed.
        valid_bytes: usize,
    },
    /// The file could not be read further; no line follows.
    Unreadable(io::Error),
}

impl fmt::Display for LineFault {
    /// The reason in Vietnamese, for whoever prepared the file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { max_bytes } => {
                write!(f, "dòng dài quá {} KiB, đã bỏ qua", max_bytes / 1024)
            }
            Self::NotUtf8 { valid_bytes } => write!(
                f,
                "dòng không phải văn bản UTF-8 (sai từ byte thứ {})",
                valid_bytes + 1
            ),
            Self::Unreadable(error) => write!(f, "không đọc tiếp được tệp: {error}"),
        }
    }
}

/// A line that is not imported, and why (in Vietnamese).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// Counted from 1, every line included.
    pub line: u64,
    /// All that is wrong with it, parted by semicolons.
    pub reason: String,
}

impl fmt::Display for BadLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "dòng {}: {}", self.line, self.reason)
    }
}

/// Reads lines one after another; see the module.
#[derive(Debug)]
pub struct Lines<R> {
    reader: R,
    max_bytes: usize,
    number: u64,
    ended: bool,
}

impl<R: BufRead> Lines<R> {
    /// Lines of `reader`, each at most `max_bytes` long without its line end.
    pub fn new(reader: R, max_bytes: usize) -> Self {
        Self {
            reader,
            max_bytes,
            number: 0,
            ended: false,
        }
    }

    /// The bytes of the next line without `\n`; `None` at the end of the file. A line over the
    /// bound is read to its end, and only as much of it is kept as shows that it is too long.
    fn next_bytes(&mut self) -> io::Result<Option<Vec<u8>>> {
        // Two bytes more than the bound: the `\r` that may end the line, and one too many.
        let keep = self.max_bytes + 2;
        let mut line = Vec::new();
        let mut started = false;
        loop {
            let available = match self.reader.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if available.is_empty() {
                return Ok(started.then_some(line));
            }
            started = true;
            let end = available.iter().position(|&byte| byte == b'\n');
            let content = &available[..end.unwrap_or(available.len())];
            line.extend_from_slice(&content[..content.len().min(keep - line.len())]);
            let consumed = content.len() + usize::from(end.is_some());
            self.reader.consume(consumed);
            if end.is_some() {
                return Ok(Some(line));
            }
        }
    }

    fn text(&self, mut bytes: Vec<u8>) -> Result<String, LineFault> {
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
        if bytes.len() > self.max_bytes {
            return Err(LineFault::TooLong {
                max_bytes: self.max_bytes,
            });
        }
        let text = String::from_utf8(bytes).map_err(|error| LineFault::NotUtf8 {
            valid_bytes: error.utf8_error().valid_up_to(),
        })?;
        match text.strip_prefix('\u{feff}') {
            Some(rest) if self.number == 1 => Ok(rest.to_owned()),
            _ => Ok(text),
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        if self.ended {
            return None;
        }
        let bytes = self.next_bytes();
        self.number += 1;
        let text = match bytes {
            Ok(Some(bytes)) => self.text(bytes),
            Ok(None) => {
                self.ended = true;
                return None;
            }
            Err(error) => {
                self.ended = true;
                Err(LineFault::Unreadable(error))
            }
        };
        Some(Line {
            number: self.number,
            text,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::BufReader;

    fn read(bytes: &[u8], max_bytes: usize, buffer: usize) -> Vec<(u64, Result<String, String>)> {
        Lines::new(BufReader::with_capacity(buffer, bytes), max_bytes)
            .map(|line| (line.number, line.text.map_err(|fault| fault.to_string())))
            .collect()
    }

    #[test]
    fn line_ends_and_the_byte_order_mark_are_taken_away() {
        let lines = read("\u{feff}một\r\n\nba".as_bytes(), 10, 4);
        let expected = [(1, "một"), (2, ""), (3, "ba")];
        assert_eq!(
            lines,
            expected.map(|(number, text)| (number, Ok(text.to_owned())))
        );
    }

    #[test]
    fn a_line_of_the_bound_passes_and_a_longer_one_is_skipped_whole() {
        let lines = read(b"abcd\r\nabcde\nefgh\n", 4, 3);
        assert_eq!(lines[0], (1, Ok("abcd".to_owned())));
        assert!(
            lines[1]
                .1
                .as_ref()
                .is_err_and(|reason| reason.contains("dài quá"))
        );
        assert_eq!(lines[2], (3, Ok("efgh".to_owned())));
        assert_eq!(lines.len(), 3);
    }

    #[test]
    fn a_line_that_is_not_utf8_is_reported_and_the_next_one_read() {
        let lines = read(b"ab\xff\ncd", 10, 8);
        assert_eq!(
            lines[0].1,
            Err("dòng không phải văn bản UTF-8 (sai từ byte thứ 3)".to_owned())
        );
        assert_eq!(lines[1], (2, Ok("cd".to_owned())));
    }

    #[test]
    fn a_failing_reader_ends_the_lines_with_its_fault() {
        struct Failing;
        impl io::Read for Failing {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("đĩa hỏng"))
            }
        }
        let mut lines = Lines::new(BufReader::new(Failing), 10);
        let fault = lines.next().expect("one fault").text.unwrap_err();
        assert!(fault.to_string().contains("đĩa hỏng"));
        assert!(lines.next().is_none());
    }

    proptest! {
        /// Whatever the buffer, short lines come back as the standard library reads them.
        #[test]
        fn short_lines_are_those_of_the_standard_library(
            lines in proptest::collection::vec("[a-zđ ]{0,6}", 0..8), buffer in 1usize..9,
        ) {
            let text = lines.join("\n");
            let read: Vec<_> = read(text.as_bytes(), 64, buffer)
                .into_iter().map(|(_, text)| text.expect("well-formed")).collect();
            prop_assert_eq!(read, text.lines().map(str::to_owned).collect::<Vec<_>>());
        }

        /// No input makes it fail or keep more than the bound.
        #[test]
        fn any_bytes_give_lines_within_the_bound(
            bytes in proptest::collection::vec(any::<u8>(), 0..200), max in 1usize..20,
        ) {
            for (_, text) in read(&bytes, max, 7) {
                if let Ok(text) = text { prop_assert!(text.len() <= max); }
            }
        }
    }
}
