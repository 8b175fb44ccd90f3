//! Needs (nhu cầu): what a unit looks for in the registry and has not found. The unit says it in a sentence, usually on
//! the page of a search without result, and takes it back when it is met; the standing agencies read all of them as
//! demand. Nothing of it is public.

mod handlers;
pub mod model;
mod store;
mod usecases;
mod views;

pub use handlers::routes;
