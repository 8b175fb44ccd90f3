//! Known items: one model is meant, and the question is how far up it stands, by how the query is typed.

use super::{Row, share};
use crate::judgments::Set;
use crate::measures::{DEPTH, mean, rank, reciprocal};
use crate::server::Server;
use std::collections::BTreeMap;

/// A row for each variant, in the order of what is wanted.
pub async fn rows(server: &Server, set: &Set) -> Vec<Row> {
    let mut variants: BTreeMap<&str, Vec<(String, Option<usize>)>> = BTreeMap::new();
    for known in &set.known {
        let found = server.search(&known.q, DEPTH).await;
        let is_meant = |id: &str| id == known.target || known.also.iter().any(|also| also == id);
        let asked = format!("{} “{}”: {}", known.qid, known.q, known.target);
        let ranked = variants.entry(&known.variant).or_default();
        ranked.push((asked, rank(&found, is_meant)));
    }
    let mut variants: Vec<_> = variants.into_iter().collect();
    variants.sort_by_key(|(variant, _)| set.reach.place(variant));
    let row = |(variant, ranked): (&str, Vec<(String, Option<usize>)>)| {
        let within = |places: usize| {
            let ranks = ranked.iter().map(|(_, rank)| *rank);
            mean(ranks.map(|rank| share(rank.is_some_and(|rank| rank <= places))))
        };
        let beside = vec![("recall@1", within(1)), ("recall@10", within(DEPTH))];
        let queries = ranked.into_iter();
        let queries = queries.map(|(asked, rank)| (asked, reciprocal(rank)));
        Row {
            beside,
            ..Row::of(
                format!("{variant}: MRR@10"),
                queries.collect(),
                set.reach.known(variant),
            )
        }
    };
    variants.into_iter().map(row).collect()
}
