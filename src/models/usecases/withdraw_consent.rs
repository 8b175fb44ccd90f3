//! Notes that a person withdrew a consent.

use crate::access::{self, Action, Actor};
use crate::app::App;
use crate::error::Result;
use crate::ids::ConsentId;
use crate::log::{self, Event, EventKind};
use crate::models::{Model, ModelScope, consent, store};
use serde_json::json;

/// Notes the withdrawal; the record of the consent stays. Err: not found; `Conflict("conflict.changed")` if it was
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
            consent::withdraw_consent(conn, &model.id, &id, now)?;
            let event = Event::model(EventKind::ConsentWithdrawn, &model.id);
            log::append(conn, &actor, event.with(json!({ "consent": id })), now)?;
            Ok(model)
        })
        .await
}
