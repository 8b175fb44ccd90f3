//! Decisions, over HTTP.

mod decide;
