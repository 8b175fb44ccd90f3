//! What the account pages show.

use crate::app::DemoAccount;
use crate::error::FieldError;
use serde::Serialize;

/// `users/sign_in.html`.
#[derive(Debug, Default, Serialize)]
pub struct SignInPage {
    /// Name as typed.
    pub username: String,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// Where to go after sign-in, without the base path.
    pub next: String,
    /// A form that was sent after its session had ended: its fields, to be sent again after sign-in.
    pub typed: Vec<TypedField>,
    /// Accounts of the demonstration; empty otherwise.
    pub demo_accounts: Vec<DemoAccount>,
}

/// A field of a form that was sent after its session had ended.
#[derive(Debug, Clone, Serialize)]
pub struct TypedField {
    /// Its name; several fields may have the same.
    pub name: String,
    /// What was typed.
    pub value: String,
}

impl TypedField {
    /// The fields in the order sent.
    pub(super) fn all<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Self> {
        fields
            .map(|(name, value)| Self {
                name: name.to_owned(),
                value: value.to_owned(),
            })
            .collect()
    }
}

/// `users/resume.html`: what was typed before the session ended, ready to be sent.
#[derive(Debug, Serialize)]
pub struct ResumePage {
    /// Where the form goes, without the base path.
    pub action: String,
    /// What it must send back as `csrf`, under the new session.
    pub csrf: String,
    /// Its fields.
    pub typed: Vec<TypedField>,
}

/// `users/account.html`.
#[derive(Debug, Default, Serialize)]
pub struct AccountPage {
    /// Full name.
    pub name: String,
    /// Office held.
    pub position: String,
    /// Roles and seats, in words, with their unit.
    pub roles: Vec<String>,
    /// What is wrong with the password form.
    pub errors: Vec<FieldError>,
    /// Whether a new password must be chosen first.
    pub must_change_password: bool,
}
