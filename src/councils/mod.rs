//! Councils: seats, conflicts of interest, scores, tally and results.

mod seats;

pub use seats::seats_of;
