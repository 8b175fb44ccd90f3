//! What people do with campaigns and criteria sets: one verb, one file.

mod hold;
mod load_criteria;
mod open;

pub use hold::{hold, let_go_on};
pub use load_criteria::{LoadedSet, load_criteria};
pub use open::{OpenCampaign, open, open_in};
