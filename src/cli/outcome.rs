//! How a command ends.

use crate::error::AppError;
use std::error::Error as _;
use std::process::ExitCode;

/// Why a command does not end with 0.
#[derive(Debug)]
pub enum Exit {
    /// Some input was refused, or a check failed; said already.
    Refused,
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
        Err(Exit::Failed(error)) => {
            eprintln!("danvankheo: {error}");
            let mut source = error.source();
            while let Some(cause) = source {
                eprintln!("  because: {cause}");
                source = cause.source();
            }
            ExitCode::from(3)
        }
    }
}
