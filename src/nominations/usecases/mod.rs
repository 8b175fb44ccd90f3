//! What people do with nominations: one verb, one file.

mod accept;
pub(crate) mod council_step;
mod return_for_completion;
mod start_scoring;

pub use accept::accept;
pub use return_for_completion::return_for_completion;
pub use start_scoring::{start_in as start_scoring_in, start_scoring, start_scoring_of_campaign};
