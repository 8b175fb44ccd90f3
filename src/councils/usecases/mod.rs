//! What people do in councils: one verb, one file.

mod change_seats;
mod close_scoring;
mod declare_conflict;
mod fill_sheet;
mod form;
mod record_result;

pub use change_seats::{FillSeat, end_seat, fill_in, fill_seat};
pub use close_scoring::close_scoring;
pub use declare_conflict::{DeclareConflict, declare_conflict};
pub use fill_sheet::{TypedLine, TypedSheet, revise_sheet, save_sheet, submit_sheet};
pub use form::form_in;
pub use record_result::{RecordResult, record_result, start_consultation};
