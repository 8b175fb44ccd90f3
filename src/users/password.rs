//! Passwords: argon2id, and what a new one must be.

use crate::error::{AppError, Result};
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use std::sync::OnceLock;

/// Why a new password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Shorter than `MIN_LENGTH` characters.
    #[error("Mật khẩu cần ít nhất 14 ký tự, ví dụ bốn từ ghép lại.")]
    TooShort,
    /// Longer than `MAX_LENGTH` characters.
    #[error("Mật khẩu dài tối đa 200 ký tự.")]
    TooLong,
    /// One character over and over, or the name to sign in with.
    #[error("Mật khẩu này quá dễ đoán; xin chọn mật khẩu khác.")]
    Guessable,
}

/// Without a second factor an administrator's password has at least 14 characters (obligations.md 7); so has everyone's.
pub const MIN_LENGTH: usize = 14;
/// Longer ones only cost hashing time.
pub const MAX_LENGTH: usize = 200;

/// Ok if `password` may become the password of `username`.
pub fn check_new(username: &str, password: &str) -> Result<(), PasswordError> {
    let length = password.chars().count();
    let distinct = password
        .chars()
        .collect::<std::collections::HashSet<_>>()
        .len();
    if length < MIN_LENGTH {
        Err(PasswordError::TooShort)
    } else if length > MAX_LENGTH {
        Err(PasswordError::TooLong)
    } else if distinct < 5 || password.to_lowercase().contains(username) {
        Err(PasswordError::Guessable)
    } else {
        Ok(())
    }
}

/// A password that people can copy by eye: four groups of four letters and digits without look-alikes, 80 bits.
pub fn new_temporary() -> Result<String> {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut random = [0_u8; 16];
    getrandom::fill(&mut random)
        .map_err(|error| AppError::internal("making a password", error.to_string()))?;
    let groups = random.chunks(4).map(|group| {
        group
            .iter()
            .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
            .collect::<String>()
    });
    Ok(groups.collect::<Vec<_>>().join("-"))
}

/// The argon2id hash of a password, with a random salt, in PHC form. Takes tens of milliseconds: off the async threads.
pub fn hash(password: &str) -> Result<String> {
    Argon2::default()
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|error| AppError::internal("hashing a password", error.to_string()))
}

/// Whether `password` has the hash. An unreadable hash fits nothing.
pub fn fits(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok()
    })
}

/// Spends the time of a check for a name that nobody has, so that the answer's time does not tell.
pub fn pretend(password: &str) {
    static NOBODY: OnceLock<String> = OnceLock::new();
    let hash = NOBODY.get_or_init(|| hash("không ai dùng mật khẩu này").unwrap_or_default());
    let _ = fits(password, hash);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_its_own_hash_only() {
        let hash = hash("bốn từ ghép lại nhé").unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(fits("bốn từ ghép lại nhé", &hash));
        assert!(!fits("bốn từ ghép lại nhe", &hash));
        assert!(!fits("x", "không phải mã băm"));
    }

    #[test]
    fn temporary_passwords_may_be_used_and_differ() {
        let (one, two) = (new_temporary().unwrap(), new_temporary().unwrap());
        assert_eq!((one.len(), check_new("an", &one)), (19, Ok(())));
        assert_ne!(one, two);
    }

    #[test]
    fn weak_passwords_are_refused() {
        assert_eq!(check_new("an", "ngắn"), Err(PasswordError::TooShort));
        assert_eq!(
            check_new("an", "aaaaaaaaaaaaaaaa"),
            Err(PasswordError::Guessable)
        );
        assert_eq!(
            check_new("can-bo", "Can-Bo 2026 xin chào"),
            Err(PasswordError::Guessable)
        );
        assert_eq!(
            check_new("an", &"ab cd".repeat(50)),
            Err(PasswordError::TooLong)
        );
        assert_eq!(check_new("can-bo", "sông núi biển trời"), Ok(()));
    }
}
