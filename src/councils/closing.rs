//! Who judged a nomination, as the closing of its scoring wrote it into the log. A seat that ends or begins afterwards, an
//! office that changes, a merger of units: none of them changes whose sheets count or the base of the quorum.

use super::conflicts::Ground;
use super::council::{self, FilledSeat};
use super::judging::Bench;
use crate::db::Conn;
use crate::error::{Doing, Result};
use crate::ids::UserId;
use crate::log::{self, Entity, EventKind};
use crate::nominations::Nomination;
use crate::nominations::model::NominationState;
use serde::{Deserialize, Serialize};

/// What the log keeps of a closing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// How many sheets were handed in.
    pub sheets: usize,
    /// Who judged, the chair first.
    pub judges: Vec<UserId>,
    /// Who must not, each with the ground.
    pub barred: Vec<(UserId, Ground)>,
}

impl Closing {
    /// The closing of a scoring by this bench.
    pub fn of(bench: &Bench, sheets: usize) -> Self {
        let barred = bench.barred.iter();
        Self {
            sheets,
            judges: bench
                .judges
                .iter()
                .map(|seat| seat.user_id.clone())
                .collect(),
            barred: barred
                .map(|(seat, ground)| (seat.user_id.clone(), *ground))
                .collect(),
        }
    }
}

/// The bench that closed the scoring of a nomination; `None` before the closing.
pub fn closed_bench(conn: &mut Conn, nomination: &Nomination) -> Result<Option<Bench>> {
    let is_closed = matches!(
        nomination.state,
        NominationState::Scored
            | NominationState::InConsultation
            | NominationState::Recognised
            | NominationState::NotRecognised
    );
    if !is_closed {
        return Ok(None);
    }
    let entries = log::about(conn, Entity::Nomination, nomination.id.as_str())?;
    let closed = |entry: &&log::EventRow| entry.kind == EventKind::ScoringClosed.as_str();
    let Some(entry) = entries.iter().rev().find(closed) else {
        return Ok(None);
    };
    let closing: Closing = serde_json::from_str(&entry.data).doing("reading a closed scoring")?;
    let seats = council::seats_in(conn, &nomination.council_id)?;
    let seat_of = |user: &UserId| -> Option<FilledSeat> {
        let mut own = seats.iter().filter(|seat| seat.user_id == *user);
        own.find(|seat| seat.scores()).cloned()
    };
    Ok(Some(Bench {
        judges: closing.judges.iter().filter_map(seat_of).collect(),
        barred: closing
            .barred
            .into_iter()
            .filter_map(|(user, ground)| Some((seat_of(&user)?, ground)))
            .collect(),
    }))
}
