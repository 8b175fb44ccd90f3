//! A campaign as the program knows it.

use super::criteria::Points;
use super::model::{Calendar, Phase};
use crate::access::Facts;
use crate::clock::Moment;
use crate::councils::tally::{Quorum, QuorumBase, Settings};
use crate::ids::{CampaignId, CouncilId, CriteriaSetId, UnitId};
use crate::models::words::{RecognitionLevel, Sector};
use crate::nominations::model::Consultation;
use crate::rules::{Share, council};

/// One emulation drive (đợt thi đua). Whatever a province may decide is a field here, never a constant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// The id.
    pub id: CampaignId,
    /// What people call it by: `DT-2026-01`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The unit that holds it and signs its decisions.
    pub host_unit_id: UnitId,
    /// The council that judges.
    pub council_id: CouncilId,
    /// The revision of the criteria set it judges by.
    pub criteria_set_id: CriteriaSetId,
    /// The level at which it recognises.
    pub level: RecognitionLevel,
    /// The sectors it takes; never empty.
    pub sectors: Vec<Sector>,
    /// Instruments it rests on, in words.
    pub legal_basis: String,
    /// What else units have to know.
    pub description: String,
    /// Its days.
    pub calendar: Calendar,
    /// Sheets needed, as a share of all scoring members.
    pub quorum: Share,
    /// Since when it is held, where someone holds it.
    pub held_at: Option<Moment>,
    /// Why it is held.
    pub hold_reason: Option<String>,
    /// Times changed.
    pub version: i64,
}

impl Campaign {
    /// The phase at a moment: as the calendar says, unless it is held before.
    pub fn phase_at(&self, now: Moment) -> Phase {
        self.calendar.phase_at(now, self.held_at)
    }

    /// Whether a unit may send a nomination now: in the open phase, and nobody holds the campaign.
    pub fn accepts_nominations(&self, now: Moment) -> bool {
        self.held_at.is_none() && self.phase_at(now).accepts_nominations()
    }

    /// Whether a unit may send a completed nomination again now.
    pub fn accepts_completions(&self, now: Moment) -> bool {
        self.held_at.is_none() && self.phase_at(now).accepts_completions()
    }

    /// Whether the council and its secretary may work now: the campaign has begun and nobody holds it. The calendar
    /// tells units until when they may send; complete dossiers need not wait for the last one.
    pub fn lets_council_work(&self, now: Moment) -> bool {
        self.held_at.is_none() && self.phase_at(now) > Phase::Planned
    }

    /// Whether the public is asked before a decision.
    pub fn consultation(&self) -> Consultation {
        if self.calendar.holds_consultation() {
            Consultation::Required
        } else {
            Consultation::NotRequired
        }
    }

    /// What it sets about tallies, with the rules in force when it opened. The base is all scoring members
    /// (NĐ 98/2023/NĐ-CP Điều 47 counts total membership).
    pub fn tally_settings(&self) -> Settings {
        Settings {
            quorum: Quorum {
                share: self.quorum,
                base: QuorumBase::AllMembers,
            },
            spread_limit: Points::whole(council::spread_limit(self.calendar.opens_on).value),
        }
    }

    /// What access asks about it.
    pub fn facts(&self) -> Facts {
        Facts {
            host_unit_id: Some(self.host_unit_id.clone()),
            council_id: Some(self.council_id.clone()),
            ..Facts::default()
        }
    }
}
