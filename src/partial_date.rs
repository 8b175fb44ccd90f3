//! A date of which only the year, or the year and month, may be known.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// `2019`, `2025-07` or `2025-12-30`: as a source gives it, never made more exact than it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// Only the year is known.
    Year(i32),
    /// The year and the month, 1 to 12.
    Month(i32, u32),
    /// The day.
    Day(NaiveDate),
}

impl PartialDate {
    /// The year.
    pub fn year(self) -> i32 {
        match self {
            Self::Year(year) | Self::Month(year, _) => year,
            Self::Day(day) => chrono::Datelike::year(&day),
        }
    }

    /// The first day it can be.
    pub fn first_day(self) -> NaiveDate {
        let (year, month) = match self {
            Self::Year(year) => (year, 1),
            Self::Month(year, month) => (year, month),
            Self::Day(day) => return day,
        };
        NaiveDate::from_ymd_opt(year, month, 1)
            .expect("a partial date is made only from a year and month that exist")
    }

    /// As people read it: `2019`, `7/2025`, `30/12/2025`.
    pub fn vietnamese(self) -> String {
        match self {
            Self::Year(year) => year.to_string(),
            Self::Month(year, month) => format!("{month}/{year}"),
            Self::Day(day) => day.format("%-d/%-m/%Y").to_string(),
        }
    }
}

/// The text is not `YYYY`, `YYYY-MM` or `YYYY-MM-DD` with a year of 1000 to 9999.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a year, month or day: {0:?}")]
pub struct NotADate(pub String);

impl FromStr for PartialDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let parse = || {
            let digits = text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'-');
            let date = match (digits, text.len()) {
                (true, 4) => Self::Year(text.parse().ok()?),
                (true, 7) => {
                    let day = NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").ok()?;
                    Self::Month(chrono::Datelike::year(&day), chrono::Datelike::month(&day))
                }
                (true, 10) => Self::Day(NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?),
                _ => return None,
            };
            (1000..=9999).contains(&date.year()).then_some(date)
        };
        parse().ok_or_else(|| NotADate(text.to_owned()))
    }
}

impl fmt::Display for PartialDate {
    /// As in files and the database.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_are_read_as_exact_as_they_are_and_no_more() {
        for (text, first, shown) in [
            ("2019", "2019-01-01", "2019"),
            ("2025-07", "2025-07-01", "7/2025"),
            ("2025-12-30", "2025-12-30", "30/12/2025"),
        ] {
            let date: PartialDate = text.parse().unwrap();
            assert_eq!(date.to_string(), text);
            assert_eq!(date.first_day().to_string(), first);
            assert_eq!(date.vietnamese(), shown);
        }
        for text in [
            "",
            "19",
            "2025-13",
            "2025-02-30",
            "2025-7",
            "0000",
            "2025/07",
            "-999",
            "20-5-07",
            "2025-07-",
            "abcd",
        ] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[0-9-]{0,11}|\\PC{0,11}") {
            if let Ok(date) = text.parse::<PartialDate>() {
                prop_assert_eq!(date.to_string(), text);
                let _ = (date.first_day(), date.vietnamese());
            }
        }
    }
}
