//! Several rankings made one, by reciprocal rank: what stands high in any of them comes first.
//!
//! Scores of different rankers cannot be compared, ranks can. A model earns 1 / (60 + its rank) from each
//! ranking that has it (Cormack, Clarke and Büttcher, 2009).

use std::collections::HashMap;

use super::error::IndexError;
use super::plan::Plan;
use super::rank::{Ranker, Scored};
use super::snapshot::{Scope, Snapshot};

/// How quickly the worth of a rank falls. The value of the paper, which few data sets better.
const SLOWNESS: f32 = 60.0;

/// A ranker that fuses the rankings of others, none counting more than another.
pub(super) struct Fused(pub Vec<Box<dyn Ranker>>);

impl Ranker for Fused {
    fn rank(
        &self,
        snapshot: &Snapshot,
        plan: &Plan,
        scope: Scope,
    ) -> Result<Vec<Vec<Scored>>, IndexError> {
        if let [only] = self.0.as_slice() {
            return only.rank(snapshot, plan, scope);
        }
        let mut fused: Vec<HashMap<u32, Scored>> =
            snapshot.segments.iter().map(|_| HashMap::new()).collect();
        for ranker in &self.0 {
            let ranked = ranker.rank(snapshot, plan, scope)?;
            for (place, (segment, scored)) in in_order(snapshot, &ranked).enumerate() {
                let known = fused[segment].entry(scored.doc).or_insert(Scored {
                    score: 0.0,
                    cover: 0.0,
                    ..scored
                });
                known.score += 1.0 / (SLOWNESS + 1.0 + place as f32);
                known.cover = known.cover.max(scored.cover);
            }
        }
        let by_doc = |fused: HashMap<u32, Scored>| {
            let mut scored: Vec<Scored> = fused.into_values().collect();
            scored.sort_unstable_by_key(|scored| scored.doc);
            scored
        };
        Ok(fused.into_iter().map(by_doc).collect())
    }
}

/// Segment and score of each model, the best first; what is equal by its id.
fn in_order(snapshot: &Snapshot, ranked: &[Vec<Scored>]) -> impl Iterator<Item = (usize, Scored)> {
    let mut all: Vec<(usize, Scored)> = Vec::new();
    for (segment, scored) in ranked.iter().enumerate() {
        all.extend(scored.iter().map(|&scored| (segment, scored)));
    }
    let tie = |(segment, scored): &(usize, Scored)| {
        snapshot.segments[*segment].columns.ties[scored.doc as usize]
    };
    all.sort_unstable_by(|left, right| {
        let by_score = right.1.score.total_cmp(&left.1.score);
        by_score.then_with(|| tie(left).cmp(&tie(right)))
    });
    all.into_iter()
}

#[cfg(test)]
mod tests {
    use super::super::plan::Reading;
    use super::super::rank::TextRanker;
    use super::super::search::{self, Query};
    use super::super::synonyms::Synonyms;
    use super::super::tests::{asking, titled};
    use super::*;

    /// Likes only the models whose title comes last in the alphabet.
    struct Backwards;

    impl Ranker for Backwards {
        fn rank(
            &self,
            snapshot: &Snapshot,
            _plan: &Plan,
            scope: Scope,
        ) -> Result<Vec<Vec<Scored>>, IndexError> {
            let of = |segment: &super::super::snapshot::Segment| {
                let scored = |doc| Scored {
                    doc,
                    score: 1.0 + segment.columns.title_ranks[doc as usize] as f32,
                    cover: 1.0,
                };
                segment.visible(scope).map(scored).collect()
            };
            Ok(snapshot.segments.iter().map(of).collect())
        }
    }

    fn ids(ranker: &dyn Ranker, query: &Query) -> Vec<String> {
        let index = titled(&[
            "Đất hiến cho đường",
            "Hiến đất mở đường",
            "Xây cầu",
            "Yêu đường quê",
        ]);
        let synonyms = Synonyms::default();
        let found = search::search(&index.snapshot(), ranker, &synonyms, query);
        found.expect("a search never fails").ids
    }

    #[test]
    fn what_two_rankers_like_comes_before_what_one_likes() {
        let query = asking("hiến đất mở đường");
        let text = ids(&TextRanker, &query);
        assert_eq!(text[0], "1");
        let fused = Fused(vec![Box::new(TextRanker), Box::new(Backwards)]);
        let both = ids(&fused, &query);
        assert_eq!(both.len(), 4, "whatever any of them has is there: {both:?}");
        // Third by text and first by the alphabet, against first and third, second and second, and one alone.
        assert_eq!(both.last().map(String::as_str), Some("2"), "{both:?}");
    }

    #[test]
    fn one_ranker_alone_keeps_its_scores() {
        let index = titled(&["Hiến đất", "Hiến đất mở đường"]);
        let snapshot = index.snapshot();
        let synonyms = Synonyms::default();
        let plan = Plan::of(
            "hiến đất",
            &snapshot,
            Scope::Public,
            Reading::Understood(&synonyms),
        )
        .expect("a plan");
        let alone = Fused(vec![Box::new(TextRanker)]).rank(&snapshot, &plan, Scope::Public);
        let text = TextRanker.rank(&snapshot, &plan, Scope::Public);
        assert_eq!(alone.expect("ranked"), text.expect("ranked"));
    }
}
