//! How a command ends.

use crate::config::SettingsError;
use crate::error::{AppError, wording};
use crate::index::IndexError;
use std::error::Error;
use std::io::{self, ErrorKind};
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
                eprintln!("danvankheo: {}", error.message);
            }
            ExitCode::from(1)
        }
        Err(Exit::Misused(error)) => {
            eprintln!("danvankheo: {error}");
            say_causes(error.as_ref());
            eprintln!("Xem cách dùng: danvankheo --help");
            ExitCode::from(2)
        }
        Err(Exit::Failed(error)) => {
            match &error {
                AppError::Internal { doing, .. } => {
                    eprintln!("danvankheo: {}", advice(&error));
                    eprintln!("  khi: {doing}");
                }
                refused => eprintln!("danvankheo: {}", wording(refused.code())),
            }
            say_causes(&error);
            ExitCode::from(3)
        }
    }
}

/// What an operator does about a failure. What lies behind it is told in the words of who found it.
fn advice(error: &AppError) -> &'static str {
    for cause in causes(error) {
        if let Some(IndexError::Locked { .. }) = cause.downcast_ref() {
            return "thư mục dữ liệu đang do một tiến trình khác dùng; xin dừng máy chủ đang chạy ở đó rồi thử lại.";
        }
        match cause.downcast_ref::<io::Error>().map(io::Error::kind) {
            Some(ErrorKind::NotFound) => {
                return "không tìm thấy tệp hoặc thư mục; xin kiểm tra lại đường dẫn.";
            }
            Some(ErrorKind::PermissionDenied) => {
                return "không có quyền đọc, ghi tệp hoặc mở cổng.";
            }
            Some(ErrorKind::AddrInUse) => {
                return "cổng đã có chương trình khác dùng; xin chọn cổng khác bằng --bind.";
            }
            _ => {}
        }
    }
    "máy hoặc cơ sở dữ liệu gặp trục trặc nên lệnh dừng lại; những gì đã ghi trước đó vẫn còn."
}

/// What lies behind an error, one after another.
fn causes(error: &dyn Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(error.source(), |cause| (*cause).source())
}

fn say_causes(error: &dyn Error) {
    for cause in causes(error) {
        eprintln!("  vì: {cause}");
    }
}
