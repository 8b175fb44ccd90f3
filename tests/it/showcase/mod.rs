//! The public pages.

mod base_path;
mod machines;
mod pages;
mod units;
