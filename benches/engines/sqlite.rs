//! What our row of the table and FTS5 share: a SQLite file, filled in one transaction.

use crate::Result;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::query_builder::{BoxedSqlQuery, SqlQuery};
use diesel::sqlite::Sqlite;
use std::fs;
use std::path::Path;

/// The file is new and nobody else's: what a crash would leave of it is of no interest.
const SETTINGS: &str = "PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -131072; \
     PRAGMA mmap_size = 4294967296;";

/// A statement whose values are bound one after the other.
pub type Statement<'v> = BoxedSqlQuery<'v, Sqlite, SqlQuery>;

/// Makes a database.
pub fn create(file: &Path) -> Result<SqliteConnection> {
    let file = file
        .to_str()
        .ok_or("the temporary folder has an odd name")?;
    let mut conn = SqliteConnection::establish(file)?;
    conn.batch_execute(SETTINGS)?;
    Ok(conn)
}

/// `into VALUES (?, ?), (?, ?)`, its values still to be bound.
pub fn insert<'v>(into: &str, rows: usize, columns: usize) -> Statement<'v> {
    let row = format!("({})", vec!["?"; columns].join(", "));
    let rows = vec![row.as_str(); rows].join(", ");
    diesel::sql_query(format!("{into} VALUES {rows}")).into_boxed()
}

/// The bytes of all files under a folder.
pub fn bytes_under(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.metadata()?;
        bytes += if kind.is_dir() {
            bytes_under(&entry.path())?
        } else {
            kind.len()
        };
    }
    Ok(bytes)
}
