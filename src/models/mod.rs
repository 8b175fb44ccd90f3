//! Models: ways of working with a name and an address, kept for many years.

pub mod import;
pub mod words;
