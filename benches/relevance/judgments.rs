//! What was judged, as the files of a folder hold it; `benches/README.md` describes them.

use super::Result;
use super::measures::Grades;
use super::own;
use super::reach::{self, Reach};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A query that one model answers.
#[derive(Deserialize)]
pub struct Known {
    pub qid: String,
    /// How it is typed.
    pub variant: String,
    pub q: String,
    pub target: String,
    /// Others that answer as well.
    #[serde(default)]
    pub also: Vec<String>,
}

/// A need that several models answer.
#[derive(Deserialize)]
pub struct Topical {
    pub qid: String,
    pub q: String,
    pub rel: Grades,
}

/// The beginning of a query with the completions that are meant.
#[derive(Deserialize)]
pub struct Prefix {
    pub qid: String,
    pub prefix: String,
    pub accept: Vec<String>,
}

/// A model with those that do the like.
#[derive(Deserialize)]
pub struct Like {
    pub qid: String,
    pub model: String,
    pub rel: Grades,
    /// Those of another field of work.
    #[serde(default)]
    pub cross_sector: Vec<String>,
}

/// Two records, and whether they tell of the same thing.
#[derive(Deserialize)]
pub struct Pair {
    pub qid: String,
    /// 1 where they do.
    pub label: u8,
    pub a: String,
    /// A rewritten record, or the id of another of the catalogue.
    pub b: Value,
}

impl Pair {
    pub fn is_same(&self) -> bool {
        self.label == 1
    }
}

/// All of it, with the catalogues it is about.
pub struct Set {
    /// The real records; all that answer a judged query are among them.
    pub real: PathBuf,
    /// The same among many that answer nothing: there known items are looked for, if it exists.
    pub padded: Option<PathBuf>,
    pub known: Vec<Known>,
    pub topical: Vec<Topical>,
    pub prefixes: Vec<Prefix>,
    pub similar: Vec<Like>,
    pub pairs: Vec<Pair>,
    pub reach: Reach,
}

impl Set {
    /// A kind whose file is not there is not measured; where there is no catalogue, that of the demonstration was judged. Err: no
    /// such folder, or a line that cannot be read.
    pub fn of(folder: &Path) -> Result<Self> {
        if !folder.is_dir() {
            return Err(format!("there is no folder {}", folder.display()).into());
        }
        let (real, padded) = (folder.join("real.jsonl"), folder.join("padded.jsonl"));
        Ok(Self {
            real: if real.exists() {
                real
            } else {
                own::CATALOGUE.into()
            },
            padded: padded.exists().then_some(padded),
            known: read(&folder.join("known.jsonl"))?,
            topical: read(&folder.join("topical.jsonl"))?,
            prefixes: read(&folder.join("suggest.jsonl"))?,
            similar: read(&folder.join("similar.jsonl"))?,
            pairs: read(&folder.join("duplicates.jsonl"))?,
            reach: reach::WANTED,
        })
    }
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let text = std::fs::read_to_string(path)?;
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.is_empty());
    lines
        .map(|(line, number)| {
            let judged = serde_json::from_str::<T>(line);
            judged.map_err(|error| format!("{}:{number}: {error}", path.display()).into())
        })
        .collect()
}
