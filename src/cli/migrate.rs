//! `danvankheo migrate`.

use super::CliResult;
use crate::config::Config;
use crate::db::Db;

/// Brings the schema up to date and says how many migrations ran.
pub(super) fn migrate(config: &Config) -> CliResult {
    let ran = Db::open(&config.database)?.migrate()?;
    println!("{ran} bước nâng cấp đã chạy; cấu trúc cơ sở dữ liệu ở bản mới nhất");
    Ok(())
}
