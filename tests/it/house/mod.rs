//! What keeps the layout and the habits of the code true.

mod concurrency;
mod log;
