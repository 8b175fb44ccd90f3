//! Decisions, over HTTP.

mod consent;
mod consultation;
mod decide;
mod document;
