//! Taking a model up (nhân rộng): the adopter's own model is created with a link to its source and a record of what is
//! kept, what is adapted and why. The links form a forest: see [`model::check_lineage`].

mod handlers;
pub mod model;
mod store;
pub mod usecases;
mod views;

pub use handlers::routes;
pub use model::AdoptionState;
pub use store::{Adoption, adoption_counts, origin_of};
