//! Models (mô hình): ways of working with a name and an address, kept for many years.
//!
//! Other features may use the states of [`model`], the contents of a [`registration`], claimed [`figure`]s, and
//! [`text::tidy`] for anything people type at length.

pub mod figure;
pub mod import;
pub mod model;
pub mod registration;
pub mod story;
pub mod text;
pub mod words;
