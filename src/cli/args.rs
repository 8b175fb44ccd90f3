//! What can be typed.

use crate::config::Settings;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// The registry of models of the emulation movement "Dân vận khéo".
#[derive(Debug, Parser)]
#[command(name = "danvankheo", version, about, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done; 1 some input was refused or a check failed; 2 wrong use; 3 the machine or the database failed."
)]
pub struct Cli {
    /// Settings by flag, environment or file.
    #[command(flatten)]
    pub settings: Settings,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program does.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the site (migrates first)
    Serve,
    /// Try the whole thing out: fill a folder of its own with demonstration data and serve it
    Demo(Demo),
    /// Bring the database schema up to date
    Migrate,
    /// Make the first administrator's account
    CreateAdmin(CreateAdmin),
    /// Bring units, models or criteria sets in from a file
    Import(Import),
    /// Build the search index anew from the database
    Reindex,
    /// Recompute the log's chain and say whether it is whole
    Verify,
}

/// Make an administrator's account. The password is read from standard input, so that it stands in no history.
#[derive(Debug, Args)]
pub struct CreateAdmin {
    /// Name to sign in with
    #[arg(long, default_value = "quan-tri")]
    pub username: String,
    /// Full name
    #[arg(long, default_value = "Quản trị hệ thống")]
    pub full_name: String,
}

/// Bring units, models or criteria sets in from a file. Importing the same file again changes nothing.
#[derive(Debug, Args)]
pub struct Import {
    /// What the file holds.
    #[command(subcommand)]
    pub what: ImportWhat,
}

/// What an imported file holds.
#[derive(Debug, Subcommand)]
pub enum ImportWhat {
    /// Units of a CSV file, with their successions
    #[command(after_help = crate::units::import::HELP)]
    Units(ImportFile),
    /// Compiled models of a JSON Lines file
    #[command(after_help = crate::models::import::HELP)]
    Models(ImportFile),
    /// Criteria sets of a JSON file
    #[command(after_help = CRITERIA_HELP)]
    Criteria(ImportFile),
}

const CRITERIA_HELP: &str = "\
Tệp JSON, mã UTF-8: một danh sách các bộ tiêu chí. Nội dung không đổi thì không tạo bản mới; nội dung đã đổi tạo bản
sửa đổi mới, bản cũ và các đợt thi đua đang dùng bản cũ giữ nguyên. Sai sót của văn bản gốc được nêu ra, không tự sửa.";

/// The file to bring in.
#[derive(Debug, Args)]
pub struct ImportFile {
    /// Path of the file; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// Try the whole thing out. The data stands in a folder of its own (.dvk-demo, or --data-dir) and is served on
/// 127.0.0.1:8080, or --bind. A second start goes on with what was done.
#[derive(Debug, Args)]
pub struct Demo {
    /// Start over: delete what the demonstration holds and fill it anew. Only what is marked as a demonstration is ever
    /// deleted; a database named by DATABASE_URL that holds anything else is refused
    #[arg(long)]
    pub reset: bool,
    /// Print the accounts on standard output and end, without serving; fills the demonstration first where needed
    #[arg(long, value_name = "FORMAT", value_parser = ["json"])]
    pub print_accounts: Option<String>,
}
