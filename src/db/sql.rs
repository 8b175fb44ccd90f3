//! Statements that must differ between the databases, both halves side by side.

use super::Conn;
use crate::error::Result;
use chrono::NaiveDate;
use diesel::RunQueryDsl;
use diesel::sql_types::{BigInt, Date, Text};

#[derive(diesel::QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    last_number: i64,
}

/// Takes the next number of a series, beginning with 1. Call it inside a write.
pub fn next_number(conn: &mut Conn, series: &str) -> Result<i64> {
    next_numbers(conn, series, 1)
}

/// Takes `count` numbers of a series at once and gives the first. Call it inside a write.
pub fn next_numbers(conn: &mut Conn, series: &str, count: u32) -> Result<i64> {
    let count = i64::from(count);
    let row: Number = match conn {
        Conn::Sqlite(conn) => diesel::sql_query(
            "INSERT INTO code_counters (series, last_number) VALUES (?1, ?2) ON CONFLICT (series) \
             DO UPDATE SET last_number = code_counters.last_number + ?2 RETURNING last_number",
        )
        .bind::<Text, _>(series)
        .bind::<BigInt, _>(count)
        .get_result(conn)?,
        Conn::Postgres(conn) => diesel::sql_query(
            "INSERT INTO code_counters (series, last_number) VALUES ($1, $2) ON CONFLICT (series) \
             DO UPDATE SET last_number = code_counters.last_number + $2 RETURNING last_number",
        )
        .bind::<Text, _>(series)
        .bind::<BigInt, _>(count)
        .get_result(conn)?,
    };
    Ok(row.last_number - count + 1)
}

/// Adds one to how often a search found nothing on a day. Call it inside a write.
pub fn count_miss(conn: &mut Conn, day: NaiveDate, text: &str) -> Result<()> {
    match conn {
        Conn::Sqlite(conn) => diesel::sql_query(
            "INSERT INTO search_misses (day, text, count) VALUES (?1, ?2, 1) ON CONFLICT (day, text) \
             DO UPDATE SET count = search_misses.count + 1",
        )
        .bind::<Date, _>(day)
        .bind::<Text, _>(text)
        .execute(conn)?,
        Conn::Postgres(conn) => diesel::sql_query(
            "INSERT INTO search_misses (day, text, count) VALUES ($1, $2, 1) ON CONFLICT (day, text) \
             DO UPDATE SET count = search_misses.count + 1",
        )
        .bind::<Date, _>(day)
        .bind::<Text, _>(text)
        .execute(conn)?,
    };
    Ok(())
}

/// Inserts each of a slice of rows: one statement per row on SQLite, where a statement costs no way
/// to a server and is prepared once; one statement per thousand rows on PostgreSQL.
macro_rules! insert_each {
    ($conn:expr, $table:expr, $rows:expr) => {
        match &mut *$conn {
            $crate::db::Conn::Sqlite(conn) => {
                for row in $rows {
                    diesel::RunQueryDsl::execute(diesel::insert_into($table).values(row), conn)?;
                }
            }
            $crate::db::Conn::Postgres(conn) => {
                for rows in $rows.chunks(1000) {
                    diesel::RunQueryDsl::execute(diesel::insert_into($table).values(rows), conn)?;
                }
            }
        }
    };
}
pub(crate) use insert_each;

/// The pattern that `LIKE … ESCAPE '\'` matches as a beginning, whatever `text` contains.
pub fn starts_with(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 1);
    for character in text.chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}
