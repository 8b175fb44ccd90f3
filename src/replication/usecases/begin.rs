//! Begins an adoption that was intended.

use super::change::change;
use crate::access::Actor;
use crate::app::App;
use crate::error::{AppError, Result};
use crate::replication::store::Adoption;
use chrono::NaiveDate;

/// The first day as typed: `2026-11-21`. Err: `Invalid("started_on")` for what is no day, and for a day still to come.
pub fn first_day(typed: &str, today: NaiveDate) -> Result<NaiveDate> {
    match typed.trim().parse::<NaiveDate>() {
        Ok(day) if day <= today => Ok(day),
        Ok(_) => Err(AppError::field(
            "started_on",
            "Ngày bắt đầu còn ở phía trước; hãy ghi nhận khi việc đã bắt đầu.",
        )),
        Err(_) => Err(AppError::field(
            "started_on",
            "Hãy nhập ngày bắt đầu, ví dụ 21/11/2026.",
        )),
    }
}

/// Notes that an intended adoption of the actor's unit is carried out since `started_on`. Err: `NotFound` for one of
/// another unit, `Conflict("replication.begun")`, `Conflict("replication.over")`.
pub async fn begin(app: &App, actor: Actor, code: String, started_on: NaiveDate) -> Result<()> {
    change(app, actor, code, move |adoption| {
        Ok(Adoption {
            state: adoption.state.begin()?,
            started_on,
            ..adoption.clone()
        })
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_adoption_begins_today_or_before() {
        let today: NaiveDate = "2026-11-21".parse().unwrap();
        assert_eq!(first_day(" 2026-11-21 ", today).ok(), Some(today));
        assert!(first_day("2026-03-01", today).is_ok());
        for wrong in ["", "hôm nay", "2026-11-22", "2026-02-30"] {
            assert!(first_day(wrong, today).is_err(), "{wrong}");
        }
    }
}
