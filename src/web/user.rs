//! The signed-in person as a handler's argument.

use crate::access::{Actor, Person, SignedIn};
use crate::error::AppError;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use std::future::{Ready, ready};

/// The person who is signed in. Err: `SignIn` where nobody is.
#[derive(Debug, Clone)]
pub struct CurrentUser(pub SignedIn);

impl CurrentUser {
    /// The person.
    pub fn person(&self) -> &Person {
        &self.0.person
    }

    /// The person as an actor.
    pub fn actor(&self) -> Actor {
        self.0.actor()
    }
}

impl FromRequest for CurrentUser {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(
            request
                .extensions()
                .get::<SignedIn>()
                .cloned()
                .map(Self)
                .ok_or(AppError::SignIn),
        )
    }
}
