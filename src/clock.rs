//! The time, in UTC, cut to microseconds (what both databases keep), and the calendar day in Vietnam.
//!
//! Everything that asks for the time asks a [`Clock`], so that tests can fix it.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, SubsecRound, Utc};
use std::sync::{Arc, Mutex};

/// A moment in UTC with microseconds, without its zone, as it is stored.
pub type Moment = NaiveDateTime;

/// Seconds by which Vietnam is ahead of UTC. Vietnam has kept +07:00 without summer time since 1975
/// (Quyết định 134/2002/QĐ-TTg names the zone).
const VIETNAM_OFFSET_SECONDS: i32 = 7 * 3600;

/// Asia/Ho_Chi_Minh.
pub fn vietnam() -> FixedOffset {
    FixedOffset::east_opt(VIETNAM_OFFSET_SECONDS).expect("seven hours is a valid offset")
}

/// The moment as a person in Vietnam reads it.
pub fn in_vietnam(moment: Moment) -> DateTime<FixedOffset> {
    moment.and_utc().with_timezone(&vietnam())
}

/// Where the time comes from.
#[derive(Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that stands still until it is set, for tests.
    Fixed(Arc<Mutex<Moment>>),
}

impl Clock {
    /// A clock that stands at `moment`.
    pub fn fixed(moment: Moment) -> Self {
        Self::Fixed(Arc::new(Mutex::new(moment)))
    }

    /// Now, in UTC, cut to microseconds.
    pub fn now(&self) -> Moment {
        match self {
            #[expect(
                clippy::disallowed_methods,
                reason = "this is the one place that reads the clock"
            )]
            Self::System => Utc::now().naive_utc().trunc_subsecs(6),
            Self::Fixed(moment) => *moment
                .lock()
                .expect("no one panics while holding the clock"),
        }
    }

    /// The calendar day in Vietnam.
    pub fn today(&self) -> NaiveDate {
        in_vietnam(self.now()).date_naive()
    }

    /// Puts a fixed clock forward; the system's clock is left alone.
    pub fn advance(&self, by: chrono::Duration) {
        if let Self::Fixed(moment) = self {
            *moment
                .lock()
                .expect("no one panics while holding the clock") += by;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_changes_at_midnight_in_vietnam() {
        let before = NaiveDate::from_ymd_opt(2026, 11, 21)
            .unwrap()
            .and_hms_opt(16, 59, 59)
            .unwrap();
        let clock = Clock::fixed(before);
        assert_eq!(clock.today().to_string(), "2026-11-21");
        clock.advance(chrono::Duration::seconds(1));
        assert_eq!(clock.today().to_string(), "2026-11-22");
    }
}
