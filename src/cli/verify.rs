//! `danvankheo verify`.

use super::{CliResult, Exit};
use crate::config::Config;
use crate::db::Db;
use crate::log::{self, Fault, Verified};
use indicatif::{ProgressBar, ProgressStyle};

/// Recomputes the log's chain. Exit 1 where it is broken, with the place.
pub(super) fn verify(config: &Config) -> CliResult {
    let db = Db::open(&config.database)?;
    let verified = db.read_now(|conn| {
        let total = u64::try_from(log::head(conn)?.seq).unwrap_or(0);
        let bar = ProgressBar::new(total).with_style(
            ProgressStyle::with_template("{bar:40} {pos}/{len} mục, {per_sec}")
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
            println!(
                "nhật ký nguyên vẹn: {} mục, mã băm của mục mới nhất {}",
                head.seq, head.hash
            );
            Ok(())
        }
        Verified::Broken { seq, fault } => {
            let what = match fault {
                Fault::Missing => "thiếu một mục",
                Fault::Changed => "nội dung không khớp mã băm",
                Fault::Head => "mục cuối không phải là mục mới nhất đã ghi",
            };
            eprintln!("nhật ký sai lệch ở mục {seq}: {what}");
            Err(Exit::Refused)
        }
    }
}
