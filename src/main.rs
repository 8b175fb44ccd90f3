//! Reads the command line and hands over to [`danvankheo::cli`].

use danvankheo::cli::{read, run};

fn main() -> std::process::ExitCode {
    run(read())
}
