//! Emulation councils (hội đồng): who may judge what, score sheets, and what the sheets add up to.
//!
//! Pure so far: [`scoring`] reads what a member enters, [`tally`] combines submitted sheets, [`conflicts`] tells
//! who must not judge. A council advises; the decision is another record with another author (Luật TĐKT, Điều 90.4).

pub mod conflicts;
pub mod scoring;
mod seats;
pub mod tally;

pub use seats::seats_of;
