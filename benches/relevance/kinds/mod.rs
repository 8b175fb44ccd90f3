//! The kinds of questions, each with the figure it is measured by.

pub mod duplicates;
pub mod known;
pub mod similar;
pub mod suggest;
pub mod topical;

use super::measures::mean;

/// Answers asked for where what nobody judged is dropped: ten are left of them.
const AMPLE: usize = 20;

/// A line of the table.
pub struct Row {
    /// What was asked, and the name of the figure.
    pub kind: String,
    /// How many were asked.
    pub n: usize,
    /// The figure, 0 to 1.
    pub figure: f64,
    /// What is wanted of it, if anything.
    pub wanted: Option<f64>,
    /// Other figures of the same questions.
    pub beside: Vec<(&'static str, f64)>,
    /// What each question adds to the figure, which is their mean.
    pub queries: Vec<(String, f64)>,
}

impl Row {
    /// A figure that is the mean over the questions.
    pub fn of(kind: impl Into<String>, queries: Vec<(String, f64)>, wanted: Option<f64>) -> Self {
        Self {
            kind: kind.into(),
            n: queries.len(),
            figure: mean(queries.iter().map(|(_, figure)| *figure)),
            wanted,
            beside: Vec::new(),
            queries,
        }
    }
}

/// 1 where something holds: its mean is a share.
fn share(holds: bool) -> f64 {
    if holds { 1.0 } else { 0.0 }
}

/// Without records that are made up (`x00001`): they may answer, and nobody judged them.
fn real(mut ids: Vec<String>) -> Vec<String> {
    ids.retain(|id| {
        let number = id.strip_prefix('x').unwrap_or_default();
        number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit())
    });
    ids
}
