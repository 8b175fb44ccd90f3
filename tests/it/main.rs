//! Tests that speak HTTP, on both databases: `support/` is the harness, `<feature>/<verb>.rs` the tests,
//! `house/` what keeps the layout and the habits of the code true.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod support;

mod api;
mod browser;
mod campaigns;
mod cli;
mod councils;
mod house;
mod models;
mod needs;
mod nominations;
mod recognition;
mod replication;
mod search;
mod showcase;
mod units;
mod users;
mod web;
