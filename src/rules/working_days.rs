//! Periods counted in working days.
//!
//! The day on which a period begins is not counted (Bộ luật Dân sự 91/2015/QH13, Điều 147.2); it ends with its last working
//! day. A day that may turn out to be a day off is not counted: the public never gets fewer days than were promised.

use super::days_off::{self, DayKind};
use chrono::{Datelike, Days, NaiveDate};

/// The end of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// Its last day; the day after, it is over.
    pub last_day: NaiveDate,
    /// Whether the days off on the way are all known. If not, the real end may be earlier, never later.
    pub settled: bool,
}

impl Deadline {
    /// Whether the period is over on a day.
    pub fn is_over(&self, on: NaiveDate) -> bool {
        on > self.last_day
    }
}

/// The end of `count` working days after `from`, which is not counted itself; of no days, `from`.
pub fn after(from: NaiveDate, count: u32) -> Deadline {
    let mut deadline = Deadline {
        last_day: from,
        settled: true,
    };
    let mut left = count;
    while left > 0 {
        let Some(next) = deadline.last_day.checked_add_days(Days::new(1)) else {
            break;
        };
        deadline.last_day = next;
        let kind = days_off::kind_of(next);
        deadline.settled &= kind != DayKind::MayBeOff && days_off::is_decided(next.year());
        if kind == DayKind::Working {
            left -= 1;
        }
    }
    deadline
}

/// The latest day from which `count` working days end on `last_day` or before.
pub fn latest_start(last_day: NaiveDate, count: u32) -> NaiveDate {
    let (mut start, mut left) = (last_day, count);
    while left > 0 {
        if days_off::kind_of(start) == DayKind::Working {
            left -= 1;
        }
        let Some(before) = start.checked_sub_days(Days::new(1)) else {
            break;
        };
        start = before;
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::dated::day;
    use proptest::prelude::*;

    #[test]
    fn periods_end_where_a_calendar_on_the_wall_says() {
        for (from, count, last_day, settled) in [
            // A Friday; the weekend does not count.
            (day(2026, 11, 13), 5, day(2026, 11, 20), true),
            (day(2026, 11, 14), 1, day(2026, 11, 16), true),
            (day(2026, 11, 16), 0, day(2026, 11, 16), true),
            // 24 November 2026 may be a day off: it is passed over, and the end is provisional.
            (day(2026, 11, 20), 1, day(2026, 11, 23), true),
            (day(2026, 11, 20), 2, day(2026, 11, 25), false),
            (day(2026, 11, 20), 10, day(2026, 12, 7), false),
            // Over Tết 2026: nine days off in a row.
            (day(2026, 2, 12), 2, day(2026, 2, 23), true),
            // A Saturday that is worked counts.
            (day(2026, 8, 20), 2, day(2026, 8, 22), true),
            // Into a year whose days are not known.
            (day(2026, 12, 30), 1, day(2026, 12, 31), true),
            (day(2026, 12, 30), 2, day(2027, 1, 4), false),
            (day(2027, 2, 2), 1, day(2027, 2, 12), false),
        ] {
            assert_eq!(
                after(from, count),
                Deadline { last_day, settled },
                "{count} after {from}"
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn a_period_holds_exactly_its_working_days(offset in 0u64..6_000, count in 1u32..40) {
            let from = day(2024, 1, 1) + Days::new(offset);
            let end = after(from, count).last_day;
            let working = from
                .iter_days()
                .skip(1)
                .take_while(|date| *date <= end)
                .filter(|date| days_off::kind_of(*date) == DayKind::Working)
                .count();
            prop_assert_eq!(working, count as usize);
            prop_assert_eq!(days_off::kind_of(end), DayKind::Working);
        }

        #[test]
        fn periods_follow_one_another(offset in 0u64..6_000, first in 0u32..20, second in 0u32..20) {
            let from = day(2024, 1, 1) + Days::new(offset);
            let whole = after(from, first + second);
            let half = after(from, first);
            let rest = after(half.last_day, second);
            prop_assert_eq!(whole.last_day, rest.last_day);
            prop_assert_eq!(whole.settled, half.settled && rest.settled);
        }

        #[test]
        fn the_latest_start_is_the_latest(offset in 0u64..6_000, count in 0u32..40) {
            let last = day(2024, 1, 1) + Days::new(offset);
            let start = latest_start(last, count);
            prop_assert!(after(start, count).last_day <= last);
            prop_assert!(after(start + Days::new(1), count).last_day > last);
        }
    }
}
