//! The door for other ways of ranking than by words, and how several rankings become one.

use std::collections::HashMap;

/// How quickly the worth of a rank falls: the value of the paper, which few data sets better.
const SLOWNESS: f64 = 60.0;

/// A model that a ranker finds.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// Its id, as it was put into the index.
    pub id: String,
    /// How well it answers: higher is better. Comparable within one ranking only, so in any unit.
    pub score: f32,
}

/// What went wrong in a ranker, in its own words.
pub type RankerError = Box<dyn std::error::Error + Send + Sync>;

/// Another way to rank than by words, such as one by meaning; `ModelIndex::rank_beside` takes it in.
///
/// It is asked by every search that has words, on the thread of the search, by several searches at once. What it may rely on
/// and owes:
///
/// - **order**: it may give its models in any order, their scores say which is better, and equal scores are told apart by id;
/// - **ids**: each once (of several the best counts), those the index holds; any other is passed over, and so is every model
///   that the asker may not see. It need not know what is public, and nothing is told of what it gives beyond that;
/// - **scores**: finite; a model whose score is not is passed over;
/// - **length**: only what it takes for an answer. Each further model comes at least near, whatever it holds of the query;
/// - **stability**: the same text over the same models gives the same scores, or pages of a list overlap;
/// - **filters**: are applied to what all rankings gave together, so are quotes and exclusions. It knows none of them.
pub trait Ranker: Send + Sync {
    /// The models that answer a text: what was typed without its exclusions, mended where the index did not know a word.
    /// Err: it cannot say; the search goes on without it, and a log line tells why.
    fn rank(&self, text: &str) -> Result<Vec<Ranked>, RankerError>;
}

/// Several rankings made one, none counting more than another: from each that has it, a model earns 1 / (60 + its rank), ranks
/// from 1 (Cormack, Clarke and Büttcher, 2009). Scores of different rankers cannot be compared, ranks can.
///
/// Gives every model that any ranking has, each once, the best first; what is equal, in a ranking and in the end, is ordered
/// by id, so that neither the order within a ranking nor that of the rankings matters.
pub fn reciprocal_rank(rankings: &[Vec<Ranked>]) -> Vec<Ranked> {
    let mut earned: HashMap<&str, f64> = HashMap::new();
    for ranking in rankings {
        let mut best: HashMap<&str, f32> = HashMap::new();
        for model in ranking.iter().filter(|model| model.score.is_finite()) {
            let score = best.entry(model.id.as_str()).or_insert(model.score);
            *score = score.max(model.score);
        }
        for (rank, (id, _)) in (1_u32..).zip(in_order(best)) {
            *earned.entry(id).or_default() += 1.0 / (SLOWNESS + f64::from(rank));
        }
    }
    // The last digits, which hang on the order of the sum, fall off here.
    let earned = earned.into_iter().map(|(id, sum)| (id, sum as f32));
    in_order(earned.collect())
        .into_iter()
        .map(|(id, score)| Ranked {
            id: id.to_owned(),
            score,
        })
        .collect()
}

/// The best first, what is equal by id.
fn in_order(scores: HashMap<&str, f32>) -> Vec<(&str, f32)> {
    let mut ordered: Vec<(&str, f32)> = scores.into_iter().collect();
    ordered.sort_unstable_by(|left, right| {
        let by_score = right.1.total_cmp(&left.1);
        by_score.then_with(|| left.0.cmp(right.0))
    });
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranking(models: &[(&str, f32)]) -> Vec<Ranked> {
        let ranked = |&(id, score): &(&str, f32)| Ranked {
            id: id.to_owned(),
            score,
        };
        models.iter().map(ranked).collect()
    }

    /// What a model earns that stands at these places.
    fn at(ranks: &[u32]) -> f32 {
        let earned = ranks.iter().map(|&rank| 1.0 / (60.0 + f64::from(rank)));
        earned.sum::<f64>() as f32
    }

    #[test]
    fn a_model_earns_by_its_places_and_equals_are_ordered_by_id() {
        type Models<'a> = &'a [(&'a str, f32)];
        type Case<'a> = (&'a str, [Models<'a>; 2], Vec<(&'a str, f32)>);
        let table: [Case<'_>; 7] = [
            (
                "scores of any size, given in any order",
                [
                    &[("c", 0.1), ("a", 0.9), ("b", 0.5)],
                    &[("b", 700.0), ("d", 30.0), ("a", 20.0)],
                ],
                vec![
                    ("b", at(&[2, 1])),
                    ("a", at(&[1, 3])),
                    ("d", at(&[2])),
                    ("c", at(&[3])),
                ],
            ),
            (
                "the same places crosswise, so the id decides",
                [&[("b", 2.0), ("a", 1.0)], &[("a", 2.0), ("b", 1.0)]],
                vec![("a", at(&[1, 2])), ("b", at(&[2, 1]))],
            ),
            (
                "equal scores within a ranking are ranked by id",
                [&[("c", 1.0), ("b", 1.0), ("a", 1.0)], &[]],
                vec![("a", at(&[1])), ("b", at(&[2])), ("c", at(&[3]))],
            ),
            (
                "each alone at the top of one",
                [&[("z", 1.0)], &[("y", -5.0)]],
                vec![("y", at(&[1])), ("z", at(&[1]))],
            ),
            (
                "twice given counts once, by its best",
                [&[("a", 1.0), ("b", 2.0), ("a", 3.0)], &[]],
                vec![("a", at(&[1])), ("b", at(&[2]))],
            ),
            (
                "what is no score is no place",
                [
                    &[("a", f32::NAN), ("b", 1.0), ("c", f32::INFINITY)],
                    &[("a", 1.0)],
                ],
                vec![("a", at(&[1])), ("b", at(&[1]))],
            ),
            ("nothing", [&[], &[]], vec![]),
        ];
        for (what, [left, right], expected) in table {
            let (left, right) = (ranking(left), ranking(right));
            let expected = ranking(&expected);
            let fused = reciprocal_rank(&[left.clone(), right.clone()]);
            assert_eq!(fused, expected, "{what}");
            let other_way_round = reciprocal_rank(&[right, left]);
            assert_eq!(other_way_round, expected, "{what}");
        }
        assert_eq!(at(&[1]), 1.0 / 61.0);
        assert!(reciprocal_rank(&[]).is_empty());
    }
}
