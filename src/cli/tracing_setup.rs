//! Log lines on standard error.

use tracing_subscriber::EnvFilter;

/// Starts logging. A filter that cannot be understood falls back to `info`.
pub(super) fn start(filter: Option<&str>, json: bool) {
    let filter = filter.and_then(|filter| EnvFilter::try_new(filter).ok());
    let filter = filter.unwrap_or_else(|| EnvFilter::new("info,tantivy=warn,actix_server=warn"));
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // A second start, as in tests, keeps the first.
    let _ = if json {
        lines.json().try_init()
    } else {
        lines.try_init()
    };
}
