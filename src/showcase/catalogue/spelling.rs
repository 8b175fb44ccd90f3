//! The nearest spelling of a search that found nothing.

use crate::app::App;
use crate::error::{Doing, Result};
use std::sync::Arc;

/// What may have been meant by `text`, in words that public models have; none where it has no other, or none is near.
pub(in crate::showcase) async fn nearest_spelling(app: &App, text: &str) -> Result<Option<String>> {
    let (index, text) = (Arc::clone(&app.index), text.to_owned());
    tokio::task::spawn_blocking(move || index.nearest_spelling(&text))
        .await
        .doing("looking for a spelling")?
        .doing("looking for a spelling")
}
