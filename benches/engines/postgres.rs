//! PostgreSQL full text: `simple` words without their marks, weighed A, B and D as title, place and body, found through a
//! GIN index, ranked by `ts_rank` with the length of the document taken into account (normalisation 1), any of the words.
//!
//! Marks are removed by the extension `unaccent`, and passages show the text as written. Where the server does not have
//! the extension, our own folding prepares the texts instead, and passages come without marks; the row says which.

use crate::Result;
use crate::engine::{Answer, Built, Engine, PAGE, PASSAGE_WORDS};
use crate::queries::any_of;
use crate::records::in_batches;
use crate::rows::{Count, Hit, Line};
use danvankheo::vietnamese;
use diesel::connection::SimpleConnection;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{BoxedSqlQuery, SqlQuery};
use diesel::sql_types::{BigInt, Text};
use std::path::Path;
use std::time::Instant;

/// Everything is made in a schema of its own, which goes with the connection.
const BEGIN: &str = "SET client_min_messages = warning; DROP SCHEMA IF EXISTS danvankheo_engines CASCADE; \
     CREATE SCHEMA danvankheo_engines; SET search_path = danvankheo_engines, public; \
     SET work_mem = '64MB'; SET maintenance_work_mem = '256MB'";
const END: &str = "DROP SCHEMA danvankheo_engines CASCADE";
const UNACCENTED: &str = "CREATE EXTENSION IF NOT EXISTS unaccent; CREATE TEXT SEARCH CONFIGURATION vn (COPY = simple); \
     ALTER TEXT SEARCH CONFIGURATION vn ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple";
const FOLDED: &str = "CREATE TEXT SEARCH CONFIGURATION vn (COPY = simple)";
const TABLE: &str = "CREATE TABLE models (id text NOT NULL, title text NOT NULL, body text NOT NULL, province text NOT NULL, \
     sector text NOT NULL, words tsvector NOT NULL); BEGIN";
/// Values of a row: its columns but the words, then title and place as the words are made of them.
const BOUND: usize = 7;
/// Weights of D, C, B and A: 1, 3 and 4 to each other, as body, place and title.
const RANK: &str = "ts_rank('{0.25, 0.25, 0.75, 1}', words, to_tsquery('vn', $1), 1)";
const COUNTS: &str = "SELECT province, sector, count(*) AS models FROM models \
     WHERE words @@ to_tsquery('vn', $1) GROUP BY province, sector";

pub struct Postgres {
    conn: PgConnection,
    name: String,
    built: Built,
}

#[derive(QueryableByName)]
struct Size {
    #[diesel(sql_type = BigInt)]
    bytes: i64,
}

impl Postgres {
    /// Fills the table in one transaction, then makes the index and gathers statistics.
    pub fn build(url: &str, catalogue: &Path) -> Result<Self> {
        let mut conn = PgConnection::establish(url)?;
        conn.batch_execute(BEGIN)?;
        let unaccents = conn.batch_execute(UNACCENTED).is_ok();
        if !unaccents {
            eprintln!("the server has no unaccent: texts are folded before they are entered");
            conn.batch_execute(FOLDED)?;
        }
        let prepared = |text: String| {
            if unaccents {
                text
            } else {
                vietnamese::fold(&text)
            }
        };
        let began = Instant::now();
        conn.batch_execute(TABLE)?;
        let models = in_batches(catalogue, |records| {
            let mut insert = insert(records.len());
            for record in records {
                // Titles stand as they are written too: they say whether a known model was found.
                insert = insert
                    .bind::<Text, _>(&record.id)
                    .bind::<Text, _>(&record.title)
                    .bind::<Text, _>(prepared(record.body_text()))
                    .bind::<Text, _>(&record.province)
                    .bind::<Text, _>(&record.sector)
                    .bind::<Text, _>(prepared(record.title.clone()))
                    .bind::<Text, _>(prepared(record.place_text()));
            }
            insert.execute(&mut conn)?;
            Ok(())
        })?;
        conn.batch_execute("COMMIT")?;
        conn.batch_execute("CREATE INDEX ON models USING gin (words)")?;
        conn.batch_execute("VACUUM ANALYZE models")?;
        let took = began.elapsed();
        let size: Size = diesel::sql_query("SELECT pg_total_relation_size('models') AS bytes")
            .get_result(&mut conn)?;
        let version: Line = diesel::sql_query("SELECT current_setting('server_version') AS text")
            .get_result(&mut conn)?;
        let marks = if unaccents {
            "unaccent"
        } else {
            "texts folded"
        };
        // Debian adds what it built after the number.
        let version = version
            .text
            .split(' ')
            .next()
            .unwrap_or_default()
            .to_owned();
        Ok(Self {
            conn,
            name: format!("PostgreSQL {version} full text, {marks}"),
            built: Built {
                took,
                models,
                bytes: u64::try_from(size.bytes)?,
            },
        })
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Err(error) = self.conn.batch_execute(END) {
            eprintln!("the schema danvankheo_engines is left behind: {error}");
        }
    }
}

/// Enters this many rows, their values still to be bound.
fn insert<'v>(rows: usize) -> BoxedSqlQuery<'v, Pg, SqlQuery> {
    let rows: Vec<String> = (0..rows)
        .map(|row| {
            let [id, title, body, province, sector, name, place] =
                std::array::from_fn::<String, BOUND, _>(|value| {
                    format!("${}", row * BOUND + value + 1)
                });
            format!(
                "({id}, {title}, {body}, {province}, {sector}, setweight(to_tsvector('vn', {name}), 'A') || \
                 setweight(to_tsvector('vn', {place}), 'B') || setweight(to_tsvector('vn', {body}), 'D'))"
            )
        })
        .collect();
    let sql = format!("INSERT INTO models VALUES {}", rows.join(", "));
    diesel::sql_query(sql).into_boxed()
}

/// `'hien' | 'dat'`.
fn expression(text: &str) -> String {
    any_of(text, '\'', " | ")
}

impl Engine for Postgres {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn built(&self) -> Option<Built> {
        Some(self.built)
    }

    fn answer(&mut self, text: &str) -> Result<Answer> {
        let expression = expression(text);
        let mut answer = Answer::default();
        let hits = format!(
            "SELECT id, ts_headline('vn', body, to_tsquery('vn', $1), \
                 'StartSel=<mark>, StopSel=</mark>, MaxWords={PASSAGE_WORDS}, MinWords=24') AS passage \
             FROM (SELECT id, body, {RANK} AS rank FROM models WHERE words @@ to_tsquery('vn', $1) \
                 ORDER BY rank DESC, id LIMIT {PAGE}) AS best ORDER BY rank DESC, id"
        );
        let hits: Vec<Hit> = diesel::sql_query(hits)
            .bind::<Text, _>(&expression)
            .load(&mut self.conn)?;
        for hit in hits {
            answer.ids.push(hit.id);
            answer.passages.push(hit.passage);
        }
        let counts: Vec<Count> = diesel::sql_query(COUNTS)
            .bind::<Text, _>(&expression)
            .load(&mut self.conn)?;
        for count in counts {
            answer.count(count.province, count.sector, u64::try_from(count.models)?);
        }
        Ok(answer)
    }

    fn titles(&mut self, text: &str, count: usize) -> Result<Vec<String>> {
        let titles = format!(
            "SELECT title AS text FROM models WHERE words @@ to_tsquery('vn', $1) \
             ORDER BY {RANK} DESC, id LIMIT $2"
        );
        let titles: Vec<Line> = diesel::sql_query(titles)
            .bind::<Text, _>(expression(text))
            .bind::<BigInt, _>(i64::try_from(count)?)
            .load(&mut self.conn)?;
        Ok(titles.into_iter().map(|title| title.text).collect())
    }
}
