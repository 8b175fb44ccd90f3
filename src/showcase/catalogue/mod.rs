//! The catalogue: filters as they stand in the address, facets with counts, results with what was found marked.

mod address;
mod nothing;
mod page;

pub(super) use address::Choices;
pub(super) use page::{catalogue, themes};
