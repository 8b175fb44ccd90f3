//! What the servers of this run wrote into their log lines.

use std::io::Write;
use std::sync::{Arc, Mutex, OnceLock};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

fn lines() -> &'static Lines {
    static LINES: OnceLock<Lines> = OnceLock::new();
    LINES.get_or_init(Lines::default)
}

/// Begins to keep every line of ours, and what libraries say from `info` up.
pub fn keep() {
    let filter = EnvFilter::new("info,danvankheo=trace");
    // Later servers of the run find it started.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(lines().clone())
        .try_init();
}

/// Every kept line that contains `text`.
pub fn with(text: &str) -> Vec<String> {
    let kept = lines().0.lock().unwrap();
    String::from_utf8_lossy(&kept)
        .lines()
        .filter(|line| line.contains(text))
        .map(str::to_owned)
        .collect()
}
