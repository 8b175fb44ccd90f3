//! The page on which a member declares a conflict of interest.

use crate::error::FieldError;
use crate::pages::parts::Choice;
use serde::Serialize;
use std::collections::BTreeMap;

/// `councils/conflict.html`.
#[derive(Debug, Serialize)]
pub struct ConflictPage {
    /// The nomination's code.
    pub code: String,
    /// The unit that sent it.
    pub unit: String,
    /// The model's name.
    pub title: String,
    /// Grounds that can be declared.
    pub grounds: Vec<Choice>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// What was typed.
    pub typed: BTreeMap<String, String>,
}
