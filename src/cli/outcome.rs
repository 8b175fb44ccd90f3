//! How a command ends.

use crate::config::SettingsError;
use crate::error::AppError;
use std::error::Error;
use std::process::ExitCode;

/// Why a command does not end with 0.
#[derive(Debug)]
pub enum Exit {
    /// Some input was refused, or a check failed; said already.
    Refused,
    /// It was called for what cannot be.
    Misused(Box<dyn Error>),
    /// It could not be done.
    Failed(AppError),
}

/// What a command gives.
pub type CliResult = Result<(), Exit>;

impl From<AppError> for Exit {
    fn from(error: AppError) -> Self {
        Self::Failed(error)
    }
}

impl From<SettingsError> for Exit {
    fn from(error: SettingsError) -> Self {
        match error {
            SettingsError::Unreadable(error) => Self::Failed(error),
            error => Self::Misused(Box::new(error)),
        }
    }
}

pub(super) fn report(result: CliResult) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(Exit::Refused) => ExitCode::from(1),
        Err(Exit::Failed(AppError::Invalid(errors))) => {
            for error in errors.iter() {
                eprintln!("{}: {}", error.field, error.message);
            }
            ExitCode::from(1)
        }
        Err(Exit::Misused(error)) => {
            say(error.as_ref());
            eprintln!("Xem cách dùng: danvankheo --help");
            ExitCode::from(2)
        }
        Err(Exit::Failed(error)) => {
            say(&error);
            ExitCode::from(3)
        }
    }
}

/// The error with everything that lies behind it.
fn say(error: &dyn Error) {
    eprintln!("danvankheo: {error}");
    let mut source = error.source();
    while let Some(cause) = source {
        eprintln!("  because: {cause}");
        source = cause.source();
    }
}
