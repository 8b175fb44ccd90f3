//! A floor under relevance, on the demonstration catalogue and queries of our own.

use serde_json::Value;

use super::*;

pub(super) const CATALOGUE: &str = include_str!("../../../assets/demo/models.jsonl");
const JUDGED: &str = include_str!("judged.tsv");

pub(super) fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

pub(super) fn texts(value: &Value) -> Vec<String> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(text)
        .collect()
}

pub(super) fn record(line: &str) -> IndexedModel {
    let record: Value = serde_json::from_str(line).expect("a record is JSON");
    let places = ["commune", "district", "province"]
        .iter()
        .filter_map(|&field| text(&record[field]))
        .collect::<Vec<_>>();
    let today = text(&record["location_2025"]["province"]).filter(|today| !places.contains(today));
    let mut body: Vec<String> = ["problem", "approach", "results"]
        .iter()
        .filter_map(|&field| text(&record[field]))
        .collect();
    body.extend(texts(&record["replicability"]["steps"]));
    IndexedModel {
        unit_names: text(&record["unit"]).into_iter().collect(),
        place_names: places,
        place_aliases: today.into_iter().collect(),
        themes: texts(&record["themes"]),
        actors: texts(&record["actors"]),
        body,
        ..model(
            record["id"].as_str().expect("a record has an id"),
            record["title"].as_str().expect("a record has a title"),
        )
    }
}

#[test]
fn people_find_what_they_mean() {
    let index = index_of(CATALOGUE.lines().map(record));
    assert!(index.count() > 200);
    let (mut total, mut count, mut missed) = (0.0, 0.0, Vec::new());
    for (id, query) in JUDGED.lines().filter_map(|line| line.split_once('\t')) {
        let rank = ids(&index, query).iter().position(|found| found == id);
        total += rank.map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0));
        count += 1.0;
        if rank != Some(0) {
            missed.push((query, id, rank));
        }
    }
    let mean = total / count;
    assert!(
        count >= 40.0 && mean >= 0.97,
        "mean reciprocal rank {mean:.3} over {count} queries; not first: {missed:#?}"
    );
}
