//! What the administrator's pages show.

use crate::access::Role;
use crate::error::FieldError;
use crate::pages::parts::Choice;
use serde::Serialize;
use std::collections::BTreeMap;

/// `admin/users.html`.
#[derive(Debug, Serialize)]
pub struct UsersPage {
    /// Every account, by name to sign in with.
    pub users: Vec<UserLine>,
}

/// An account in the list.
#[derive(Debug, Serialize)]
pub struct UserLine {
    /// Name to sign in with.
    pub username: String,
    /// Full name.
    pub name: String,
    /// Office held.
    pub position: String,
    /// Roles that hold today, with their unit.
    pub roles: Vec<String>,
    /// Whether the account can be used, in words.
    pub state: &'static str,
    /// Kind of the state's badge.
    pub state_kind: &'static str,
}

/// `admin/user.html`: one account, and a role to give.
#[derive(Debug, Serialize)]
pub struct UserPage {
    /// The account.
    pub user: UserLine,
    /// Roles that hold today or will: id, role, unit.
    pub held: Vec<HeldRole>,
    /// Whether it is open.
    pub is_active: bool,
    /// Whether it is the reader's own.
    pub is_own: bool,
    /// The password that was just given out: this one page shows it.
    pub temporary_password: Option<String>,
    /// Roles that can be given.
    pub roles: Vec<Choice>,
    /// Today, as date inputs take it.
    pub today: String,
    /// Units found for what was typed.
    pub units: Vec<Choice>,
    /// What was typed.
    pub typed: BTreeMap<String, String>,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
}

/// A role that holds today or will.
#[derive(Debug, Serialize)]
pub struct HeldRole {
    /// The membership's id, for the form that ends it.
    pub id: String,
    /// Role and unit, in words.
    pub label: String,
    /// Since when, `21/11/2026`.
    pub since: String,
    /// To the end of which day, `31/12/2026`; none where it holds until it is ended.
    pub until: Option<String>,
    /// Whether it holds already.
    pub is_begun: bool,
}

/// `admin/new_user.html`.
#[derive(Debug, Serialize)]
pub struct NewUserPage {
    /// What was typed, without the password.
    pub typed: BTreeMap<String, String>,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
}

/// `admin/log.html`.
#[derive(Debug, Serialize)]
pub struct LogPage {
    /// The newest entry's place.
    pub head_seq: i64,
    /// Its hash, to be printed and kept.
    pub head_hash: String,
    /// Entries, the newest first.
    pub entries: Vec<LogLine>,
    /// Query of the page of older entries.
    pub older: Option<String>,
}

/// An entry of the log.
#[derive(Debug, Serialize)]
pub struct LogLine {
    /// Its place.
    pub seq: i64,
    /// When, in UTC as stored.
    pub at: String,
    /// Who: a name, or the program.
    pub who: String,
    /// What, in words.
    pub what: String,
    /// To what kind of thing, in words.
    pub to: String,
    /// What more it says.
    pub data: String,
    /// First letters of its hash.
    pub hash: String,
}

/// The roles as choices.
pub fn role_choices() -> Vec<Choice> {
    Role::ALL
        .iter()
        .map(|role| Choice::new(role.as_str(), role.label()))
        .collect()
}
