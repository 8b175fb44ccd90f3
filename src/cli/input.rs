//! The file that a command reads, and the bar that shows how far.

use crate::error::{Doing, Result};
use indicatif::{ProgressBar, ProgressStyle};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

const BUFFER_BYTES: usize = 256 * 1024;

/// A file being read; the bar hides itself where nobody watches.
pub(super) struct Input {
    /// What is in it.
    pub reader: Box<dyn BufRead>,
    /// How far it was read.
    pub bar: ProgressBar,
}

impl Input {
    /// Opens a file; `-` is standard input. Err: it cannot be opened.
    pub(super) fn open(file: &Path) -> Result<Self> {
        let (source, size): (Box<dyn Read>, Option<u64>) = if file.as_os_str() == "-" {
            (Box::new(std::io::stdin()), None)
        } else {
            let doing = || format!("opening {}", file.display());
            let source = File::open(file).doing(doing())?;
            let size = source.metadata().doing(doing())?.len();
            (Box::new(source), Some(size))
        };
        let (bar, template) = match size {
            Some(size) => (
                ProgressBar::new(size),
                "{bar:40} {bytes}/{total_bytes} {eta}",
            ),
            None => (ProgressBar::no_length(), "{spinner} {bytes} {elapsed}"),
        };
        let style = ProgressStyle::with_template(template).expect("the template is well formed");
        let bar = bar.with_style(style);
        let reader = BufReader::with_capacity(BUFFER_BYTES, bar.wrap_read(source));
        Ok(Self {
            reader: Box::new(reader),
            bar,
        })
    }
}
