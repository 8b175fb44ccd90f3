//! Asks the index, off the async threads.

use crate::app::App;
use crate::error::{AppError, Doing, Result};
use crate::index::{Found, IndexError, ModelIndex, Query, Synonyms};
use std::sync::Arc;

/// What the index finds. Err: `Busy("search.not_ready")` while the index is being built for the first time, since an
/// index that holds only a part would give wrong answers.
pub async fn ask(app: &App, query: Query) -> Result<Found> {
    on_index(app, move |index| index.search(&query)).await
}

/// What the index would find with other synonyms than those that hold. Err: as [`ask`].
pub async fn ask_with(app: &App, query: Query, synonyms: Arc<Synonyms>) -> Result<Found> {
    on_index(app, move |index| index.search_with(&query, &synonyms)).await
}

async fn on_index(
    app: &App,
    search: impl FnOnce(&ModelIndex) -> std::result::Result<Found, IndexError> + Send + 'static,
) -> Result<Found> {
    if !app.index_ready() {
        return Err(AppError::Busy("search.not_ready"));
    }
    let searching = Arc::clone(&app.searching);
    let turn = searching.acquire_owned().await.doing("waiting to search")?;
    let index = Arc::clone(&app.index);
    tokio::task::spawn_blocking(move || {
        // Until it has ended, whether or not anyone waits for it.
        let _turn = turn;
        search(&index)
    })
    .await
    .doing("searching")?
    .doing("searching")
}
