//! The page of a dossier: what is in it, where it stands, what this person may do.

use super::DossierView;
use crate::clock::in_vietnam;
use crate::councils::tally::Outcome;
use crate::councils::{CouncilResult, Recommendation};
use crate::error::FieldError;
use crate::models::story::paragraphs;
use serde::Serialize;
use std::collections::BTreeMap;

/// `councils/dossier.html`.
#[derive(Debug, Serialize)]
pub struct DossierPage {
    /// The dossier.
    pub dossier: DossierView,
    /// The nomination's version, which the forms send back.
    pub version: i64,
    /// Where the nomination stands, in words.
    pub state: &'static str,
    /// How that is shown.
    pub state_kind: &'static str,
    /// The campaign's name.
    pub campaign: String,
    /// Where the person goes back to, without the base path.
    pub back: &'static str,
    /// What the person may do here.
    pub can: Can,
    /// Returns so far: when, and why.
    pub returns: Vec<ReturnView>,
    /// Sheets in and judges, for those who may know.
    pub count: Option<(usize, usize)>,
    /// The council's result, once recorded.
    pub result: Option<ResultView>,
    /// The public consultation, once begun, in words.
    pub consultation: Option<String>,
    /// Whether it goes on.
    pub consultation_runs: bool,
    /// Working days that the campaign gives the public.
    pub consultation_days: u32,
    /// Members who must not judge it, with the ground; for the secretary and the chair.
    pub barred: Vec<(String, &'static str)>,
    /// What is wrong with the form on it.
    pub errors: Vec<FieldError>,
    /// What was typed.
    pub typed: BTreeMap<String, String>,
}

/// What a person may do with a dossier now.
#[derive(Debug, Default, Serialize)]
pub struct Can {
    /// Accept it or return it.
    pub screen: bool,
    /// Open its scoring.
    pub start_scoring: bool,
    /// Score it, or look at the own sheet.
    pub score: bool,
    /// Declare a conflict of interest.
    pub declare: bool,
    /// Look at the tally.
    pub tally: bool,
    /// Put it before the public.
    pub consult: bool,
    /// Record the decision.
    pub decide: bool,
    /// Read the decision.
    pub decision: bool,
}

/// A return for completion.
#[derive(Debug, Serialize)]
pub struct ReturnView {
    /// When.
    pub when: String,
    /// Why, in paragraphs.
    pub reasons: Vec<String>,
}

/// A council's result.
#[derive(Debug, Serialize)]
pub struct ResultView {
    /// What it advises.
    pub recommendation: &'static str,
    /// Whether it advises to recognise.
    pub recognise: bool,
    /// Its reasons, in paragraphs.
    pub summary: Vec<String>,
    /// When it was recorded.
    pub when: String,
    /// The score in a word, such as `92,5 điểm`.
    pub score: String,
}

/// A result in a few words.
pub fn result_view(result: &CouncilResult) -> ResultView {
    let score = match &result.tally.outcome {
        Outcome::Points { mean, .. } => format!("{mean} điểm"),
        Outcome::Verdicts { passed, of, .. } => format!("{passed}/{of} điều kiện đạt"),
    };
    ResultView {
        recommendation: result.recommendation.label(),
        recognise: result.recommendation == Recommendation::Recognise,
        summary: paragraphs(&result.summary).map(str::to_owned).collect(),
        when: in_vietnam(result.recorded_at)
            .format("%H:%M ngày %d/%m/%Y")
            .to_string(),
        score,
    }
}
