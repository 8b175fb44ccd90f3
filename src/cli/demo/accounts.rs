//! The accounts of a demonstration: one password for all, made anew for each demonstration.

use crate::app::DemoAccount;
use crate::error::{Doing, Result};
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

/// Writes the file so that only its owner may read it.
pub(super) fn write(path: &Path, accounts: &[DemoAccount]) -> Result<()> {
    let doing = || format!("ghi {}", path.display());
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).doing(doing())?;
    let json = serde_json::to_vec_pretty(accounts).doing(doing())?;
    file.write_all(&json).doing(doing())?;
    file.sync_all().doing(doing())
}

/// Reads the file; none where there is no file.
pub(super) fn read(path: &Path) -> Result<Vec<DemoAccount>> {
    match fs::read(path) {
        Ok(json) => serde_json::from_slice(&json).doing(format!("đọc {}", path.display())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error).doing(format!("đọc {}", path.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_come_back_as_they_were_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        assert!(read(&path).unwrap().is_empty());
        let accounts = [DemoAccount {
            username: "can-bo".into(),
            password: "x".into(),
            who: "Cán bộ".into(),
        }];
        write(&path, &accounts).unwrap();
        write(&path, &accounts).unwrap();
        assert_eq!(read(&path).unwrap()[0].username, "can-bo");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(
                fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o600
            );
        }
    }
}
