//! A member's score sheet: the page, and how far the sheet is.

use super::{DossierView, LineView};
use crate::campaigns::criteria::{CriteriaSet, Kind};
use crate::councils::scoring::Sheet;
use crate::councils::sheet_store::{MemberSheet, SheetState};
use crate::error::FieldError;
use serde::Serialize;

/// `councils/sheet.html`.
#[derive(Debug, Serialize)]
pub struct SheetPage {
    /// The dossier beside it.
    pub dossier: DossierView,
    /// The campaign's name.
    pub campaign: String,
    /// The criteria set, its document and issuer.
    pub criteria: String,
    /// Where the sheet stands, in words.
    pub state: &'static str,
    /// How that is shown.
    pub state_kind: &'static str,
    /// Whether it can be written.
    pub open: bool,
    /// Whether a correction can be opened.
    pub can_revise: bool,
    /// Which revision, from 1.
    pub revision: i32,
    /// The version the form was made from.
    pub version: i64,
    /// The criteria, headings and leaves, in the order of the table.
    pub lines: Vec<LineView>,
    /// The word on the whole.
    pub overall_remark: String,
    /// What has been done and what is left.
    pub progress: Progress,
    /// When it was last saved, in words; empty for a sheet that was not.
    pub saved: String,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// Whether it was saved elsewhere meanwhile: each line then shows what is stored.
    pub elsewhere: bool,
}

/// How far a sheet is: also the fragment `councils/saved.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Progress {
    /// Criteria judged.
    pub done: usize,
    /// Criteria that have to be.
    pub of: usize,
    /// The sum so far, `87,5`, or conditions met; empty for a sheet without entries.
    pub total: String,
    /// The most there is, `100`; empty where the set has no total.
    pub most: String,
}

/// `councils/saved.html`, what autosave puts into the page.
#[derive(Debug, Serialize)]
pub struct SavedFragment {
    /// What happened.
    pub text: String,
    /// Whether it was saved.
    pub ok: bool,
    /// The version to send next.
    pub version: i64,
    /// How far the sheet is.
    pub progress: Option<Progress>,
}

/// How far a sheet is.
pub fn progress(set: &CriteriaSet, sheet: Option<&MemberSheet>) -> Progress {
    let empty = Sheet::default();
    let entered = sheet.map_or(&empty, |sheet| &sheet.sheet);
    let of = empty.missing(set).len();
    let left = entered.missing(set).len();
    let has_points = set
        .scorable_leaves()
        .any(|leaf| set.kind_of(leaf) != Kind::PassFail);
    let total = if has_points {
        entered.total(set).to_string()
    } else {
        let (met, judged) = entered.verdicts();
        format!("{met}/{judged} điều kiện đạt")
    };
    let most = set
        .base_total
        .filter(|_| has_points)
        .map(|total| total.to_string())
        .unwrap_or_default();
    Progress {
        done: of - left,
        of,
        total,
        most,
    }
}

/// How the state of a sheet is shown.
pub const fn sheet_kind(state: SheetState) -> &'static str {
    match state {
        SheetState::Draft => "wait",
        SheetState::Submitted => "ok",
        SheetState::Revised | SheetState::Locked => "stop",
    }
}
