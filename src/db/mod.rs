//! The database: [`Db::read`] and [`Db::write`] are the only doors, over SQLite and PostgreSQL alike.
//!
//! A read is one snapshot. A write is one transaction that queues behind every other write, so that the order of
//! the log is the order of commit. Inside neither is there HTTP, image work, rendering or a second door.

mod conn;
mod migrate;
pub mod schema;
pub mod sql;

pub use conn::{Backend, Conn};

use crate::config::DatabaseUrl;
use crate::error::{AppError, Doing, Result};
use conn::Manager;
use diesel::r2d2::{Pool, PooledConnection};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// How many ids go into one statement: both databases bound them (SQLite at 32,766), and plans stay small.
pub const IDS_AT_ONCE: usize = 500;

/// How long a request waits for a free connection before it is told that the system is busy.
const WAIT_FOR_CONNECTION: Duration = Duration::from_secs(15);

/// Ok where a statement changed the one row that it names in the state or version that was read. Err:
/// `Conflict("conflict.changed")` where someone was faster.
pub fn expect_one(changed: usize) -> Result<()> {
    if changed == 1 {
        Ok(())
    } else {
        Err(AppError::Conflict("conflict.changed"))
    }
}

/// The doors to the database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    readers: Pool<Manager>,
    writers: Pool<Manager>,
    backend: Backend,
    changed: Arc<Notify>,
}

impl Db {
    /// Connects; creates the folder and the file of a SQLite database that does not exist yet. Migrates nothing.
    pub fn open(url: &DatabaseUrl) -> Result<Self> {
        let manager = Manager::new(url)?;
        let backend = manager.backend();
        // SQLite has one writer at a time; several would only wait inside the library instead of here.
        let (readers, writers) = match backend {
            Backend::Sqlite => (4, 1),
            Backend::Postgres => (8, 4),
        };
        let pool = |size: u32| {
            Pool::builder()
                .max_size(size)
                .min_idle(Some(1))
                .connection_timeout(WAIT_FOR_CONNECTION)
                .test_on_check_out(backend == Backend::Postgres)
                .build(manager.clone())
                .doing("connecting to the database")
        };
        Ok(Self {
            readers: pool(readers)?,
            writers: pool(writers)?,
            backend,
            changed: Arc::default(),
        })
    }

    /// Brings the schema to the newest version. Gives how many migrations ran. Safe to run from several processes.
    pub fn migrate(&self) -> Result<usize> {
        migrate::run(&mut *connection(&self.writers)?)
    }

    /// Empties the database: every row of every table is gone. For demonstrations, whose data is made anew.
    pub fn erase(&self) -> Result<()> {
        migrate::erase(&mut *connection(&self.writers)?)
    }

    /// Whether every migration this program knows has run.
    pub fn is_current(&self) -> Result<bool> {
        migrate::is_current(&mut *connection(&self.readers)?)
    }

    /// Which database it is.
    pub fn backend(&self) -> Backend {
        self.backend
    }

    /// Woken after each write of this process.
    pub fn changed(&self) -> Arc<Notify> {
        Arc::clone(&self.changed)
    }

    /// Reads one snapshot, off the async threads.
    pub async fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let db = self.clone();
        tokio::task::spawn_blocking(move || db.read_now(job))
            .await
            .doing("reading")?
    }

    /// Changes rows in one transaction, off the async threads; all or nothing.
    pub async fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let db = self.clone();
        tokio::task::spawn_blocking(move || db.write_now(job))
            .await
            .doing("writing")?
    }

    /// [`Db::read`] for commands and for code that is off the async threads already.
    pub fn read_now<T>(&self, job: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let mut conn = connection(&self.readers)?;
        conn.begin_read()?;
        let result = job(&mut conn);
        // A snapshot has nothing to keep: it is rolled back whatever came of it.
        conn.roll_back();
        result
    }

    /// [`Db::write`] for commands and for code that is off the async threads already.
    pub fn write_now<T>(&self, job: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let mut conn = connection(&self.writers)?;
        conn.begin_write()?;
        match job(&mut conn) {
            Ok(value) => {
                conn.commit()?;
                self.changed.notify_one();
                Ok(value)
            }
            Err(error) => {
                conn.roll_back();
                Err(error)
            }
        }
    }
}

fn connection(pool: &Pool<Manager>) -> Result<PooledConnection<Manager>> {
    pool.get().map_err(|error| {
        tracing::warn!(%error, "no database connection became free");
        AppError::Busy("busy")
    })
}
