//! The nearest spelling of a search that found nothing.

use crate::app::App;
use crate::error::Result;
use crate::search::on_index;

/// What may have been meant by `text`, in words that public models have; none where it has no other, or none is near. Err: as
/// every search of the index.
pub(in crate::showcase) async fn nearest_spelling(app: &App, text: &str) -> Result<Option<String>> {
    let text = text.to_owned();
    on_index(app, "looking for a spelling", move |index| {
        index.nearest_spelling(&text)
    })
    .await
}
