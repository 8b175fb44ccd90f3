//! Who judged a nomination, as the closing of its scoring wrote it into the log. A seat that ends or begins afterwards, an
//! office that changes, a merger of units: none of them changes whose sheets count or the base of the quorum.

use super::conflicts::Ground;
use super::council;
use super::judging::Bench;
use crate::db::Conn;
use crate::error::{Doing, Result};
use crate::ids::SeatId;
use crate::log::{self, Entity, EventKind};
use crate::nominations::Nomination;
use serde::{Deserialize, Serialize};

/// What the log keeps of a closing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// How many sheets were handed in.
    sheets: usize,
    /// Who judged; none in what was closed before the log kept it.
    seats: Option<Seats>,
}

/// The seats of a bench: a person may be given another later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Seats {
    /// Those that judged, the chair's first.
    judging: Vec<SeatId>,
    /// Those that must not, each with the ground.
    barred: Vec<(SeatId, Ground)>,
}

impl Closing {
    /// The closing of a scoring by this bench.
    pub fn of(bench: &Bench, sheets: usize) -> Self {
        let barred = bench.barred.iter();
        Self {
            sheets,
            seats: Some(Seats {
                judging: bench.judges.iter().map(|seat| seat.id.clone()).collect(),
                barred: barred
                    .map(|(seat, ground)| (seat.id.clone(), *ground))
                    .collect(),
            }),
        }
    }
}

/// The bench that closed the scoring of a nomination; `None` before the closing, and where the log does not tell.
pub fn closed_bench(conn: &mut Conn, nomination: &Nomination) -> Result<Option<Bench>> {
    if !nomination.state.is_scored() {
        return Ok(None);
    }
    let entries = log::about(conn, Entity::Nomination, nomination.id.as_str())?;
    let closed = |entry: &&log::EventRow| entry.kind == EventKind::ScoringClosed.as_str();
    let Some(entry) = entries.iter().rev().find(closed) else {
        return Ok(None);
    };
    let closing: Closing = serde_json::from_str(&entry.data).doing("reading a closed scoring")?;
    let Some(closed) = closing.seats else {
        return Ok(None);
    };
    let seats = council::seats_in(conn, &nomination.council_id)?;
    let seat_of = |id: &SeatId| seats.iter().find(|seat| seat.id == *id).cloned();
    Ok(Some(Bench {
        judges: closed.judging.iter().filter_map(seat_of).collect(),
        barred: closed
            .barred
            .into_iter()
            .filter_map(|(id, ground)| Some((seat_of(&id)?, ground)))
            .collect(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_log_kept_of_a_closing_before_names_no_seats() {
        for data in [
            r#"{"sheets":3}"#,
            r#"{"sheets":3,"judges":["x"],"barred":[]}"#,
        ] {
            let closing: Closing = serde_json::from_str(data).unwrap();
            assert_eq!(
                closing,
                Closing {
                    sheets: 3,
                    seats: None
                }
            );
        }
    }
}
