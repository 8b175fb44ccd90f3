//! The catalogue: filters as they stand in the address, facets with counts, results with what was found marked.

mod address;
mod explain;
mod missing;
mod nothing;
mod page;
mod spelling;

pub(super) use address::Choices;
pub(super) use explain::explain;
pub(super) use missing::{count_missing, not_kept};
pub(super) use page::{catalogue, themes};
pub(super) use spelling::nearest_spelling;
