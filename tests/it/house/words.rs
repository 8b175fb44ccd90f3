//! What must stand in no file of the project: addresses of package registries, folders of a machine, keys.

use crate::support::sources::root;
use std::process::Command;

/// In two halves, so that this file is clean too.
const FORBIDDEN: &[(&str, &str)] = &[
    ("static.crates", ".io"),
    ("index.crates", ".io"),
    ("registry.npm", "js.org"),
    ("registry.yarn", "pkg.com"),
    ("proxy.golang", ".org"),
    ("pypi", ".org"),
    ("deb.debian", ".org"),
    ("/wo", "rk/"),
    ("/ro", "ot/"),
    ("/home", "/"),
    ("/tmp/bash", "_jobs"),
    ("BEGIN RSA PRIV", "ATE KEY"),
    ("BEGIN PRIV", "ATE KEY"),
];

#[test]
fn no_tracked_file_names_a_registry_or_a_folder_of_a_machine() {
    let listed = Command::new("git")
        .args(["ls-files", "-z"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        listed.status.success(),
        "git ls-files: {}",
        String::from_utf8_lossy(&listed.stderr)
    );
    let listed = String::from_utf8(listed.stdout).unwrap();
    let (mut read, mut found) = (0, Vec::new());
    for path in listed.split('\0').filter(|path| !path.is_empty()) {
        // A file that is being removed is listed until the removal is committed.
        let Ok(bytes) = std::fs::read(root().join(path)) else {
            continue;
        };
        read += 1;
        let text = String::from_utf8_lossy(&bytes);
        for word in FORBIDDEN
            .iter()
            .map(|(first, rest)| format!("{first}{rest}"))
        {
            if let Some(line) = text.lines().position(|line| line.contains(&word)) {
                found.push(format!("{path}:{} has {word}", line + 1));
            }
        }
    }
    assert!(read > 100, "only {read} files were read");
    assert!(found.is_empty(), "{found:#?}");
}
