//! How well a list of answers is ordered: the figures of the floor under relevance, and of the bench of that name.

use std::collections::{BTreeMap, BTreeSet};

/// How well models answer, by id: 3 exactly it, 2 good, 1 related. What is not named does not answer.
pub type Grades = BTreeMap<String, u32>;

/// Answers that count.
pub const DEPTH: usize = 10;

/// The place of the first answer that is meant, from 1; none where it is not among the first ten.
pub fn rank(found: &[String], is_meant: impl Fn(&str) -> bool) -> Option<usize> {
    let place = found.iter().take(DEPTH).position(|id| is_meant(id));
    place.map(|place| place + 1)
}

/// 1 / the rank, 0 without one. Its mean over queries is the mean reciprocal rank at 10.
pub fn reciprocal(rank: Option<usize>) -> f64 {
    rank.map_or(0.0, |rank| 1.0 / rank as f64)
}

/// nDCG at 10, with a gain of 2^grade - 1; 0 where nothing answers.
pub fn ndcg(found: &[String], grades: &Grades) -> f64 {
    let gain = |grade: u32| f64::from(2_u32.pow(grade) - 1);
    let worth = |grades: &[u32]| -> f64 {
        let discounted = grades.iter().take(DEPTH).zip(2_u32..);
        discounted
            .map(|(grade, at)| gain(*grade) / f64::from(at).log2())
            .sum()
    };
    let grade_of = |id: &String| grades.get(id).copied().unwrap_or(0);
    let found: Vec<u32> = found.iter().map(grade_of).collect();
    let mut best: Vec<u32> = grades.values().copied().collect();
    best.sort_unstable_by(|left, right| right.cmp(left));
    let best = worth(&best);
    if best > 0.0 {
        worth(&found) / best
    } else {
        0.0
    }
}

/// The share of what is wanted that is among the first ten answers, of ten where more is wanted; 0 where nothing is.
pub fn recall(found: &[String], wanted: &BTreeSet<&str>) -> f64 {
    let first = found.iter().take(DEPTH);
    let there = first.filter(|id| wanted.contains(id.as_str())).count();
    there as f64 / wanted.len().clamp(1, DEPTH) as f64
}

/// For each of what is scored that is true, by its number: the share of true ones in the list, highest score first, down
/// to it. Their mean is the average precision. Of equal scores the false ones come first.
pub fn precisions(scored: &[(f32, bool)]) -> Vec<(usize, f64)> {
    let mut order: Vec<usize> = (0..scored.len()).collect();
    order.sort_by(|&left, &right| {
        let (left, right) = (scored[left], scored[right]);
        right.0.total_cmp(&left.0).then(left.1.cmp(&right.1))
    });
    let mut precisions = Vec::new();
    for (place, number) in order.into_iter().enumerate() {
        if scored[number].1 {
            let hits = precisions.len() + 1;
            precisions.push((number, hits as f64 / (place + 1) as f64));
        }
    }
    precisions
}

/// The mean, 0 of nothing.
pub fn mean(figures: impl IntoIterator<Item = f64>) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    for figure in figures {
        sum += figure;
        count += 1.0;
    }
    if count > 0.0 { sum / count } else { 0.0 }
}
