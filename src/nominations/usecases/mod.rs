//! What people do with nominations: one verb, one file.

mod accept;
mod change_letter;
pub(crate) mod council_step;
mod draft;
mod hand_back;
mod hand_to_leader;
mod return_for_completion;
mod send;
mod start_scoring;
pub(crate) mod step;
mod unit_step;
mod withdraw;

pub use accept::accept;
pub use change_letter::{ChangeLetter, Changed, LETTER_MAX_CHARS, change_letter, letter_seen};
pub use draft::{Draft, draft};
pub use hand_back::hand_back;
pub use hand_to_leader::hand_to_leader;
pub use return_for_completion::return_for_completion;
pub use send::send;
pub use start_scoring::{start_in as start_scoring_in, start_scoring, start_scoring_of_campaign};
pub use step::Step;
pub use withdraw::withdraw;
