//! Keeps the search index of this process in step with the log, and asks it on behalf of pages and programs.
//!
//! [`open_index`] opens the folder; [`start_feed`] tails the log and applies what changed (`feed`), or builds the
//! index anew where it is lost, damaged, far behind or of another database ([`rebuild`]). What a model gives the index
//! is read in `indexed`. Search yields ids; whoever shows something reads its rows, `WHERE is_public`.

mod ask;
mod feed;
mod indexed;
mod open;
mod places;
mod rebuild;

pub use ask::ask;
pub use feed::{Feed, start_feed};
pub use open::{Opened, open_index};
pub use rebuild::rebuild;
