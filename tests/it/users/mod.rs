//! Accounts, over HTTP.

mod admin;
mod base_path;
mod change_password;
mod csrf;
mod order;
mod privacy;
mod reset_password;
mod resume;
mod session;
mod sign_in;
mod sign_out;

use crate::support::prelude::*;

/// Someone types wrong passwords until signing in is slowed down.
async fn guess_five_times(browser: &Client, username: &str) {
    for _ in 0..5 {
        browser
            .sign_in(username, "đoán bừa")
            .await
            .assert_status(422);
    }
}
