//! For how long a role or a seat is given: from one day to the end of another, or until it is ended.

use crate::error::FieldErrors;
use crate::text::typed_day;
use chrono::NaiveDate;

/// Days on which a role or a seat holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The first.
    pub from: NaiveDate,
    /// The last; none where it holds until it is ended.
    pub to: Option<NaiveDate>,
}

impl Term {
    /// From today on.
    pub fn from_today(today: NaiveDate) -> Self {
        Self {
            from: today,
            to: None,
        }
    }

    /// As typed: no first day is today, no last day is none. What already was stays as it was, so nothing begins before
    /// today. Err: `valid_from`, `valid_to`.
    pub fn typed(from: &str, to: &str, today: NaiveDate) -> Result<Self, FieldErrors> {
        let day = |typed: &str| match typed.trim() {
            "" => Ok(None),
            typed => typed_day(typed)
                .map(Some)
                .ok_or("Ngày không hợp lệ; xin nhập theo dạng ngày/tháng/năm, ví dụ 15/12/2026."),
        };
        let mut errors = FieldErrors::new();
        let first = match day(from) {
            Ok(Some(first)) if first < today => Err("Ngày bắt đầu không được trước hôm nay."),
            first => first.map(|first| first.unwrap_or(today)),
        };
        let first = errors.take("valid_from", first);
        let last = match (first, day(to)) {
            (first, Ok(Some(last))) if last < first.unwrap_or(today) => {
                Err("Ngày kết thúc không được trước ngày bắt đầu.")
            }
            (_, last) => last,
        };
        let last = errors.take("valid_to", last);
        match (first, last) {
            (Some(from), Some(to)) => Ok(Self { from, to }),
            _ => Err(errors),
        }
    }

    /// Whether a day belongs to it.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|last| day <= last)
    }

    /// Whether a day belongs to both.
    pub fn meets(&self, other: &Self) -> bool {
        self.to.is_none_or(|last| other.from <= last)
            && other.to.is_none_or(|last| self.from <= last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    #[test]
    fn a_term_is_read_as_it_was_typed() {
        let term = |from, to| Term { from, to };
        for (from, to, read) in [
            ("", "", Ok(term(day(20), None))),
            (
                "2026-11-20",
                " 20/11/2026 ",
                Ok(term(day(20), Some(day(20)))),
            ),
            ("21/11/2026", "", Ok(term(day(21), None))),
            ("2026-11-19", "", Err("valid_from")),
            ("mai", "", Err("valid_from")),
            ("", "2026-11-19", Err("valid_to")),
            ("2026-11-22", "2026-11-21", Err("valid_to")),
            ("", "31/11/2026", Err("valid_to")),
        ] {
            let typed = Term::typed(from, to, day(20));
            match read {
                Ok(term) => assert_eq!(typed, Ok(term), "{from} {to}"),
                Err(field) => assert!(typed.unwrap_err().of(field).is_some(), "{from} {to}"),
            }
        }
    }

    #[test]
    fn terms_meet_where_a_day_belongs_to_both() {
        let term = |from, to: Option<u32>| Term {
            from: day(from),
            to: to.map(day),
        };
        for (one, other, meet) in [
            (term(1, Some(5)), term(5, None), true),
            (term(1, Some(5)), term(6, None), false),
            (term(1, None), term(20, None), true),
            (term(10, Some(12)), term(1, Some(30)), true),
        ] {
            assert_eq!(one.meets(&other), meet, "{one:?} {other:?}");
            assert_eq!(other.meets(&one), meet, "{other:?} {one:?}");
        }
    }
}
