//! What the signer's page and the page of a decision show.

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

/// `recognition/show.html`: a recorded decision.
#[derive(Debug, Serialize)]
pub struct DecisionPage {
    /// The nomination's code.
    pub code: String,
    /// The model's name, as it was sent.
    pub title: String,
    /// The campaign's name.
    pub campaign: String,
    /// Where the dossier is read, without the base path.
    pub back: String,
    /// What it decides, in words.
    pub kind: &'static str,
    /// Whether it recognises the model.
    pub recognises: bool,
    /// Its number.
    pub number: String,
    /// Its date, ISO.
    pub decided_on: String,
    /// Its level, in words.
    pub level: &'static str,
    /// Whose decision it is.
    pub host: String,
    /// Who signed.
    pub signer: String,
    /// Their office.
    pub position: String,
    /// Its reason, in paragraphs.
    pub reason: Vec<String>,
    /// Where the signed document is, without the base path; none where it was not handed in.
    pub file_href: Option<String>,
}
