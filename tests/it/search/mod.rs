//! The index in step with the log, and what is built around the search.

mod feed;
mod nothing;
mod similar;
mod suggest;
