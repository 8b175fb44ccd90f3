//! HTTP in, HTTP out: the unit's pages of a model, its files, and what is served of its photos.

mod consents;
mod files;
mod pages;
mod parts;

use super::attachment::AttachmentRole;
use super::views::{CHECK, CONSENTS, files_part};
use crate::web::paths;
use actix_web::web::{self, ServiceConfig};

/// The addresses of this feature.
pub fn routes(config: &mut ServiceConfig) {
    let [photos, evidence] = [AttachmentRole::Photo, AttachmentRole::Evidence]
        .map(|role| format!("/don-vi/mo-hinh/{{code}}/{}", files_part(role).0));
    let consents = format!("/don-vi/mo-hinh/{{code}}/{CONSENTS}");
    let check = format!("/don-vi/mo-hinh/{{code}}/{CHECK}");
    config
        .service(
            web::resource(paths::NEW_MODEL)
                .route(web::get().to(pages::new_form))
                .route(web::post().to(pages::begin)),
        )
        .service(
            web::resource("/don-vi/mo-hinh/co-the-trung")
                .route(web::get().to(pages::same_as_typed)),
        )
        .service(web::resource("/don-vi/mo-hinh/{code}").route(web::get().to(pages::show)))
        .service(web::resource(check).route(web::get().to(pages::check)))
        .service(
            web::resource("/don-vi/mo-hinh/{code}/dang-ky").route(web::post().to(pages::register)),
        )
        .service(
            web::resource(photos)
                .route(web::get().to(files::photos))
                .route(web::post().to(files::attach_photo)),
        )
        .service(
            web::resource(evidence)
                .route(web::get().to(files::evidence))
                .route(web::post().to(files::attach_evidence)),
        )
        .service(
            web::resource("/don-vi/mo-hinh/{code}/tep/{id}").route(web::get().to(files::download)),
        )
        .service(
            web::resource("/don-vi/mo-hinh/{code}/tep/{id}/go")
                .route(web::post().to(files::detach)),
        )
        .service(
            web::resource(consents.clone())
                .route(web::get().to(consents::list))
                .route(web::post().to(consents::record)),
        )
        .service(
            web::resource(format!("{consents}/{{id}}/rut"))
                .route(web::post().to(consents::withdraw)),
        )
        .service(
            web::resource("/don-vi/mo-hinh/{code}/{part}")
                .route(web::get().to(parts::form))
                .route(web::post().to(parts::save)),
        )
        .service(web::resource("/anh/{name}").route(web::get().to(files::picture)));
}
