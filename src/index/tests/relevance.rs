//! A floor under relevance, on the demonstration catalogue and queries of our own.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::judged::{NEED, floor, judged};
use super::measures::{self, Grades};
use super::*;

pub(super) const CATALOGUE: &str = include_str!("../../../assets/demo/models.jsonl");

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

/// `cargo test --lib people_find -- --nocapture` prints the figures of every kind.
#[test]
fn people_find_what_they_mean() {
    let index = index_of(CATALOGUE.lines().map(record));
    assert!(index.count() > 200);
    let mut kinds: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let mut missed = Vec::new();
    for judged in judged() {
        let found = ids(&index, &judged.query);
        let score = if judged.kind == NEED {
            measures::ndcg(&found, &judged.grades)
        } else {
            let is_meant = |id: &str| judged.grades.contains_key(id);
            measures::reciprocal(measures::rank(&found, is_meant))
        };
        if score < 0.7 {
            missed.push(format!(
                "{} {:?} {score:.2} {found:?}",
                judged.kind, judged.query
            ));
        }
        kinds.entry(judged.kind).or_default().push(score);
    }
    let mut low = Vec::new();
    for (kind, scores) in &kinds {
        let mean = measures::mean(scores.iter().copied());
        println!("{kind:28} {:4} {mean:.3}", scores.len());
        let floor = floor(kind);
        if mean < floor {
            low.push(format!("{kind}: {mean:.3} under {floor}"));
        }
    }
    assert!(kinds.len() >= 13, "{kinds:?}");
    assert!(low.is_empty(), "{low:#?}; poor: {missed:#?}");
}

fn list(ids: &str) -> Vec<String> {
    ids.split(' ').map(str::to_owned).collect()
}

#[track_caller]
fn assert_near(figure: f64, wanted: f64) {
    assert!((figure - wanted).abs() < 1e-9, "{figure}, not {wanted}");
}

#[test]
fn the_first_ten_places_count_for_a_rank_and_a_share() {
    let found = list("a b c d e f g h i j k");
    assert_eq!(measures::rank(&found, |id| id == "c" || id == "d"), Some(3));
    assert_eq!(measures::rank(&found, |id| id == "j"), Some(10));
    assert_eq!(measures::rank(&found, |id| id == "k"), None);
    assert_near(measures::reciprocal(Some(4)), 0.25);
    assert_near(measures::reciprocal(None), 0.0);
    assert_near(
        measures::recall(&found, &BTreeSet::from(["a", "k", "x", "j"])),
        0.5,
    );
    let many: Vec<String> = (0..20).map(|number| number.to_string()).collect();
    let wanted: BTreeSet<&str> = many.iter().map(String::as_str).collect();
    assert_near(measures::recall(&many, &wanted), 1.0);
    assert_near(measures::recall(&found, &BTreeSet::new()), 0.0);
    assert_near(measures::mean([1.0, 0.0, 0.5]), 0.5);
    assert_near(measures::mean([]), 0.0);
}

#[test]
fn gains_are_those_of_the_grades_discounted_by_place() {
    let grades: Grades = [("a", 3_u32), ("b", 2), ("c", 1)]
        .map(|(id, grade)| (id.to_owned(), grade))
        .into();
    assert_near(measures::ndcg(&list("a b c"), &grades), 1.0);
    let best = 7.0 + 3.0 / 3.0_f64.log2() + 1.0 / 2.0;
    let found = 3.0 + 7.0 / 5.0_f64.log2();
    assert_near(measures::ndcg(&list("b x y a"), &grades), found / best);
    assert_near(measures::ndcg(&list("0 1 2 3 4 5 6 7 8 9 a"), &grades), 0.0);
    assert_near(measures::ndcg(&list("a"), &Grades::new()), 0.0);
}

#[test]
fn precision_is_taken_at_every_true_one_with_the_false_ones_first_among_equals() {
    let scored = [(0.1, false), (0.9, true), (0.5, true), (0.5, false)];
    assert_eq!(measures::precisions(&scored), [(1, 1.0), (2, 2.0 / 3.0)]);
    assert!(measures::precisions(&[(0.5, false)]).is_empty());
}
