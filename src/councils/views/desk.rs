//! The council desk: what waits for this person.

use crate::pages::parts::TaskGroup;
use serde::Serialize;

/// `councils/desk.html`.
#[derive(Debug, Serialize)]
pub struct DeskPage {
    /// One section per campaign that the person's councils judge.
    pub sections: Vec<DeskSection>,
    /// How many dossiers the person has still to score.
    pub left: usize,
}

/// A campaign on the desk.
#[derive(Debug, Serialize)]
pub struct DeskSection {
    /// The campaign's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its phase, in words.
    pub phase: &'static str,
    /// The person's seat, in words.
    pub seat: &'static str,
    /// Sheets the person has handed in.
    pub done: usize,
    /// Sheets the person was asked for so far.
    pub of: usize,
    /// `done` of `of` in percent.
    pub percent: usize,
    /// Accepted nominations the secretary can open for scoring together.
    pub can_start: usize,
    /// What there is to do and to see: `office.tasks`.
    pub groups: Vec<TaskGroup>,
}
