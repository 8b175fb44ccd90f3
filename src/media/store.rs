//! Bytes on disk, named by their SHA-256: `aa/bb/aabb…`.
//!
//! A file is written beside its place under a passing name, flushed to disk and renamed, so that it is there whole or
//! not at all, whatever happens: a kill, a power cut, a full disk. Writing what is there already changes nothing, and
//! mends it if it was damaged.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

const UNFINISHED: &str = ".unfinished-";

/// The SHA-256 of a file's bytes, as 64 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FileHash(String);

/// Not the name of a stored file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not 64 lower-case hexadecimal digits")]
pub struct NotAHash;

impl FileHash {
    /// The name of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(hex::encode(Sha256::digest(bytes)))
    }

    /// Reads a name, as from an address or a row. Err: anything but 64 lower-case hexadecimal digits, so that no name
    /// leads out of the folder.
    pub fn parse(text: &str) -> Result<Self, NotAHash> {
        let digits = text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if digits && text.len() == 64 {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAHash)
        }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for FileHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl TryFrom<String> for FileHash {
    type Error = NotAHash;
    fn try_from(text: String) -> Result<Self, NotAHash> {
        Self::parse(&text)
    }
}

impl From<FileHash> for String {
    fn from(hash: FileHash) -> Self {
        hash.0
    }
}

/// Why a stored file cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No such file.
    #[error("no stored file {0}")]
    Missing(FileHash),
    /// Its bytes are not those it is named after.
    #[error("stored file {0} is damaged")]
    Damaged(FileHash),
    /// The disk failed: full, read-only, gone.
    #[error("{doing}")]
    Disk {
        /// What was being done.
        doing: String,
        /// Why it failed.
        source: io::Error,
    },
}

/// The folder of stored files. Cheap to clone; several processes may share one folder.
#[derive(Clone, Debug)]
pub struct Store {
    root: PathBuf,
}

impl Store {
    /// The store in a folder, which is made when first needed.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Where a file is or would be.
    pub fn path_of(&self, hash: &FileHash) -> PathBuf {
        let name = hash.as_str();
        self.root.join(&name[..2]).join(&name[2..4]).join(name)
    }

    /// Keeps bytes and gives their name. When it returns, they are on disk. Err: [`StoreError::Disk`], and nothing of
    /// them is left under that name.
    pub fn put(&self, bytes: &[u8]) -> Result<FileHash, StoreError> {
        let hash = FileHash::of(bytes);
        let path = self.path_of(&hash);
        if matches!(self.verify(&hash), Ok(())) {
            return Ok(hash);
        }
        write_whole(&self.root, &path, |file| file.write_all(bytes)).map_err(|source| {
            StoreError::Disk {
                doing: format!("storing file {hash}"),
                source,
            }
        })?;
        Ok(hash)
    }

    /// A file's bytes, as they were put. Err: missing, damaged, or the disk.
    pub fn read(&self, hash: &FileHash) -> Result<Vec<u8>, StoreError> {
        let bytes = fs::read(self.path_of(hash)).map_err(|source| failed(hash, source))?;
        if FileHash::of(&bytes) == *hash {
            Ok(bytes)
        } else {
            Err(StoreError::Damaged(hash.clone()))
        }
    }

    /// A file to be read piece by piece, unverified. Err: missing, or the disk.
    pub fn open(&self, hash: &FileHash) -> Result<File, StoreError> {
        File::open(self.path_of(hash)).map_err(|source| failed(hash, source))
    }

    /// Whether a file is there as it was put. Err: missing, damaged, or the disk.
    pub fn verify(&self, hash: &FileHash) -> Result<(), StoreError> {
        let mut file = self.open(hash)?;
        let mut digest = Sha256::new();
        let mut piece = vec![0; 64 * 1024];
        loop {
            match file.read(&mut piece) {
                Ok(0) => break,
                Ok(length) => digest.update(&piece[..length]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(source) => return Err(failed(hash, source)),
            }
        }
        if hex::encode(digest.finalize()) == hash.as_str() {
            Ok(())
        } else {
            Err(StoreError::Damaged(hash.clone()))
        }
    }

    /// Removes what killed processes left unfinished before `before`, and gives how many. Err: the disk.
    pub fn sweep(&self, before: SystemTime) -> io::Result<usize> {
        let mut removed = 0;
        for folder in subfolders(&self.root)? {
            for inner in subfolders(&folder)? {
                for entry in fs::read_dir(inner)? {
                    let entry = entry?;
                    let unfinished = entry.file_name().to_string_lossy().starts_with(UNFINISHED);
                    if unfinished && entry.metadata()?.modified()? < before {
                        fs::remove_file(entry.path())?;
                        removed += 1;
                    }
                }
            }
        }
        Ok(removed)
    }
}

fn failed(hash: &FileHash, source: io::Error) -> StoreError {
    if source.kind() == io::ErrorKind::NotFound {
        StoreError::Missing(hash.clone())
    } else {
        StoreError::Disk {
            doing: format!("reading file {hash}"),
            source,
        }
    }
}

/// The folders in a folder; none if it is not there.
fn subfolders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut folders = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            folders.push(entry.path());
        }
    }
    Ok(folders)
}

/// Writes a file whole or not at all. If `write` or anything after it fails, what was begun is removed.
fn write_whole(
    root: &Path,
    path: &Path,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    let folder = path.parent().unwrap_or(root);
    fs::create_dir_all(folder)?;
    let mut unfinished = tempfile::Builder::new()
        .prefix(UNFINISHED)
        .tempfile_in(folder)?;
    write(unfinished.as_file_mut())?;
    unfinished.as_file().sync_all()?;
    unfinished.persist(path).map_err(|error| error.error)?;
    // The new name, and the folders that may be new, are on disk only once their folders are.
    for at in folder.ancestors() {
        File::open(at)?.sync_all()?;
        if at == root {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn files_in(folder: &Path) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                found.extend(files_in(&path))
            } else {
                found.push(path)
            }
        }
        found
    }

    #[test]
    fn bytes_come_back_under_the_name_of_their_content() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path().join("media"));
        let hash = store.put(b"abc").unwrap();
        assert_eq!(
            hash.as_str(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(
            store.path_of(&hash),
            folder.path().join("media/ba/78").join(hash.as_str())
        );
        assert_eq!(store.read(&hash).unwrap(), b"abc");
        assert_eq!(store.put(b"abc").unwrap(), hash);
        assert_eq!(files_in(folder.path()).len(), 1);
        let empty = store.put(b"").unwrap();
        assert_eq!(store.read(&empty).unwrap(), b"");
    }

    #[test]
    fn damage_is_found_and_mended_by_putting_again() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path());
        let hash = store.put(b"the decision").unwrap();
        fs::write(store.path_of(&hash), b"the decisioN").unwrap();
        assert!(matches!(store.verify(&hash), Err(StoreError::Damaged(_))));
        assert!(matches!(store.read(&hash), Err(StoreError::Damaged(_))));
        store.put(b"the decision").unwrap();
        assert!(store.verify(&hash).is_ok());
        fs::remove_file(store.path_of(&hash)).unwrap();
        assert!(matches!(store.read(&hash), Err(StoreError::Missing(_))));
        assert!(matches!(store.verify(&hash), Err(StoreError::Missing(_))));
    }

    #[test]
    fn a_write_that_fails_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("aa/bb/name");
        let full_disk = |file: &mut File| {
            file.write_all(b"half of it")?;
            Err(io::Error::from(io::ErrorKind::StorageFull))
        };
        let error = write_whole(folder.path(), &path, full_disk).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        assert_eq!(files_in(folder.path()), Vec::<PathBuf>::new());
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("media"), b"a file is in the way").unwrap();
        let store = Store::new(folder.path().join("media"));
        assert!(matches!(store.put(b"abc"), Err(StoreError::Disk { .. })));
    }

    #[test]
    fn what_a_killed_process_left_is_swept() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path());
        assert_eq!(store.sweep(SystemTime::now()).unwrap(), 0);
        let hash = store.put(b"abc").unwrap();
        fs::write(
            store
                .path_of(&hash)
                .with_file_name(format!("{UNFINISHED}x")),
            b"half",
        )
        .unwrap();
        assert_eq!(
            store
                .sweep(SystemTime::now() - Duration::from_secs(3600))
                .unwrap(),
            0
        );
        assert_eq!(
            store
                .sweep(SystemTime::now() + Duration::from_secs(3600))
                .unwrap(),
            1
        );
        assert!(store.verify(&hash).is_ok());
        assert_eq!(
            Store::new(folder.path().join("none"))
                .sweep(SystemTime::now())
                .unwrap(),
            0
        );
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        let long = "A".repeat(64);
        let short = "a".repeat(63);
        for name in [
            "",
            "../../etc/passwd",
            "..",
            &long,
            &short,
            &format!("{short}/"),
            &format!("{short}é"),
        ] {
            assert_eq!(FileHash::parse(name), Err(NotAHash), "{name:?}");
        }
        let hash = FileHash::of(b"abc");
        assert_eq!(FileHash::parse(hash.as_str()), Ok(hash));
        assert!(serde_json::from_str::<FileHash>("\"../x\"").is_err());
    }
}
