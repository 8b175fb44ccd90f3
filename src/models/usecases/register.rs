//! Registers a draft that says all that is asked.

use crate::access::{self, Action, Actor};
use crate::app::App;
use crate::clock::in_vietnam;
use crate::error::{AppError, Result};
use crate::log::{self, Event, EventKind};
use crate::models::life::{LifeEvent, LifeEventKind, insert_life_event};
use crate::models::parts::{Part, registration_of};
use crate::models::registration::Registration;
use crate::models::{Model, ModelScope, store};

/// Registers the model of a code. Err: `Invalid` naming each part that is missing, by its address;
/// `Conflict("model.registered_before")`; not found out of scope.
pub async fn register(app: &App, actor: Actor, code: String) -> Result<Model> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let model = store::get_by_code(conn, &ModelScope::of(&actor), &code)?;
            access::require(&actor, Action::RegisterModel, &model.facts())?;
            let state = model
                .state
                .register()
                .map_err(|_| AppError::Conflict("model.registered_before"))?;
            if let Err(errors) = Registration::check(&registration_of(&model)) {
                let by_part = errors.iter().map(|error| {
                    let part = Part::ALL.iter().find(|part| {
                        part.content()
                            .is_some_and(|content| content.field() == error.field)
                    });
                    let part = part.copied().unwrap_or(Part::Name);
                    (part.as_str().to_owned(), error.message.clone())
                });
                return Err(AppError::Invalid(by_part.collect::<Vec<_>>().into()));
            }
            let registered = store::replace(conn, &Model { state, ..model }, now)?;
            let event = LifeEvent {
                kind: LifeEventKind::Registered,
                on_date: in_vietnam(now).date_naive(),
                note: registered.unit_name.clone(),
                is_public: true,
            };
            insert_life_event(conn, &registered.id, &event, now)?;
            log::append(
                conn,
                &actor,
                Event::model(EventKind::ModelRegistered, &registered.id),
                now,
            )?;
            Ok(registered)
        })
        .await
}
