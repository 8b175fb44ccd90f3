//! Criteria sets (bộ tiêu chí) as documents: read, checked, and asked what may be scored by them.
//!
//! A set is shown as its issuer published it. Errors that an official table contains are reported
//! by [`check`] and never mended; a set with an error that would make two scorers right in
//! different ways is shown but not offered to a campaign ([`usability`]). Pure: no database, no HTTP.

mod check;
mod criterion;
mod defect;
mod interval;
mod parse;
mod points;
mod rule;
mod set;
mod usability;

pub use check::check;
pub use criterion::{Band, Choice, ConditionalCap, Criterion, CriterionOption, Kind, Threshold};
pub use defect::{Defect, DefectKind, Severity};
pub use parse::{ParseError, parse};
pub use points::{Points, PointsError};
pub use rule::{DEFAULT_STEP, ScoreRule};
pub use set::{
    AwardGate, Completeness, CriteriaSet, KnockOut, Part, Quota, Rank, RankCap, RankCondition,
    Scoring, Source, WorkflowStep,
};
pub use usability::{Obstacle, Usability, usability};

/// The criteria sets that ship with the program, as JSON: see `assets/criteria/README.md` for their sources.
pub const SHIPPED: &str = include_str!("../../../assets/criteria/criteria-sets.json");
