//! What the pages of needs show.

use super::model::{Need, NeedState};
use crate::clock::in_vietnam;
use crate::error::FieldError;
use crate::ids::UnitId;
use crate::pages::parts::{Choice, When};
use crate::vietnamese;
use crate::web::paths;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// `needs/list.html`: the needs of the own units, and the form for another.
#[derive(Debug, Clone, Serialize)]
pub struct NeedsPage {
    /// Newest first.
    pub needs: Vec<NeedItem>,
    /// The units the person speaks for.
    pub units: Vec<Choice>,
    /// What was typed.
    pub values: BTreeMap<String, String>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// A need of an own unit.
#[derive(Debug, Clone, Serialize)]
pub struct NeedItem {
    /// `NC-2026-0001`.
    pub code: String,
    /// What is looked for.
    pub text: String,
    /// Whose need it is.
    pub unit: String,
    /// Since when.
    pub since: When,
    /// How it stands, in words.
    pub state: &'static str,
    /// Whether the unit still looks.
    pub is_open: bool,
    /// The search for it, without the base path.
    pub search_href: String,
    /// Where it is ended, without the base path.
    pub end_action: String,
}

impl NeedItem {
    /// How a need is shown to its unit.
    pub fn of(need: &Need, units: &[Choice]) -> Self {
        let unit = units
            .iter()
            .find(|unit| unit.value == need.unit_id.as_str())
            .map_or_else(String::new, |unit| unit.label.clone());
        Self {
            code: need.code.to_string(),
            text: need.text.clone(),
            unit,
            since: When::on(in_vietnam(need.declared_at).date_naive()),
            state: need.state.label(),
            is_open: need.state == NeedState::Open,
            search_href: search_href(&need.text),
            end_action: format!("{}/{}/khep", paths::NEEDS, need.code),
        }
    }
}

/// `needs/demand.html`: what units look for.
#[derive(Debug, Clone, Serialize)]
pub struct DemandPage {
    /// What most units look for first.
    pub demands: Vec<Demand>,
}

/// Equal needs of several units.
#[derive(Debug, Clone, Serialize)]
pub struct Demand {
    /// What is looked for, in the words of the newest.
    pub text: String,
    /// The units, in Vietnamese order.
    pub units: Vec<String>,
    /// The newest.
    pub newest: When,
    /// The search for it, without the base path.
    pub search_href: String,
}

impl Demand {
    /// Equal needs, newest first, under the names of their units. None for no need.
    pub fn of(needs: &[Need], names: &HashMap<UnitId, String>) -> Option<Self> {
        let newest = needs.first()?;
        let mut units: Vec<String> = needs
            .iter()
            .filter_map(|need| names.get(&need.unit_id).cloned())
            .collect();
        units.sort_by(|left, right| vietnamese::compare(left, right));
        Some(Self {
            text: newest.text.clone(),
            units,
            newest: When::on(in_vietnam(newest.declared_at).date_naive()),
            search_href: search_href(&newest.text),
        })
    }
}

/// The address of a search for a text, without the base path.
fn search_href(text: &str) -> String {
    let query =
        serde_urlencoded::to_string([("q", text)]).expect("a text can be written as a query");
    format!("{}?{query}", paths::CATALOGUE)
}
