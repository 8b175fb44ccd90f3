//! The public pages.

mod base_path;
mod footer;
mod machines;
mod pages;
mod units;
