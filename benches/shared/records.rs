//! Records of a catalogue as models of an index, for the benches that fill one.

use danvankheo::index::{Change, IndexedModel, ModelIndex};
use serde_json::Value;

/// The records of a JSON Lines text.
pub fn records(lines: &str) -> Vec<Value> {
    lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("a catalogue is JSON"))
        .collect()
}

/// A text of a record; empty where it has none.
pub fn text(record: &Value, key: &str) -> String {
    record[key].as_str().unwrap_or_default().to_owned()
}

/// The texts of a list.
pub fn list(value: &Value) -> Vec<String> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|item| item.as_str().map(str::to_owned))
        .collect()
}

/// A record as a public model under another id: by its name, unit, place, themes and telling texts.
pub fn model(record: &Value, id: &str) -> IndexedModel {
    let text = |key: &str| text(record, key);
    IndexedModel {
        id: id.to_owned(),
        title: text("title"),
        unit_names: vec![text("unit")],
        place_names: vec![text("province"), text("district"), text("commune")],
        themes: list(&record["themes"]),
        sector: text("sector"),
        body: vec![text("problem"), text("approach"), text("results")],
        ..IndexedModel::default()
    }
}

/// What puts these models into an index.
pub fn puts(models: &[IndexedModel]) -> Vec<Change> {
    models
        .iter()
        .map(|model| Change::Put(Box::new(model.clone())))
        .collect()
}

/// An index in a temporary folder, which goes with it.
pub fn empty_index() -> (tempfile::TempDir, ModelIndex) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (index, _) = ModelIndex::open(folder.path()).expect("the folder can be used");
    (folder, index)
}
