//! What can be typed.

use crate::config::Settings;
use clap::{Args, Parser, Subcommand};

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
    /// Bring the database schema up to date
    Migrate,
    /// Make the first administrator's account
    CreateAdmin(CreateAdmin),
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
