//! Takes a photo or an evidence file off a model. What was sent with it keeps it.

use crate::access::{self, Action, Actor};
use crate::app::App;
use crate::error::{AppError, Result};
use crate::ids::AttachmentId;
use crate::log::{self, Event, EventKind};
use crate::models::attachment::{end_attachment, get_attachment};
use crate::models::{Model, ModelScope, store};
use serde_json::json;

/// Ends the use of a file. Err: not found; `Conflict("conflict.changed")` if it had ended.
pub async fn detach_file(app: &App, actor: Actor, code: String, id: AttachmentId) -> Result<Model> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let model = store::get_by_code(conn, &ModelScope::of(&actor), &code)?;
            access::require(&actor, Action::AttachFile, &model.facts())?;
            let attachment = get_attachment(conn, &model.id, &id)?;
            if attachment.ended_at.is_some() {
                return Err(AppError::Conflict("conflict.changed"));
            }
            end_attachment(conn, &id, now)?;
            let event = Event::model(EventKind::FileDetached, &model.id);
            let event = event.with(json!({
                "role": attachment.role.as_str(), "sha256": attachment.file_sha256
            }));
            log::append(conn, &actor, event, now)?;
            Ok(model)
        })
        .await
}
