//! Leaning towards the themes of the best answers: models filed under the same kind of work come before
//! models that merely hold the same words.
//!
//! Nothing is left out and nothing brought in by it. Which themes are meant is told by the answers
//! themselves, so that a theme need not be named: "nhường đất" leans towards "hiến đất làm đường".

use std::collections::HashMap;

use super::columns::Labels;
use super::first::First;
use super::ranking::{Ranking, Scored};
use super::snapshot::Snapshot;

/// How many of the best answers say which themes are meant.
const BEST: usize = 10;
/// What a model gains that has the one theme which all of the best answers have. Measured: from 0.25 to 0.6
/// queries gain and nothing loses.
const LEAN: f32 = 0.4;

/// Raises the scores of models by the themes they share with the best answers.
pub(super) fn lean_to_themes(snapshot: &Snapshot, ranking: &mut Ranking) {
    let themes = themes_of_best(snapshot, ranking);
    if themes.is_empty() {
        return;
    }
    let share = |name: &String| themes.get(name.as_str()).copied().unwrap_or(0.0);
    let segments: Vec<(&Labels, Vec<f32>)> = snapshot
        .segments
        .iter()
        .map(|segment| &segment.columns.themes)
        .map(|labels| (labels, labels.names.iter().map(share).collect()))
        .collect();
    ranking.change_each_list(|segment, models| {
        let (labels, shares) = &segments[segment];
        for scored in models {
            let themes = labels.of(scored.doc);
            let shared: f32 = themes.iter().map(|&theme| shares[theme as usize]).sum();
            if shared > 0.0 {
                // Whoever is filed under many themes is less about each.
                let shared = shared / (themes.len() as f32).sqrt();
                scored.score *= 1.0 + LEAN * shared.min(1.0);
            }
        }
    });
}

/// For each theme of the best answers the share of them that has it, better answers counting more.
fn themes_of_best<'a>(snapshot: &'a Snapshot, ranking: &Ranking) -> HashMap<&'a str, f32> {
    let best = first_by_score(snapshot, ranking, BEST);
    let top = best.first().map_or(0.0, |(_, scored)| scored.score);
    let mut themes: HashMap<&str, f32> = HashMap::new();
    if top <= 0.0 {
        return themes;
    }
    let mut total = 0.0;
    for (number, scored) in best {
        let weight = (scored.score / top).powi(2);
        total += weight;
        let labels = &snapshot.segments[number].columns.themes;
        for &theme in labels.of(scored.doc) {
            *themes.entry(&labels.names[theme as usize]).or_default() += weight;
        }
    }
    for share in themes.values_mut() {
        *share /= total;
    }
    themes
}

/// The first models of a ranking with the numbers of their segments: by score, and by the id where it is equal, the same in
/// every rebuild.
pub(super) fn first_by_score(
    snapshot: &Snapshot,
    ranking: &Ranking,
    most: usize,
) -> Vec<(usize, Scored)> {
    let order = |left: &(usize, Scored), right: &(usize, Scored)| {
        let tie =
            |(number, scored): &(usize, Scored)| snapshot.segments[*number].columns.tie(scored.doc);
        let by_score = right.1.score.total_cmp(&left.1.score);
        by_score.then_with(|| tie(left).cmp(&tie(right)))
    };
    let of_shares = ranking.each_share(|lists| {
        let mut first = First::new(most, order);
        for list in lists {
            for &scored in &list.models {
                first.add((list.segment, scored));
            }
        }
        first.sorted()
    });
    let mut first = First::new(most, order);
    for scored in of_shares.into_iter().flatten() {
        first.add(scored);
    }
    first.sorted()
}
