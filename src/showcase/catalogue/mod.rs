//! The catalogue: filters as they stand in the address, facets with counts, results with what was found marked.

mod address;
mod facet;
mod nothing;
mod page;
mod written;

pub(super) use address::Choices;
pub(super) use facet::{Facet, province_name};
pub(super) use page::{catalogue, themes};
