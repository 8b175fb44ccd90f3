//! Our cookies: none of them is readable by scripts, none is sent along by other sites' forms.

use crate::config::Config;
use actix_web::HttpResponse;
use actix_web::cookie::{Cookie, SameSite, time::Duration};

/// Carries the session's token.
pub const SESSION_COOKIE: &str = "dvk_session";
/// Ties a form shown to a stranger (such as sign-in) to the browser it was shown in.
pub const FORM_COOKIE: &str = "dvk_form";
/// Carries the code of a notice to the next page.
pub(super) const NOTICE_COOKIE: &str = "dvk_notice";

/// A cookie of ours; it ends with the browser's session.
pub fn cookie(config: &Config, name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build(name, value)
        .path(if config.base_path.is_empty() {
            String::from("/")
        } else {
            config.base_path.clone()
        })
        .http_only(true)
        .secure(config.origin.starts_with("https://"))
        .same_site(SameSite::Lax)
        .finish()
}

/// What makes the browser forget a cookie of ours.
pub fn removal(config: &Config, name: &'static str) -> Cookie<'static> {
    let mut cookie = cookie(config, name, String::new());
    cookie.set_max_age(Duration::ZERO);
    cookie
}

/// Adds a cookie to an answer.
pub fn with_cookie(mut response: HttpResponse, cookie: &Cookie<'_>) -> HttpResponse {
    // A cookie built from our own names and from hex text is always a valid header.
    response
        .add_cookie(cookie)
        .expect("our cookies are valid headers");
    response
}
