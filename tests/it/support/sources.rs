//! The project's own files, for the tests that read them.

use std::path::{Path, PathBuf};

/// The folder of the project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file under `folder` whose name ends in `ending`: its path from the project's folder, and its text, by path.
pub fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    paths(folder)
        .into_iter()
        .filter(|path| path.to_str().unwrap().ends_with(ending))
        .map(|path| {
            let name = path
                .strip_prefix(root())
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// Every file under `folder`, in order.
pub fn paths(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(&root().join(folder), &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found)
        } else {
            found.push(path)
        }
    }
}

/// The program part of every source file under `src`: without comment lines, and without the tests at its end.
pub fn program() -> Vec<(String, String)> {
    files("src", ".rs")
        .into_iter()
        .map(|(path, text)| (path, without_tests_and_comments(&text)))
        .collect()
}

fn without_tests_and_comments(text: &str) -> String {
    // Not a file of tests that is only named: `mod samples;`.
    let written_here = |(at, _): &(usize, &str)| {
        let line = text[*at..].lines().nth(1);
        line.is_some_and(|line| line.ends_with('{'))
    };
    let tests = text.match_indices("#[cfg(test)]\nmod ").find(written_here);
    let program = tests.map_or(text, |(at, _)| &text[..at]);
    program
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect()
}

/// The string literals of Rust text, in order; what stands in raw strings and behind escapes is not looked into.
pub fn literals(text: &str) -> Vec<&str> {
    text.split('"').skip(1).step_by(2).collect()
}

/// The text between the bracket that opens at the end of each `opening` and the one that closes it.
pub fn calls<'a>(text: &'a str, opening: &str) -> Vec<&'a str> {
    text.match_indices(opening)
        .filter_map(|(at, _)| enclosed(&text[at + opening.len()..]))
        .collect()
}

fn enclosed(text: &str) -> Option<&str> {
    let mut depth = 1_usize;
    let mut in_string = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => in_string = !in_string,
            b'(' | b'{' | b'[' if !in_string => depth += 1,
            b')' | b'}' | b']' if !in_string => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return text.get(..at);
        }
    }
    None
}
