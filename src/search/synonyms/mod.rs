//! The synonyms that searches go by: rows of an administrator over the list that comes with the program.
//!
//! A row holds over the listed rule of the same words and relation. Rows are never deleted: one that is put
//! aside gives the listed rule back, and every former state stays (`history` shows them). A change is an event of
//! the log; the feed of each process takes it in, so that it holds everywhere at once, without a restart.

mod handlers;
mod history;
mod row;
mod store;
mod usecases;
mod views;

pub(super) use handlers::routes;

use crate::db::Conn;
use crate::error::Result;
use crate::index::{SynonymRule, Synonyms, built_in_rules};

/// The synonyms as they stand in the database.
pub(super) fn load(conn: &mut Conn) -> Result<Synonyms> {
    let rows = store::list(conn)?;
    let rules = rows.into_iter().filter(|row| row.is_active);
    Ok(over_the_list(rules.map(|row| row.rule)))
}

/// The list with these rules over it.
fn over_the_list(rules: impl Iterator<Item = SynonymRule>) -> Synonyms {
    Synonyms::of(built_in_rules().iter().cloned().chain(rules))
}
