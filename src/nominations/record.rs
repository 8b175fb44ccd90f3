//! A nomination with the facts of its campaign, its model and its unit.

use super::model::NominationState;
use crate::access::{Actor, Facts, Role};
use crate::clock::Moment;
use crate::ids::{
    CampaignId, Code, CouncilId, CriteriaSetId, ModelId, NominationId, UnitId, UserId,
};
use crate::words::words;

/// A nomination (hồ sơ đề nghị).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nomination {
    /// The id.
    pub id: NominationId,
    /// What people know it by: `HS-2026-0001`.
    pub code: Code,
    /// The campaign it goes to.
    pub campaign_id: CampaignId,
    /// The model it is about.
    pub model_id: ModelId,
    /// The unit that sends it.
    pub unit_id: UnitId,
    /// Where it stands.
    pub state: NominationState,
    /// The letter that goes with it (tờ trình).
    pub cover_letter: String,
    /// Who began it.
    pub drafted_by: UserId,
    /// When it was last sent; none before the first time.
    pub submitted_at: Option<Moment>,
    /// When it was begun.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
    /// Counts its changes.
    pub version: i64,
    /// The campaign's code.
    pub campaign_code: String,
    /// The campaign's name.
    pub campaign_name: String,
    /// The unit that hosts the campaign.
    pub host_unit_id: UnitId,
    /// The council that judges it.
    pub council_id: CouncilId,
    /// The campaign's criteria set.
    pub criteria_set_id: CriteriaSetId,
    /// The model's code.
    pub model_code: String,
    /// The model's name of today; what was sent is in the frozen dossier.
    pub model_title: String,
    /// The unit's name.
    pub unit_name: String,
}

impl Nomination {
    /// What the access rules need to know of it. Whether the actor has a conflict of interest is for the council's
    /// side to add.
    pub fn facts(&self) -> Facts {
        Facts {
            unit_id: Some(self.unit_id.clone()),
            host_unit_id: Some(self.host_unit_id.clone()),
            council_id: Some(self.council_id.clone()),
            conflict: false,
        }
    }
}

/// A dossier as it was sent, never changed after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Which time, from 1.
    pub number: i32,
    /// The frozen dossier, as JSON.
    pub dossier: String,
    /// Who sent it.
    pub sent_by: UserId,
    /// When.
    pub sent_at: Moment,
}

words! {
    /// Who gave a nomination back.
    pub enum ReturnedFrom {
        /// The council's secretary, to the unit.
        Council = "council", "Hội đồng";
        /// The unit's leader, to its officer.
        Leader = "leader", "Lãnh đạo đơn vị";
    }
}

/// A return for completion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// What is asked.
    pub reasons: String,
    /// Who returned it.
    pub returned_by: UserId,
    /// When.
    pub returned_at: Moment,
}

/// Which nominations a look-up may find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NominationScope {
    /// Every one: the program itself.
    All,
    /// Those of the own units in any state, and those that were sent to the councils and host units of the actor.
    Of {
        /// Units the actor is an officer or leader of.
        units: Vec<UnitId>,
        /// Councils the actor sits in.
        councils: Vec<CouncilId>,
        /// Host units the actor is the standing agency of, or signs for.
        hosts: Vec<UnitId>,
    },
}

impl NominationScope {
    /// Those of the own units alone: for the unit's side.
    pub fn own_units(actor: &Actor) -> Self {
        match actor {
            Actor::System => Self::All,
            Actor::Person(person) => Self::Of {
                units: person.units_as(&[Role::Officer, Role::Leader]),
                councils: Vec::new(),
                hosts: Vec::new(),
            },
        }
    }

    /// What the actor may find.
    pub fn of(actor: &Actor) -> Self {
        match actor {
            Actor::System => Self::All,
            Actor::Person(person) => Self::Of {
                units: person.units_as(&[Role::Officer, Role::Leader]),
                councils: person.councils(),
                hosts: person.units_as(&[Role::StandingAgency, Role::Signer]),
            },
        }
    }
}
