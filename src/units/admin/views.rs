//! What the form of a unit shows.

use crate::error::FieldError;
use crate::pages::parts::Choice;
use crate::units::Unit;
use crate::units::model::{UnitKind, UnitLevel};
use serde::Serialize;
use std::collections::BTreeMap;

/// `admin/new_unit.html`.
#[derive(Debug, Serialize)]
pub struct NewUnitPage {
    /// Sorts of bodies; areas are not entered one by one.
    pub kinds: Vec<Choice>,
    /// Levels at which a body can stand today.
    pub levels: Vec<Choice>,
    /// Units found for what was typed of the one above, the chosen one among them.
    pub parents: Vec<Choice>,
    /// Whether a unit above was looked for and not found.
    pub none_found: bool,
    /// What was typed.
    pub typed: BTreeMap<String, String>,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
}

/// The sorts of bodies that can be entered.
pub fn kinds() -> Vec<Choice> {
    UnitKind::ALL
        .iter()
        .filter(|kind| **kind != UnitKind::Territory)
        .map(|kind| Choice::new(kind.as_str(), kind.label()))
        .collect()
}

/// The levels of today: districts are history.
pub fn levels() -> Vec<Choice> {
    UnitLevel::ALL
        .iter()
        .filter(|level| **level != UnitLevel::District)
        .map(|level| Choice::new(level.as_str(), level.label()))
        .collect()
}

/// A unit as the one above: with its code, since names are shared.
pub fn parent(unit: &Unit) -> Choice {
    let mut label = unit.name.clone();
    if let Some(code) = &unit.code {
        label.push_str(&format!(" (mã {code})"));
    }
    if let Some(last) = unit.validity.to {
        label.push_str(&format!(", đến {}", last.format("%d/%m/%Y")));
    }
    Choice::new(unit.id.as_str(), label)
}
