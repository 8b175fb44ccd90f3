//! A floor under relevance, on the demonstration catalogue and queries of our own.

use std::collections::BTreeMap;

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::vietnamese::{self, Typing};

/// The least mean reciprocal rank of each kind of query, and the least mean nDCG at 10 of needs.
const FLOOR: f64 = 0.97;
const NEED_FLOOR: f64 = 0.85;

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

/// A line of the judged set.
struct Judged {
    kind: String,
    query: String,
    /// The models it means, with how well each answers: 1 to 3.
    grades: Vec<(String, u32)>,
}

fn judged() -> Vec<Judged> {
    let read = |line: &str| {
        let mut columns = line.split('\t').map(str::to_owned);
        let mut column = || columns.next().expect("a line has three columns");
        let (kind, query, models) = (column(), column(), column());
        let grade = |model: &str| match model.split_once(':') {
            Some((id, grade)) => (id.to_owned(), grade.parse().expect("a grade is a number")),
            None => (model.to_owned(), 3),
        };
        Judged {
            kind,
            query,
            grades: models.split(' ').map(grade).collect(),
        }
    };
    let lines = JUDGED.lines().filter(|line| !line.starts_with('#'));
    let mut judged: Vec<Judged> = lines.map(read).collect();
    let made: Vec<Judged> = judged
        .iter()
        .filter(|judged| judged.kind == "marked")
        .flat_map(|judged| {
            typings(&judged.query).map(|(kind, query)| Judged {
                kind: kind.to_owned(),
                query,
                grades: judged.grades.clone(),
            })
        })
        .collect();
    judged.extend(made);
    judged
}

/// A marked query as people type it otherwise.
fn typings(query: &str) -> [(&'static str, String); 6] {
    let words = || query.split(' ');
    let each = |change: &dyn Fn(usize, &str) -> String| {
        let changed = words().enumerate().map(|(at, word)| change(at, word));
        changed.collect::<Vec<_>>().join(" ")
    };
    let longest = words()
        .enumerate()
        .max_by_key(|(at, word)| (vietnamese::fold(word).len(), *at));
    let longest = longest.map_or(0, |(at, _)| at);
    [
        ("unmarked", vietnamese::fold(query)),
        (
            "half-marked",
            each(&|at, word| {
                if at % 2 == 0 {
                    vietnamese::fold(word)
                } else {
                    word.to_owned()
                }
            }),
        ),
        ("decomposed", query.nfd().collect()),
        ("Telex", each(&|_, word| raw_keys(word, Typing::Telex))),
        ("VNI", each(&|_, word| raw_keys(word, Typing::Vni))),
        (
            "slip",
            each(&|at, word| {
                let mut letters: Vec<char> = word.chars().collect();
                if at == longest && letters.len() > 2 {
                    let last = letters.len() - 1;
                    letters.swap(last - 1, last);
                }
                letters.into_iter().collect()
            }),
        ),
    ]
}

/// The keys that write a word, the tone last.
fn raw_keys(word: &str, typing: Typing) -> String {
    let (mut keys, mut tone) = (String::new(), None);
    for c in word.nfd() {
        let telex = typing == Typing::Telex;
        let key = match c {
            'đ' if telex => "dd",
            'đ' => "d9",
            'Đ' if telex => "Dd",
            'Đ' => "D9",
            '\u{0302}' if telex => match keys.chars().last() {
                Some('a' | 'A') => "a",
                Some('e' | 'E') => "e",
                _ => "o",
            },
            '\u{0302}' => "6",
            '\u{0306}' | '\u{031B}' if telex => "w",
            '\u{0306}' => "8",
            '\u{031B}' => "7",
            '\u{0300}' | '\u{0301}' | '\u{0309}' | '\u{0303}' | '\u{0323}' => {
                let of = ['\u{0301}', '\u{0300}', '\u{0309}', '\u{0303}', '\u{0323}'];
                let number = of.iter().position(|mark| *mark == c).unwrap_or(0);
                let key = if telex { "sfrxj" } else { "12345" }.chars().nth(number);
                tone = key;
                continue;
            }
            other => {
                keys.push(other);
                continue;
            }
        };
        keys.push_str(key);
    }
    keys.extend(tone);
    keys
}

/// 1 / the rank of the first model that is meant, 0 without.
fn reciprocal_rank(found: &[String], judged: &Judged) -> f64 {
    let is_meant = |id: &String| judged.grades.iter().any(|(meant, _)| meant == id);
    let rank = found.iter().position(is_meant);
    rank.map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0))
}

/// nDCG at 10, with a gain of 2^grade - 1.
fn ndcg(found: &[String], judged: &Judged) -> f64 {
    let gain = |grade: u32| f64::from(2_u32.pow(grade) - 1);
    let worth = |grades: &[u32]| -> f64 {
        let discounted = grades.iter().zip(2_u32..);
        let first = discounted.take(10);
        first
            .map(|(grade, at)| gain(*grade) / f64::from(at).log2())
            .sum()
    };
    let grade_of = |id: &String| {
        let grade = judged.grades.iter().find(|(meant, _)| meant == id);
        grade.map_or(0, |(_, grade)| *grade)
    };
    let found: Vec<u32> = found.iter().map(grade_of).collect();
    let mut best: Vec<u32> = judged.grades.iter().map(|(_, grade)| *grade).collect();
    best.sort_unstable_by(|left, right| right.cmp(left));
    worth(&found) / worth(&best)
}

/// `cargo test --lib people_find -- --nocapture` prints the figures of every kind.
#[test]
fn people_find_what_they_mean() {
    let index = index_of(CATALOGUE.lines().map(record));
    assert!(index.count() > 200);
    let mut kinds: BTreeMap<String, (f64, f64)> = BTreeMap::new();
    let mut missed = Vec::new();
    for judged in judged() {
        let found = ids(&index, &judged.query);
        let score = if judged.kind == "need" {
            ndcg(&found, &judged)
        } else {
            reciprocal_rank(&found, &judged)
        };
        if score < 0.7 {
            missed.push(format!(
                "{} {:?} {score:.2} {found:?}",
                judged.kind, judged.query
            ));
        }
        let (total, count) = kinds.entry(judged.kind).or_default();
        *total += score;
        *count += 1.0;
    }
    let mut low = Vec::new();
    for (kind, (total, count)) in &kinds {
        let mean = total / count;
        println!("{kind:28} {count:4} {mean:.3}");
        let floor = if kind == "need" { NEED_FLOOR } else { FLOOR };
        if mean < floor {
            low.push(format!("{kind}: {mean:.3} under {floor}"));
        }
    }
    assert!(kinds.len() >= 11, "{kinds:?}");
    assert!(low.is_empty(), "{low:#?}; poor: {missed:#?}");
}
