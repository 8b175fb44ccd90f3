//! The public pages and the open data: home, catalogue, model, unit, spread, sitemaps, feed, and the JSON API; and for
//! administrators why the catalogue answers a search as it does. Reads what all features offer; no feature calls it.

mod api;
mod catalogue;
pub mod drawing;
mod handlers;
mod store;
pub mod views;

#[cfg(test)]
mod samples;

use crate::web::paths;
use actix_web::web::{self, ServiceConfig};

/// The addresses of the public.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/", web::get().to(handlers::home))
        .route("", web::get().to(handlers::home))
        .route(paths::CATALOGUE, web::get().to(catalogue::catalogue))
        .route(paths::EXPLAIN, web::get().to(catalogue::explain))
        .route("/mo-hinh/{slug}", web::get().to(handlers::model))
        .route(paths::UNITS, web::get().to(handlers::units))
        .route("/danh-ba/{slug}", web::get().to(handlers::unit))
        .route(paths::SPREAD, web::get().to(handlers::spread))
        .route("/gioi-thieu", web::get().to(handlers::about))
        .route("/so-do-trang", web::get().to(handlers::sitemap_page))
        .route("/sitemap.xml", web::get().to(handlers::sitemap_index))
        .route(
            r"/sitemap/mo-hinh-{part:\d{1,9}}.xml",
            web::get().to(handlers::sitemap_models),
        )
        .route(
            r"/sitemap/don-vi-{part:\d{1,9}}.xml",
            web::get().to(handlers::sitemap_units),
        )
        .route("/robots.txt", web::get().to(handlers::robots))
        .route("/tin.atom", web::get().to(handlers::atom))
        .configure(api::routes);
}
