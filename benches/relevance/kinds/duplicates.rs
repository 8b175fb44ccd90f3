//! Records that tell of the same thing: a score that sets them apart from others, and finding the one that is there.

use super::{AMPLE, Row, share};
use crate::Result;
use crate::catalogue::Catalogue;
use crate::judgments::{Pair, Set};
use crate::measures::{mean, precisions, rank};
use crate::reach;
use crate::server::Server;
use serde_json::Value;

/// The pair score; what a search finds with the title of a rewritten record, and with all that it says; what the registration
/// form would offer for it. Err: a pair names a record that is not there, or the index fails.
pub async fn rows(server: &Server, set: &Set) -> Result<Vec<Row>> {
    if set.pairs.is_empty() {
        return Ok(Vec::new());
    }
    let catalogue = Catalogue::of(&set.real)?;
    let (mut by_title, mut by_text, mut by_record) = (Vec::new(), Vec::new(), Vec::new());
    for pair in set.pairs.iter().filter(|pair| pair.is_same()) {
        let place = |found: &[String]| (asked(pair), rank(found, |id| id == pair.a));
        let title = pair.b["title"].as_str().unwrap_or_default();
        by_title.push(place(&server.search(title, AMPLE).await));
        by_text.push(place(&server.search(&text(&pair.b), AMPLE).await));
        by_record.push(place(&catalogue.may_be_same(&pair.b)?));
    }
    Ok(vec![
        scored(&catalogue, &set.pairs)?,
        found("duplicates, found first by search with the title", by_title),
        found(
            "duplicates, found first by search with all it says",
            by_text,
        ),
        found("duplicates, first in the registration form", by_record),
    ])
}

/// What a record says, as one might paste it into a search.
fn text(record: &Value) -> String {
    let parts = [
        "title", "unit", "commune", "province", "problem", "approach", "results",
    ];
    let said: Vec<&str> = parts
        .iter()
        .filter_map(|part| record[part].as_str())
        .collect();
    said.join(". ")
}

/// The average precision of the score over all pairs.
fn scored(catalogue: &Catalogue, pairs: &[Pair]) -> Result<Row> {
    let score = |pair: &Pair| -> Result<(f32, bool)> {
        Ok((catalogue.sameness(&pair.a, &pair.b)?, pair.is_same()))
    };
    let scored = pairs.iter().map(score).collect::<Result<Vec<_>>>()?;
    let queries = precisions(&scored).into_iter();
    let queries = queries.map(|(number, precision)| {
        let score = scored[number].0;
        (
            format!("{}, score {score:.3}", asked(&pairs[number])),
            precision,
        )
    });
    Ok(Row {
        n: pairs.len(),
        ..Row::of(
            "duplicates: average precision",
            queries.collect(),
            Some(reach::PAIRS),
        )
    })
}

fn found(kind: &str, ranked: Vec<(String, Option<usize>)>) -> Row {
    let in_ten = mean(ranked.iter().map(|(_, rank)| share(rank.is_some())));
    let first = ranked.into_iter();
    let first = first.map(|(asked, rank)| (asked, share(rank == Some(1))));
    Row {
        beside: vec![("recall@10", in_ten)],
        ..Row::of(kind, first.collect(), Some(reach::FOUND_FIRST))
    }
}

fn asked(pair: &Pair) -> String {
    let other = match &pair.b {
        Value::String(id) => id.as_str(),
        record => record["title"].as_str().unwrap_or_default(),
    };
    format!("{} {}, “{other}”", pair.qid, pair.a)
}
