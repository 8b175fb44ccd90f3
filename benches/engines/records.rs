//! The records of the catalogue, read line by line: at most one batch of them is in memory.

use crate::Result;
use danvankheo::vietnamese;
use serde::Deserialize;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Records taken in at a time.
const BATCH: usize = 100;

/// What every engine is given of a model: the texts that our import gives our index.
pub struct Record {
    pub id: String,
    pub title: String,
    pub unit: String,
    /// Province, district and commune as the record names them.
    pub places: Vec<String>,
    /// The province of today.
    pub province: String,
    pub sector: String,
    pub themes: Vec<String>,
    pub actors: Vec<String>,
    /// Paragraphs.
    pub body: Vec<String>,
}

impl Record {
    /// Everything that weighs as a place does with us: unit, places, themes.
    pub fn place_text(&self) -> String {
        let mut texts = vec![self.unit.as_str()];
        texts.extend(self.places.iter().map(String::as_str));
        texts.push(&self.province);
        texts.extend(self.themes.iter().map(String::as_str));
        texts.join("\n")
    }

    /// The running text with who took part.
    pub fn body_text(&self) -> String {
        let texts: Vec<&str> = (self.body.iter().chain(&self.actors))
            .map(String::as_str)
            .collect();
        texts.join("\n")
    }
}

/// Gives `take_in` the records of the catalogue, some at a time, and says how many there were.
pub fn in_batches(
    catalogue: &Path,
    mut take_in: impl FnMut(&[Record]) -> Result<()>,
) -> Result<usize> {
    let mut records = read(catalogue)?;
    let mut count = 0;
    loop {
        let batch: Vec<Record> = records.by_ref().take(BATCH).collect::<Result<_>>()?;
        if batch.is_empty() {
            return Ok(count);
        }
        take_in(&batch)?;
        count += batch.len();
    }
}

/// The records in the order of the file.
pub fn read(catalogue: &Path) -> Result<impl Iterator<Item = Result<Record>> + use<>> {
    let lines = BufReader::new(File::open(catalogue)?).lines();
    Ok(lines
        .map(|line| -> Result<Record> { Ok(serde_json::from_str::<Line>(&line?)?.into_record()) }))
}

/// How many records there are.
pub fn count(catalogue: &Path) -> Result<usize> {
    let mut count = 0;
    for line in BufReader::new(File::open(catalogue)?).lines() {
        line?;
        count += 1;
    }
    Ok(count)
}

#[derive(Deserialize)]
struct Line {
    id: String,
    title: String,
    unit: String,
    province: Option<String>,
    district: Option<String>,
    commune: Option<String>,
    location_2025: Location,
    sector: String,
    themes: Option<Vec<String>>,
    actors: Option<Vec<String>>,
    problem: Option<String>,
    approach: String,
    results: Option<String>,
    replicated_by: Option<String>,
    replicability: Option<Replicability>,
}

#[derive(Deserialize)]
struct Location {
    province: String,
}

#[derive(Default, Deserialize)]
struct Replicability {
    conditions: Option<String>,
    steps: Option<Vec<String>>,
}

impl Line {
    fn into_record(self) -> Record {
        let replicability = self.replicability.unwrap_or_default();
        let texts = [
            self.problem,
            Some(self.approach),
            self.results,
            replicability.conditions,
            self.replicated_by,
        ];
        let steps = replicability.steps.unwrap_or_default();
        let body = (texts.into_iter().flatten().chain(steps))
            .flat_map(|text| text.lines().map(vietnamese::nfc).collect::<Vec<_>>())
            .collect();
        Record {
            id: self.id,
            title: vietnamese::nfc(&self.title),
            unit: vietnamese::nfc(&self.unit),
            places: [self.province, self.district, self.commune]
                .into_iter()
                .flatten()
                .collect(),
            province: self.location_2025.province,
            sector: self.sector,
            themes: self.themes.unwrap_or_default(),
            actors: self.actors.unwrap_or_default(),
            body,
        }
    }
}
