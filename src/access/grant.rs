//! What each action takes, as one table, and the one function that applies it.

use super::{Action, Actor, Person, Role, SeatRole};
use crate::error::{AppError, Result};
use crate::ids::{CouncilId, UnitId};

/// What is known of the thing an action is done to. What does not matter for the action stays `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The unit whose thing it is.
    pub unit_id: Option<UnitId>,
    /// The unit that hosts the campaign or council.
    pub host_unit_id: Option<UnitId>,
    /// The council that judges it.
    pub council_id: Option<CouncilId>,
    /// Whether the actor has an undismissed conflict of interest with it.
    pub conflict: bool,
}

impl Facts {
    /// A thing of a unit.
    pub fn of_unit(unit_id: &UnitId) -> Self {
        Self {
            unit_id: Some(unit_id.clone()),
            ..Self::default()
        }
    }

    /// A thing of a host unit.
    pub fn of_host(host_unit_id: &UnitId) -> Self {
        Self {
            host_unit_id: Some(host_unit_id.clone()),
            ..Self::default()
        }
    }
}

/// One way to be allowed.
enum Grant {
    /// The role, in the unit whose thing it is.
    Own(Role),
    /// The role, in the unit that hosts.
    Host(Role),
    /// The role, anywhere.
    Any(Role),
    /// One of the seats in the council that judges.
    Seat(&'static [SeatRole]),
    /// One of the seats, and no conflict of interest.
    Unconflicted(&'static [SeatRole]),
}

/// Who scores: every seat but the secretary's, who receives the dossiers and must stay outside the judgement.
const SCORERS: &[SeatRole] = &[SeatRole::Chair, SeatRole::ViceChair, SeatRole::Member];
const CHAIRS: &[SeatRole] = &[SeatRole::Chair, SeatRole::ViceChair];

fn grants(action: Action) -> &'static [Grant] {
    use Grant::{Any, Host, Own, Seat, Unconflicted};
    match action {
        Action::ManageUsers
        | Action::ManageUnits
        | Action::LoadCriteria
        | Action::ImportModels
        | Action::EditSynonyms
        | Action::ReadLog
        | Action::ReadSearches => &[Any(Role::Admin)],
        Action::FormCouncil | Action::OpenCampaign => {
            &[Any(Role::Admin), Host(Role::StandingAgency)]
        }
        Action::HoldCampaign => &[
            Any(Role::Admin),
            Host(Role::StandingAgency),
            Seat(&[SeatRole::Chair]),
        ],
        Action::RegisterModel
        | Action::AttachFile
        | Action::RecordConsent
        | Action::DraftNomination
        | Action::AdoptModel => &[Own(Role::Officer)],
        Action::ReadModel => &[Own(Role::Officer), Own(Role::Leader), Any(Role::Moderator)],
        Action::SendNomination => &[Own(Role::Leader)],
        Action::WithdrawNomination => &[Own(Role::Leader)],
        Action::ReadDossier => &[
            Own(Role::Officer),
            Own(Role::Leader),
            Host(Role::StandingAgency),
            Host(Role::Signer),
            Seat(&[SeatRole::Secretary]),
            Unconflicted(SCORERS),
        ],
        Action::ScreenNomination | Action::StartScoring | Action::StartConsultation => {
            &[Unconflicted(&[SeatRole::Secretary])]
        }
        Action::Score => &[Unconflicted(SCORERS)],
        Action::DeclareConflict => &[Seat(SeatRole::ALL)],
        Action::CloseScoring | Action::RecordResult => &[Unconflicted(CHAIRS)],
        Action::DeclareNeed => &[Own(Role::Officer), Own(Role::Leader)],
        Action::ReadDemand => &[Any(Role::Admin), Host(Role::StandingAgency)],
        Action::RecordDecision => &[Host(Role::Signer)],
    }
}

/// Whether the actor may do it. The program itself may do everything that it does.
pub fn allows(actor: &Actor, action: Action, facts: &Facts) -> bool {
    match actor {
        Actor::System => true,
        Actor::Person(person) => grants(action)
            .iter()
            .any(|grant| holds(person, grant, facts)),
    }
}

/// Ok if the actor may do it. Err: `council.conflict_of_interest` where only a conflict stands in the way,
/// otherwise `forbidden`.
pub fn require(actor: &Actor, action: Action, facts: &Facts) -> Result<()> {
    if allows(actor, action, facts) {
        return Ok(());
    }
    let without_conflict = Facts {
        conflict: false,
        ..facts.clone()
    };
    Err(AppError::Forbidden(
        if facts.conflict && allows(actor, action, &without_conflict) {
            "council.conflict_of_interest"
        } else {
            "forbidden"
        },
    ))
}

fn holds(person: &Person, grant: &Grant, facts: &Facts) -> bool {
    let in_unit = |role: Role, unit: &Option<UnitId>| {
        unit.as_ref().is_some_and(|unit| person.holds(role, unit))
    };
    let in_council = |roles: &[SeatRole]| {
        facts
            .council_id
            .as_ref()
            .is_some_and(|council| person.sits(council, roles))
    };
    match grant {
        Grant::Own(role) => in_unit(*role, &facts.unit_id),
        Grant::Host(role) => in_unit(*role, &facts.host_unit_id),
        Grant::Any(role) => person.holds_anywhere(*role),
        Grant::Seat(roles) => in_council(roles),
        Grant::Unconflicted(roles) => !facts.conflict && in_council(roles),
    }
}
