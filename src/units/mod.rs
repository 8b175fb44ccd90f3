//! Units, their tree, and its history: merges, splits and renames.

mod tree;

pub use tree::{name_of, with_predecessors};
