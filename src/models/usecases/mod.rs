//! What is done to models: one verb, one file.

mod attach_file;
mod detach_file;
mod draft;
mod record_consent;
mod register;
mod save_part;
mod withdraw_consent;

pub use attach_file::{AttachFile, attach_file};
pub use detach_file::detach_file;
pub use draft::{Draft, draft};
pub use record_consent::{RecordConsent, record_consent};
pub use register::register;
pub use save_part::{SavePart, Saved, save_part};
pub use withdraw_consent::withdraw_consent;
