//! What keeps the layout and the habits of the code true.

mod codes;
mod concurrency;
mod forms;
mod imports;
mod kept;
mod log;
mod roles;
mod routes;
mod schema;
mod words;
