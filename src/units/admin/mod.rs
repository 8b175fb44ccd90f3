//! The administrator's form that enters a unit.

mod handlers;
mod views;

pub use handlers::routes;
