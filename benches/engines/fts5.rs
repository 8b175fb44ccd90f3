//! SQLite FTS5 at its best for Vietnamese: marks folded by `remove_diacritics 2`, which leaves đ, so that stands as d in the
//! index and in searches; any of the words, by BM25 with title, place and body weighing 4, 3 and 1.
//!
//! The index keeps no texts: passages are cut from the texts as written, by the rowid. One pass over what matches gives the
//! total and both facets, from a table that holds nothing else.

use crate::Result;
use crate::engine::{Answer, Built, Engine, PAGE, PASSAGE_WORDS};
use crate::queries::any_of;
use crate::records::in_batches;
use crate::rows::{Count, Hit, Line};
use crate::sqlite;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use std::path::Path;
use std::time::Instant;
use tempfile::TempDir;

const TABLES: &str = r#"
    CREATE TABLE texts (number INTEGER PRIMARY KEY, title TEXT NOT NULL, place TEXT NOT NULL, body TEXT NOT NULL, id TEXT NOT NULL);
    CREATE TABLE facets (number INTEGER PRIMARY KEY, province TEXT NOT NULL, sector TEXT NOT NULL);
    CREATE VIRTUAL TABLE found USING fts5(title, place, body, id UNINDEXED, content='texts', content_rowid='number',
        tokenize="unicode61 remove_diacritics 2");
    INSERT INTO found (found, rank) VALUES ('rank', 'bm25(4.0, 3.0, 1.0)');
    BEGIN"#;
const COUNTS: &str = "SELECT province, sector, count(*) AS models FROM found JOIN facets ON facets.number = found.rowid \
     WHERE found MATCH ? GROUP BY province, sector";
const TITLES: &str = "SELECT title AS text FROM found WHERE found MATCH ? ORDER BY rank LIMIT ?";

pub struct Fts5 {
    conn: SqliteConnection,
    version: String,
    built: Built,
    /// Removed when the rest is gone.
    _folder: TempDir,
}

impl Fts5 {
    /// Fills the tables in one transaction and merges the index into one part.
    pub fn build(catalogue: &Path) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let began = Instant::now();
        let mut conn = sqlite::create(&folder.path().join("fts5.sqlite"))?;
        conn.batch_execute(TABLES)?;
        let mut last = 0i64;
        let models = in_batches(catalogue, |records| {
            let rows = records.len();
            let texts: Vec<[String; 3]> = records
                .iter()
                .map(|record| {
                    [
                        record.title.clone(),
                        record.place_text(),
                        record.body_text(),
                    ]
                })
                .collect();
            let mut insert = sqlite::insert(
                "INSERT INTO texts (number, title, place, body, id)",
                rows,
                5,
            );
            for (number, (record, text)) in (last + 1..).zip(records.iter().zip(&texts)) {
                insert = insert.bind::<BigInt, _>(number);
                for text in text {
                    insert = insert.bind::<Text, _>(text);
                }
                insert = insert.bind::<Text, _>(&record.id);
            }
            insert.execute(&mut conn)?;
            let mut insert =
                sqlite::insert("INSERT INTO facets (number, province, sector)", rows, 3);
            for (number, record) in (last + 1..).zip(records) {
                insert = insert
                    .bind::<BigInt, _>(number)
                    .bind::<Text, _>(&record.province)
                    .bind::<Text, _>(&record.sector);
            }
            insert.execute(&mut conn)?;
            let mut insert =
                sqlite::insert("INSERT INTO found (rowid, title, place, body)", rows, 4);
            for (number, text) in (last + 1..).zip(&texts) {
                insert = insert.bind::<BigInt, _>(number);
                for text in text {
                    insert = insert.bind::<Text, _>(without_bar(text));
                }
            }
            insert.execute(&mut conn)?;
            last += i64::try_from(rows)?;
            Ok(())
        })?;
        conn.batch_execute("INSERT INTO found (found) VALUES ('optimize'); COMMIT")?;
        let built = Built {
            took: began.elapsed(),
            models,
            bytes: sqlite::bytes_under(folder.path())?,
        };
        let version: Line =
            diesel::sql_query("SELECT sqlite_version() AS text").get_result(&mut conn)?;
        Ok(Self {
            conn,
            version: version.text,
            built,
            _folder: folder,
        })
    }
}

/// The letter that no decomposition takes its bar from.
fn without_bar(text: &str) -> String {
    text.replace('đ', "d").replace('Đ', "D")
}

/// `"hien" OR "dat"`.
fn expression(text: &str) -> String {
    any_of(text, '"', " OR ")
}

impl Engine for Fts5 {
    fn name(&self) -> String {
        format!("SQLite {} FTS5, đ as d", self.version)
    }

    fn built(&self) -> Option<Built> {
        Some(self.built)
    }

    fn answer(&mut self, text: &str) -> Result<Answer> {
        let expression = expression(text);
        let mut answer = Answer::default();
        // By `rank` the index sorts by itself, and only the rows that are wanted get a passage.
        let hits = format!(
            "SELECT id, snippet(found, 2, '<mark>', '</mark>', '…', {PASSAGE_WORDS}) AS passage \
             FROM found WHERE found MATCH ? ORDER BY rank LIMIT {PAGE}"
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
        let titles: Vec<Line> = diesel::sql_query(TITLES)
            .bind::<Text, _>(expression(text))
            .bind::<BigInt, _>(i64::try_from(count)?)
            .load(&mut self.conn)?;
        Ok(titles.into_iter().map(|title| title.text).collect())
    }
}
