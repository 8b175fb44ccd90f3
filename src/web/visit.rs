//! One visit to a page: who looks, at what, and how to answer.

use super::cookies::{FORM_COOKIE, NOTICE_COOKIE, cookie, removal, with_cookie};
use super::notices;
use crate::access::SignedIn;
use crate::app::App;
use crate::error::{AppError, Result};
use crate::pages::{Shell, ShellUser};
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse};
use serde::Serialize;
use std::future::{Ready, ready};

/// What a handler needs to answer with a page.
#[derive(Clone)]
pub struct Visit {
    /// The program.
    pub app: Data<App>,
    /// Who looks, if anyone is signed in.
    pub signed_in: Option<SignedIn>,
    /// Path of the request, without the base path.
    pub path: String,
    /// Query string as sent.
    pub query: String,
    /// Whether htmx asks for a part of the page.
    pub partial: bool,
    form_cookie: Option<String>,
    notice: Option<String>,
}

impl Visit {
    /// Reads what a page needs to know of a request.
    pub fn of(request: &HttpRequest) -> Result<Self> {
        let app = request.app_data::<Data<App>>().cloned();
        let app = app.ok_or_else(|| {
            AppError::internal("answering a request", "the program is not in reach")
        })?;
        let path = request
            .path()
            .strip_prefix(app.config.base_path.as_str())
            .unwrap_or(request.path())
            .to_owned();
        // Not held beside the look at the cookies, which may have to write down what it finds.
        let signed_in = request.extensions().get::<SignedIn>().cloned();
        let value = |name| request.cookie(name).map(|cookie| cookie.value().to_owned());
        Ok(Self {
            signed_in,
            query: request.query_string().to_owned(),
            partial: request.headers().contains_key("hx-request"),
            form_cookie: value(FORM_COOKIE),
            notice: value(NOTICE_COOKIE),
            path,
            app,
        })
    }

    /// The address that was asked for, without the base path.
    pub fn address(&self) -> String {
        if self.query.is_empty() {
            self.path.clone()
        } else {
            format!("{}?{}", self.path, self.query)
        }
    }

    /// The page, status 200.
    pub fn page<P: Serialize>(&self, template: &str, page: &P) -> Result<HttpResponse> {
        self.page_with(StatusCode::OK, template, page)
    }

    /// The page with another status: 422 for a form shown again.
    pub fn page_with<P: Serialize>(
        &self,
        status: StatusCode,
        template: &str,
        page: &P,
    ) -> Result<HttpResponse> {
        let shell = self.shell();
        let html = self.app.pages.render(template, &shell, page)?;
        let mut response = HttpResponse::build(status);
        response.content_type("text/html; charset=utf-8");
        let anonymous = self.signed_in.is_none() && self.notice.is_none();
        response.insert_header((
            CACHE_CONTROL,
            if anonymous {
                "public, no-cache"
            } else {
                "private, no-store"
            },
        ));
        let mut response = response.body(html);
        if self.notice.is_some() {
            response = with_cookie(response, &removal(&self.app.config, NOTICE_COOKIE));
        }
        Ok(response)
    }

    /// A page with a form for strangers: gives the browser a form cookie if it has none.
    pub fn form_page<P: Serialize>(
        &self,
        status: StatusCode,
        template: &str,
        page: &P,
    ) -> Result<HttpResponse> {
        let mut visit = self.clone();
        let token = visit.form_cookie.clone().filter(|token| !token.is_empty());
        let fresh = token.is_none();
        visit.form_cookie = Some(token.unwrap_or_else(random_token));
        let mut response = visit.page_with(status, template, page)?;
        response.headers_mut().insert(
            CACHE_CONTROL,
            actix_web::http::header::HeaderValue::from_static("private, no-store"),
        );
        if fresh && self.signed_in.is_none() {
            let value = visit.form_cookie.unwrap_or_default();
            response = with_cookie(response, &cookie(&self.app.config, FORM_COOKIE, value));
        }
        Ok(response)
    }

    fn shell(&self) -> Shell {
        let config = &self.app.config;
        Shell {
            base: config.base_path.clone(),
            contact: config.contact.clone(),
            canonical: format!("{}{}{}", config.origin, config.base_path, self.path),
            origin: config.origin.clone(),
            path: self.path.clone(),
            asset_version: super::asset_version().to_owned(),
            demo: config.demo,
            user: self.signed_in.as_ref().map(ShellUser::of),
            notice: self.notice.as_deref().and_then(notices::notice),
            csrf: match &self.signed_in {
                Some(session) => session.csrf.clone(),
                None => self.form_cookie.clone().unwrap_or_default(),
            },
        }
    }
}

impl FromRequest for Visit {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request))
    }
}

/// Sends the browser on to `path` (of ours, without the base path) after a change, with a notice on the next page.
pub fn redirect(app: &App, path: &str, notice: Option<&'static str>) -> HttpResponse {
    let response = HttpResponse::SeeOther()
        .insert_header((LOCATION, format!("{}{path}", app.config.base_path)))
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish();
    match notice {
        Some(code) => {
            debug_assert!(
                notices::wording(code).is_some(),
                "the notice {code} has no wording"
            );
            with_cookie(
                response,
                &cookie(&app.config, NOTICE_COOKIE, code.to_owned()),
            )
        }
        None => response,
    }
}

/// 128 random bits in hex.
pub(crate) fn random_token() -> String {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    hex::encode(bytes)
}
