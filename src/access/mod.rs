//! Who may do what: [`Actor`], [`Action`], [`Facts`] and [`require`]. Pure; `users` loads the actor.
//!
//! Roles are dated memberships in a unit or seats in a council. What an actor may not see is *not found*;
//! *forbidden* is for what they see and may not do. `tests/it/house/roles.rs` holds the committed table.

mod action;
mod actor;
mod grant;
mod role;
mod session;

pub use action::Action;
pub use actor::{Actor, Membership, Person, Seat};
pub use grant::{Facts, allows, require};
pub use role::{Role, SeatRole};
pub use session::SignedIn;
