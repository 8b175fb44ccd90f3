//! HTTP in, HTTP out: the unit's desk and its pages of a nomination.

mod desk;
mod pages;
mod steps;

use super::completeness::LETTER;
use crate::web::paths;
use actix_web::web::{self, ServiceConfig};

/// The addresses of the unit's side.
pub fn routes(config: &mut ServiceConfig) {
    let letter = format!("/don-vi/ho-so/{{code}}/{LETTER}");
    config
        .service(web::resource(paths::UNIT_DESK).route(web::get().to(desk::desk)))
        .service(
            web::resource(paths::NEW_NOMINATION)
                .route(web::get().to(pages::new_form))
                .route(web::post().to(pages::begin)),
        )
        .service(web::resource("/don-vi/ho-so/{code}").route(web::get().to(pages::show)))
        .service(
            web::resource(letter)
                .route(web::get().to(pages::letter_form))
                .route(web::post().to(pages::save_letter)),
        )
        .service(
            web::resource("/don-vi/ho-so/{code}/ban-gui/{number}")
                .route(web::get().to(pages::sent)),
        )
        .service(
            web::resource("/don-vi/ho-so/{code}/xem-truoc").route(web::get().to(pages::preview)),
        )
        .service(
            web::resource("/don-vi/ho-so/{code}/trinh")
                .route(web::post().to(steps::hand_to_leader)),
        )
        .service(
            web::resource("/don-vi/ho-so/{code}/tra-lai").route(web::post().to(steps::hand_back)),
        )
        .service(web::resource("/don-vi/ho-so/{code}/gui").route(web::post().to(steps::send)))
        .service(web::resource("/don-vi/ho-so/{code}/rut").route(web::post().to(steps::withdraw)));
}
