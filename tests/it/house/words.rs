//! What must stand in no file of the project: addresses of package registries, folders of a machine, keys.

use crate::support::sources::{paths, root};
use std::path::{Path, PathBuf};

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

/// The folders that are the project's; beside them lie what is built and what is served.
const FOLDERS: [&str; 11] = [
    ".ci",
    "assets",
    "benches",
    "deploy",
    "docs",
    "fuzz/fuzz_targets",
    "fuzz/src",
    "migrations",
    "src",
    "templates",
    "tests",
];

/// Whether a file is someone's own: of their copy of the project, or of their server.
fn is_kept_out(path: &Path) -> bool {
    let name = path.file_name().unwrap().to_str().unwrap();
    [".git", ".env"].contains(&name)
        || [".log", ".snap.new"].iter().any(|end| name.ends_with(end))
        || path.starts_with(root().join("deploy/secrets"))
}

/// Every file of the project. Git is not asked: it need not be there.
fn files() -> Vec<PathBuf> {
    let beside = std::fs::read_dir(root()).unwrap();
    beside
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .chain(FOLDERS.iter().flat_map(|folder| paths(folder)))
        .filter(|path| !is_kept_out(path))
        .collect()
}

#[test]
fn no_file_names_a_registry_or_a_folder_of_a_machine() {
    let files = files();
    let mut found = Vec::new();
    for path in &files {
        let bytes = std::fs::read(path).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for word in FORBIDDEN
            .iter()
            .map(|(first, rest)| format!("{first}{rest}"))
        {
            if let Some(line) = text.lines().position(|line| line.contains(&word)) {
                found.push(format!("{}:{} has {word}", path.display(), line + 1));
            }
        }
    }
    assert!(files.len() > 500, "only {} files were read", files.len());
    assert!(found.is_empty(), "{found:#?}");
}
