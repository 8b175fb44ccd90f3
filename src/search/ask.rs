//! Asks the index, off the async threads and in turns.

use crate::app::App;
use crate::error::{Doing, Result};
use crate::index::{Found, IndexError, ModelIndex, Query, Synonyms};
use std::sync::Arc;

/// What the index finds. Err: `Busy("search.not_ready")` while the index is being built for the first time.
pub async fn ask(app: &App, query: Query) -> Result<Found> {
    on_index(app, "searching", move |index| index.search(&query)).await
}

/// What the index would find with other synonyms than those that hold. Err: as [`ask`].
pub async fn ask_with(app: &App, query: Query, synonyms: Arc<Synonyms>) -> Result<Found> {
    on_index(app, "searching", move |index| {
        index.search_with(&query, &synonyms)
    })
    .await
}

/// Whatever else is to be read of the index, in a turn of its own; an error says what was being done. Err: as [`ask`].
pub async fn on_index<T: Send + 'static>(
    app: &App,
    doing: &'static str,
    read: impl FnOnce(&ModelIndex) -> std::result::Result<T, IndexError> + Send + 'static,
) -> Result<T> {
    let turn = app.turn_to_search().await?;
    let index = Arc::clone(&app.index);
    tokio::task::spawn_blocking(move || {
        // Until it has ended, whether or not anyone waits for it.
        let _turn = turn;
        read(&index)
    })
    .await
    .doing(doing)?
    .doing(doing)
}
