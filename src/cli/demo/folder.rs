//! The folder of a demonstration: it carries a mark, and only what the program itself puts there is ever deleted.

use super::accounts;
use crate::app::DemoAccount;
use crate::cli::Exit;
use crate::config::DatabaseUrl;
use crate::error::{Doing, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// The file that says that the folder is a demonstration's.
const MARK: &str = "danvankheo-demo";
/// The accounts, for the sign-in page.
const ACCOUNTS: &str = "demo-accounts.json";
/// What the program puts into the folder beside the database.
const BESIDE: [&str; 3] = ["index", "media", ACCOUNTS];
/// The database, when it stands in the folder, with what SQLite keeps beside it.
const DATABASE: [&str; 3] = [
    "danvankheo.sqlite3",
    "danvankheo.sqlite3-wal",
    "danvankheo.sqlite3-shm",
];

/// A folder that carries the mark.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Opens a marked folder, or marks one that is new or empty. Err: it holds something else.
    pub(super) fn open(path: &Path) -> Result<Self, Exit> {
        let doing = || format!("chuẩn bị thư mục {}", path.display());
        fs::create_dir_all(path).doing(doing())?;
        let mark = path.join(MARK);
        if !mark.exists() {
            if fs::read_dir(path).doing(doing())?.next().is_some() {
                return Err(Exit::Misused(
                    format!(
                        "thư mục {} có nội dung khác, không phải của bản trình diễn; xin chọn thư mục khác bằng --data-dir",
                        path.display()
                    )
                    .into(),
                ));
            }
            fs::write(&mark, "Thư mục này là bản trình diễn của danvankheo: `demo --reset` xóa những gì chương trình để ở đây.\n")
                .doing(doing())?;
        }
        Ok(Self {
            path: path.to_path_buf(),
        })
    }

    /// Whether this database stands in the folder under its usual name.
    pub(super) fn holds(&self, database: &DatabaseUrl) -> bool {
        matches!(database, DatabaseUrl::Sqlite(path) if *path == self.path.join(DATABASE[0]))
    }

    /// Deletes the database and all that belongs to it.
    pub(super) fn clear(&self) -> Result<()> {
        DATABASE.iter().try_for_each(|name| self.delete(name))?;
        self.clear_beside_database()
    }

    /// Deletes what this process keeps beside the database.
    pub(super) fn clear_beside_database(&self) -> Result<()> {
        BESIDE.iter().try_for_each(|name| self.delete(name))
    }

    fn delete(&self, name: &str) -> Result<()> {
        let path = self.path.join(name);
        let outcome = match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(error) => Err(error),
            Ok(found) if found.is_dir() => fs::remove_dir_all(&path),
            Ok(_) => fs::remove_file(&path),
        };
        outcome.doing(format!("xóa {}", path.display()))
    }

    /// Keeps the accounts for the next start; only the owner of the folder may read the file.
    pub(super) fn keep_accounts(&self, accounts: &[DemoAccount]) -> Result<()> {
        accounts::write(&self.path.join(ACCOUNTS), accounts)
    }

    /// The accounts; none where they were made from another folder.
    pub(super) fn accounts(&self) -> Result<Vec<DemoAccount>> {
        accounts::read(&self.path.join(ACCOUNTS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_holds_something_else_is_left_alone() {
        let outer = tempfile::tempdir().unwrap();
        fs::write(outer.path().join("thư.txt"), "x").unwrap();
        assert!(Folder::open(outer.path()).is_err());
        assert!(!outer.path().join(MARK).exists());
    }

    #[test]
    fn clearing_deletes_only_what_the_program_puts_there() {
        let outer = tempfile::tempdir().unwrap();
        let folder = Folder::open(outer.path()).unwrap();
        for name in DATABASE.iter().chain(&BESIDE[2..]) {
            fs::write(outer.path().join(name), "x").unwrap();
        }
        fs::create_dir_all(outer.path().join("media/ab")).unwrap();
        fs::write(outer.path().join("ghi-chu.txt"), "của người dùng").unwrap();
        folder.clear().unwrap();
        let mut left: Vec<_> = fs::read_dir(outer.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        assert_eq!(left, [MARK, "ghi-chu.txt"]);
        assert!(Folder::open(outer.path()).is_ok());
    }
}
