//! Measures every request for the operators.

use crate::app::App;
use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use std::time::Instant;

/// Middleware: seconds per request, by method and status class.
pub async fn measure(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let started = Instant::now();
    let app = request.app_data::<Data<App>>().cloned();
    let method = match request.method().as_str() {
        known @ ("GET" | "POST" | "HEAD") => known.to_owned(),
        _ => String::from("other"),
    };
    let outcome = next.call(request).await;
    let status = outcome.as_ref().map_or_else(
        |error| error.as_response_error().status_code(),
        ServiceResponse::status,
    );
    if let Some(app) = app {
        let class = format!("{}xx", status.as_u16() / 100);
        app.metrics
            .request_seconds
            .with_label_values(&[&method, &class])
            .observe(started.elapsed().as_secs_f64());
    }
    outcome
}
