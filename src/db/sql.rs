//! Statements that must differ between the databases, both halves side by side.

use super::Conn;
use crate::error::Result;
use diesel::RunQueryDsl;
use diesel::sql_types::{BigInt, Text};

#[derive(diesel::QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    last_number: i64,
}

/// Takes the next number of a series, beginning with 1. Call it inside a write.
pub fn next_number(conn: &mut Conn, series: &str) -> Result<i64> {
    const STATEMENT: &str = "INSERT INTO code_counters (series, last_number) VALUES ({}, 1) \
         ON CONFLICT (series) DO UPDATE SET last_number = code_counters.last_number + 1 RETURNING last_number";
    let row: Number = match conn {
        Conn::Sqlite(conn) => diesel::sql_query(STATEMENT.replace("{}", "?"))
            .bind::<Text, _>(series)
            .get_result(conn)?,
        Conn::Postgres(conn) => diesel::sql_query(STATEMENT.replace("{}", "$1"))
            .bind::<Text, _>(series)
            .get_result(conn)?,
    };
    Ok(row.last_number)
}

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
