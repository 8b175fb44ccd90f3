//! Notes that a person withdrew a consent.

use crate::access::{self, Action, Actor};
use crate::app::App;
use crate::error::Result;
use crate::ids::ConsentId;
use crate::log::{self, Event, EventKind};
use crate::models::{Model, ModelScope, consent_store, store};
use serde_json::json;

/// Notes the withdrawal; the record of the consent stays, and a model that may no longer be named leaves public sight. Err: not found; `Conflict("conflict.changed")` if it was
/// withdrawn before.
pub async fn withdraw_consent(
    app: &App,
    actor: Actor,
    code: String,
    id: ConsentId,
) -> Result<Model> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let model = store::get_by_code(conn, &ModelScope::of(&actor), &code)?;
            access::require(&actor, Action::RecordConsent, &model.facts())?;
            consent_store::withdraw_consent(conn, &model.id, &id, now)?;
            let hidden = crate::recognition::hide_if_not_cleared(conn, &model.id, now)?;
            let event = Event::model(EventKind::ConsentWithdrawn, &model.id);
            let what = json!({ "consent": id, "hidden": hidden });
            log::append(conn, &actor, event.with(what), now)?;
            store::get(conn, &model.id)
        })
        .await
}
