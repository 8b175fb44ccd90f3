//! What the components of back-office pages take (`templates/components/office_*.html`, `ui.timeline`).

use crate::clock::{Moment, in_vietnam};
use chrono::NaiveDate;
use serde::Serialize;

/// A group of a task list.
#[derive(Debug, Clone, Serialize)]
pub struct TaskGroup {
    /// What its tasks have in common.
    pub title: &'static str,
    /// The tasks.
    pub items: Vec<TaskItem>,
}

/// A task: a part of a dossier and where it stands.
#[derive(Debug, Clone, Serialize)]
pub struct TaskItem {
    /// What it is.
    pub label: String,
    /// Where it is done, without the base path; none where it cannot be done.
    pub href: Option<String>,
    /// One line of help; may be empty.
    pub hint: String,
    /// Where it stands, in words.
    pub state: String,
    /// `ok`, `info`, `wait`, `stop` or `warn`.
    pub state_kind: &'static str,
}

/// An answer on a page that lets them be checked.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerRow {
    /// What was asked.
    pub term: String,
    /// The answer.
    pub text: String,
    /// Further lines of it.
    pub lines: Vec<String>,
    /// Where it is changed, without the base path.
    pub href: Option<String>,
    /// Whether it is missing.
    pub missing: bool,
}

/// An entry of a timeline.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineItem {
    /// When.
    pub when: When,
    /// What.
    pub title: String,
    /// More; may be empty.
    pub text: String,
    /// `recognised`, `now` or empty.
    pub kind: &'static str,
    /// Where to read on.
    pub link: Option<Link>,
}

/// A time, for machines and for people.
#[derive(Debug, Clone, Serialize)]
pub struct When {
    /// ISO 8601.
    pub iso: String,
    /// As people in Vietnam write it.
    pub text: String,
}

/// A link within the site.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// What it says.
    pub label: String,
    /// Where it leads, without the base path.
    pub href: String,
}

impl When {
    /// A moment, to the minute.
    pub fn at(moment: Moment) -> Self {
        let local = in_vietnam(moment);
        Self {
            iso: local.to_rfc3339(),
            text: local.format("%H:%M ngày %d/%m/%Y").to_string(),
        }
    }

    /// A day.
    pub fn on(day: NaiveDate) -> Self {
        Self {
            iso: day.to_string(),
            text: day.format("%d/%m/%Y").to_string(),
        }
    }
}
