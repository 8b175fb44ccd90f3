//! What the account pages show.

use crate::app::DemoAccount;
use crate::error::FieldError;
use crate::pages::meta::Meta;
use crate::web::GivenBack;
use serde::Serialize;

/// `users/sign_in.html`.
#[derive(Debug, Serialize)]
pub struct SignInPage {
    /// What machines are told of it.
    pub meta: Meta,
    /// Name as typed.
    pub username: String,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// Where to go after sign-in, without the base path.
    pub next: String,
    /// A form that was sent after its session had ended, to be sent again after sign-in.
    pub typed: GivenBack,
    /// Accounts of the demonstration; empty otherwise.
    pub demo_accounts: Vec<DemoAccount>,
}

/// `users/resume.html`: what was typed before the session ended, ready to be sent.
#[derive(Debug, Serialize)]
pub struct ResumePage {
    /// Where the form goes, without the base path.
    pub action: String,
    /// What it must send back as `csrf`, under the new session.
    pub csrf: String,
    /// What it says.
    pub typed: GivenBack,
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
