//! The program itself, as an operator runs it.

mod allocator;
mod create_admin;
mod demo;
mod help;
mod import;
mod killed;
mod migrate;
mod reindex;
mod settings;
mod two_processes;
mod verify;
mod waiting;

use crate::support::prelude::*;
use danvankheo::config::DatabaseUrl;
use std::path::Path;
use std::process::{Command, Output};

/// The program, over the database of a test and a data folder.
fn program(t: &TestApp, data_dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_danvankheo"));
    let database = match &t.app.config.database {
        DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
        DatabaseUrl::Postgres(url) => url.clone(),
    };
    command
        .env("DATABASE_URL", database)
        .env("DVK_DATA_DIR", data_dir)
        .env("DVK_LOG", "warn");
    command
}

/// What a command said on standard output and on standard error, and its exit code.
fn run(command: &mut Command) -> (String, String, i32) {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(stdout), text(stderr), status.code().unwrap())
}
