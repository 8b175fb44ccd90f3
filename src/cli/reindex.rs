//! `danvankheo reindex`.

use super::CliResult;
use crate::config::Config;
use crate::db::Db;
use crate::search::{open_index, rebuild};
use indicatif::{ProgressBar, ProgressStyle};

/// Builds the search index anew. Err: a server that runs over the same data folder holds the index.
pub(super) fn reindex(config: &Config) -> CliResult {
    let db = Db::open(&config.database)?;
    db.migrate()?;
    let opened = open_index(config, &db)?;
    let bar = ProgressBar::new(0).with_style(
        ProgressStyle::with_template("{bar:40} {pos}/{len} mô hình, {per_sec}")
            .expect("the template is well formed"),
    );
    let reached = rebuild(&db, &opened.index, config, |done, total| {
        bar.set_length(total);
        bar.set_position(done);
        true
    })?;
    bar.finish_and_clear();
    println!(
        "đã lập chỉ mục {} mô hình công khai, đến mục {} của nhật ký",
        opened.index.count(),
        reached.map_or(0, |built| built.seq)
    );
    Ok(())
}
