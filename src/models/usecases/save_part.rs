//! Saves one part of a registration.

use crate::access::{self, Action, Actor};
use crate::app::App;
use crate::clock::in_vietnam;
use crate::error::{AppError, Result};
use crate::log::{self, Event, EventKind};
use crate::models::model::ModelState;
use crate::models::parts::Part;
use crate::models::{Model, ModelScope, part_form, store};
use crate::web::Fields;
use chrono::Datelike;
use serde_json::json;

/// A part as typed.
#[derive(Debug, Clone)]
pub struct SavePart {
    /// The model's code.
    pub code: String,
    /// Which part.
    pub part: Part,
    /// The form's fields.
    pub fields: Fields,
    /// The text the form was shown with: [`Part::seen`].
    pub seen: String,
    /// Whether nobody pressed a button. Only drafts save themselves: what is registered changes by intent.
    pub by_itself: bool,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Saved {
    /// The part stands as typed.
    Done(Box<Model>),
    /// Someone changed the part meanwhile: nothing was saved, and this is what stands.
    ChangedElsewhere(Box<Model>),
}

/// Saves the part; of a model that is registered the former text is kept as a version. Saving what stands already
/// changes nothing. Err: `Invalid` with every wrong field; `Conflict("model.ended")`; not found out of scope.
pub async fn save_part(app: &App, actor: Actor, command: SavePart) -> Result<Saved> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let model = store::get_by_code(conn, &ModelScope::of(&actor), &command.code)?;
            access::require(&actor, Action::RegisterModel, &model.facts())?;
            let draft = model.state == ModelState::Draft;
            if !draft && !model.state.is_alive() {
                return Err(AppError::Conflict("model.ended"));
            }
            let part = command.part;
            let mut typed =
                part_form::apply(part, &model, &command.fields, draft, in_vietnam(now).year())?;
            let standing = part.seen(&model);
            if part.seen(&typed) == standing {
                return Ok(Saved::Done(Box::new(model)));
            }
            if command.seen != standing {
                return Ok(Saved::ChangedElsewhere(Box::new(model)));
            }
            if !draft && command.by_itself {
                return Ok(Saved::Done(Box::new(model)));
            }
            if typed.title != model.title {
                typed.slug = store::free_slug(conn, &typed.title, &typed.code, &typed.id)?;
            }
            let kind = if draft {
                EventKind::ModelDraftSaved
            } else {
                store::append_version(conn, &model, now)?;
                EventKind::ModelChanged
            };
            let saved = store::replace(conn, &typed, now)?;
            let event = Event::model(kind, &saved.id);
            let event = event.with(json!({ "part": part.as_str(), "version": saved.version }));
            log::append(conn, &actor, event, now)?;
            if draft {
                return Ok(Saved::Done(Box::new(saved)));
            }
            // A name that comes may hide a public model, one that goes may be all it waited for.
            crate::recognition::hide_if_not_cleared(conn, &saved.id, now)?;
            crate::recognition::publish_if_cleared(conn, &actor, &saved.id, now)?;
            let saved = store::get(conn, &saved.id)?;
            Ok(Saved::Done(Box::new(saved)))
        })
        .await
}
