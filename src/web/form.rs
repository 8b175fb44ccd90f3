//! A posted form: read within bounds, and only if it came from a page of ours.

use super::cookies::{FORM_COOKIE, SESSION_COOKIE};
use super::fields::Fields;
use crate::access::SignedIn;
use crate::error::AppError;
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::http::Method;
use actix_web::web::{Bytes, BytesMut};
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use subtle::ConstantTimeEq;

/// Largest form without files. The ten contents of a registration at their greatest lengths fit several times.
const MAX_FORM_BYTES: usize = 512 * 1024;

/// The fields of a posted form whose CSRF token was right. Err: `Refused` when too large, `Forbidden("request.csrf")`.
#[derive(Debug, Clone)]
pub struct Form(pub Fields);

impl FromRequest for Form {
    type Error = AppError;
    type Future = LocalBoxFuture<'static, Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            let fields = Fields::from_urlencoded(&read(payload).await?);
            check_csrf(&request, fields.text("csrf"))?;
            Ok(Self(fields))
        })
    }
}

async fn read(mut payload: Payload) -> Result<Bytes, AppError> {
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| AppError::Refused("request.malformed"))?;
        if body.len() + chunk.len() > MAX_FORM_BYTES {
            return Err(AppError::Refused("request.too_large"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// What was typed into a form whose session had ended meanwhile: the sign-in page hands it on.
#[derive(Debug, Clone)]
pub(crate) struct TypedBeforeSignIn(pub Fields);

/// Fields that are never given back in a page, nor the token of an ended session.
const NEVER_GIVEN_BACK: &[&str] = &["csrf", "password", "current", "new", "repeated"];

/// Keeps what a form says that was sent under a session that has ended, whichever argument of its handler finds out
/// first that nobody is signed in. Err: `Refused` when too large.
pub(crate) async fn keep_typed(request: &mut ServiceRequest) -> Result<(), AppError> {
    let is_form = request.method() == Method::POST
        && request.content_type() == "application/x-www-form-urlencoded";
    if is_form {
        let body = read(request.take_payload()).await?;
        let fields: Fields = Fields::from_urlencoded(&body)
            .iter()
            .filter(|(name, _)| !NEVER_GIVEN_BACK.contains(name))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        request.set_payload(Payload::from(body));
        if !fields.is_empty() {
            request.extensions_mut().insert(TypedBeforeSignIn(fields));
        }
    }
    Ok(())
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
