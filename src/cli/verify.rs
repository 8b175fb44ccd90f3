//! `danvankheo verify`.

use super::{CliResult, Exit};
use crate::config::Config;
use crate::db::Db;
use crate::log::{self, Verified};
use indicatif::{ProgressBar, ProgressStyle};

/// Recomputes the log's chain. Exit 1 where it is broken, with the place.
pub(super) fn verify(config: &Config) -> CliResult {
    let db = Db::open(&config.database)?;
    let verified = db.read_now(|conn| {
        let total = u64::try_from(log::head(conn)?.seq).unwrap_or(0);
        let bar = ProgressBar::new(total).with_style(
            ProgressStyle::with_template("{bar:40} {pos}/{len} entries, {per_sec}")
                .expect("the template is well formed"),
        );
        let verified = log::verify(conn, |seq| {
            bar.set_position(u64::try_from(seq).unwrap_or(0))
        });
        bar.finish_and_clear();
        verified
    })?;
    match verified {
        Verified::Whole(head) => {
            println!("the log is whole: {} entries, head {}", head.seq, head.hash);
            Ok(())
        }
        Verified::Broken { seq, fault } => {
            eprintln!("the log is broken at entry {seq}: {fault:?}");
            Err(Exit::Refused)
        }
    }
}
