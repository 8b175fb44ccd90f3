//! How far the scoring of a nomination is, and what its sheets add up to. Whoever calls answers for who may see it.

use super::judging::{self, Bench};
use super::sheet_store::{self, MemberSheet};
use super::tally::{self, Seats, Tally};
use crate::campaigns::{self, Campaign};
use crate::db::Conn;
use crate::error::{Doing, Result};
use crate::ids::UserId;
use crate::nominations::Nomination;
use chrono::NaiveDate;

/// How far the scoring is: numbers and names of those who have handed in, nothing of what they entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Who judges, and who must not.
    pub bench: Bench,
    /// Those of the judges who have handed in.
    pub done: Vec<UserId>,
}

impl Count {
    /// How many of the judges have handed in.
    pub fn handed_in(&self) -> usize {
        self.done.len()
    }

    /// Whether every judge has, and there is one.
    pub fn complete(&self) -> bool {
        !self.bench.judges.is_empty() && self.done.len() == self.bench.judges.len()
    }
}

/// How far the scoring of a nomination is on a day.
pub fn count(conn: &mut Conn, nomination: &Nomination, day: NaiveDate) -> Result<Count> {
    let bench = judging::bench(conn, nomination, day)?;
    let mut done = sheet_store::handed_in(conn, &nomination.id)?;
    done.retain(|user| bench.judges.iter().any(|judge| judge.user_id == *user));
    Ok(Count { bench, done })
}

/// The sheets that count on a nomination: those handed in by members who judge it.
pub fn counting_sheets(
    conn: &mut Conn,
    nomination: &Nomination,
    bench: &Bench,
) -> Result<Vec<MemberSheet>> {
    let mut sheets = sheet_store::list_counting(conn, &nomination.id)?;
    sheets.retain(|sheet| {
        bench
            .judges
            .iter()
            .any(|judge| judge.user_id == sheet.user_id)
    });
    Ok(sheets)
}

/// What the counting sheets add up to, with each member's total in an order that names nobody: ascending.
pub fn tally_of(
    conn: &mut Conn,
    campaign: &Campaign,
    nomination: &Nomination,
    bench: &Bench,
) -> Result<(Tally, Vec<MemberSheet>)> {
    let set = campaigns::criteria_of(conn, &nomination.criteria_set_id)?.set;
    let mut sheets = counting_sheets(conn, nomination, bench)?;
    sheets.sort_by_key(|sheet| (sheet.sheet.total(&set), sheet.sheet.verdicts()));
    let bare: Vec<_> = sheets.iter().map(|sheet| sheet.sheet.clone()).collect();
    let conflicted = u32::try_from(bench.barred.len()).unwrap_or(u32::MAX);
    let judges = u32::try_from(bench.judges.len()).unwrap_or(u32::MAX);
    let seats = Seats {
        members: judges.saturating_add(conflicted),
        conflicted,
    };
    let tally = tally::tally(&set, &bare, seats, &campaign.tally_settings())
        .doing("adding up the sheets of a nomination")?;
    Ok((tally, sheets))
}
