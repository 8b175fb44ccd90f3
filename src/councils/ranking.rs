//! The rank that a mean of points gives.

use serde::{Deserialize, Serialize};

use super::tally::{CriterionResult, CriterionTally};
use crate::campaigns::criteria::{CriteriaSet, Part, Points, Rank, RankCondition};

/// A rank by points, with what led to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranking {
    /// The rank reached.
    pub label: String,
    /// The rank that the points alone would give, where a condition lowered it.
    pub lowered_from: Option<String>,
    /// Whether the mean lies between two stated ranks; the lower was given.
    pub between_ranks: bool,
    /// Conditions of this rank for people to judge.
    pub to_judge: Vec<String>,
}

/// The best rank that the mean reaches and whose computable conditions hold.
pub(super) fn rank(
    set: &CriteriaSet,
    mean: Points,
    criteria: &[CriterionTally],
) -> Option<Ranking> {
    let mut best_first: Vec<&Rank> = set.ranks.iter().collect();
    best_first.sort_by_key(|rank| std::cmp::Reverse((rank.min.is_some(), rank.min)));
    let reached: Vec<&Rank> = best_first
        .into_iter()
        .filter(|rank| reaches(rank, mean))
        .collect();
    let by_points = reached.first()?;
    let zero = has_zero(set, criteria);
    let given = reached
        .iter()
        .find(|rank| !(zero && rank.conditions.contains(&RankCondition::NoCriterionAtZero)))?;
    let to_judge = given
        .conditions
        .iter()
        .filter_map(|condition| match condition {
            RankCondition::InWords(words) => Some(words.clone()),
            RankCondition::NoCriterionAtZero => None,
        });
    Some(Ranking {
        label: given.label.clone(),
        lowered_from: (given.label != by_points.label).then(|| by_points.label.clone()),
        between_ranks: !set.ranks.iter().any(|rank| rank.holds(mean)),
        to_judge: to_judge.collect(),
    })
}

/// Whether a mean is at or above the low end of a rank: a mean in a gap thereby gets the rank below the gap.
fn reaches(rank: &Rank, mean: Points) -> bool {
    rank.min
        .is_none_or(|min| mean > min || (mean == min && rank.min_inclusive.unwrap_or(true)))
}

fn has_zero(set: &CriteriaSet, criteria: &[CriterionTally]) -> bool {
    criteria.iter().any(|one| {
        let base = set
            .criterion(&one.code)
            .is_some_and(|leaf| set.part_of(leaf) == Part::Base);
        base && matches!(one.result, CriterionResult::Points { mean, .. } if mean == Points::ZERO)
    })
}
