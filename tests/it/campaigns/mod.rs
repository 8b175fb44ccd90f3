//! Criteria sets and campaigns, over HTTP.

mod criteria;
mod open;
