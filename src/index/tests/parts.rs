//! A search in parts, and a few models at a time, finds what it finds in all of them at once.

use super::super::parallel::Sharing;
use super::super::plan::{Plan, Reading};
use super::super::rank::{SegmentRanker, TextRanker};
use super::super::search;
use super::super::snapshot::Snapshot;
use super::super::synonyms::Synonyms;
use super::relevance::{CATALOGUE, record};
use super::*;

/// The real catalogue in three segments, some of it deleted.
fn catalogue() -> TestIndex {
    let records: Vec<IndexedModel> = CATALOGUE.lines().map(record).collect();
    let gone = records.iter().step_by(9).map(|model| Change::Remove {
        id: model.id.clone(),
    });
    let gone: Vec<Change> = gone.collect();
    let mut thirds = records.chunks(records.len().div_ceil(3));
    let index = index_of(thirds.next().into_iter().flatten().cloned());
    for (seq, third) in (2..).zip(thirds) {
        put(&index, third.iter().cloned(), seq);
    }
    index.apply(&gone, 10).expect("the changes are applied");
    index
}

fn scores(snapshot: &Snapshot, text: &str) -> Vec<(String, f32, f32)> {
    let synonyms = Synonyms::built_in();
    let reading = Reading::Understood(&synonyms);
    let plan = Plan::of(text, snapshot, reading).expect("a plan");
    let ranked = TextRanker.rank(snapshot, &plan);
    let ranked = ranked.expect("a ranking");
    let mut scores = Vec::new();
    for (number, models) in ranked.lists() {
        let segment = &snapshot.segments[number];
        scores.extend(models.iter().map(|scored| {
            let id = segment.columns.id(scored.doc).expect("an id");
            (id, scored.score, scored.cover)
        }));
    }
    scores
}

#[test]
fn small_parts_find_what_the_whole_finds() {
    let index = catalogue();
    let whole = index.snapshot();
    let parts = whole.shared_as(Sharing {
        threads: 40,
        worth: 1,
        ..whole.sharing
    });
    let starts = parts.each_part(usize::MAX, |part| Ok(part.docs.start));
    let late = starts
        .expect("parts")
        .iter()
        .filter(|(_, at)| *at > 0)
        .count();
    assert!(late > 20, "most parts begin within a segment: {late}");
    assert_same(&whole, &parts);
}

#[test]
fn a_few_models_at_a_time_find_what_all_at_once_find() {
    let index = catalogue();
    let whole = index.snapshot();
    for together in [1, 7, 32] {
        let few = Sharing {
            together,
            ..whole.sharing
        };
        assert_same(&whole, &whole.shared_as(few));
    }
}

fn assert_same(whole: &Snapshot, parts: &Snapshot) {
    let synonyms = Synonyms::built_in();
    let search = |snapshot: &Snapshot, query: &Query| {
        let found = search::search(snapshot, &TextRanker, &synonyms, query);
        let found = found.expect("a search never fails");
        (found.total, found.full, found.ids, found.facets)
    };
    for text in [
        "",
        "hiến đất làm đường",
        "bộ đội giúp dân",
        "\"hiến đất\" -cầu",
        "làm sao vận động dân dời nhà khỏi vùng sạt lở",
        "mo hinh an ninh trat tu tinh Bac Ninh",
        "antt",
    ] {
        assert_eq!(scores(whole, text), scores(parts, text), "{text}");
        let query = Query {
            limit: 50,
            ..asking(text)
        };
        let found = search(whole, &query);
        assert!(!found.2.is_empty(), "{text}");
        assert_eq!(found, search(parts, &query), "{text}");
    }
}
