//! The council desk: what waits for this person.

use crate::pages::parts::TaskGroup;
use serde::Serialize;

/// `councils/desk.html`.
#[derive(Debug, Serialize)]
pub struct DeskPage {
    /// One section per campaign that the person's councils judge.
    pub sections: Vec<DeskSection>,
    /// What waits for the person, in one sentence.
    pub lead: String,
}

/// How many dossiers wait for a person: to be accepted or returned, to be opened for scoring, to be scored.
#[derive(Debug, Clone, Copy, Default)]
pub struct Waiting {
    /// Sent and not looked at.
    pub to_screen: usize,
    /// Accepted and not opened.
    pub to_start: usize,
    /// Sheets not handed in.
    pub to_score: usize,
}

impl Waiting {
    /// As a sentence.
    pub fn said(self) -> String {
        let waiting = [
            (self.to_screen, "chờ tiếp nhận"),
            (self.to_start, "chờ mở chấm điểm"),
            (self.to_score, "phải chấm"),
        ];
        let said: Vec<String> = waiting
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} hồ sơ {what}"))
            .collect();
        if said.is_empty() {
            String::from("Không có hồ sơ nào đang chờ Anh/Chị.")
        } else {
            format!("Anh/Chị còn {}.", said.join(", "))
        }
    }
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
    /// Nominations sent that the secretary has still to accept or return.
    pub to_screen: usize,
    /// Accepted nominations the secretary can open for scoring together.
    pub can_start: usize,
    /// What there is to do and to see: `office.tasks`.
    pub groups: Vec<TaskGroup>,
}
