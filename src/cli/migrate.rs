//! `danvankheo migrate`.

use super::CliResult;
use crate::config::Config;
use crate::db::Db;

/// Brings the schema up to date and says how many migrations ran.
pub(super) fn migrate(config: &Config) -> CliResult {
    let ran = Db::open(&config.database)?.migrate()?;
    println!("{ran} migrations run; the schema is up to date");
    Ok(())
}
