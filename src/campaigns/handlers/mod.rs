//! HTTP in, HTTP out: campaigns, their councils, holding and letting go on.

mod council;
mod hold;
mod list;
mod open;
mod show;

use crate::web::paths;
use actix_web::web::{self, ServiceConfig};

/// The addresses of this feature.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource(paths::CAMPAIGNS).route(web::get().to(list::list)))
        .service(
            web::resource("/dot-thi-dua/moi")
                .route(web::get().to(open::new))
                .route(web::post().to(open::open)),
        )
        .service(web::resource("/dot-thi-dua/{code}").route(web::get().to(show::show)))
        .service(web::resource("/dot-thi-dua/{code}/tam-dung").route(web::post().to(hold::hold)))
        .service(
            web::resource("/dot-thi-dua/{code}/tiep-tuc").route(web::post().to(hold::let_go_on)),
        )
        .service(
            web::resource("/dot-thi-dua/{code}/hoi-dong")
                .route(web::get().to(council::council))
                .route(web::post().to(council::fill_seat)),
        )
        .service(
            web::resource("/dot-thi-dua/{code}/hoi-dong/{seat}/ket-thuc")
                .route(web::post().to(council::end_seat)),
        );
}
