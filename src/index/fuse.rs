//! The rankings of several rankers, those from outside among them, made one by [`reciprocal_rank`].

use std::collections::HashMap;

use super::error::{Doing, IndexError};
use super::plan::Plan;
use super::rank::SegmentRanker;
use super::ranker::{Ranked, Ranker, reciprocal_rank};
use super::ranking::{Ranking, Scored};
use super::snapshot::Snapshot;

/// A ranker that fuses the rankings of others, none counting more than another.
pub(super) struct Fused(pub Vec<Box<dyn SegmentRanker>>);

impl SegmentRanker for Fused {
    fn rank(&self, snapshot: &Snapshot, plan: &Plan) -> Result<Ranking, IndexError> {
        if let [first, others @ ..] = self.0.as_slice()
            && (others.is_empty() || plan.everything)
        {
            return first.rank(snapshot, plan);
        }
        let mut rankings: Vec<Vec<Ranked>> = Vec::with_capacity(self.0.len());
        let mut met: HashMap<String, (usize, Scored)> = HashMap::new();
        for ranker in &self.0 {
            let mut ranking = Vec::new();
            let ranked = ranker.rank(snapshot, plan)?;
            for (number, models) in ranked.lists() {
                let columns = &snapshot.segments[number].columns;
                for &scored in models {
                    let id = columns.id(scored.doc).doing("reading an id")?;
                    let (_, known) = met.entry(id.clone()).or_insert((number, scored));
                    known.cover = known.cover.max(scored.cover);
                    ranking.push(Ranked {
                        id,
                        score: scored.score,
                    });
                }
            }
            rankings.push(ranking);
        }
        let mut fused: Vec<Vec<Scored>> = vec![Vec::new(); snapshot.segments.len()];
        for Ranked { id, score } in reciprocal_rank(&rankings) {
            if let Some((number, scored)) = met.remove(&id) {
                fused[number].push(Scored { score, ..scored });
            }
        }
        Ok(in_order(fused))
    }
}

/// A ranker from outside: what it gives is looked up, and what the index does not hold is left out.
pub(super) struct Outside(pub Box<dyn Ranker>);

impl SegmentRanker for Outside {
    fn rank(&self, snapshot: &Snapshot, plan: &Plan) -> Result<Ranking, IndexError> {
        let mut found: Vec<Vec<Scored>> = vec![Vec::new(); snapshot.segments.len()];
        let ranked = match self.0.rank(&plan.text) {
            Ok(ranked) => ranked,
            Err(error) => {
                tracing::warn!(%error, "a ranker gives no answer: the search goes on without it");
                return Ok(Ranking::default());
            }
        };
        for Ranked { id, score } in ranked {
            for (segment, found) in snapshot.segments.iter().zip(&mut found) {
                if let Some(doc) = segment.find(&id)? {
                    // How much of the words it holds, it cannot say.
                    let cover = 0.0;
                    found.push(Scored { doc, score, cover });
                }
            }
        }
        Ok(in_order(found))
    }
}

/// One ranking of the models found in each segment, in whatever order.
fn in_order(found: Vec<Vec<Scored>>) -> Ranking {
    let mut ranking = Ranking::default();
    for (number, mut models) in found.into_iter().enumerate() {
        models.sort_unstable_by_key(|model| model.doc);
        ranking.add(number, models);
    }
    ranking
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

    impl SegmentRanker for Backwards {
        fn rank(&self, snapshot: &Snapshot, _plan: &Plan) -> Result<Ranking, IndexError> {
            let mut ranking = Ranking::default();
            for (number, segment) in snapshot.segments.iter().enumerate() {
                let scored = |doc| Scored {
                    doc,
                    score: 1.0 + segment.columns.title_ranks[doc as usize] as f32,
                    cover: 1.0,
                };
                ranking.add(number, segment.living().map(scored));
            }
            Ok(ranking)
        }
    }

    fn ids(ranker: &dyn SegmentRanker, query: &Query) -> Vec<String> {
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
        let plan = Plan::of("hiến đất", &snapshot, Reading::Understood(&synonyms)).expect("a plan");
        let alone = Fused(vec![Box::new(TextRanker)]).rank(&snapshot, &plan);
        let text = TextRanker.rank(&snapshot, &plan);
        assert_eq!(alone.expect("ranked"), text.expect("ranked"));
    }
}
