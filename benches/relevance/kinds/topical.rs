//! Needs, which several models answer more or less well.

use super::{AMPLE, Row, real};
use crate::judgments::Set;
use crate::measures::ndcg;
use crate::server::Server;

/// nDCG@10.
pub async fn row(server: &Server, set: &Set) -> Row {
    let mut queries = Vec::new();
    for need in &set.topical {
        let found = real(server.search(&need.q, AMPLE).await);
        let asked = format!("{} “{}”", need.qid, need.q);
        queries.push((asked, ndcg(&found, &need.rel)));
    }
    Row::of("topical: nDCG@10", queries, Some(set.reach.topical))
}
