//! Forms a council.

use crate::access::{Action, Actor, Facts, require};
use crate::clock::Moment;
use crate::councils::council::{self, Council};
use crate::db::Conn;
use crate::error::Result;
use crate::ids::{Code, CouncilId, UnitId};
use crate::log::{self, Event, EventKind};
use serde_json::json;

/// Forms a council of a unit, inside a write; its seats are filled afterwards. `name` is checked by the caller.
pub fn form_in(
    conn: &mut Conn,
    actor: &Actor,
    unit_id: &UnitId,
    name: &str,
    year: i32,
    now: Moment,
) -> Result<CouncilId> {
    require(actor, Action::FormCouncil, &Facts::of_host(unit_id))?;
    let number = crate::db::sql::next_number(conn, &format!("HD-{year}"))?;
    let formed = Council {
        id: CouncilId::new(),
        code: Code::numbered("HD", year, number, 2).to_string(),
        name: name.to_owned(),
        unit_id: unit_id.clone(),
        created_at: now,
    };
    council::insert(conn, &formed)?;
    let what = json!({ "code": formed.code, "unit": unit_id });
    log::append(
        conn,
        actor,
        Event::council(EventKind::CouncilFormed, &formed.id).with(what),
        now,
    )?;
    Ok(formed.id)
}
