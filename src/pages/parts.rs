//! What the components take that several features use (`templates/components`): links, times, choices, facts, numbers,
//! tasks, answers and timelines. An `href` is a path of ours without the base path; one that is `None` is not a link.

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

/// A choice in a form.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What people read.
    pub label: String,
    /// A line below; may be empty.
    pub hint: String,
}

impl Choice {
    /// A choice without a hint.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: String::new(),
        }
    }

    /// The choice with a line below it.
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: hint.into(),
            ..self
        }
    }
}

/// A line of a definition list; one with an empty text is not shown.
#[derive(Debug, Clone, Serialize)]
pub struct Fact {
    /// What it is.
    pub term: String,
    /// Its value.
    pub text: String,
    /// Where the value leads.
    pub href: Option<String>,
    /// A remark after the value, such as "nay thuộc Phú Thọ".
    pub note: Option<String>,
}

impl Fact {
    /// A term with its text.
    pub fn new(term: &str, text: impl Into<String>) -> Self {
        Self {
            term: term.to_owned(),
            text: text.into(),
            href: None,
            note: None,
        }
    }
}

/// A number with what it counts.
#[derive(Debug, Clone, Serialize)]
pub struct Stat {
    /// Written in Vietnamese style: `4.262`, `hơn 75`.
    pub value: String,
    /// Unit of measure, if any.
    pub unit: Option<String>,
    /// What is counted.
    pub label: String,
    /// A remark below, such as the cut-off date.
    pub note: Option<String>,
    /// Where to see what was counted.
    pub href: Option<String>,
}

impl Stat {
    /// A number and what it counts.
    pub fn new(value: impl ToString, label: &str) -> Self {
        Self {
            value: value.to_string(),
            unit: None,
            label: label.to_owned(),
            note: None,
            href: None,
        }
    }

    /// The number in a unit of measure.
    pub fn in_unit(self, unit: &str) -> Self {
        Self {
            unit: Some(unit.to_owned()),
            ..self
        }
    }

    /// The number with a remark below it, if there is one.
    pub fn with_note(self, note: impl Into<Option<String>>) -> Self {
        Self {
            note: note.into(),
            ..self
        }
    }
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

/// A time as people read it and as machines do; it may be known to the month or the year only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct When {
    /// ISO 8601: `2026-11-21`, `2021-08`, `2021`, or a moment with its offset.
    pub iso: String,
    /// As people in Vietnam write it: `21/11/2026`, `tháng 8/2021`, `2021`, `14:05 ngày 21/11/2026`.
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
