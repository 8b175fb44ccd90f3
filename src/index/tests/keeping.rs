//! Keeping the index: opening, changes, loss, damage, two processes.

use std::fs;
use std::path::PathBuf;

use super::*;

pub(super) fn generations(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).expect("the folder is there");
    entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.is_dir())
        .collect()
}

fn files(dir: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).expect("the folder is there");
    entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect()
}

#[test]
fn a_new_folder_gets_an_empty_index_that_stays() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (index, outcome) = open(&dir.path().join("deep/index"));
    assert!(matches!(outcome, OpenOutcome::Rebuilt { .. }));
    assert_eq!((index.applied_seq(), index.count()), (0, 0));
    put(&index, [model("a", "Hiến đất")], 7);
    drop(index);
    let (index, outcome) = open(&dir.path().join("deep/index"));
    assert_eq!(outcome, OpenOutcome::Opened { seq: 7 });
    assert_eq!(ids(&index, "hiến đất"), ["a"]);
}

#[test]
fn changes_are_seen_by_the_next_search_and_may_be_applied_twice() {
    let index = titled(&["Hiến đất"]);
    let batch = [
        Change::Put(Box::new(model("0", "Trồng rừng"))),
        Change::Put(Box::new(model("1", "Nuôi ong"))),
        Change::Put(Box::new(model("1", "Nuôi lươn"))),
        Change::Remove {
            id: "never there".into(),
        },
    ];
    for _ in 0..2 {
        index.apply(&batch, 5).expect("applied");
        assert_eq!((index.applied_seq(), index.count()), (5, 2));
        assert_eq!(ids(&index, "trồng rừng"), ["0"]);
        assert!(ids(&index, "hiến đất").is_empty() && ids(&index, "ong").is_empty());
        assert_eq!(ids(&index, "lươn"), ["1"]);
    }
    index.clear().expect("cleared");
    assert_eq!((index.applied_seq(), index.count()), (0, 0));
}

#[test]
fn a_search_keeps_the_state_it_began_with_while_changes_go_on() {
    let index = titled(&["Hiến đất"]);
    let before = index.snapshot();
    index
        .apply(&[Change::Remove { id: "0".into() }], 2)
        .expect("applied");
    let count = |snapshot: &snapshot::Snapshot| {
        snapshot
            .segments
            .iter()
            .map(|segment| segment.reader.num_docs())
            .sum::<u32>()
    };
    assert_eq!((count(&before), count(&index.snapshot())), (1, 0));
}

#[test]
fn a_second_process_is_refused() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (_index, _) = open(dir.path());
    let refused = ModelIndex::open(dir.path())
        .err()
        .expect("the folder is taken");
    assert!(matches!(refused, IndexError::Locked { .. }), "{refused}");
    assert!(refused.to_string().contains("another process"));
}

#[test]
fn an_index_of_another_version_is_replaced_and_removed() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir_all(dir.path().join("models-v0-3")).expect("made");
    fs::create_dir_all(dir.path().join("models-v999-1")).expect("made");
    let (schema, _) = folder::VERSION.split_once('.').expect("two parts");
    // The same schema with other abbreviations, and from before they counted.
    for version in [format!("{schema}.00000000"), schema.to_owned()] {
        fs::create_dir_all(dir.path().join(format!("models-v{version}-1"))).expect("made");
    }
    fs::write(dir.path().join("kept.txt"), "not ours").expect("written");
    let (index, outcome) = open(dir.path());
    assert!(
        matches!(&outcome, OpenOutcome::Rebuilt { reason } if reason.contains("another version")),
        "{outcome:?}"
    );
    assert_eq!(generations(dir.path()).len(), 1);
    assert!(dir.path().join("kept.txt").exists());
    assert_eq!(index.count(), 0);
}

#[test]
fn a_damaged_index_is_replaced_whatever_is_damaged() {
    /// Does damage to the index in a folder.
    type Damage = fn(&Path);
    let damages: [(&str, Damage); 5] = [
        ("meta.json cut", |dir| {
            fs::write(dir.join("meta.json"), "{\"segments\": [").expect("written")
        }),
        ("meta.json gone", |dir| {
            fs::remove_file(dir.join("meta.json")).expect("removed")
        }),
        ("a file gone", |dir| {
            files(dir, "term")
                .iter()
                .for_each(|file| fs::remove_file(file).expect("removed"))
        }),
        ("a file cut", |dir| {
            files(dir, "idx")
                .iter()
                .for_each(|file| fs::write(file, "short").expect("written"))
        }),
        ("a byte changed", |dir| {
            for file in files(dir, "fast") {
                let mut bytes = fs::read(&file).expect("read");
                let middle = bytes.len() / 2;
                bytes[middle] ^= 0xFF;
                fs::write(&file, bytes).expect("written");
            }
        }),
    ];
    for (what, damage) in damages {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let (index, _) = open(dir.path());
        put(&index, [model("a", "Hiến đất"), model("b", "Mở đường")], 3);
        drop(index);
        damage(&generations(dir.path())[0]);
        let (index, outcome) = open(dir.path());
        assert!(
            matches!(&outcome, OpenOutcome::Rebuilt { reason } if reason.contains("damaged")),
            "{what}: {outcome:?}"
        );
        assert_eq!((index.applied_seq(), index.count()), (0, 0), "{what}");
        put(&index, [model("a", "Hiến đất")], 4);
        assert_eq!(ids(&index, "hiến đất"), ["a"], "{what}");
    }
}

#[test]
fn a_rebuild_takes_over_while_the_old_index_answers() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (index, _) = open(dir.path());
    put(&index, [model("old", "Hiến đất")], 3);
    let mut rebuild = index.rebuild().expect("begun");
    rebuild
        .put(&model("new", "Hiến đất mở đường"))
        .expect("put");
    put(&index, [model("meanwhile", "Hiến đất nhanh")], 4);
    assert_eq!(index.count(), 2);
    rebuild.finish(3).expect("finished");
    assert_eq!(
        (index.applied_seq(), ids(&index, "hiến đất")),
        (3, vec!["new".to_owned()])
    );
    put(&index, [model("meanwhile", "Hiến đất nhanh")], 4);
    assert_eq!(index.count(), 2);
    assert_eq!(generations(dir.path()).len(), 1);
    drop(index);
    let (index, outcome) = open(dir.path());
    assert_eq!(
        (outcome, index.count()),
        (OpenOutcome::Opened { seq: 4 }, 2)
    );
}

#[test]
fn an_unfinished_rebuild_leaves_the_old_index() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (index, _) = open(dir.path());
    put(&index, [model("old", "Hiến đất")], 3);
    let mut rebuild = index.rebuild().expect("begun");
    rebuild.put(&model("new", "Hiến đất")).expect("put");
    drop(rebuild);
    assert_eq!(generations(dir.path()).len(), 1);
    // As after a kill: an index that was begun and never committed with a number.
    fs::create_dir_all(dir.path().join(format!("models-v{}-99", *folder::VERSION))).expect("made");
    drop(index);
    let (index, outcome) = open(dir.path());
    assert_eq!(
        (outcome, ids(&index, "hiến đất")),
        (OpenOutcome::Opened { seq: 3 }, vec!["old".to_owned()])
    );
    assert_eq!(generations(dir.path()).len(), 1);
}

#[test]
fn a_folder_deleted_while_running_is_answered_from_and_built_anew() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (index, _) = open(dir.path());
    put(&index, [model("a", "Hiến đất")], 1);
    for generation in generations(dir.path()) {
        fs::remove_dir_all(generation).expect("removed");
    }
    assert_eq!(
        ids(&index, "hiến đất"),
        ["a"],
        "files that are open stay readable"
    );
    assert!(
        index
            .apply(&[Change::Put(Box::new(model("b", "Mở đường")))], 2)
            .is_err()
    );
    assert_eq!(index.applied_seq(), 1);
    let mut rebuild = index.rebuild().expect("begun");
    rebuild.put(&model("b", "Mở đường")).expect("put");
    rebuild.finish(2).expect("finished");
    assert_eq!(
        (index.applied_seq(), ids(&index, "mở đường")),
        (2, vec!["b".to_owned()])
    );
    put(&index, [model("c", "Mở đường hoa")], 3);
    assert_eq!(index.count(), 2);
}

#[test]
fn a_folder_that_was_deleted_belongs_to_whoever_makes_it_anew() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (index, _) = open(dir.path());
    put(&index, [model("a", "Hiến đất")], 1);
    fs::remove_dir_all(dir.path()).expect("removed");
    assert!(!index.has_folder());
    drop(index.rebuild().expect("begun"));
    let locked = |found: Result<(), IndexError>| matches!(found, Err(IndexError::Locked { .. }));
    assert!(locked(ModelIndex::is_free(dir.path())));

    fs::remove_dir_all(dir.path()).expect("removed");
    let (other, _) = open(dir.path());
    put(&other, [model("b", "Mở đường")], 2);
    assert!(locked(index.rebuild().map(drop)));
    let change = index.apply(&[Change::Put(Box::new(model("c", "Mở đường hoa")))], 2);
    assert!(matches!(change, Err(IndexError::Gone { .. })));
    put(&other, [model("d", "Trồng rừng")], 3);
    assert_eq!(ids(&other, "mở đường"), ["b"]);
    assert_eq!(ids(&index, "hiến đất"), ["a"]);
    drop(other);
    let mut rebuild = index.rebuild().expect("begun");
    rebuild.put(&model("a", "Hiến đất")).expect("put");
    rebuild.finish(1).expect("finished");
    assert!(index.has_folder() && locked(ModelIndex::is_free(dir.path())));
}
