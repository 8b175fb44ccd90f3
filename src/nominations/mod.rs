//! Nominations (hồ sơ đề nghị): what a unit sends to one campaign for one model, from draft to decision.
//!
//! Here is the unit's side, and what the council's side builds on: [`get_by_code`] within a [`NominationScope`],
//! [`replace`] with its version check, and the frozen [`Submission`]s.

pub mod completeness;
pub mod dossier;
mod handlers;
pub mod model;
mod record;
mod store;
pub mod usecases;
pub mod views;

pub use dossier::{Dossier, dossier};
pub use handlers::routes;
pub use record::{Nomination, NominationScope, Return, ReturnedFrom, Submission};
pub use store::{
    get, get_by_code, insert, insert_return, insert_submission, list_for_campaign, list_for_model,
    list_for_units, newest_of, replace, returns, submissions,
};

use crate::access::{Action, Actor, allows};
use crate::councils;
use crate::db::Conn;
use crate::error::Result;
use chrono::NaiveDate;

/// Whether the actor may read what was sent: a nomination they found within their
/// scope, and no conflict of interest on `day` stands in the way of a member of the council.
pub fn may_read_dossier(
    conn: &mut Conn,
    actor: &Actor,
    nomination: &Nomination,
    day: NaiveDate,
) -> Result<bool> {
    let facts = councils::facts_for(conn, actor, nomination, day)?;
    Ok(allows(actor, Action::ReadDossier, &facts))
}
