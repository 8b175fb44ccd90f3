//! What can go wrong, as the whole program says it: [`AppError`], its HTTP status and its Vietnamese wording.
//!
//! Rules have small error enums of their own in each feature's `model.rs`; they convert to an `AppError` here
//! at the use case's edge. Database text never reaches a visitor: an `Internal` is logged and shown as a number.

use actix_web::http::StatusCode;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use std::error::Error as StdError;

mod codes;
mod fields;

pub use codes::wording;
pub use fields::{FieldError, FieldErrors};

/// What a use case or handler refuses with.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The thing does not exist, or the actor may not know that it does.
    #[error("not found")]
    NotFound,
    /// The actor sees the thing and may not do this to it. The code says why.
    #[error("forbidden: {0}")]
    Forbidden(&'static str),
    /// Nobody is signed in, or the session has ended.
    #[error("sign-in required")]
    SignIn,
    /// The input is wrong, field by field.
    #[error("invalid input: {0}")]
    Invalid(FieldErrors),
    /// A rule of the domain forbids it in the present state, or someone was faster. The code says which.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// The input as a whole is refused before it is read: too large, or of no known form. The code says which.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// Too much is going on, or the caller tries too often; the same may succeed later.
    #[error("busy: {0}")]
    Busy(&'static str),
    /// A defect or a failing machine. The chain is logged at the edge.
    #[error("{doing}")]
    Internal {
        /// What was being done.
        doing: String,
        /// Why it failed.
        #[source]
        source: Box<dyn StdError + Send + Sync>,
    },
}

/// The result of nearly everything.
pub type Result<T, E = AppError> = std::result::Result<T, E>;

impl AppError {
    /// An `Internal` that says what was being done.
    pub fn internal(
        doing: impl Into<String>,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self::Internal {
            doing: doing.into(),
            source: source.into(),
        }
    }

    /// An `Invalid` with one field.
    pub fn field(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid(FieldErrors::one(field, message))
    }

    /// The stable code of the error, for API clients and tests.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::SignIn => "sign_in",
            Self::Invalid(_) => "invalid",
            Self::Internal { .. } => "internal",
            Self::Forbidden(code)
            | Self::Conflict(code)
            | Self::Refused(code)
            | Self::Busy(code) => code,
        }
    }

    /// The HTTP status it is answered with.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::Refused("request.too_large") => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Refused(_) => StatusCode::BAD_REQUEST,
            Self::Busy("sign_in.slowed") => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// An error with everything that lies behind it, in one line.
pub fn chain(error: &dyn StdError) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

/// Names what was being done when something failed for no fault of the visitor.
pub trait Doing<T> {
    /// Turns the error into an `Internal` that says what was being done.
    fn doing(self, what: impl Into<String>) -> Result<T>;
}

impl<T, E: Into<Box<dyn StdError + Send + Sync>>> Doing<T> for std::result::Result<T, E> {
    fn doing(self, what: impl Into<String>) -> Result<T> {
        self.map_err(|source| AppError::internal(what, source))
    }
}

impl From<DieselError> for AppError {
    fn from(error: DieselError) -> Self {
        match &error {
            DieselError::NotFound => Self::NotFound,
            DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => {
                Self::Conflict("conflict.duplicate")
            }
            DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => {
                Self::Busy("busy")
            }
            DieselError::DatabaseError(_, info)
                if info.message().contains("database is locked") =>
            {
                Self::Busy("busy")
            }
            _ => Self::internal("talking to the database", error),
        }
    }
}

impl From<crate::words::UnknownWord> for AppError {
    fn from(error: crate::words::UnknownWord) -> Self {
        Self::internal("reading a stored word", error)
    }
}

impl From<serde_json::Error> for AppError {
    fn from(error: serde_json::Error) -> Self {
        Self::internal("reading or writing stored JSON", error)
    }
}

impl From<FieldErrors> for AppError {
    fn from(errors: FieldErrors) -> Self {
        Self::Invalid(errors)
    }
}

impl actix_web::ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        self.status()
    }

    /// A bare answer: `web::error_pages` replaces it with a page or with JSON.
    fn error_response(&self) -> actix_web::HttpResponse {
        actix_web::HttpResponse::new(self.status())
    }
}
