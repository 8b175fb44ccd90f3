//! One connection, over either database.

use crate::config::DatabaseUrl;
use crate::error::{Doing, Result};
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::pg::PgConnection;
use diesel::r2d2::{ManageConnection, R2D2Connection};
use diesel::sqlite::SqliteConnection;
use diesel::{Connection, ConnectionError, MultiConnection};
use std::sync::Arc;

/// Which database a connection speaks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// The embedded default.
    Sqlite,
    /// To scale out.
    Postgres,
}

/// A connection to either database: statements written once run on both.
#[derive(MultiConnection)]
pub enum Conn {
    /// To a PostgreSQL server.
    Postgres(PgConnection),
    /// To a SQLite file.
    Sqlite(SqliteConnection),
}

/// What every SQLite connection is set to. FULL: an acknowledged change survives a power cut, not only a kill.
const SQLITE_SETTINGS: &str = "PRAGMA busy_timeout = 15000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
     PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -2048;";

impl Conn {
    /// Which database it speaks to.
    pub fn backend(&self) -> Backend {
        match self {
            Self::Sqlite(_) => Backend::Sqlite,
            Self::Postgres(_) => Backend::Postgres,
        }
    }

    pub(super) fn begin_read(&mut self) -> Result<()> {
        match self {
            Self::Sqlite(conn) => {
                AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN DEFERRED")
            }
            Self::Postgres(conn) => AnsiTransactionManager::begin_transaction_sql(
                conn,
                "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
            ),
        }
        .doing("beginning to read")
    }

    /// Begins a write behind every other one: SQLite takes its write lock at once, PostgreSQL the head of the log.
    pub(super) fn begin_write(&mut self) -> Result<()> {
        match self {
            Self::Sqlite(conn) => {
                AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN IMMEDIATE")?
            }
            Self::Postgres(conn) => {
                AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN")?;
                if let Err(error) =
                    conn.batch_execute("SELECT seq FROM log_head WHERE id = 1 FOR UPDATE")
                {
                    self.roll_back();
                    return Err(error.into());
                }
            }
        }
        Ok(())
    }

    pub(super) fn commit(&mut self) -> Result<()> {
        match self {
            Self::Sqlite(conn) => AnsiTransactionManager::commit_transaction(conn),
            Self::Postgres(conn) => AnsiTransactionManager::commit_transaction(conn),
        }
        .doing("committing a change")
    }

    /// Leaves the transaction. A connection that cannot is thrown away by the pool.
    pub(super) fn roll_back(&mut self) {
        let outcome = match self {
            Self::Sqlite(conn) => AnsiTransactionManager::rollback_transaction(conn),
            Self::Postgres(conn) => AnsiTransactionManager::rollback_transaction(conn),
        };
        if let Err(error) = outcome {
            tracing::warn!(%error, "a transaction could not be rolled back");
        }
    }
}

/// Makes connections for the pools.
#[derive(Debug, Clone)]
pub(super) struct Manager {
    url: Arc<DatabaseUrl>,
}

impl Manager {
    pub(super) fn new(url: &DatabaseUrl) -> Result<Self> {
        if let DatabaseUrl::Sqlite(path) = url
            && let Some(folder) = path
                .parent()
                .filter(|folder| !folder.as_os_str().is_empty())
        {
            std::fs::create_dir_all(folder)
                .doing(format!("creating the folder {}", folder.display()))?;
        }
        Ok(Self {
            url: Arc::new(url.clone()),
        })
    }

    pub(super) fn backend(&self) -> Backend {
        match *self.url {
            DatabaseUrl::Sqlite(_) => Backend::Sqlite,
            DatabaseUrl::Postgres(_) => Backend::Postgres,
        }
    }
}

impl ManageConnection for Manager {
    type Connection = Conn;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Conn, Self::Error> {
        let connection_error = diesel::r2d2::Error::ConnectionError;
        match &*self.url {
            DatabaseUrl::Sqlite(path) => {
                let path = path.to_str().ok_or_else(|| {
                    connection_error(ConnectionError::BadConnection(
                        "the database path is not UTF-8".into(),
                    ))
                })?;
                let mut conn = SqliteConnection::establish(path).map_err(connection_error)?;
                conn.batch_execute(SQLITE_SETTINGS)
                    .map_err(diesel::r2d2::Error::QueryError)?;
                Ok(Conn::Sqlite(conn))
            }
            DatabaseUrl::Postgres(url) => PgConnection::establish(url)
                .map(Conn::Postgres)
                .map_err(connection_error),
        }
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), Self::Error> {
        conn.ping().map_err(diesel::r2d2::Error::QueryError)
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking() || conn.is_broken()
    }
}
