//! Emulation councils (hội đồng): seats, who may judge what, score sheets, and what the sheets add up to.
//!
//! Pure: [`scoring`] reads what a member enters, [`tally`] combines submitted sheets, [`conflicts`] tells who must not
//! judge. A council advises; the decision is another record with another author (Luật TĐKT, Điều 90.4).

mod closing;
mod conflict_store;
pub mod conflicts;
mod council;
mod counting;
mod desk;
mod handlers;
mod judging;
mod quorum;
mod ranking;
mod result_store;
pub mod scoring;
mod seats;
mod sheet_store;
pub mod tally;
pub mod usecases;
pub mod views;

pub use council::{Council, FilledSeat, find, list_of_unit, scorers_on, seats_in};
pub use desk::kind_of;
pub use handlers::routes;
pub use judging::{Bench, bench, facts_for, ground_for};
pub use result_store::{CouncilResult, Recommendation, find as result_of, with_result};
pub use seats::seats_of;
pub use sheet_store::{MemberSheet, SheetState};
pub use usecases::{fill_in, form_in};
