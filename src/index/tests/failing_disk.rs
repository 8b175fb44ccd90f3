//! A disk that is full at any moment, or the end of the process there: a change is in whole or not at all, and what comes
//! after it needs no repair by hand.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite,
    WatchCallback, WatchHandle, WritePtr,
};

use super::*;
use crate::index::disk::Disk;

/// How many more operations the disk takes.
type Room = Arc<AtomicI64>;

/// Asked before every operation that needs room.
pub(super) type Gate = Arc<dyn Fn() -> io::Result<()> + Send + Sync>;

/// More than any test needs.
pub(super) const PLENTY: i64 = 1_000_000;

fn take(room: &Room) -> io::Result<()> {
    if room.fetch_sub(1, Ordering::SeqCst) > 0 {
        return Ok(());
    }
    Err(full())
}

/// What a full disk says.
pub(super) fn full() -> io::Error {
    io::Error::new(io::ErrorKind::StorageFull, "no space left")
}

/// A folder on such a disk.
#[derive(Clone)]
struct Filling {
    folder: MmapDirectory,
    gate: Gate,
}

impl fmt::Debug for Filling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Filling")
    }
}

impl Directory for Filling {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.folder.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.folder.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.folder.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        (self.gate)().map_err(|error| OpenWriteError::wrap_io_error(error, path.to_path_buf()))?;
        let file = self.folder.open_write(path)?;
        let gate = Arc::clone(&self.gate);
        Ok(io::BufWriter::new(Box::new(FillingFile { file, gate })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.folder.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        (self.gate)()?;
        self.folder.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        (self.gate)()?;
        self.folder.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.folder.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.folder.watch(callback)
    }
}

struct FillingFile {
    file: WritePtr,
    gate: Gate,
}

impl io::Write for FillingFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        (self.gate)()?;
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl TerminatingWrite for FillingFile {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        (self.gate)()?;
        self.file.get_mut().terminate_ref(token)
    }
}

fn filling(room: &Room) -> Disk {
    let room = Arc::clone(room);
    behind(Arc::new(move || take(&room)))
}

/// A disk of which every operation that needs room goes through a gate.
pub(super) fn behind(gate: Gate) -> Disk {
    Arc::new(move |dir: &Path| {
        let folder = MmapDirectory::open(dir)?;
        let gate = Arc::clone(&gate);
        Ok(Box::new(Filling { folder, gate }))
    })
}

/// An index on such a disk, with one model at `seq` 1.
fn index_on(room: &Room, dir: &Path) -> ModelIndex {
    let (index, _) = ModelIndex::open_on(filling(room), dir).expect("there is room");
    put(&index, [model("a", "Hiến đất")], 1);
    index
}

fn change() -> [Change; 2] {
    [
        Change::Put(Box::new(model("a", "Trồng rừng"))),
        Change::Put(Box::new(model("b", "Mở đường"))),
    ]
}

/// Fails unless the index holds the state of before the change, or of after it; gives which.
fn is_changed(index: &ModelIndex) -> bool {
    let found = |text| ids(index, text);
    match index.applied_seq() {
        1 => {
            assert_eq!(
                (index.count(), found("hiến đất")),
                (1, vec!["a".to_owned()])
            );
            assert!(found("mở đường").is_empty());
            false
        }
        2 => {
            assert_eq!(
                (index.count(), found("trồng rừng")),
                (2, vec!["a".to_owned()])
            );
            assert!(found("hiến đất").is_empty());
            assert_eq!(found("mở đường"), ["b"]);
            true
        }
        seq => panic!("the index stands at {seq}"),
    }
}

/// Runs `after` once for every number of operations that a change can come to before the disk is full; gives how many
/// there were.
fn at_every_moment(mut after: impl FnMut(ModelIndex, &Path, &Room)) -> i64 {
    for allowed in 0.. {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let room = Room::new(AtomicI64::new(PLENTY));
        let index = index_on(&room, dir.path());
        room.store(allowed, Ordering::SeqCst);
        let applied = index.apply(&change(), 2);
        assert_eq!(
            is_changed(&index),
            applied.is_ok(),
            "with room for {allowed}"
        );
        if applied.is_ok() {
            return allowed;
        }
        after(index, dir.path(), &room);
    }
    unreachable!("a change comes to its end")
}

#[test]
fn a_full_disk_refuses_a_change_and_takes_it_once_there_is_room() {
    let moments = at_every_moment(|index, _, room| {
        for _ in 0..3 {
            index.apply(&change(), 2).expect_err("the disk is full");
            assert!(!is_changed(&index));
        }
        room.store(PLENTY, Ordering::SeqCst);
        index.apply(&change(), 2).expect("there is room");
        assert!(is_changed(&index));
    });
    assert!(moments > 10, "only {moments} operations were tried");
}

#[test]
fn after_an_end_at_any_moment_of_a_change_the_next_start_has_it_whole_or_not_at_all() {
    at_every_moment(|index, dir, _| {
        drop(index);
        let (index, outcome) = open(dir);
        let seq = index.applied_seq();
        assert_eq!(outcome, OpenOutcome::Opened { seq });
        is_changed(&index);
        index.apply(&change(), 2).expect("the disk is sound");
        assert!(is_changed(&index));
        put(&index, [model("c", "Nuôi ong")], 3);
        assert_eq!(
            (index.count(), ids(&index, "nuôi ong")),
            (3, vec!["c".to_owned()])
        );
    });
}

#[test]
fn a_full_disk_ends_a_rebuild_and_the_old_index_goes_on() {
    for allowed in 0.. {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let room = Room::new(AtomicI64::new(PLENTY));
        let index = index_on(&room, dir.path());
        room.store(allowed, Ordering::SeqCst);
        let rebuilt = index.rebuild().and_then(|mut building| {
            building.put(&model("a", "Trồng rừng"))?;
            building.put(&model("b", "Mở đường"))?;
            building.finish(2)
        });
        assert_eq!(
            is_changed(&index),
            rebuilt.is_ok(),
            "with room for {allowed}"
        );
        room.store(PLENTY, Ordering::SeqCst);
        index.apply(&change(), 2).expect("there is room");
        assert!(is_changed(&index));
        let left: Vec<PathBuf> = super::keeping::generations(dir.path());
        assert_eq!(left.len(), 1, "what was half built is gone: {left:?}");
        if rebuilt.is_ok() {
            assert!(allowed > 10);
            break;
        }
    }
}

#[test]
fn nobody_waits_for_a_writer_that_a_full_disk_ended() {
    let more_than_wait = 3_000;
    let dir = tempfile::tempdir().expect("a temporary folder");
    let room = Room::new(AtomicI64::new(PLENTY));
    let index = index_on(&room, dir.path());
    let mut building = index.rebuild().expect("there is room");
    room.store(0, Ordering::SeqCst);
    let refused = |at: i32| building.put(&model(&at.to_string(), "Mở đường")).is_err();
    assert!((0..more_than_wait).any(refused));
    drop(building);
    room.store(PLENTY, Ordering::SeqCst);
    index.apply(&change(), 2).expect("there is room");
    assert!(is_changed(&index));
}
