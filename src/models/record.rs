//! A model with all that its row and the lists beside it hold.

use super::figure::Figure;
use super::model::{ModelState, Origin};
use super::story::{Source, Story};
use super::words::{Label, RecognitionLevel, Sector, Subject};
use crate::access::{Actor, Facts, Role};
use crate::clock::Moment;
use crate::ids::{Code, ModelId, UnitId};
use crate::units::model::UnitKind;

/// A model (mô hình), registered or compiled.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// The id.
    pub id: ModelId,
    /// What people know it by: `MH-2026-0001`.
    pub code: Code,
    /// The last part of its public address.
    pub slug: String,
    /// The id it had in its import file.
    pub external_id: Option<String>,
    /// Its name.
    pub title: String,
    /// Registered by a unit, or compiled from a public source.
    pub origin: Origin,
    /// What it is called: every registered one "Dân vận khéo", a compiled one as its source says.
    pub label: Label,
    /// How it fares.
    pub state: ModelState,
    /// The steward; none for a compiled model whose unit is not entered.
    pub unit_id: Option<UnitId>,
    /// The unit that carries it, as named on the day it was entered.
    pub unit_name: String,
    /// What sort of body that is.
    pub unit_kind: UnitKind,
    /// A way of working, a body, a person or a household.
    pub subject: Subject,
    /// Its field.
    pub sector: Sector,
    /// The commune or province where it is carried out, as a unit of today.
    pub place_unit_id: Option<UnitId>,
    /// The province as named then; empty where unknown.
    pub province_name: String,
    /// The district, until 30 June 2025.
    pub district_name: Option<String>,
    /// The commune.
    pub commune_name: Option<String>,
    /// Code of the province of today.
    pub province_code: Option<String>,
    /// When it started, or what year it is reported for.
    pub year: Option<i32>,
    /// The year of its recognition.
    pub year_recognised: Option<i32>,
    /// The level of its recognition.
    pub level: Option<RecognitionLevel>,
    /// Its text.
    pub story: Story,
    /// The page a compiled model was made from.
    pub source: Option<Source>,
    /// Whether anyone may read it.
    pub is_public: bool,
    /// Since when.
    pub published_at: Option<Moment>,
    /// When it was entered.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
    /// Counts its changes.
    pub version: i64,
    /// Free tags, in order.
    pub themes: Vec<String>,
    /// The claimed numbers, in order.
    pub figures: Vec<Figure>,
}

impl Model {
    /// What the access rules need to know of it.
    pub fn facts(&self) -> Facts {
        self.unit_id
            .as_ref()
            .map_or_else(Facts::default, Facts::of_unit)
    }
}

/// Whose models a back-office look-up may find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ModelScope {
    /// Every model: the program itself.
    All,
    /// The models of these units.
    Units(Vec<UnitId>),
    /// Those of these units, and what any unit has registered: drafts are their unit's alone.
    Registered(Vec<UnitId>),
}

impl ModelScope {
    /// The units the actor writes for or answers for as a leader; for a moderator also what others registered.
    pub fn of(actor: &Actor) -> Self {
        let Actor::Person(person) = actor else {
            return Self::All;
        };
        let own = person.units_as(&[Role::Officer, Role::Leader]);
        if person.holds_anywhere(Role::Moderator) {
            Self::Registered(own)
        } else {
            Self::Units(own)
        }
    }

    /// Whether a model is within the scope.
    pub fn holds(&self, model: &Model) -> bool {
        match self {
            Self::All => true,
            Self::Units(_) => self.is_own(model),
            Self::Registered(_) => self.is_own(model) || model.state != ModelState::Draft,
        }
    }

    /// Whether a model is of one of the units.
    pub fn is_own(&self, model: &Model) -> bool {
        match self {
            Self::All => false,
            Self::Units(own) | Self::Registered(own) => model
                .unit_id
                .as_ref()
                .is_some_and(|unit| own.contains(unit)),
        }
    }
}
