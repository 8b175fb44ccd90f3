//! The open data as JSON: `/api/v1/models`, `/api/v1/models/{code}`, `…/similar`, `/api/v1/suggest`, and their description in OpenAPI 3.1.
//!
//! No sign-in, no personal data beyond what the public pages show, errors as JSON.

mod around;
mod handlers;
mod shapes;

use actix_web::web::{self, ServiceConfig};
use utoipa::OpenApi;

/// The addresses of the API.
pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .route("/api/v1/models", web::get().to(handlers::list_models))
        .route("/api/v1/models/{code}", web::get().to(handlers::get_model))
        .route(
            "/api/v1/models/{code}/similar",
            web::get().to(around::similar_models),
        )
        .route("/api/v1/suggest", web::get().to(around::suggestions))
        .route("/api/v1/openapi.json", web::get().to(handlers::openapi));
}

/// The description of the API. The server it names is filled in when it is served.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "danvankheo",
        description = "Kho mô hình của phong trào thi đua “Dân vận khéo”: dữ liệu mở, chỉ đọc, không cần đăng nhập. \
                       Mô hình có origin là compiled là tư liệu biên soạn từ nguồn công khai, không phải mô hình được công nhận.",
    ),
    paths(
        handlers::list_models,
        handlers::get_model,
        around::similar_models,
        around::suggestions
    ),
    components(schemas(shapes::ErrorJson, shapes::FieldErrorJson))
)]
struct Description;
