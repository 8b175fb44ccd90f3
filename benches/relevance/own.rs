//! The project's own queries on the demonstration catalogue, the same that are the floor under relevance in its tests.

use super::judged::{Judged, NEED, judged};
use super::judgments::{Known, Set, Topical};
use super::reach;

/// The catalogue of the demonstration.
pub const CATALOGUE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/demo/models.jsonl");

/// All of them: needs are topical, the others known items whose kind says how they are typed.
pub fn set() -> Set {
    let (needs, others): (Vec<Judged>, Vec<Judged>) =
        judged().into_iter().partition(|judged| judged.kind == NEED);
    Set {
        real: CATALOGUE.into(),
        padded: None,
        known: others.into_iter().map(known).collect(),
        topical: needs.into_iter().map(topical).collect(),
        prefixes: Vec::new(),
        similar: Vec::new(),
        pairs: Vec::new(),
        reach: reach::floor(),
    }
}

fn known(judged: Judged) -> Known {
    let mut answers = judged.grades.into_keys();
    Known {
        qid: String::from("own"),
        variant: judged.kind,
        q: judged.query,
        target: answers.next().expect("a query means a model"),
        also: answers.collect(),
    }
}

fn topical(judged: Judged) -> Topical {
    Topical {
        qid: String::from("own"),
        q: judged.query,
        rel: judged.grades,
    }
}
