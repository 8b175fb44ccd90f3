//! What a law or a province may change, as dated data, each with its source.
//!
//! Features ask here instead of keeping a number of their own. What a campaign decides for itself (its days, its quorum)
//! is a field of the campaign; what stands here is what the form begins with, and what the arithmetic rests on. What the
//! operator decides (sizes of uploads, the length of a session) is a setting in [`crate::config`]; what only keeps slips
//! out (lengths of texts) stays beside the field as project policy.

pub mod consultation;
pub mod council;
mod dated;
pub mod days_off;
mod share;
pub mod working_days;

pub use dated::{Dated, in_force};
pub use share::{Share, ShareError};
