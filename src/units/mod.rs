//! Units: the bodies that register, nominate, judge and adopt; their tree and its history.
//!
//! A unit is known by (code, valid_from), since official codes were reused with other meanings.
//! Ending or merging a unit breaks no link: its successions lead on from it.

mod chain;
pub mod facts;
pub mod import;
pub mod model;
pub mod names;
mod tree;

pub use chain::{chain, surroundings};
pub use tree::{name_of, with_predecessors};
