//! Decisions, over HTTP.

mod consent;
mod consultation;
pub mod decide;
mod document;
