//! The signed-in session, as a request carries it.

use super::{Actor, Person};

/// A live session and whose it is. The edge puts it into the request; extractors in `web` take it out.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Who.
    pub person: Person,
    /// What every form of this session must send back.
    pub csrf: String,
    /// The session's name in the database: the hash of its token.
    pub token_hash: String,
    /// Whether a new password must be chosen before anything else.
    pub must_change_password: bool,
}

impl SignedIn {
    /// The person as an actor.
    pub fn actor(&self) -> Actor {
        Actor::Person(self.person.clone())
    }
}
