//! Who may use whom: `cli → routes → readers → features → app → platform → foundation`, as ARCHITECTURE.md draws it.

use crate::support::sources;
use std::collections::{BTreeMap, BTreeSet};

/// Every module from the bottom up. A module uses those of its own row and of the rows before it.
const ROWS: &[(&str, &[&str])] = &[
    (
        "foundation",
        &[
            "clock",
            "config",
            "error",
            "ids",
            "lines",
            "partial_date",
            "rules",
            "text",
            "vietnamese",
            "words",
        ],
    ),
    (
        "platform",
        &[
            "access", "db", "index", "log", "media", "metrics", "pages", "web",
        ],
    ),
    ("app", &["app"]),
    (
        "features",
        &[
            "campaigns",
            "councils",
            "models",
            "needs",
            "nominations",
            "recognition",
            "replication",
            "units",
            "users",
        ],
    ),
    ("readers", &["search", "showcase"]),
    ("edge", &["health", "routes"]),
    ("command line", &["cli", "lib", "main"]),
];

/// Uses against the direction, each with its reason.
const ON_PURPOSE: &[(&str, &str, &str)] = &[
    (
        "web",
        "app",
        "extractors and middleware find the program in the request",
    ),
    (
        "web",
        "users",
        "an error that asks for sign-in is answered with the sign-in page",
    ),
    (
        "app",
        "search",
        "the program holds the index, which search feeds",
    ),
];

fn row(module: &str) -> usize {
    ROWS.iter()
        .position(|(_, modules)| modules.contains(&module))
        .unwrap_or_else(|| panic!("src/{module} has no place in ROWS: give it one"))
}

/// The module a source file belongs to: `src/users/store.rs` to `users`, `src/app.rs` to `app`.
fn module_of(path: &str) -> &str {
    let inside = path.strip_prefix("src/").unwrap();
    inside.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The first name behind every `crate::` of a text, groups in braces included.
fn used_modules(text: &str) -> BTreeSet<String> {
    let name = |text: &str| {
        text.trim_start()
            .split(|c: char| !c.is_ascii_lowercase() && c != '_')
            .next()
            .unwrap_or("")
            .to_owned()
    };
    let mut used = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let behind = &text[at + "crate::".len()..];
        if let Some(group) = behind.strip_prefix('{') {
            let mut depth = 0;
            let mut from = 0;
            for (at, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => {
                        used.insert(name(&group[from..at]));
                        break;
                    }
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        used.insert(name(&group[from..at]));
                        from = at + 1;
                    }
                    _ => {}
                }
            }
        } else {
            used.insert(name(behind));
        }
    }
    // `crate::text_macro!` and macros' own `$crate` lead to no module.
    used.retain(|name| !name.is_empty());
    used
}

#[test]
fn modules_use_only_what_stands_below_them() {
    let mut against: BTreeMap<(String, String), String> = BTreeMap::new();
    for (path, text) in sources::program() {
        let module = module_of(&path).to_owned();
        for used in used_modules(&text)
            .into_iter()
            .filter(|used| *used != module)
        {
            if row(&used) > row(&module) {
                against
                    .entry((module.clone(), used))
                    .or_insert(path.clone());
            }
        }
    }
    for (from, to, why) in ON_PURPOSE {
        let known = against.remove(&((*from).to_owned(), (*to).to_owned()));
        assert!(
            known.is_some(),
            "{from} no longer uses {to} ({why}): take it out of ON_PURPOSE"
        );
    }
    assert!(
        against.is_empty(),
        "uses against the direction: {against:#?}"
    );
}

#[test]
fn every_row_names_modules_that_exist() {
    let modules: BTreeSet<String> = sources::program()
        .iter()
        .map(|(path, _)| module_of(path).to_owned())
        .collect();
    for name in ROWS.iter().flat_map(|(_, modules)| *modules) {
        assert!(
            modules.contains(*name),
            "{name} is gone: take it out of ROWS"
        );
    }
}

#[test]
fn nobody_reaches_into_the_store_of_another_feature() {
    let features = ROWS.iter().find(|(name, _)| *name == "features").unwrap().1;
    let mut reached = Vec::new();
    for (path, text) in sources::program() {
        for feature in features
            .iter()
            .filter(|feature| **feature != module_of(&path))
        {
            let whole = [
                format!("crate::{feature}::store"),
                format!("crate::{feature}::{{store"),
            ];
            if whole.iter().any(|used| text.contains(used)) {
                reached.push(format!("{path} uses {feature}::store"));
            }
        }
    }
    assert!(reached.is_empty(), "{reached:#?}");
}

#[test]
fn models_do_no_input_or_output() {
    for (path, text) in sources::program() {
        // A feature's model is `<feature>/model.rs`; a handler may be called after the model it shows.
        let parts: Vec<&str> = path.split('/').collect();
        if let ["src", _, "model.rs"] | ["src", _, "model", _] = parts[..] {
            for library in ["diesel", "actix_web", "tera", "tantivy", "tokio", "std::fs"] {
                assert!(
                    !text.contains(&format!("{library}::")),
                    "{path} uses {library}"
                );
            }
        }
    }
}

#[test]
fn every_table_is_written_by_one_module() {
    let mut writers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in sources::program() {
        for opening in [
            "diesel::insert_into(",
            "diesel::update(",
            "diesel::delete(",
            "insert_each!(conn,",
        ] {
            for (at, _) in text.match_indices(opening) {
                let behind = text[at + opening.len()..].trim_start();
                let (table, _) = behind.split_once("::").unwrap();
                // In the macro of `db` the table is whatever its caller names.
                if table.starts_with('$') {
                    continue;
                }
                writers
                    .entry(table.to_owned())
                    .or_default()
                    .insert(module_of(&path).to_owned());
            }
        }
    }
    assert!(
        writers.contains_key("events") && writers.contains_key("users"),
        "nothing was read: {writers:?}"
    );
    // A file's own facts are the same whoever brings it: a photo of a model, or a signed decision.
    writers.remove("files");
    writers.retain(|_, modules| modules.len() > 1);
    assert!(writers.is_empty(), "written by several: {writers:#?}");
}

#[test]
fn the_reader_of_imports_sees_through_groups() {
    let text =
        "use crate::{a, b_c::{d, e}, f}; use crate::g::h; crate::i!(); let x = crate::j::k();";
    let used: Vec<String> = used_modules(text).into_iter().collect();
    assert_eq!(used, ["a", "b_c", "f", "g", "i", "j"]);
}
