//! Emulation campaigns (đợt thi đua): their calendars and the criteria sets they score by.
//!
//! Other features may use [`criteria`] (documents, points, what may be entered on a criterion) and
//! [`model`] (phases and calendars).

pub mod criteria;
pub mod model;
