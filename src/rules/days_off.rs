//! The days off of officials in Vietnam: weekends, the holidays of the Labour Code, and each year's own arrangement.
//!
//! The Labour Code (Bộ luật Lao động 45/2019/QH14) fixes 1 January, 30 April, 1 May, 2 September and the tenth day of the
//! third lunar month (Điều 112.1), and that a holiday on a weekend is made up for on the next working day (Điều 111.3).
//! Which five days are Tết and which day goes with 2 September is decided for each year (Điều 112.3), as are exchanged
//! working days. A year whose decision is not in `assets/rules/days-off.csv` is not known, and says so.

use super::dated::day;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// What a day is for those who work a five-day week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind {
    /// A working day.
    Working,
    /// A weekend, a holiday, or a day given in exchange.
    Off,
    /// It may be a day off: the year's decision, or the law, is not known.
    MayBeOff,
}

/// A line of `days-off.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct DayOff {
    /// The day.
    pub date: NaiveDate,
    /// What it is.
    pub kind: LineKind,
    /// What for.
    pub name: String,
    /// The instrument.
    pub source: String,
}

/// What a line says of its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LineKind {
    /// Nobody works.
    Off,
    /// A weekend day that is worked in exchange.
    Worked,
    /// Announced as intended; the law is not confirmed.
    Expected,
}

#[derive(Debug, Deserialize)]
struct LunarDays {
    year: i32,
    new_year: NaiveDate,
    hung_kings: NaiveDate,
}

struct Known {
    lines: BTreeMap<NaiveDate, DayOff>,
    decided: BTreeSet<i32>,
    lunar: BTreeMap<i32, LunarDays>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let lines: Vec<DayOff> = rows(include_str!("../../assets/rules/days-off.csv"));
    let lunar: Vec<LunarDays> = rows(include_str!("../../assets/rules/lunar-days.csv"));
    Known {
        decided: lines.iter().map(|line| line.date.year()).collect(),
        lines: lines.into_iter().map(|line| (line.date, line)).collect(),
        lunar: lunar.into_iter().map(|days| (days.year, days)).collect(),
    }
});

fn rows<T: DeserializeOwned>(text: &str) -> Vec<T> {
    csv::Reader::from_reader(text.as_bytes())
        .into_deserialize()
        .collect::<Result<_, _>>()
        .expect("a shipped table can be read: a test reads it")
}

/// Days before and after the first day of the lunar year among which its days off have lain in every year since 2018,
/// days given for weekends included.
const TET: (u64, u64) = (3, 5);

/// Since when 24 November is meant to be a day off (Nghị quyết 80-NQ/TW of 7 January 2026); the change of Điều 112 is not
/// confirmed.
const CULTURE_DAY_SINCE: i32 = 2026;

/// Whether the arrangement of a year is known.
pub fn is_decided(year: i32) -> bool {
    KNOWN.decided.contains(&year)
}

/// The line of a day in the known years, if it has one.
pub fn line_of(date: NaiveDate) -> Option<&'static DayOff> {
    KNOWN.lines.get(&date)
}

/// What a day is.
pub fn kind_of(date: NaiveDate) -> DayKind {
    let weekend = is_weekend(date);
    if is_decided(date.year()) {
        return match line_of(date).map(|line| line.kind) {
            Some(LineKind::Off) => DayKind::Off,
            Some(LineKind::Worked) => DayKind::Working,
            _ if weekend => DayKind::Off,
            Some(LineKind::Expected) => DayKind::MayBeOff,
            None => DayKind::Working,
        };
    }
    if weekend || is_holiday(date) || makes_up_for_a_weekend(date) {
        DayKind::Off
    } else if may_be_chosen(date) {
        DayKind::MayBeOff
    } else {
        DayKind::Working
    }
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The holidays whose date the Labour Code fixes, the last by the lunar calendar.
fn is_holiday(date: NaiveDate) -> bool {
    let lunar = KNOWN.lunar.get(&date.year());
    matches!(
        (date.month(), date.day()),
        (1, 1) | (4, 30) | (5, 1) | (9, 2)
    ) || lunar.is_some_and(|days| days.hung_kings == date)
}

/// Whether a weekday is given for a holiday on the weekend before, other holidays between them passed over: 30 April and
/// 1 May on a weekend give two days.
fn makes_up_for_a_weekend(date: NaiveDate) -> bool {
    // The weekend before, with what has to be made up for, is at most a week away.
    let mut owed = 0_u32;
    let mut at = date - Days::new(7);
    while at < date {
        match (is_weekend(at), is_holiday(at)) {
            (true, true) => owed += 1,
            (false, false) => owed = owed.saturating_sub(1),
            _ => {}
        }
        at = at + Days::new(1);
    }
    owed > 0 && !is_weekend(date) && !is_holiday(date)
}

/// Whether the decision of the year may choose this day. The date of Tết is not known for every year: then no day of the
/// weeks in which it can begin (21 January to 20 February) is sure.
fn may_be_chosen(date: NaiveDate) -> bool {
    let year = date.year();
    let (first, last) = KNOWN.lunar.get(&year).map_or_else(
        || (day(year, 1, 21), day(year, 2, 20)),
        |days| (days.new_year, days.new_year),
    );
    let tet = first - Days::new(TET.0)..=last + Days::new(TET.1);
    tet.contains(&date)
        || matches!((date.month(), date.day()), (9, 1) | (9, 3))
        || (year >= CULTURE_DAY_SINCE && (date.month(), date.day()) == (11, 24))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_in_order_and_has_a_source() {
        let lines: Vec<DayOff> = rows(include_str!("../../assets/rules/days-off.csv"));
        for pair in lines.windows(2) {
            assert!(pair[0].date < pair[1].date, "{:?}", pair[1]);
        }
        for line in &lines {
            assert!(!line.name.is_empty() && !line.source.is_empty(), "{line:?}");
            assert_eq!(
                line.kind == LineKind::Worked,
                is_weekend(line.date) && line.name.starts_with("Làm bù"),
                "{line:?}"
            );
        }
    }

    #[test]
    fn a_known_year_has_what_the_labour_code_grants() {
        for &year in &KNOWN.decided {
            let days: Vec<_> = day(year, 1, 1)
                .iter_days()
                .take_while(|date| date.year() == year)
                .collect();
            let count = |kind| {
                days.iter()
                    .filter(|date| line_of(**date).is_some_and(|line| line.kind == kind))
                    .count()
            };
            let exchanged = count(LineKind::Worked);
            // Eleven days of Điều 112.1, and as many more as are worked in exchange; a holiday on a weekend stands in the
            // table with the day given for it.
            let on_weekends = days
                .iter()
                .filter(|date| {
                    is_weekend(**date)
                        && line_of(**date).is_some_and(|line| line.kind == LineKind::Off)
                })
                .count();
            assert_eq!(count(LineKind::Off), 11 + exchanged + on_weekends, "{year}");
            for date in days.iter().filter(|date| is_holiday(**date)) {
                assert_eq!(kind_of(*date), DayKind::Off, "{date}");
            }
        }
    }

    #[test]
    fn days_of_known_and_unknown_years() {
        use DayKind::{MayBeOff, Off, Working};
        for (date, kind) in [
            // Known: Tết from 16 to 20 February 2026, a Saturday worked for 31 August.
            (day(2026, 2, 13), Working),
            (day(2026, 2, 16), Off),
            (day(2026, 2, 20), Off),
            (day(2026, 2, 23), Working),
            (day(2026, 4, 27), Off),
            (day(2026, 8, 22), Working),
            (day(2026, 8, 31), Off),
            (day(2026, 11, 22), Off),
            (day(2026, 11, 23), Working),
            (day(2026, 11, 24), MayBeOff),
            // Not known: 2027. Tết begins on Saturday, 6 February.
            (day(2027, 1, 1), Off),
            (day(2027, 2, 2), Working),
            (day(2027, 2, 3), MayBeOff),
            (day(2027, 2, 7), Off),
            (day(2027, 2, 11), MayBeOff),
            (day(2027, 2, 12), Working),
            (day(2027, 4, 16), Off),
            // 1 May 2027 is a Saturday: Monday is given for it.
            (day(2027, 4, 30), Off),
            (day(2027, 5, 3), Off),
            (day(2027, 5, 4), Working),
            (day(2027, 9, 1), MayBeOff),
            (day(2027, 9, 2), Off),
            (day(2027, 9, 3), MayBeOff),
            // 30 April and 1 May 2033 fall on a weekend: two days are given.
            (day(2033, 5, 2), Off),
            (day(2033, 5, 3), Off),
            (day(2033, 5, 4), Working),
            // Beyond the table of lunar days nothing about Tết is sure.
            (day(2040, 1, 17), Working),
            (day(2040, 1, 18), MayBeOff),
            (day(2040, 2, 24), MayBeOff),
            (day(2040, 2, 27), Working),
        ] {
            assert_eq!(kind_of(date), kind, "{date}");
        }
    }

    #[test]
    fn what_was_decided_lay_within_what_would_have_been_expected() {
        for line in KNOWN
            .lines
            .values()
            .filter(|line| line.name == "Tết Âm lịch")
        {
            assert!(
                may_be_chosen(line.date) || is_weekend(line.date),
                "{line:?}"
            );
        }
    }
}
