//! A rule with the days on which it holds.

use chrono::NaiveDate;

/// A value that an instrument fixes for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated<T> {
    /// What it fixes.
    pub value: T,
    /// The first day on which it holds.
    pub from: NaiveDate,
    /// The last day; none while it holds.
    pub until: Option<NaiveDate>,
    /// The instrument, with its article.
    pub source: &'static str,
}

/// The rule that holds on a day; of several the one that began last. None before the first of them.
pub fn in_force<T>(rules: &[Dated<T>], on: NaiveDate) -> Option<&Dated<T>> {
    rules
        .iter()
        .filter(|rule| rule.from <= on && rule.until.is_none_or(|until| on <= until))
        .max_by_key(|rule| rule.from)
}

/// A day that is known to exist, for tables.
pub(super) const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of a table exists")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_holds_from_its_first_day_to_its_last() {
        let rules = [
            Dated {
                value: 1,
                from: day(2024, 1, 1),
                until: Some(day(2025, 6, 30)),
                source: "",
            },
            Dated {
                value: 2,
                from: day(2025, 7, 1),
                until: None,
                source: "",
            },
        ];
        for (on, value) in [
            (day(2023, 12, 31), None),
            (day(2024, 1, 1), Some(1)),
            (day(2025, 6, 30), Some(1)),
            (day(2025, 7, 1), Some(2)),
            (day(2099, 1, 1), Some(2)),
        ] {
            assert_eq!(in_force(&rules, on).map(|rule| rule.value), value, "{on}");
        }
    }
}
