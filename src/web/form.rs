//! A posted form: read within bounds, and only if it came from a page of ours.

use super::cookies::FORM_COOKIE;
use super::fields::Fields;
use crate::access::SignedIn;
use crate::error::AppError;
use actix_web::dev::Payload;
use actix_web::web::BytesMut;
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
        let mut payload = payload.take();
        Box::pin(async move {
            let mut body = BytesMut::new();
            while let Some(chunk) = payload.next().await {
                let chunk = chunk.map_err(|_| AppError::Refused("request.malformed"))?;
                if body.len() + chunk.len() > MAX_FORM_BYTES {
                    return Err(AppError::Refused("request.too_large"));
                }
                body.extend_from_slice(&chunk);
            }
            let fields = Fields::from_urlencoded(&body);
            check_csrf(&request, fields.text("csrf"), &fields)?;
            Ok(Self(fields))
        })
    }
}

/// What was typed into a form whose session had ended meanwhile: the sign-in page hands it on.
#[derive(Debug, Clone)]
pub(crate) struct TypedBeforeSignIn(pub Fields);

/// Ok if `token` is the one this browser was given. Without a session the typed fields are kept for after sign-in.
pub fn check_csrf(request: &HttpRequest, token: &str, typed: &Fields) -> Result<(), AppError> {
    let expected = match request.extensions().get::<SignedIn>() {
        Some(session) => Some(session.csrf.clone()),
        None => request
            .cookie(FORM_COOKIE)
            .map(|cookie| cookie.value().to_owned()),
    };
    if expected.is_some_and(|expected| {
        !expected.is_empty() && bool::from(expected.as_bytes().ct_eq(token.as_bytes()))
    }) {
        return Ok(());
    }
    if request.cookie(super::SESSION_COOKIE).is_some()
        && request.extensions().get::<SignedIn>().is_none()
    {
        request
            .extensions_mut()
            .insert(TypedBeforeSignIn(typed.clone()));
        return Err(AppError::SignIn);
    }
    Err(AppError::Forbidden("request.csrf"))
}
