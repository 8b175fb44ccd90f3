//! The open data.

mod models;
