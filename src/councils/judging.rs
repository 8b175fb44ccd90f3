//! Who may judge a nomination: seats, and conflicts of interest both computed and declared.

use super::closing::closed_bench;
use super::conflict_store;
use super::conflicts::{Facts as Declarations, Ground, Organisation};
use super::council::{self, FilledSeat};
use crate::access::{Actor, Facts};
use crate::db::Conn;
use crate::error::Result;
use crate::ids::{UnitId, UserId};
use crate::nominations::Nomination;
use crate::{units, users};
use chrono::NaiveDate;

/// Why a person must not judge a nomination on a day; none where nothing stands in the way. Computed anew each time, so
/// that a new office, a merger of units or a declaration counts at once.
pub fn ground_for(
    conn: &mut Conn,
    user_id: &UserId,
    nomination: &Nomination,
    day: NaiveDate,
) -> Result<Option<Ground>> {
    let own: Vec<UnitId> = users::units_of(conn, user_id, day)?;
    let mut around = own.clone();
    around.push(nomination.unit_id.clone());
    let (links, successions) = units::surroundings(conn, &around)?;
    let declared = conflict_store::grounds(conn, user_id, &nomination.id)?;
    let declarations = Declarations {
        author: nomination.drafted_by == *user_id,
        kin_declared: declared.contains(&Ground::KinDeclared),
        declared: declared.contains(&Ground::Declared),
    };
    Ok(Organisation::new(&links, &successions).ground(&own, &nomination.unit_id, declarations))
}

/// What access asks about a nomination when this actor wants to act on it as a member of its council.
pub fn facts_for(
    conn: &mut Conn,
    actor: &Actor,
    nomination: &Nomination,
    day: NaiveDate,
) -> Result<Facts> {
    let conflict = match actor.person() {
        Some(person) => ground_for(conn, &person.id, nomination, day)?.is_some(),
        None => false,
    };
    Ok(Facts {
        conflict,
        ..nomination.facts()
    })
}

/// The scoring members of a nomination's council on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bench {
    /// Those who judge it, the chair first.
    pub judges: Vec<FilledSeat>,
    /// Those who must not, each with the ground.
    pub barred: Vec<(FilledSeat, Ground)>,
}

/// Who of the council judges a nomination on a day, and who must not; of a closed scoring who did.
pub fn bench(conn: &mut Conn, nomination: &Nomination, day: NaiveDate) -> Result<Bench> {
    if let Some(closed) = closed_bench(conn, nomination)? {
        return Ok(closed);
    }
    let mut bench = Bench {
        judges: Vec::new(),
        barred: Vec::new(),
    };
    for seat in council::scorers_on(conn, &nomination.council_id, day)? {
        match ground_for(conn, &seat.user_id, nomination, day)? {
            None => bench.judges.push(seat),
            Some(ground) => bench.barred.push((seat, ground)),
        }
    }
    Ok(bench)
}
