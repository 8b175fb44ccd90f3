//! What people do about recognition: one verb, one file.

mod decide;
mod publish;

pub use decide::{Decide, Decided, decide, may_decide};
pub use publish::{hide_if_not_cleared, may_be_named, publish_if_cleared};
