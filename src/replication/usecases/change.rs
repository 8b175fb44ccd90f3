//! What every change in the life of an adoption takes: the own unit, the right, one version, one entry in the log.

use crate::access::{self, Action, Actor, Facts};
use crate::app::App;
use crate::error::Result;
use crate::log::{self, Event, EventKind};
use crate::replication::model::AdoptionError;
use crate::replication::store::{self, Adoption};
use serde_json::json;

/// Changes an adoption of the actor's unit by a rule. Err: `NotFound` for one of another unit, `Forbidden`, what the rule
/// says, `Conflict("conflict.changed")` if someone was faster.
pub(super) async fn change(
    app: &App,
    actor: Actor,
    code: String,
    rule: impl FnOnce(&Adoption) -> Result<Adoption, AdoptionError> + Send + 'static,
) -> Result<()> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let units = actor
                .person()
                .map(|person| person.units())
                .unwrap_or_default();
            let before = store::get(conn, &units, &code)?;
            let facts = Facts::of_unit(&before.unit_id);
            access::require(&actor, Action::AdoptModel, &facts)?;
            let after = rule(&before)?;
            store::replace(conn, &after)?;
            let what = json!({ "before": before.state.as_str(), "after": after.state.as_str() });
            let event = Event::adoption(EventKind::AdoptionChanged, &after.id).with(what);
            log::append(conn, &actor, event, now)?;
            Ok(())
        })
        .await
}
