//! The file that a command reads, and the bar that shows how far.

use crate::error::{Doing, Result};
use indicatif::{ProgressBar, ProgressStyle};
use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::rc::Rc;

const BUFFER_BYTES: usize = 256 * 1024;

/// Why a file could not be read to its end, once that is so.
#[derive(Clone, Default)]
pub(super) struct Fault(Rc<RefCell<Option<io::Error>>>);

impl Fault {
    /// Ok if there was none.
    pub(super) fn or_none(&self) -> Result<()> {
        match self.0.borrow_mut().take() {
            Some(error) => Err(error).doing("đọc hết tệp"),
            None => Ok(()),
        }
    }
}

/// A source whose fault is kept: whoever reads lines of it takes a fault for a bad line.
struct Watched<R> {
    source: R,
    fault: Fault,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.source.read(buffer).map_err(|error| {
            let kind = error.kind();
            if kind != io::ErrorKind::Interrupted {
                *self.fault.0.borrow_mut() = Some(error);
            }
            kind.into()
        })
    }
}

/// A file being read; the bar hides itself where nobody watches.
pub(super) struct Input {
    /// What is in it.
    pub reader: Box<dyn BufRead>,
    /// How far it was read.
    pub bar: ProgressBar,
    /// Why it could not be read to its end.
    pub fault: Fault,
}

impl Input {
    /// Opens a file; `-` is standard input. Err: it cannot be opened.
    pub(super) fn open(file: &Path) -> Result<Self> {
        let (source, size): (Box<dyn Read>, Option<u64>) = if file.as_os_str() == "-" {
            (Box::new(std::io::stdin()), None)
        } else {
            let doing = || format!("mở tệp {}", file.display());
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
        let fault = Fault::default();
        let source = Watched {
            source: bar.wrap_read(source),
            fault: fault.clone(),
        };
        let reader = BufReader::with_capacity(BUFFER_BYTES, source);
        Ok(Self {
            reader: Box::new(reader),
            bar,
            fault,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Failing;

    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("đĩa hỏng"))
        }
    }

    #[test]
    fn a_fault_in_the_middle_is_kept_behind_the_lines_before_it() {
        let fault = Fault::default();
        let watched = Watched {
            source: "một\nhai\n".as_bytes().chain(Failing),
            fault: fault.clone(),
        };
        let mut lines = BufReader::new(watched).lines();
        assert_eq!(lines.next().unwrap().unwrap(), "một");
        assert!(fault.or_none().is_ok());
        assert_eq!(lines.next().unwrap().unwrap(), "hai");
        assert!(lines.next().unwrap().is_err());
        let error = fault.or_none().unwrap_err();
        assert!(format!("{error:?}").contains("đĩa hỏng"));
    }
}
