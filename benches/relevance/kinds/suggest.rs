//! Completions of what is being typed.

use super::{Row, share};
use crate::judgments::Set;
use crate::measures::{DEPTH, mean};
use crate::server::Server;
use danvankheo::vietnamese::nfc;

/// How often one that is meant is among the first five, and how often it is the first. `corpus` names the catalogue.
pub async fn row(server: &Server, set: &Set, corpus: &str, wanted: f64) -> Row {
    let (mut queries, mut first) = (Vec::new(), Vec::new());
    for prefix in &set.prefixes {
        let accepted: Vec<String> = prefix.accept.iter().map(|text| same(text)).collect();
        let found = server.completions(&prefix.prefix, DEPTH).await;
        let hit = |most: usize| {
            let mut shown = found.iter().take(most);
            share(shown.any(|text| accepted.contains(&same(text))))
        };
        first.push(hit(1));
        let asked = format!("{} “{}”", prefix.qid, prefix.prefix);
        queries.push((asked, hit(5)));
    }
    Row {
        beside: vec![("hit@1", mean(first))],
        ..Row::of(format!("prefixes, {corpus}: hit@5"), queries, Some(wanted))
    }
}

/// A completion whatever its case and the form of its letters.
fn same(text: &str) -> String {
    nfc(text).trim().to_lowercase()
}
