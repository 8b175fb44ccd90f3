//! What machines ask of the server: is it alive, is it ready, how is it doing.

use crate::app::App;
use crate::error::Result;
use crate::log;
use actix_web::HttpResponse;
use actix_web::web::{self, Data, ServiceConfig};
use serde_json::json;

/// The addresses of this module.
pub fn routes(config: &mut ServiceConfig) {
    config
        .configure(probes)
        .route("/metrics", web::get().to(metrics));
}

/// Those that say whether the process lives and is ready, and nothing more.
pub fn probes(config: &mut ServiceConfig) {
    config
        .route("/healthz", web::get().to(healthz))
        .route("/readyz", web::get().to(readyz));
}

/// The process answers.
async fn healthz() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(("cache-control", "no-store"))
        .content_type("text/plain; charset=utf-8")
        .body("ok\n")
}

/// The database is reachable and the index answers; says how far the log and the index are. 503 where the database is
/// away, and while the index is being built for the first time: searches would be turned away.
async fn readyz(app: Data<App>) -> HttpResponse {
    let index_seq = app.index_seq();
    let mut response = match app.db.read(log::head).await {
        Ok(head) => {
            let ready = app.index_ready();
            let mut answer = if ready {
                HttpResponse::Ok()
            } else {
                HttpResponse::ServiceUnavailable()
            };
            answer.json(json!({
                "ready": ready, "database": "ok", "log_seq": head.seq, "index_seq": index_seq,
                "index_behind": head.seq - index_seq,
            }))
        }
        Err(error) => {
            tracing::warn!(%error, "not ready");
            HttpResponse::ServiceUnavailable()
                .json(json!({ "ready": false, "database": "unreachable", "index_seq": index_seq }))
        }
    };
    response.headers_mut().insert(
        actix_web::http::header::CACHE_CONTROL,
        actix_web::http::header::HeaderValue::from_static("no-store"),
    );
    response
}

/// Prometheus' text format.
async fn metrics(app: Data<App>) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok()
        .insert_header(("cache-control", "no-store"))
        .content_type("text/plain; version=0.0.4; charset=utf-8")
        .body(app.metrics.text()?))
}
