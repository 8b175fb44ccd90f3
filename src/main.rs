//! Parses the command line and hands over to [`danvankheo::cli`].

use clap::Parser;
use danvankheo::cli::{Cli, run};

fn main() -> std::process::ExitCode {
    run(Cli::parse())
}
