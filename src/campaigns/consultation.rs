//! A public consultation that has begun, with its end. No I/O.

use super::campaign::Campaign;
use crate::rules::working_days::{self, Deadline};
use chrono::NaiveDate;
use std::fmt;

/// The days on which a council's list lies open to the public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsultationPeriod {
    /// The day on which it was published.
    pub from: NaiveDate,
    /// The working days it is given, from the day after.
    pub working_days: u32,
    /// When they end.
    pub end: Deadline,
}

impl Campaign {
    /// The consultation that was begun on a day, by the rules of this campaign.
    pub fn consultation_since(&self, from: NaiveDate) -> ConsultationPeriod {
        let working_days = self.calendar.consultation_days;
        ConsultationPeriod {
            from,
            working_days,
            end: working_days::after(from, working_days),
        }
    }
}

impl fmt::Display for ConsultationPeriod {
    /// `từ ngày 20/11/2026 đến hết ngày 27/11/2026 (5 ngày làm việc)`, and that it is provisional where days off are not known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
        write!(
            f,
            "từ ngày {} đến hết ngày {} ({} ngày làm việc",
            day(self.from),
            day(self.end.last_day),
            self.working_days
        )?;
        if !self.end.settled {
            f.write_str(
                "; ngày kết thúc tạm tính vì lịch nghỉ lễ trong thời gian này chưa được công bố đủ",
            )?;
        }
        f.write_str(")")
    }
}
