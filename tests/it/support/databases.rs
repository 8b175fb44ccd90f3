//! A fresh database per test: migrated once per run, copied for each test.

use super::app::TestApp;
use super::folders::folder;
use super::postgres;
use super::required::left_out;
use danvankheo::config::DatabaseUrl;
use danvankheo::db::{Backend, Db};
use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use std::path::Path;
use std::sync::OnceLock;

/// Runs a test on a server of its own; leaves it out where the machine has no such database.
pub async fn on(backend: Backend, test: impl AsyncFnOnce(TestApp)) {
    if let Some(t) = TestApp::start(backend).await {
        test(t).await;
    }
}

/// A database of one test's own. PostgreSQL's is dropped with it; SQLite's goes with its folder.
pub struct TestDatabase {
    /// How to reach it.
    pub url: DatabaseUrl,
    drop_with: Option<(&'static postgres::Server, String)>,
}

impl TestDatabase {
    /// A copy of the migrated database, for SQLite inside `folder`; none where the machine has no PostgreSQL.
    pub fn migrated(backend: Backend, folder: &Path) -> Option<Self> {
        match backend {
            Backend::Sqlite => {
                let path = folder.join("danvankheo.sqlite3");
                std::fs::write(&path, sqlite_template()).unwrap();
                Some(Self {
                    url: DatabaseUrl::Sqlite(path),
                    drop_with: None,
                })
            }
            Backend::Postgres => {
                server().map(|server| Self::on_server(server, server.copy_of_template()))
            }
        }
    }

    /// A database without a single table; none where the machine has no PostgreSQL.
    pub fn empty(backend: Backend, folder: &Path) -> Option<Self> {
        match backend {
            Backend::Sqlite => Some(Self {
                url: DatabaseUrl::Sqlite(folder.join("danvankheo.sqlite3")),
                drop_with: None,
            }),
            Backend::Postgres => server().map(|server| Self::on_server(server, server.empty())),
        }
    }

    /// A database that someone else keeps, and drops.
    pub fn kept_elsewhere(url: DatabaseUrl) -> Self {
        Self {
            url,
            drop_with: None,
        }
    }

    fn on_server(server: &'static postgres::Server, name: String) -> Self {
        Self {
            url: DatabaseUrl::Postgres(server.url(&name)),
            drop_with: Some((server, name)),
        }
    }

    /// As `DATABASE_URL` takes it.
    pub fn as_setting(&self) -> String {
        match &self.url {
            DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
            DatabaseUrl::Postgres(url) => url.clone(),
        }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.drop_with {
            server.drop_database(name);
        }
    }
}

fn server() -> Option<&'static postgres::Server> {
    match postgres::server() {
        Ok(server) => Some(server),
        Err(why) => {
            left_out("postgres", why);
            None
        }
    }
}

/// The bytes of a migrated SQLite file that nobody has open.
fn sqlite_template() -> &'static [u8] {
    static TEMPLATE: OnceLock<Vec<u8>> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let folder = folder("dvk-test-");
        let (working, copy) = (
            folder.path().join("working.sqlite3"),
            folder.path().join("copy.sqlite3"),
        );
        Db::open(&DatabaseUrl::Sqlite(working.clone()))
            .unwrap()
            .migrate()
            .unwrap();
        // A copy made by SQLite itself holds what may still stand in the write-ahead log.
        let mut conn = SqliteConnection::establish(working.to_str().unwrap()).unwrap();
        conn.batch_execute(&format!("VACUUM INTO '{}'", copy.display()))
            .unwrap();
        std::fs::read(copy).unwrap()
    })
}
