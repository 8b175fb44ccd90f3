//! Where tests keep what they write: in memory where the machine lends some, since making and dropping hundreds of
//! databases is mostly making and dropping files.

use super::required::variable;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;
use tempfile::{Builder, TempDir};

/// Where Linux lends memory as a folder.
const MEMORY: &str = "/dev/shm";
/// What a run may need at one time. Containers often lend 64 MB.
const ENOUGH_KIB: u64 = 1024 * 1024;

/// A folder of a test's own, gone with what is returned.
pub fn folder(prefix: &str) -> TempDir {
    let mut builder = Builder::new();
    builder.prefix(prefix);
    let made = match in_memory() {
        true => builder.tempdir_in(MEMORY),
        false => builder.tempdir(),
    };
    made.unwrap()
}

/// Whether there is room in memory. A `TMPDIR` that was set is obeyed.
fn in_memory() -> bool {
    static IN_MEMORY: OnceLock<bool> = OnceLock::new();
    *IN_MEMORY.get_or_init(|| {
        variable("TMPDIR").is_none()
            && free_kib(Path::new(MEMORY)).is_some_and(|free| free >= ENOUGH_KIB)
            && Builder::new().tempdir_in(MEMORY).is_ok()
    })
}

fn free_kib(folder: &Path) -> Option<u64> {
    let said = Command::new("df").arg("-Pk").arg(folder).output().ok()?;
    let said = String::from_utf8(said.stdout).ok()?;
    said.lines().last()?.split_whitespace().nth(3)?.parse().ok()
}
