//! Who acts.

use super::role::OFFICE_READERS;
use super::{Role, SeatRole};
use crate::ids::{CouncilId, UnitId, UserId};

/// A person's role, as it holds today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The role.
    pub role: Role,
    /// The unit it is held in; none where the role holds in the whole site.
    pub unit_id: Option<UnitId>,
    /// Its name, for the menu.
    pub unit_name: String,
    /// The unit and those it succeeded: what they did is now its own.
    pub answers_for: Vec<UnitId>,
}

/// A person's seat in a council, as it holds today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// The council.
    pub council_id: CouncilId,
    /// The seat.
    pub role: SeatRole,
}

/// A signed-in person, with the roles and seats that hold today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The account.
    pub id: UserId,
    /// The full name.
    pub name: String,
    /// The office the person holds, as printed under a signature.
    pub position: String,
    /// Roles in units.
    pub memberships: Vec<Membership>,
    /// Seats in councils.
    pub seats: Vec<Seat>,
}

/// Who acts: the program itself, or a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// The program, for imports, jobs and commands of the operator.
    System,
    /// A signed-in person.
    Person(Person),
}

impl Actor {
    /// How the log names the actor: the account's id, never the person's name.
    pub fn log_name(&self) -> String {
        match self {
            Self::System => String::from("system"),
            Self::Person(person) => person.id.to_string(),
        }
    }

    /// The person, if it is one.
    pub fn person(&self) -> Option<&Person> {
        match self {
            Self::System => None,
            Self::Person(person) => Some(person),
        }
    }
}

impl Person {
    /// Whether the person holds `role` in a unit that answers for `unit`.
    pub fn holds(&self, role: Role, unit: &UnitId) -> bool {
        self.memberships
            .iter()
            .any(|held| held.role == role && held.answers_for.contains(unit))
    }

    /// Whether the person holds `role` anywhere.
    pub fn holds_anywhere(&self, role: Role) -> bool {
        self.memberships.iter().any(|held| held.role == role)
    }

    /// Whether the person may search the back office.
    pub fn searches_office(&self) -> bool {
        let reads = |role: &Role| self.holds_anywhere(*role);
        !self.seats.is_empty() || OFFICE_READERS.iter().any(reads)
    }

    /// Whether the person sits in `council` as one of `roles`.
    pub fn sits(&self, council: &CouncilId, roles: &[SeatRole]) -> bool {
        self.seats
            .iter()
            .any(|seat| seat.council_id == *council && roles.contains(&seat.role))
    }

    /// Every unit the person acts for as one of `roles`, predecessors included, without duplicates.
    pub fn units_as(&self, roles: &[Role]) -> Vec<UnitId> {
        let mut units: Vec<UnitId> = self
            .memberships
            .iter()
            .filter(|held| roles.contains(&held.role))
            .flat_map(|held| held.answers_for.iter().cloned())
            .collect();
        units.sort();
        units.dedup();
        units
    }

    /// The unit in which the person holds `role` first.
    pub fn unit_as(&self, role: Role) -> Option<&UnitId> {
        self.memberships
            .iter()
            .find(|held| held.role == role)
            .and_then(|held| held.unit_id.as_ref())
    }

    /// Every unit the person belongs to, whatever the role, predecessors included.
    pub fn units(&self) -> Vec<UnitId> {
        self.units_as(Role::ALL)
    }

    /// Every council the person sits in.
    pub fn councils(&self) -> Vec<CouncilId> {
        self.seats
            .iter()
            .map(|seat| seat.council_id.clone())
            .collect()
    }
}
