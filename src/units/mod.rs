//! Units: the bodies that register, nominate, judge and adopt; their tree and its history.
//!
//! A unit is known by (code, valid_from), since official codes were reused with other meanings.
//! Ending or merging a unit breaks no link: its successions lead on from it. Other features read
//! units with the functions named here and write them with [`usecases`].

mod admin;
mod chain;
pub mod facts;
pub mod import;
pub mod model;
pub mod names;
mod places;
mod search;
mod seed;
mod store;
mod tree;
mod unit;
pub mod usecases;

pub use admin::routes;
pub use chain::{chain, surroundings};
pub use places::Places;
pub use search::{Found, search, search_all};
pub use seed::{Depth, Seeded, seed_facts};
pub use store::{
    Succession, find_by_code, find_by_key, find_by_slug, get, list_children, list_predecessors,
    list_provinces, list_successors, list_without_parent,
};
pub use tree::{
    ancestors, by_name, name_of, names_of, place_of, predecessors, successors, today, told_apart,
    with_descendants, with_predecessors, with_successors,
};
pub use unit::{Place, Unit, UnitCard};
