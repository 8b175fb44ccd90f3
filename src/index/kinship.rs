//! Leaning to what is like the best answers: among the first answers those come forward that say in their titles and themes
//! what the best ones say, in whatever words they were found.
//!
//! The best answers together are a second question, asked of the first hundred models only: what a title says is kept in a
//! column, so that nothing is looked up and nothing read. Nothing is left out and nothing brought in by it.

use rustc_hash::FxHashMap;

use super::columns::hash;
use super::feedback::first_by_score;
use super::ranking::{Ranking, Scored};
use super::similar::{pair, words};
use super::snapshot::Snapshot;

/// Answers that are ordered anew, and how many of them say what is looked for.
const FIRST: usize = 100;
const BEST: usize = 10;
/// What a model gains that is as like the best answers as any is. Measured on judged needs: from 0.5 to 1 they gain.
const KIN: f32 = 0.6;
/// What a theme says beside a word of a title.
const THEME: f32 = 3.0;
/// Bits of the key of a word: of a few thousand words that are compared at once, hardly two have the same.
const BITS: u32 = 20;
/// Parts the keys of themes from those of words.
const IS_THEME: u64 = 1 << BITS;

/// The keys of a title: its syllables and their pairs with their marks, without numbers, each once.
pub(super) fn title_keys(title: &str) -> Vec<u64> {
    let tokens = words(title);
    let syllables = tokens.iter().map(|token| key_of(&token.keys.marked));
    let pairs = (0..tokens.len()).filter_map(|at| pair(&tokens, at));
    let mut keys: Vec<u64> = syllables.chain(pairs.map(|pair| key_of(&pair))).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn key_of(word: &str) -> u64 {
    hash(word.as_bytes()) >> (u64::BITS - BITS)
}

/// Raises the scores of the first answers by how like the best of them they are.
pub(super) fn lean_to_the_best(snapshot: &Snapshot, ranking: &mut Ranking) {
    let first = first_by_score(snapshot, ranking, FIRST);
    let top = first.first().map_or(0.0, |(_, best)| best.score);
    if first.len() <= 2 || top <= 0.0 {
        return;
    }
    let traits = traits_of(snapshot, &first);
    let shares = shares_of_best(&first, top);
    let mut wanted: FxHashMap<u64, f32> = FxHashMap::default();
    for (traits, share) in traits.iter().zip(&shares) {
        for (key, weight) in traits {
            *wanted.entry(*key).or_default() += weight * share;
        }
    }
    let mut likeness: Vec<f32> = traits
        .iter()
        .enumerate()
        .map(|(at, traits)| {
            let all: f32 = traits
                .iter()
                .map(|(key, weight)| weight * wanted.get(key).unwrap_or(&0.0))
                .sum();
            // Whoever is one of the best is compared with the others: everyone is like himself.
            let own = shares.get(at).copied().unwrap_or_default();
            if own < 1.0 {
                ((all - own) / (1.0 - own)).max(0.0)
            } else {
                0.0
            }
        })
        .collect();
    let most = likeness.iter().copied().fold(0.0, f32::max);
    if most <= 0.0 {
        return;
    }
    // What answers best goes on doing so: who asks for one model by its place would get its like from elsewhere.
    likeness[0] = most;
    for ((segment, scored), likeness) in first.iter().zip(likeness) {
        if let Some(there) = ranking.find_mut(*segment, scored.doc) {
            there.score *= 1.0 + KIN * likeness / most;
        }
    }
}

/// For each of these models its keys with their weights, a vector of length 1: the fewer of these models have a key, the
/// more it tells.
fn traits_of(snapshot: &Snapshot, models: &[(usize, Scored)]) -> Vec<Vec<(u64, f32)>> {
    let keys_of = |(segment, scored): &(usize, Scored)| {
        let columns = &snapshot.segments[*segment].columns;
        let themes = columns.themes.of(scored.doc).iter();
        let theme = |&theme: &u32| {
            let name = &columns.themes.names[theme as usize];
            IS_THEME | key_of(name)
        };
        let mut keys: Vec<u64> = columns.title_words(scored.doc).collect();
        keys.extend(themes.map(theme));
        keys
    };
    let all: Vec<Vec<u64>> = models.iter().map(keys_of).collect();
    let mut holders: FxHashMap<u64, f32> = FxHashMap::default();
    for &key in all.iter().flatten() {
        *holders.entry(key).or_default() += 1.0;
    }
    let weight = |key: u64| {
        let rarity = (1.0 + models.len() as f32 / holders[&key]).ln();
        rarity * if key & IS_THEME == 0 { 1.0 } else { THEME }
    };
    all.into_iter()
        .map(|keys| {
            let weighed: Vec<(u64, f32)> = keys.into_iter().map(|key| (key, weight(key))).collect();
            let squares: f32 = weighed.iter().map(|(_, weight)| weight * weight).sum();
            let length = squares.sqrt().max(f32::MIN_POSITIVE);
            weighed
                .into_iter()
                .map(|(key, weight)| (key, weight / length))
                .collect()
        })
        .collect()
}

/// What each of the best answers says of what is looked for, together 1: the better, the more.
fn shares_of_best(first: &[(usize, Scored)], top: f32) -> Vec<f32> {
    let best = &first[..first.len().min(BEST)];
    let weights: Vec<f32> = best
        .iter()
        .map(|(_, scored)| (scored.score / top).powi(2))
        .collect();
    let total: f32 = weights.iter().sum();
    weights.into_iter().map(|weight| weight / total).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_its_words_and_pairs_without_numbers_each_once() {
        let keys = |title| title_keys(title);
        assert_eq!(keys("Hiến đất, hiến đất 2025"), keys("hiến đất hiến đất"));
        assert_eq!(keys("Hoà giải"), keys("hòa giải"));
        assert_eq!(keys("Hiến đất").len(), 3);
        assert_eq!(keys("2025: 4.262").len(), 0);
        assert!(keys("Hiến. Đất").len() == 2, "no pair crosses a sentence");
        assert!(keys("Mở đường").iter().all(|&key| key < IS_THEME));
    }
}
