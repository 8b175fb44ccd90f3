//! A person's account and its rules.

use crate::clock::Moment;
use crate::ids::UserId;
use crate::words::words;
use chrono::Duration;

words! {
    /// Whether an account can be used.
    pub enum UserState {
        /// It can.
        Active = "active", "Đang hoạt động";
        /// It cannot; what the person did stays.
        Disabled = "disabled", "Ngừng hoạt động";
    }
}

/// A person's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The id.
    pub id: UserId,
    /// Name to sign in with: lower-case ASCII.
    pub username: String,
    /// Full name.
    pub full_name: String,
    /// Office held, as printed under a signature.
    pub position: String,
    /// Argon2id hash in PHC form.
    pub password_hash: String,
    /// Whether it can be used.
    pub state: UserState,
    /// Whether a new password must be chosen at the next sign-in.
    pub must_change_password: bool,
    /// Times changed.
    pub version: i64,
}

/// Failures before an account's sign-in is slowed (obligations: 5 at security level 2).
const FAILURES_BEFORE_LOCK: i32 = 5;
/// The longest wait after failures.
const LONGEST_WAIT_MINUTES: i64 = 60;

/// Until when sign-in under a name waits after its `failures`-th failure in a row: nothing for the first four, then
/// one minute, doubling up to an hour.
pub fn locked_until(failures: i32, now: Moment) -> Option<Moment> {
    let beyond = failures - FAILURES_BEFORE_LOCK;
    if beyond < 0 {
        return None;
    }
    let minutes = 1_i64
        .checked_shl(beyond.unsigned_abs().min(6))
        .unwrap_or(LONGEST_WAIT_MINUTES);
    Some(now + Duration::minutes(minutes.min(LONGEST_WAIT_MINUTES)))
}

/// A name to sign in with, as typed, in the one form it is stored: trimmed and lower case.
pub fn username_key(typed: &str) -> String {
    typed.trim().to_lowercase()
}

/// Ok if `username` can be given out. Err: what to change, in Vietnamese.
pub fn check_username(username: &str) -> Result<(), &'static str> {
    let fits = (3..=40).contains(&username.len())
        && username
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_'));
    if fits {
        Ok(())
    } else {
        Err("Tên đăng nhập gồm 3 đến 40 chữ thường không dấu, chữ số, dấu chấm hoặc gạch nối.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fifth_failure_waits_a_minute_and_later_ones_double_up_to_an_hour() {
        let now = chrono::NaiveDate::from_ymd_opt(2026, 11, 21)
            .unwrap()
            .and_hms_opt(1, 0, 0)
            .unwrap();
        let minutes =
            |failures| locked_until(failures, now).map(|until| (until - now).num_minutes());
        assert_eq!(
            [4, 5, 6, 7, 10, 11, 500].map(minutes),
            [
                None,
                Some(1),
                Some(2),
                Some(4),
                Some(32),
                Some(60),
                Some(60)
            ]
        );
    }

    #[test]
    fn usernames_are_plain() {
        assert!(check_username("can-bo.van_linh1").is_ok());
        for wrong in ["ab", "Cán bộ", "a b c", "", "a'--"] {
            assert!(check_username(wrong).is_err(), "{wrong}");
        }
        assert_eq!(username_key("  Can-Bo "), "can-bo");
    }
}
