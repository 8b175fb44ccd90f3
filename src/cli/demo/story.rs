//! The time of the demonstration: its story is told as if it had taken two months and ended yesterday, so that every
//! dossier shows a course of days, and a consultation of the public can be over.

use crate::clock::{Clock, Moment, in_vietnam};
use chrono::{Days, Duration, NaiveDate, NaiveTime};

/// Days between the beginning of the story and the day on which it is told.
const LENGTH_DAYS: u64 = 60;
/// Minutes between two steps of one day.
const STEP_MINUTES: i64 = 5;

/// A story with the clock by which it is told.
pub(super) struct Story {
    begins_at: Moment,
    clock: Clock,
}

impl Story {
    /// A story that ends on the day before `now`. It begins, like every day of it, at eight in the morning in Vietnam,
    /// that is at one in UTC.
    pub(super) fn ending_before(now: Moment) -> Self {
        let today = in_vietnam(now).date_naive();
        let morning = NaiveTime::from_hms_opt(1, 0, 0).unwrap_or_default();
        let begins_at = (today - Days::new(LENGTH_DAYS)).and_time(morning);
        Self {
            begins_at,
            clock: Clock::fixed(begins_at),
        }
    }

    /// The clock that the story moves.
    pub(super) fn clock(&self) -> Clock {
        self.clock.clone()
    }

    /// The day on which it is told.
    pub(super) fn today(&self) -> NaiveDate {
        in_vietnam(self.begins_at).date_naive() + Days::new(LENGTH_DAYS)
    }

    /// Goes on to the morning of a day so many days before today. Chapters are told in order: it never goes back.
    pub(super) fn on_to(&self, days_before_today: u64) {
        let at = self.begins_at + Days::new(LENGTH_DAYS.saturating_sub(days_before_today));
        let by = at - self.clock.now();
        if by > Duration::zero() {
            self.clock.advance(by);
        }
    }

    /// A little later on the same day.
    pub(super) fn a_little_later(&self) {
        self.clock.advance(Duration::minutes(STEP_MINUTES));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_moves_on_and_ends_before_today() {
        let now: Moment = "2026-11-22T02:00:00".parse().unwrap();
        let story = Story::ending_before(now);
        assert_eq!(story.today().to_string(), "2026-11-22");
        assert_eq!(story.clock().today().to_string(), "2026-09-23");
        story.on_to(10);
        story.a_little_later();
        assert_eq!(story.clock().now().to_string(), "2026-11-12 01:05:00");
        story.on_to(30);
        assert_eq!(story.clock().now().to_string(), "2026-11-12 01:05:00");
        story.on_to(1);
        assert!(story.clock().now() < now);
    }
}
