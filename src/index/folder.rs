//! The folder of the index: who may use it, and which of its generations counts.
//!
//! ```text
//! <dir>/.lock                    held by the one process that uses the folder
//! <dir>/models-v9.5e0c1a97-7/    one generation: a complete index of this version
//! <dir>/models-v9.5e0c1a97-8/    its successor, while it is being built
//! ```
//! A generation counts once it was committed with a number of the log. Whatever does not count (an
//! unfinished successor, another version) is removed at the next start.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{LazyLock, Mutex, PoisonError};

use same_file::Handle;

use super::abbreviations;
use super::error::IndexError;

/// Version of the schema and of the analyzer. Raise it with any change of fields, keys or repeats: the
/// index is then built anew.
const SCHEMA: u32 = 11;

/// What an index must have been made with to be read: the schema, and the abbreviations that its texts were written out by.
pub(super) static VERSION: LazyLock<String> =
    LazyLock::new(|| format!("{SCHEMA}.{}", abbreviations::fingerprint()));

/// What the one process that uses a folder holds locked.
const LOCK: &str = ".lock";

/// The folder, for as long as this process holds it.
pub(super) struct Folder {
    dir: PathBuf,
    /// The highest number seen or given: none is used twice, even if its folder was deleted.
    last: AtomicU64,
    /// The locked file: released by the system when the process ends, however it ends.
    lock: Mutex<Handle>,
}

impl Folder {
    /// Takes the folder, creating it if need be. Err: [`IndexError::Locked`] if another process has it.
    pub fn take(dir: &Path) -> Result<Folder, IndexError> {
        Ok(Folder {
            dir: dir.to_owned(),
            last: AtomicU64::new(0),
            lock: Mutex::new(locked(dir)?),
        })
    }

    /// Whether the folder is still this process's: where it was deleted, another may have made it anew.
    pub fn is_held(&self) -> bool {
        let lock = self.lock.lock().unwrap_or_else(PoisonError::into_inner);
        let there = Handle::from_path(self.dir.join(LOCK));
        there.is_ok_and(|there| there == *lock)
    }

    /// Takes the folder again where it was deleted, and the lock with it.
    fn hold(&self) -> Result<(), IndexError> {
        if !self.is_held() {
            let lock = locked(&self.dir)?;
            *self.lock.lock().unwrap_or_else(PoisonError::into_inner) = lock;
        }
        Ok(())
    }

    /// Generations of this version, newest first, and everything else that is ours to remove.
    pub fn list(&self) -> Result<(Vec<Generation>, Vec<PathBuf>), IndexError> {
        let (mut generations, mut others) = (Vec::new(), Vec::new());
        for entry in fs::read_dir(&self.dir).map_err(|source| self.failed(source))? {
            let entry = entry.map_err(|source| self.failed(source))?;
            let name = entry.file_name();
            let Some(version) = name.to_str().and_then(|name| name.strip_prefix("models-v")) else {
                continue;
            };
            let generation = version
                .strip_prefix(&format!("{}-", *VERSION))
                .and_then(|number| number.parse().ok());
            match generation {
                Some(number) => generations.push(Generation {
                    number,
                    dir: entry.path(),
                }),
                None => others.push(entry.path()),
            }
        }
        generations.sort_by_key(|generation| std::cmp::Reverse(generation.number));
        if let Some(newest) = generations.first() {
            self.last.fetch_max(newest.number, Ordering::Relaxed);
        }
        Ok((generations, others))
    }

    /// An empty folder for the next generation.
    pub fn next(&self) -> Result<Generation, IndexError> {
        self.hold()?;
        self.list()?;
        let number = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        let dir = self.dir.join(format!("models-v{}-{number}", *VERSION));
        fs::create_dir_all(&dir).map_err(|source| self.failed(source))?;
        Ok(Generation { number, dir })
    }

    fn failed(&self, source: io::Error) -> IndexError {
        IndexError::Folder {
            dir: self.dir.clone(),
            source,
        }
    }
}

/// The lock of a folder, which is created if need be. Err: [`IndexError::Locked`] if another process has it.
fn locked(dir: &Path) -> Result<Handle, IndexError> {
    let failed = |source| IndexError::Folder {
        dir: dir.to_owned(),
        source,
    };
    fs::create_dir_all(dir).map_err(failed)?;
    let lock = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(dir.join(LOCK))
        .map_err(failed)?;
    match lock.try_lock() {
        Ok(()) => Handle::from_file(lock).map_err(failed),
        Err(TryLockError::WouldBlock) => Err(IndexError::Locked {
            dir: dir.to_owned(),
        }),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

/// One complete index, or one in the making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Generation {
    pub number: u64,
    pub dir: PathBuf,
}

impl Generation {
    /// Removes its files. What cannot be removed (some systems keep open files) goes at the next start.
    pub fn remove(&self) {
        remove(&self.dir);
    }
}

/// Removes a folder or file if that can be done.
pub(super) fn remove(path: &Path) {
    let removed = if path.is_dir() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
    if let Err(error) = removed
        && error.kind() != io::ErrorKind::NotFound
    {
        tracing::warn!(%error, path = %path.display(), "an old part of the search index stays until the next start");
    }
}

#[cfg(test)]
mod tests {
    use tantivy::Document;

    use super::super::columns::hash;
    use super::super::document::Fields;
    use super::super::indexed_model::IndexedModel;
    use super::*;

    /// The schema, and a digest of what it makes of the samples.
    const MADE: (u32, u64) = (11, 0xd269_821f_788e_79f3);

    /// One model with something of everything, and one with little. No abbreviations: their list is
    /// part of the version by itself.
    fn samples() -> [IndexedModel; 2] {
        let list = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        let everything = IndexedModel {
            id: String::from("0199f1b2-6d3e-7c41-9a55-3f2e8d7c6b5a"),
            code: String::from("MH-2026-0001"),
            external_id: Some(String::from("s174")),
            title: String::from("Hiến 4.262 m² đất: mở đường ở thôn Hoà Bình"),
            unit_names: list(&["Đảng ủy xã Tân Lập", "Đảng ủy xã Xà Phiên"]),
            place_names: list(&["Tỉnh Hà Giang", "Huyện Quản Bạ", "Xã Tân Lập"]),
            province_today: Some(String::from("Tuyên Quang")),
            place_aliases: list(&["Tuyên Quang", "Bà Rịa - Vũng Tàu"]),
            place_history: list(&["Xã Xà Phiên", "xa Tan Lap"]),
            themes: list(&["hiến đất làm đường", "dân vận"]),
            sector: String::from("economy"),
            actors: list(&["Già làng, trưởng bản"]),
            body: list(&[
                "Từ 2021-2025 góp 13,5 tỷ đồng. Có 1.000.000 cây.",
                &"dài".repeat(40),
            ]),
            unit_kind: String::from("party"),
            province_code: String::from("08"),
            level: Some(String::from("province")),
            label: String::from("skilful"),
            year: Some(2021),
            published_at_us: 1_790_000_000_000_000,
            adoptions: 3,
            recognised: true,
        };
        let little = IndexedModel {
            id: String::from("little"),
            title: String::from("Ea Kar, H'leo"),
            ..IndexedModel::default()
        };
        [everything, little]
    }

    #[test]
    fn what_the_index_holds_of_a_model_changes_only_with_the_schema() {
        let fields = Fields::new();
        let mut made = vec![serde_json::to_string(&fields.schema).expect("a schema is JSON")];
        for model in samples() {
            let document = fields.document(&model);
            for (name, values) in document.to_named_doc(&fields.schema).0 {
                let mut values: Vec<String> =
                    values.iter().map(|value| format!("{value:?}")).collect();
                // The keys of completions come in no order.
                values.sort();
                made.push(format!("{name} {values:?}"));
            }
        }
        let digest = hash(made.join("\n").as_bytes());
        assert_eq!(
            (SCHEMA, digest),
            MADE,
            "what the index holds of a model is another: raise SCHEMA, so that every index is built anew, and write here \
             what it makes: {digest:#018x}"
        );
    }
}
