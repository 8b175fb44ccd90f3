//! The units that ship with the program.

use crate::clock::Clock;
use crate::db::Db;
use crate::error::Result;
use crate::units::{self, Depth, Seeded};
use indicatif::ProgressBar;
use std::time::Duration;

/// How often the spinner turns.
const TURN_EVERY: Duration = Duration::from_millis(100);

/// Brings in what is missing of them. Where that is all of them it takes some seconds, and a terminal says so.
pub(super) fn load(db: &Db) -> Result<Seeded> {
    let spinner =
        ProgressBar::new_spinner().with_message("Đang nạp danh mục đơn vị hành chính, xin chờ…");
    spinner.enable_steady_tick(TURN_EVERY);
    let loaded = units::seed_facts(db, &Clock::System, Depth::OldCommunes);
    spinner.finish_and_clear();
    loaded
}
