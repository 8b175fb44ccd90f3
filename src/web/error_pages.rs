//! Turns an error into a page for people or into JSON for programs, and logs what is ours to mend.

use super::posted::{self, GivenBack};
use super::visit::Visit;
use crate::error::{AppError, FieldError, chain, wording};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest, HttpResponse};
use serde::Serialize;

/// What an error page shows. Template: `error.html`.
#[derive(Debug, Serialize)]
pub struct ErrorPage {
    /// The HTTP status.
    pub status: u16,
    /// What stands in the way, in Vietnamese: the title and the heading.
    pub heading: &'static str,
    /// What happened, in Vietnamese.
    pub message: &'static str,
    /// Wrong fields, where the form itself could not be shown again.
    pub errors: Vec<FieldError>,
    /// What was typed, so that it can be copied.
    pub given_back: Option<GivenBack>,
    /// Where the same may be sent again, without the base path; empty where that would be of no use.
    pub send_again: String,
    /// What to quote when asking for help.
    pub request_id: String,
}

#[derive(Serialize)]
struct ErrorJson<'a> {
    code: &'a str,
    message: &'a str,
    request_id: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<FieldError>,
}

/// Middleware: answers every error with a page of ours, or with JSON under `/api/`. What was posted is read first, so
/// that the page gives it back, whoever fails.
pub async fn error_pages(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    posted::keep(&mut request).await;
    // The request is not held beside the call: routing needs it alone.
    let response = next.call(request).await?;
    if !response.status().is_client_error() && !response.status().is_server_error() {
        return Ok(response.map_into_boxed_body());
    }
    let error = response
        .response()
        .error()
        .and_then(|error| error.as_error::<AppError>());
    if error.is_none() && has_page(&response) {
        return Ok(response.map_into_boxed_body());
    }
    let answer = match error {
        Some(error) => answer(response.request(), error),
        None => answer(response.request(), &of_status(response.status())),
    };
    Ok(response.into_response(answer))
}

/// Whether a handler answered with a page of its own, such as a form shown again.
fn has_page<B>(response: &ServiceResponse<B>) -> bool {
    response
        .headers()
        .get("content-type")
        .is_some_and(|kind| !kind.as_bytes().starts_with(b"text/plain"))
}

fn of_status(status: StatusCode) -> AppError {
    match status {
        StatusCode::NOT_FOUND => AppError::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => AppError::Refused("method_not_allowed"),
        StatusCode::PAYLOAD_TOO_LARGE => AppError::Refused("request.too_large"),
        status if status.is_client_error() => AppError::Refused("request.malformed"),
        status => AppError::internal("answering a request", format!("status {status}")),
    }
}

fn answer(request: &HttpRequest, error: &AppError) -> HttpResponse {
    let request_id = uuid::Uuid::now_v7().simple().to_string();
    if let AppError::Internal { .. } = error {
        tracing::error!(request_id, path = request.path(), error = %chain(error), "a request failed");
    }
    let fields = match error {
        AppError::Invalid(errors) => errors.iter().cloned().collect(),
        _ => Vec::new(),
    };
    let message = wording(match error {
        // Nothing was typed into a form.
        AppError::Invalid(_) if request.method().is_safe() => "request.parameters",
        _ => error.code(),
    });
    let mut response = if request.path().contains("/api/") {
        HttpResponse::build(error.status()).json(ErrorJson {
            code: error.code(),
            message,
            request_id: &request_id,
            fields,
        })
    } else {
        page(request, error, message, fields, request_id)
    };
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(
        actix_web::http::header::HeaderName::from_static("x-error-code"),
        HeaderValue::from_static(error.code()),
    );
    response
}

fn heading(error: &AppError) -> &'static str {
    match (error, error.code()) {
        (AppError::NotFound, _) => "Không tìm thấy trang này",
        (AppError::Forbidden(_), "request.csrf") => "Chưa thực hiện được",
        (AppError::Forbidden(_), _) => "Anh/Chị chưa có quyền làm việc này",
        (_, "conflict.changed" | "nomination.step" | "recognition.decided") => {
            "Nội dung đã thay đổi"
        }
        _ if error.status().is_server_error() => "Xin lỗi, hệ thống gặp trục trặc",
        _ => "Chưa thực hiện được",
    }
}

fn page(
    request: &HttpRequest,
    error: &AppError,
    message: &'static str,
    errors: Vec<FieldError>,
    request_id: String,
) -> HttpResponse {
    let plain = || {
        HttpResponse::build(error.status())
            .content_type("text/plain; charset=utf-8")
            .body(message)
    };
    let Ok(visit) = Visit::of(request) else {
        return plain();
    };
    let given_back = GivenBack::of(request);
    if matches!(error, AppError::SignIn) {
        return crate::users::sign_in_page_after(&visit, request.method(), given_back)
            .unwrap_or_else(|_| plain());
    }
    if matches!(error, AppError::Forbidden("request.csrf"))
        && let Some(given_back) = &given_back
        && let Some(offered) = crate::users::resume_page_after(&visit, given_back)
    {
        return offered.unwrap_or_else(|_| plain());
    }
    let given_back = given_back.filter(GivenBack::is_worth_reading);
    let may_succeed = error.status().is_server_error() && !posted::brought_a_secret(request);
    let page = ErrorPage {
        status: error.status().as_u16(),
        heading: heading(error),
        message,
        errors,
        send_again: if given_back.is_some() && may_succeed {
            visit.address()
        } else {
            String::new()
        },
        given_back,
        request_id,
    };
    visit
        .page_with(error.status(), "error.html", &page)
        .unwrap_or_else(|problem| {
            tracing::error!(error = %chain(&problem), "the error page itself failed");
            plain()
        })
}
