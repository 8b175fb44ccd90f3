//! A merge cut short, by a disk that is full at any of its operations or by the end of the process there: what was committed
//! is answered throughout, no change is lost, and the parts are joined once there is room.

use std::fs;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use super::failing_disk::{PLENTY, behind, full};
use super::keeping::generations;
use super::*;

/// From so many small parts on they are joined.
const JOINED: usize = 8;
/// What they are joined to, and the part of the change that made them be looked at again: it may come too late to be joined.
const JOINED_AND_NEW: usize = 2;
/// Models in each part: that one of them changes is no reason to write the part anew.
const IN_A_PART: usize = 6;

/// Room for so many operations from the first one of a merge on; a change before it takes what it needs.
struct MergingRoom {
    left: AtomicI64,
    begun: AtomicBool,
}

impl MergingRoom {
    fn for_operations(allowed: i64) -> Arc<MergingRoom> {
        Arc::new(MergingRoom {
            left: AtomicI64::new(allowed),
            begun: AtomicBool::new(false),
        })
    }

    fn take(&self) -> io::Result<()> {
        if is_merging() {
            self.begun.store(true, Ordering::SeqCst);
        }
        if !self.begun.load(Ordering::SeqCst) || self.left.fetch_sub(1, Ordering::SeqCst) > 0 {
            return Ok(());
        }
        Err(full())
    }
}

/// Whether the thread at hand is one of those on which the library joins parts.
fn is_merging() -> bool {
    let thread = std::thread::current();
    thread
        .name()
        .is_some_and(|name| name.starts_with("merge_thread"))
}

/// The models of a part.
fn part(number: usize) -> impl Iterator<Item = IndexedModel> {
    (0..IN_A_PART).map(move |at| model(&format!("{number}-{at}"), "Hiến đất"))
}

/// A folder with an index in one part fewer than are joined, at `seq` 7.
fn one_part_short() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (index, _) = open(dir.path());
    for (number, seq) in (0..JOINED - 1).zip(1..) {
        put(&index, part(number), seq);
    }
    assert_eq!(parts_of(&index), JOINED - 1);
    dir
}

/// Another folder with the same files.
fn copy_of(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("a temporary folder");
    for generation in generations(folder) {
        let to = copy
            .path()
            .join(generation.file_name().expect("it has a name"));
        fs::create_dir(&to).expect("made");
        for entry in fs::read_dir(&generation).expect("the folder is there") {
            let entry = entry.expect("read");
            fs::copy(entry.path(), to.join(entry.file_name())).expect("copied");
        }
    }
    copy
}

/// The change that makes the parts enough: one model is another now, one goes, and a part comes.
fn change() -> Vec<Change> {
    let mut changes = vec![
        Change::Put(Box::new(model("0-0", "Trồng rừng"))),
        Change::Remove { id: "1-1".into() },
    ];
    changes.extend(part(JOINED - 1).map(|model| Change::Put(Box::new(model))));
    changes
}

fn parts_of(index: &ModelIndex) -> usize {
    index.snapshot().segments.len()
}

fn holders(index: &ModelIndex, text: &str) -> Vec<String> {
    let query = Query {
        limit: 1_000,
        ..asking(text)
    };
    let mut ids = found(index, &query).ids;
    ids.sort();
    ids
}

/// Fails unless the index answers as after the change, with `later` models beside it.
fn holds_the_change(index: &ModelIndex, later: &[&str], when: i64) {
    let mut expected: Vec<String> = (0..JOINED)
        .flat_map(part)
        .map(|model| model.id)
        .filter(|id| id != "0-0" && id != "1-1")
        .collect();
    expected.extend(later.iter().map(|&id| id.to_owned()));
    expected.sort();
    assert_eq!(
        index.count(),
        expected.len() + 1,
        "with room for {when} operations"
    );
    assert_eq!(holders(index, "hiến đất"), expected, "{when}");
    assert_eq!(holders(index, "trồng rừng"), ["0-0"], "{when}");
}

/// Makes the change, and lets the merge that it begins fail at every one of its operations; gives the index after each to
/// `after`.
fn at_every_moment(mut after: impl FnMut(ModelIndex, &Path, &MergingRoom, i64)) {
    let folder = one_part_short();
    for allowed in 0.. {
        let dir = copy_of(folder.path());
        let room = MergingRoom::for_operations(allowed);
        let taken = Arc::clone(&room);
        let disk = behind(Arc::new(move || taken.take()));
        let (index, outcome) = ModelIndex::open_on(disk, dir.path()).expect("it can be used");
        assert_eq!(outcome, OpenOutcome::Opened { seq: 7 });
        index.apply(&change(), 8).expect("there is room for it");
        holds_the_change(&index, &[], allowed);
        index.let_merges_end().expect("it answers on");
        assert_eq!(index.applied_seq(), 8);
        holds_the_change(&index, &[], allowed);
        assert!(room.begun.load(Ordering::SeqCst), "nothing was joined");
        if parts_of(&index) == 1 {
            assert!(allowed > 10, "only {allowed} operations were tried");
            return;
        }
        assert_eq!(parts_of(&index), JOINED, "with room for {allowed}");
        after(index, dir.path(), &room, allowed);
    }
}

/// The next change is taken, and what could not be joined before is joined.
fn goes_on(index: &ModelIndex, when: i64) {
    put(index, [model("later", "Hiến đất")], 9);
    index.let_merges_end().expect("the disk is sound");
    assert_eq!(index.applied_seq(), 9, "{when}");
    assert!(parts_of(index) <= JOINED_AND_NEW, "{when}");
    holds_the_change(index, &["later"], when);
}

#[test]
fn a_merge_that_finds_no_room_loses_nothing_and_is_made_up_for() {
    at_every_moment(|index, dir, room, when| {
        room.left.store(PLENTY, Ordering::SeqCst);
        goes_on(&index, when);
        drop(index);
        let (index, outcome) = open(dir);
        assert_eq!(outcome, OpenOutcome::Opened { seq: 9 });
        holds_the_change(&index, &["later"], when);
    });
}

#[test]
fn after_an_end_at_any_moment_of_a_merge_the_next_start_has_everything_and_joins_later() {
    at_every_moment(|index, dir, _, when| {
        drop(index);
        let (index, outcome) = open(dir);
        assert_eq!(outcome, OpenOutcome::Opened { seq: 8 });
        holds_the_change(&index, &[], when);
        goes_on(&index, when);
    });
}

#[test]
fn changes_are_taken_while_no_merge_comes_to_its_end() {
    let folder = one_part_short();
    let room = Arc::new(AtomicBool::new(false));
    let taken = Arc::clone(&room);
    let gate = move || {
        if is_merging() && !taken.load(Ordering::SeqCst) {
            return Err(full());
        }
        Ok(())
    };
    let disk = behind(Arc::new(gate));
    let (index, _) = ModelIndex::open_on(disk, folder.path()).expect("it can be used");
    index.apply(&change(), 8).expect("there is room for it");
    let later: Vec<String> = (9..30).map(|seq| format!("later {seq}")).collect();
    let mut there: Vec<&str> = Vec::new();
    for (seq, id) in (9..).zip(&later) {
        put(&index, [model(id, "Hiến đất")], seq);
        there.push(id);
        holds_the_change(&index, &there, seq);
    }
    index.let_merges_end().expect("it answers on");
    assert_eq!(parts_of(&index), JOINED + later.len());
    room.store(true, Ordering::SeqCst);
    put(&index, [model("last", "Hiến đất")], 30);
    index.let_merges_end().expect("there is room");
    there.push("last");
    holds_the_change(&index, &there, 30);
    assert_eq!(index.applied_seq(), 30);
    assert!(parts_of(&index) <= JOINED_AND_NEW);
}
