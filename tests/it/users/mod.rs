//! Accounts, over HTTP.

mod admin;
mod change_password;
mod csrf;
mod privacy;
mod resume;
mod session;
mod sign_in;
mod sign_out;
