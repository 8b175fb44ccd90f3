//! What people do in councils: one verb, one file.

mod change_seats;
mod form;

pub use change_seats::{FillSeat, end_seat, fill_in, fill_seat};
pub use form::form_in;
