//! The index as its callers meet it: in a folder, through changes and queries.

mod abbreviations;
mod around;
mod facets;
mod failing_disk;
mod judged;
mod keeping;
mod measures;
mod merging;
mod numbers;
mod operators;
mod parts;
mod places;
mod ranking;
mod relevance;
mod results;
mod slips;
mod synonyms;
mod typing;

use std::path::Path;

use super::*;

/// An index in a temporary folder, removed with it.
pub(super) struct TestIndex {
    index: ModelIndex,
    _dir: tempfile::TempDir,
}

impl std::ops::Deref for TestIndex {
    type Target = ModelIndex;

    fn deref(&self) -> &ModelIndex {
        &self.index
    }
}

fn open(dir: &Path) -> (ModelIndex, OpenOutcome) {
    ModelIndex::open(dir).expect("the folder can be used")
}

/// An index that holds these models at `seq` 1.
fn index_of(models: impl IntoIterator<Item = IndexedModel>) -> TestIndex {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (index, _) = open(dir.path());
    put(&index, models, 1);
    TestIndex { index, _dir: dir }
}

fn put(index: &ModelIndex, models: impl IntoIterator<Item = IndexedModel>, seq: i64) {
    let batch: Vec<Change> = models
        .into_iter()
        .map(|model| Change::Put(Box::new(model)))
        .collect();
    index.apply(&batch, seq).expect("the changes are applied");
}

/// Takes models out, as one change.
fn take_out(index: &ModelIndex, ids: &[&str], seq: i64) {
    let id = |id: &&str| Change::Remove {
        id: (*id).to_owned(),
    };
    let batch: Vec<Change> = ids.iter().map(id).collect();
    index.apply(&batch, seq).expect("the changes are applied");
}

/// A model with a title.
fn model(id: &str, title: &str) -> IndexedModel {
    IndexedModel {
        id: id.into(),
        title: title.into(),
        ..IndexedModel::default()
    }
}

/// Models `0`, `1`, … with these titles.
pub(super) fn titled(titles: &[&str]) -> TestIndex {
    index_of(
        titles
            .iter()
            .enumerate()
            .map(|(number, title)| model(&number.to_string(), title)),
    )
}

pub(super) fn asking(text: &str) -> Query {
    Query {
        text: text.into(),
        limit: 10,
        ..Query::default()
    }
}

fn found(index: &ModelIndex, query: &Query) -> Found {
    index.search(query).expect("a search never fails")
}

fn ids(index: &ModelIndex, text: &str) -> Vec<String> {
    found(index, &asking(text)).ids
}

/// The ids found, in their own order.
fn sorted(index: &ModelIndex, text: &str) -> Vec<String> {
    let mut ids = ids(index, text);
    ids.sort();
    ids
}
