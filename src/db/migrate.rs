//! Brings the schema up to date. The migrations of each backend are built into the program.

use super::Conn;
use crate::error::{AppError, Result};
use diesel::connection::SimpleConnection;
use diesel::migration::MigrationSource;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// A number that stands for "this program migrates", for PostgreSQL's advisory locks.
const MIGRATION_LOCK: i64 = 0x0064_766b_6d69_6772;

/// Runs what has not run yet and gives how many. Two processes that start together wait for each other.
pub(super) fn run(conn: &mut Conn) -> Result<usize> {
    match conn {
        Conn::Sqlite(conn) => apply(conn, SQLITE),
        Conn::Postgres(conn) => {
            conn.batch_execute(&format!("SELECT pg_advisory_lock({MIGRATION_LOCK})"))?;
            let outcome = apply(conn, POSTGRES);
            conn.batch_execute(&format!("SELECT pg_advisory_unlock({MIGRATION_LOCK})"))?;
            outcome
        }
    }
}

/// Takes every table away, whatever it holds, and makes them anew.
pub(super) fn erase(conn: &mut Conn) -> Result<()> {
    let reverted = match conn {
        Conn::Sqlite(conn) => conn.revert_all_migrations(SQLITE).map(|_| ()),
        Conn::Postgres(conn) => conn.revert_all_migrations(POSTGRES).map(|_| ()),
    };
    reverted.map_err(|error| AppError::internal("emptying the database", error))?;
    run(conn).map(|_| ())
}

/// Whether nothing is left to run.
pub(super) fn is_current(conn: &mut Conn) -> Result<bool> {
    let pending = match conn {
        Conn::Sqlite(conn) => conn.has_pending_migration(SQLITE),
        Conn::Postgres(conn) => conn.has_pending_migration(POSTGRES),
    };
    pending
        .map(|pending| !pending)
        .map_err(|error| AppError::internal("looking for pending migrations", error))
}

fn apply<C, DB>(conn: &mut C, source: impl MigrationSource<DB>) -> Result<usize>
where
    C: MigrationHarness<DB>,
    DB: diesel::backend::Backend,
{
    conn.run_pending_migrations(source)
        .map(|ran| ran.len())
        .map_err(|error| AppError::internal("migrating the database", error))
}
