//! Emulation campaigns (đợt thi đua): their calendars and the criteria sets they score by.
//!
//! Other features may use [`criteria`] (documents, points, what may be entered on a criterion), [`model`] (phases and
//! calendars) and the functions named here.

mod campaign;
mod consultation;
pub mod criteria;
mod criteria_store;
mod handlers;
pub mod model;
mod scope;
mod store;
pub mod usecases;
mod views;

pub use campaign::Campaign;
pub use consultation::ConsultationPeriod;
pub use criteria_store::{StoredSet, get as criteria_of, list_newest as list_criteria};
pub use handlers::routes;
pub use scope::{list_open_for_unit, takes_unit};
pub use store::{find_by_code, get, list, list_of_council};
pub use usecases::{LoadedSet, load_criteria};
