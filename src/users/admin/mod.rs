//! The administrator's desk: accounts, their roles, and the log.

mod handlers;
mod views;

pub(super) use handlers::routes;
