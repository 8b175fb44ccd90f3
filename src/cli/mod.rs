//! The command line: one file per command.

mod allocator;
mod args;
mod create_admin;
mod demo;
mod help;
mod import;
mod input;
mod migrate;
mod outcome;
mod reindex;
mod serve;
mod shipped_units;
mod tracing_setup;
mod verify;

pub use args::{Cli, Command};
pub use help::read;
pub use outcome::{CliResult, Exit};
pub use serve::{listen, run_server};

/// Runs a command and gives the exit code: 0 done, 1 something was wrong with the input or a check failed,
/// 2 wrong use, 3 the machine or the database failed.
pub fn run(cli: Cli) -> std::process::ExitCode {
    outcome::report(execute(cli))
}

fn execute(cli: Cli) -> CliResult {
    let settings = cli.settings.with_file()?;
    tracing_setup::start(settings.log.as_deref(), settings.log_json.unwrap_or(false));
    match cli.command {
        Command::Serve => {
            allocator::set_bound();
            serve::serve(settings.resolve(false)?)
        }
        Command::Demo(args) => demo::demo(settings.resolve(true)?, &args),
        Command::Migrate => migrate::migrate(&settings.resolve(false)?),
        Command::CreateAdmin(args) => create_admin::create_admin(&settings.resolve(false)?, args),
        Command::Import(args) => import::import(&settings.resolve(false)?, args),
        Command::Reindex => reindex::reindex(&settings.resolve(false)?),
        Command::Verify => verify::verify(&settings.resolve(false)?),
    }
}
