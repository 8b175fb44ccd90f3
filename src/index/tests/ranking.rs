//! Another ranker beside the words.

use super::*;

/// Gives the same whatever it is asked, or fails.
struct Fixed(Option<Vec<(&'static str, f32)>>);

impl Ranker for Fixed {
    fn rank(&self, _: &str) -> Result<Vec<Ranked>, RankerError> {
        let models = self.0.clone().ok_or("it is away")?;
        let ranked = |(id, score): (&str, f32)| Ranked {
            id: id.to_owned(),
            score,
        };
        Ok(models.into_iter().map(ranked).collect())
    }
}

/// What a search for the first of three models finds, of which a fourth was taken out, with a ranker beside the words.
fn searched(ranker: Option<Fixed>, text: &str) -> (usize, Vec<String>) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (mut index, _) = open(dir.path());
    put(
        &index,
        [model("a", "Hiến đất làm đường"), model("b", "Hiến đất")],
        1,
    );
    put(
        &index,
        [model("c", "Xây cầu"), model("hidden", "Xây chùa")],
        2,
    );
    take_out(&index, &["hidden"], 3);
    if let Some(ranker) = ranker {
        index.rank_beside(Box::new(ranker));
    }
    let found = found(&index, &asking(text));
    (found.full, found.ids)
}

#[test]
fn both_rankings_count_alike_and_no_ranker_brings_in_what_is_hidden() {
    let given = vec![("gone", 8.0), ("b", 5.0), ("hidden", 7.0), ("c", 9.0)];
    let beside = || Some(Fixed(Some(given.clone())));
    let text = "hiến đất đường";
    assert_eq!(searched(None, text).1, ["a", "b"]);
    // Second in both; first by words, which it holds all; first by the other, holding none.
    let (full, ids) = searched(beside(), text);
    assert_eq!(full, 2);
    assert_eq!(ids, ["b", "a", "c"]);
    // Without words there is nothing to rank by, and what must not be there is not.
    assert_eq!(searched(beside(), "").1.len(), 3);
    assert_eq!(searched(beside(), "hiến đất đường -cầu").1, ["b", "a"]);
}

#[test]
fn a_search_goes_on_without_a_ranker_that_fails() {
    let text = "hiến đất đường";
    let (alone, beside) = (searched(None, text), searched(Some(Fixed(None)), text));
    assert_eq!(alone.1, beside.1);
}
