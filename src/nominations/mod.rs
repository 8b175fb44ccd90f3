//! Nominations (hồ sơ đề nghị): what a unit sends to one campaign for one model, from draft to decision.

pub mod model;
