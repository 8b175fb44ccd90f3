//! Emulation councils (hội đồng): who may judge what, score sheets, and what the sheets add up to.
//!
//! Pure so far: [`scoring`] reads what a member enters, [`tally`] combines submitted sheets, [`conflicts`] tells
//! who must not judge. A council advises; the decision is another record with another author (Luật TĐKT, Điều 90.4).

pub mod conflicts;
mod council;
pub mod scoring;
mod seats;
pub mod usecases;
pub mod tally;

pub use council::{Council, FilledSeat, find, list_of_unit, scorers_on, seats_in};
pub use seats::seats_of;
pub use usecases::{fill_in, form_in};
