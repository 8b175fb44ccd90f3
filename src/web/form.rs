//! A posted form: taken only if it came from a page of ours.

use super::cookies::{FORM_COOKIE, SESSION_COOKIE};
use super::fields::Fields;
use super::posted::Posted;
use crate::access::SignedIn;
use crate::error::AppError;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use std::future::{Ready, ready};
use subtle::ConstantTimeEq;

/// The fields of a posted form whose CSRF token was right. Err: `Refused` when too large, `SignIn`,
/// `Forbidden("request.csrf")`.
#[derive(Debug, Clone)]
pub struct Form(pub Fields);

impl FromRequest for Form {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(of_ours(request))
    }
}

fn of_ours(request: &HttpRequest) -> Result<Form, AppError> {
    let posted = request.extensions().get::<Posted>().cloned();
    let Posted {
        fields, refused, ..
    } = posted.unwrap_or_default();
    if let Some(code) = refused {
        return Err(AppError::Refused(code));
    }
    check_csrf(request, fields.text("csrf"))?;
    Ok(Form(fields))
}

/// Ok if `token` is the one this browser was given. Err: `SignIn` where its session has ended, otherwise
/// `Forbidden("request.csrf")`.
pub fn check_csrf(request: &HttpRequest, token: &str) -> Result<(), AppError> {
    let signed_in = request
        .extensions()
        .get::<SignedIn>()
        .map(|session| session.csrf.clone());
    let had_session = signed_in.is_none() && request.cookie(SESSION_COOKIE).is_some();
    let expected = signed_in.or_else(|| {
        request
            .cookie(FORM_COOKIE)
            .map(|cookie| cookie.value().to_owned())
    });
    if expected.is_some_and(|expected| {
        !expected.is_empty() && bool::from(expected.as_bytes().ct_eq(token.as_bytes()))
    }) {
        return Ok(());
    }
    Err(if had_session {
        AppError::SignIn
    } else {
        AppError::Forbidden("request.csrf")
    })
}
