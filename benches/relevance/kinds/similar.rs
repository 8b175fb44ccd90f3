//! Models like another.

use super::{AMPLE, Row, real};
use crate::judgments::Set;
use crate::measures::{ndcg, recall};
use crate::reach;
use crate::server::Server;
use std::collections::BTreeSet;

/// nDCG@10 of all, and how many of another field of work are among the first ten of the same answer.
pub async fn rows(server: &Server, set: &Set) -> [Row; 2] {
    let (mut all, mut others) = (Vec::new(), Vec::new());
    for like in &set.similar {
        let mut found = real(server.similar(&like.model, AMPLE).await);
        found.retain(|id| *id != like.model);
        let asked = format!("{} {}", like.qid, like.model);
        let of_other_sectors: BTreeSet<&str> = like
            .cross_sector
            .iter()
            .filter(|id| like.rel.contains_key(*id))
            .map(String::as_str)
            .collect();
        if !of_other_sectors.is_empty() {
            others.push((asked.clone(), recall(&found, &of_other_sectors)));
        }
        all.push((asked, ndcg(&found, &like.rel)));
    }
    [
        Row::of("similar: nDCG@10", all, Some(reach::SIMILAR)),
        Row::of(
            "similar, of another sector: recall@10",
            others,
            Some(reach::OTHER_SECTOR),
        ),
    ]
}
