//! The harness: a server over a fresh copy of a migrated database, people who use it over HTTP, and rows to begin with.

mod answer;
mod app;
mod browser;
mod builders;
mod client;
mod databases;
pub mod files;
mod folders;
mod lines;
pub mod models;
mod postgres;
pub mod program;
mod required;
pub mod sources;

pub use browser::{Browser, with_browser};
pub use builders::{Council, User};
pub use databases::TestDatabase;

/// Makes two tests of `async fn a_sentence(t: TestApp) { … }`, `a_sentence::sqlite` and `a_sentence::postgres`.
/// Use it as `#[apply(both_backends!)]`.
macro_rules! both_backends {
    ($(#[$meta:meta])* async fn $name:ident($t:ident: TestApp) $body:block) => {
        $(#[$meta])*
        async fn $name($t: TestApp) $body

        mod $name {
            use $crate::support::prelude::{Backend, on};

            #[actix_web::test]
            async fn sqlite() {
                on(Backend::Sqlite, super::$name).await;
            }

            #[actix_web::test]
            async fn postgres() {
                on(Backend::Postgres, super::$name).await;
            }
        }
    };
}
pub(crate) use both_backends;

/// What a test file begins with.
pub mod prelude {
    pub use super::answer::Answer;
    pub use super::app::TestApp;
    pub(crate) use super::both_backends;
    pub use super::builders::{PASSWORD, Unit};
    pub use super::client::Client;
    pub use super::databases::on;
    pub use danvankheo::db::Backend;
    pub use macro_rules_attribute::apply;
}
