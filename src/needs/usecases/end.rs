//! A unit found what it looked for, or no longer looks.

use crate::access::{Action, Actor, Facts, require};
use crate::app::App;
use crate::error::Result;
use crate::ids::UnitId;
use crate::log::{self, Event, EventKind};
use crate::needs::model::{Need, NeedState};
use crate::needs::store;
use serde_json::json;

/// Ends the need. Err: not found outside `units`; `Forbidden`; `Conflict("conflict.changed")` for one that is over.
pub async fn end(
    app: &App,
    actor: Actor,
    units: Vec<UnitId>,
    code: String,
    state: NeedState,
) -> Result<Need> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let need = store::get(conn, &units, &code)?;
            let facts = Facts::of_unit(&need.unit_id);
            require(&actor, Action::DeclareNeed, &facts)?;
            let version = need.version;
            let ended = need.end(state, now)?;
            store::replace_state(conn, &ended, version)?;
            let event =
                Event::need(EventKind::NeedEnded, &ended.id).with(json!({ "to": state.as_str() }));
            log::append(conn, &actor, event, now)?;
            Ok(ended)
        })
        .await
}
