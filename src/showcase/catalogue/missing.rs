//! Searches that no model answers are counted, those of people and of programs alike.

use super::address::Choices;
use crate::access::SignedIn;
use crate::app::App;
use crate::error::Result;
use crate::search::{ask, note_miss};
use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, HeaderValue};

/// Counts the words of a search whose first page answers nothing; whether it did. A filter that leaves nothing of what
/// there is tells nothing about the registry, and a search as it stands is a closer look at one that was understood.
pub(in crate::showcase) async fn count_missing(
    app: &App,
    choices: &Choices,
    who: Option<&SignedIn>,
) -> Result<bool> {
    let words = choices.search.words();
    if words.is_empty() || choices.literal {
        return Ok(false);
    }
    let alone = choices.words_alone();
    if alone != *choices && ask(app, alone.query(0, 0)).await?.full > 0 {
        return Ok(false);
    }
    Ok(note_miss(app, words, who).await)
}

/// Keeps an answer out of the page cache, from which the next search of the kind would not be counted.
pub(in crate::showcase) fn not_kept(mut response: HttpResponse) -> HttpResponse {
    let not_kept = HeaderValue::from_static("private, no-store");
    response.headers_mut().insert(CACHE_CONTROL, not_kept);
    response
}
