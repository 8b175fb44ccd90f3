//! The accounts of a demonstration: one password for all, made anew for each demonstration.

use crate::app::DemoAccount;
use crate::error::{AppError, Doing, Result};
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

/// A password that people can copy by eye: four groups of four letters and digits without look-alikes, 80 bits.
pub(super) fn new_password() -> Result<String> {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut random = [0_u8; 16];
    getrandom::fill(&mut random)
        .map_err(|error| AppError::internal("making a password", error.to_string()))?;
    let groups = random.chunks(4).map(|group| {
        group
            .iter()
            .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
            .collect::<String>()
    });
    Ok(groups.collect::<Vec<_>>().join("-"))
}

/// Writes the file so that only its owner may read it.
pub(super) fn write(path: &Path, accounts: &[DemoAccount]) -> Result<()> {
    let doing = || format!("writing {}", path.display());
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
        Ok(json) => serde_json::from_slice(&json).doing(format!("reading {}", path.display())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error).doing(format!("reading {}", path.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_long_and_differ() {
        let (one, two) = (new_password().unwrap(), new_password().unwrap());
        assert_eq!(one.len(), 19);
        assert_ne!(one, two);
    }

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
