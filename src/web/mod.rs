//! HTTP in and out: extractors, replies, and the functions that build our addresses under any base path.

mod cookies;
mod download;
mod error_pages;
mod fields;
mod form;
mod head;
mod measure;
mod notices;
mod page_cache;
mod paging;
pub mod paths;
mod posted;
mod security;
mod single_flight;
mod statics;
mod upload;
mod user;
mod visit;

pub use cookies::{FORM_COOKIE, SESSION_COOKIE, cookie, removal, with_cookie};
pub use download::download;
pub use error_pages::error_pages;
pub use fields::Fields;
pub use form::{Form, check_csrf};
pub use head::head_as_get;
pub use measure::measure;
pub use notices::wording as notice_wording;
pub use page_cache::{PageCache, page_cache};
pub use paging::Paging;
pub use posted::GivenBack;
pub use security::security_headers;
pub use statics::{asset_version, serve as serve_static};
pub(crate) use upload::keep_texts;
pub use upload::{Upload, UploadedFile};
pub use user::CurrentUser;
pub(crate) use visit::random_token;
pub use visit::{Visit, redirect};
