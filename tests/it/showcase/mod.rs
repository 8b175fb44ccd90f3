//! The public pages.

mod base_path;
mod footer;
mod machines;
mod model;
mod pages;
mod spread;
mod units;
