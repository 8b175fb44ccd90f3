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

/// What a search for the first of four models finds, with a ranker beside the words.
fn searched(ranker: Option<Fixed>, text: &str, public_only: bool) -> (usize, Vec<String>) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (mut index, _) = open(dir.path());
    put(
        &index,
        [model("a", "Hiến đất làm đường"), model("b", "Hiến đất")],
        1,
    );
    let hidden = IndexedModel {
        public: false,
        ..model("hidden", "Xây chùa")
    };
    put(&index, [model("c", "Xây cầu"), hidden], 2);
    if let Some(ranker) = ranker {
        index.rank_beside(Box::new(ranker));
    }
    let query = Query {
        public_only,
        ..asking(text)
    };
    let found = found(&index, &query);
    (found.full, found.ids)
}

#[test]
fn both_rankings_count_alike_and_no_ranker_brings_in_what_is_hidden() {
    let given = vec![("gone", 8.0), ("b", 5.0), ("hidden", 7.0), ("c", 9.0)];
    let beside = || Some(Fixed(Some(given.clone())));
    let text = "hiến đất đường";
    assert_eq!(searched(None, text, true).1, ["a", "b"]);
    // Second in both; first by words, which it holds all; first by the other, holding none.
    let (full, ids) = searched(beside(), text, true);
    assert_eq!(full, 2);
    assert_eq!(ids, ["b", "a", "c"]);
    let (_, ids) = searched(beside(), text, false);
    assert!(ids.contains(&"hidden".to_owned()), "{ids:?}");
    assert!(!ids.contains(&"gone".to_owned()), "{ids:?}");
    // Without words there is nothing to rank by, and what must not be there is not.
    assert_eq!(searched(beside(), "", true).1.len(), 3);
    assert_eq!(
        searched(beside(), "hiến đất đường -cầu", true).1,
        ["b", "a"]
    );
}

#[test]
fn a_search_goes_on_without_a_ranker_that_fails() {
    let text = "hiến đất đường";
    let (alone, beside) = (
        searched(None, text, true),
        searched(Some(Fixed(None)), text, true),
    );
    assert_eq!(alone.1, beside.1);
}
