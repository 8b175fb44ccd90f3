//! The signed-in person as a handler's argument.

use super::paths;
use crate::access::{Actor, Person, SignedIn};
use crate::app::App;
use crate::error::AppError;
use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use std::future::{Ready, ready};

/// Where someone who must choose a new password first may still go.
const PASSWORD_PAGES: &[&str] = &[paths::ACCOUNT, "/tai-khoan/mat-khau", "/dang-xuat"];

/// The person who is signed in. Err: `SignIn` where nobody is; `Forbidden("users.change_password_first")` where the
/// first password, which someone else knows, still holds.
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
        ready(signed_in(request))
    }
}

fn signed_in(request: &HttpRequest) -> Result<CurrentUser, AppError> {
    let session = request.extensions().get::<SignedIn>().cloned();
    let session = session.ok_or(AppError::SignIn)?;
    let base = request
        .app_data::<Data<App>>()
        .map_or("", |app| app.config.base_path.as_str());
    let changes_it = request
        .path()
        .strip_prefix(base)
        .is_some_and(|page| PASSWORD_PAGES.contains(&page));
    if session.must_change_password && !changes_it {
        return Err(AppError::Forbidden("users.change_password_first"));
    }
    Ok(CurrentUser(session))
}
