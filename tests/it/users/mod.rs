//! Accounts, over HTTP.

mod admin;
mod base_path;
mod change_password;
mod csrf;
mod privacy;
mod reset_password;
mod resume;
mod session;
mod sign_in;
mod sign_out;
