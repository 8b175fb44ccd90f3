//! Nominations (hồ sơ đề nghị): what a unit sends to one campaign for one model, from draft to decision.
//!
//! Here is the unit's side, and what the council's side builds on: [`get_by_code`] within a [`NominationScope`],
//! [`replace`] with its version check, and the frozen [`Submission`]s.

pub mod model;
mod record;
mod store;
pub mod usecases;

pub use record::{Nomination, NominationScope, Return, Submission};
pub use store::{
    get, get_by_code, insert, insert_return, insert_submission, list, list_for_campaign,
    list_for_model, list_for_units, replace, returns, submissions,
};
