//! Our index, asked in this process, with the texts of the models in SQLite beside it.

use crate::Result;
use crate::engine::{Answer, Built, Engine, PAGE, PASSAGE_CHARS};
use crate::records::{Record, in_batches};
use crate::sqlite;
use danvankheo::index::{Found, IndexedModel, ModelIndex, Query, passage};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::time::Instant;
use tempfile::TempDir;

pub struct Ours {
    index: ModelIndex,
    rows: SqliteConnection,
    built: Built,
    /// Removed when the rest is gone.
    _folder: TempDir,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    id: String,
    #[diesel(sql_type = Text)]
    title: String,
    #[diesel(sql_type = Text)]
    body: String,
}

impl Ours {
    /// Writes rows and index as an import and a rebuild do. Places get no names from before or after mergers: those
    /// come from the units of a registry.
    pub fn build(catalogue: &Path) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let began = Instant::now();
        let mut rows = sqlite::create(&folder.path().join("texts.sqlite"))?;
        rows.batch_execute(
            "CREATE TABLE texts (id TEXT PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL); BEGIN",
        )?;
        let (index, _) = ModelIndex::open(&folder.path().join("index"))?;
        let mut building = index.rebuild()?;
        let models = in_batches(catalogue, |records| {
            let bodies: Vec<String> = records
                .iter()
                .map(|record| record.body.join("\n"))
                .collect();
            let mut insert =
                sqlite::insert("INSERT INTO texts (id, title, body)", records.len(), 3);
            for (record, body) in records.iter().zip(&bodies) {
                insert = insert
                    .bind::<Text, _>(&record.id)
                    .bind::<Text, _>(&record.title)
                    .bind::<Text, _>(body);
            }
            insert.execute(&mut rows)?;
            for record in records {
                building.put(&indexed(record))?;
            }
            Ok(())
        })?;
        rows.batch_execute("COMMIT")?;
        building.finish(1)?;
        let built = Built {
            took: began.elapsed(),
            models,
            bytes: sqlite::bytes_under(folder.path())?,
        };
        Ok(Self {
            index,
            rows,
            built,
            _folder: folder,
        })
    }

    fn search(&self, text: &str, limit: usize) -> Result<Found> {
        Ok(self.index.search(&Query {
            text: text.to_owned(),
            limit,
            ..Query::default()
        })?)
    }

    fn rows(&mut self, ids: &[String]) -> Result<HashMap<String, Row>> {
        let places = vec!["?"; ids.len()].join(", ");
        let sql = format!("SELECT id, title, body FROM texts WHERE id IN ({places})");
        let mut query: sqlite::Statement<'_> = diesel::sql_query(sql).into_boxed();
        for id in ids {
            query = query.bind::<Text, _>(id);
        }
        let rows: Vec<Row> = query.load(&mut self.rows)?;
        Ok(rows.into_iter().map(|row| (row.id.clone(), row)).collect())
    }
}

impl Engine for Ours {
    fn name(&self) -> String {
        String::from("danvankheo")
    }

    fn built(&self) -> Option<Built> {
        Some(self.built)
    }

    fn answer(&mut self, text: &str) -> Result<Answer> {
        let found = self.search(text, PAGE)?;
        let rows = self.rows(&found.ids)?;
        let passages = found.ids.iter().filter_map(|id| {
            let paragraphs: Vec<&str> = rows.get(id)?.body.split('\n').collect();
            Some(passage(&paragraphs, &found.terms, PASSAGE_CHARS))
        });
        let passages = passages.collect();
        let counts = |facet: Vec<(String, usize)>| -> BTreeMap<String, u64> {
            facet
                .into_iter()
                .map(|(value, count)| (value, count as u64))
                .collect()
        };
        Ok(Answer {
            total: found.total as u64,
            provinces: counts(found.facets.provinces),
            sectors: counts(found.facets.sectors),
            ids: found.ids,
            passages,
        })
    }

    fn titles(&mut self, text: &str, count: usize) -> Result<Vec<String>> {
        let found = self.search(text, count)?;
        let mut rows = self.rows(&found.ids)?;
        let titles = found.ids.iter().filter_map(|id| rows.remove(id));
        Ok(titles.map(|row| row.title).collect())
    }
}

fn indexed(record: &Record) -> IndexedModel {
    let mut aliases = Vec::new();
    if !record.places.contains(&record.province) {
        aliases.push(record.province.clone());
    }
    IndexedModel {
        id: record.id.clone(),
        title: record.title.clone(),
        unit_names: vec![record.unit.clone()],
        place_names: record.places.clone(),
        place_aliases: aliases,
        themes: record.themes.clone(),
        sector: record.sector.clone(),
        actors: record.actors.clone(),
        body: record.body.clone(),
        province_code: record.province.clone(),
        ..IndexedModel::default()
    }
}
