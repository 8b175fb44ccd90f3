//! The consents of persons named in a model.

use super::ModelHead;
use crate::clock::in_vietnam;
use crate::error::FieldError;
use crate::models::consent::{Consent, Purpose};
use crate::models::parts::FieldOption;
use crate::pages::parts::When;
use crate::web::paths;
use serde::Serialize;
use std::collections::BTreeMap;

/// The last part of the address of the page of consents.
pub const CONSENTS: &str = "dong-y";

/// `models/consents.html`.
#[derive(Debug, Serialize)]
pub struct ConsentsPage {
    /// The model.
    pub head: ModelHead,
    /// What a person agrees to.
    pub text: &'static str,
    /// What was recorded.
    pub consents: Vec<ConsentLine>,
    /// Why the model may not be public as it is told; nothing where it may.
    pub withheld: Option<&'static str>,
    /// What can be agreed to.
    pub purposes: Vec<FieldOption>,
    /// What was ticked.
    pub chosen: Vec<String>,
    /// What was typed.
    pub values: BTreeMap<String, String>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// Where the form goes.
    pub action: String,
    /// Today, as date inputs take it.
    pub today: String,
}

/// A recorded consent.
#[derive(Debug, Clone, Serialize)]
pub struct ConsentLine {
    /// Who.
    pub person: String,
    /// To what.
    pub purpose: &'static str,
    /// When.
    pub given_on: String,
    /// What proves it.
    pub proof: String,
    /// When it was withdrawn.
    pub withdrawn_on: Option<String>,
    /// Where it is withdrawn.
    pub withdraw_action: String,
}

impl ConsentLine {
    /// A consent of the model of a code.
    pub fn of(code: &str, consent: &Consent) -> Self {
        let page = paths::desk_model_part(code, CONSENTS);
        Self {
            person: consent.person.clone(),
            purpose: consent.purpose.label(),
            given_on: consent.given_on.to_string(),
            proof: consent.proof.clone(),
            withdrawn_on: consent
                .withdrawn_at
                .map(|at| When::on(in_vietnam(at).date_naive()).text),
            withdraw_action: format!("{page}/{}/rut", consent.id),
        }
    }
}

/// The purposes as choices.
pub fn purposes() -> Vec<FieldOption> {
    let option = |purpose: &Purpose| FieldOption {
        value: purpose.as_str(),
        label: purpose.label(),
        hint: "",
    };
    Purpose::ALL.iter().map(option).collect()
}
