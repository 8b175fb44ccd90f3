//! Models (mô hình): ways of working with a name and an address, kept for many years.
//!
//! Other features read models with [`get`], [`find_by_code`], [`find_by_slug`] and the lists beside them, write them
//! with [`insert`] and [`replace`], and may use the states of [`model`], the contents of a [`registration`], claimed [`figure`]s, what a model does as
//! the index compares it ([`practice`]), and
//! [`crate::text::tidy`] for anything people type at length.

mod alike;
pub mod attachment;
pub mod consent;
mod consent_store;
pub mod figure;
mod handlers;
pub mod import;
pub mod life;
pub mod model;
mod part_form;
pub mod parts;
mod record;
pub mod registration;
mod store;
pub mod story;
pub mod usecases;
pub mod views;
pub mod words;

pub use alike::practice;
pub use consent_store::{consents_of, photos_withheld};
pub use handlers::routes;
pub use record::{Model, ModelScope};
pub use store::{
    append_version, find_by_code, find_by_external_id, find_by_slug, free_slug, get, get_by_code,
    insert, list, list_for_unit, list_for_units, newest_of, replace,
};
