//! Decisions, over HTTP.

mod consultation;
mod decide;
