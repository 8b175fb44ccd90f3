//! The whole URL map and the middleware, in order.

use crate::app::App;
use crate::users::load_session;
use crate::web::{error_pages, head_as_get, measure, page_cache, security_headers, serve_static};
use crate::{
    campaigns, councils, health, models, needs, nominations, recognition, replication, search,
    showcase, units, users,
};
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, NormalizePath, TrailingSlash, from_fn};
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{App as Actix, Error};

/// The web application around `app`. The middleware wraps from the innermost to the outermost.
pub fn application(
    app: Data<App>,
) -> Actix<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    let base_path = app.config.base_path.clone();
    Actix::new()
        .app_data(app)
        .configure(move |config| routes(config, &base_path))
        .wrap(from_fn(load_session))
        .wrap(from_fn(error_pages))
        .wrap(from_fn(page_cache))
        // Outside the cache, which compresses by itself and must be handed plain pages.
        .wrap(Compress::default())
        .wrap(security_headers())
        // Inside the measure, which counts HEAD as what it is; outside everything that knows addresses.
        .wrap(from_fn(head_as_get))
        .wrap(from_fn(measure))
        .wrap(NormalizePath::new(TrailingSlash::Trim))
}

/// Every address, under the base path. Machines that look after the process ask at the root too: they know its port
/// and not its public address.
fn routes(config: &mut ServiceConfig, base_path: &str) {
    if !base_path.is_empty() {
        config.configure(health::probes);
    }
    config.service(
        web::scope(base_path)
            .route("/static/{path:.*}", web::get().to(serve_static))
            .configure(health::routes)
            .configure(replication::routes)
            .configure(campaigns::routes)
            .configure(recognition::routes)
            .configure(councils::routes)
            .configure(models::routes)
            .configure(nominations::routes)
            .configure(needs::routes)
            .configure(search::routes)
            .configure(showcase::routes)
            .configure(units::routes)
            .configure(users::routes),
    );
}
