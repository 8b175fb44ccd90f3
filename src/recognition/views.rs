//! What the signer's page shows.

use crate::councils::views::{DossierView, ResultView};
use crate::error::FieldError;
use crate::pages::parts::Choice;
use serde::Serialize;
use std::collections::BTreeMap;

/// `recognition/decide.html`.
#[derive(Debug, Serialize)]
pub struct DecidePage {
    /// The nomination's code.
    pub code: String,
    /// The campaign's name.
    pub campaign: String,
    /// The host unit, whose decision it is.
    pub host: String,
    /// The level of the campaign, in words.
    pub level: &'static str,
    /// Whose name stands under it.
    pub signer: String,
    /// The frozen dossier.
    pub dossier: DossierView,
    /// What the council advises.
    pub result: Option<ResultView>,
    /// What can be decided.
    pub kinds: Vec<Choice>,
    /// Forms of recognition.
    pub forms: Vec<Choice>,
    /// Whether a person named in it has not agreed yet, so that the model would stay private.
    pub needs_consent: bool,
    /// Largest signed document, in megabytes.
    pub max_megabytes: u64,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// What was typed.
    pub typed: BTreeMap<String, String>,
}
