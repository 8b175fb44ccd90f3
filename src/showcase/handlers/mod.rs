//! One file per public page.

mod about;
mod home;
mod lead;
mod lineage;
mod machines;
mod model;
mod spread;
mod unit;
mod units;

pub(super) use about::{about, sitemap_page};
pub(super) use home::home;
pub(super) use machines::{atom, robots, sitemap_index, sitemap_models, sitemap_units};
pub(super) use model::model;
pub(super) use spread::spread;
pub(super) use unit::unit;
pub(super) use units::units;
