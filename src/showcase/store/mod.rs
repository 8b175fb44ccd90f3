//! What the public pages read. Every look-up of models here is `WHERE is_public`.

mod beside;
mod cards;
mod counts;
mod lineage;
mod one;
mod units;

pub(super) use beside::Beside;
pub(super) use cards::{cards, place, public_models, sector, standing, summary};
pub(super) use counts::{
    Counts, changed_on, counts, newest, province_counts, recognised, sitemap_entries, sitemap_parts,
};
pub(super) use lineage::{
    Lineage, adoptions, lineage, neighbours, spread_counts, spread_provinces, trees,
};
pub(super) use one::{ModelStory, model_story};
pub(super) use units::{carried, models_of, unit_sitemap, unit_sitemap_parts};
