//! A unit says what it looks for.

use crate::access::{Action, Actor, Facts, require};
use crate::app::App;
use crate::clock::in_vietnam;
use crate::db::sql::next_number;
use crate::error::{AppError, Result};
use crate::ids::{Code, NeedId};
use crate::log::{self, Event, EventKind};
use crate::needs::model::{Declare, MOST_OPEN, Need, NeedState, key};
use crate::needs::store;
use chrono::Datelike;

/// Enters the need. The same need that stands open already is given back, and nothing changes.
/// Err: `Forbidden`; `Conflict("needs.too_many")`.
pub async fn declare(app: &App, actor: Actor, command: Declare) -> Result<Need> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let facts = Facts::of_unit(&command.unit_id);
            require(&actor, Action::DeclareNeed, &facts)?;
            let Some(person) = actor.person() else {
                return Err(AppError::Forbidden("forbidden"));
            };
            let text_key = key(&command.text);
            let open = store::list_open_of(conn, &command.unit_id)?;
            if let Some(same) = open.iter().find(|need| need.text_key == text_key) {
                return Ok(same.clone());
            }
            if open.len() >= MOST_OPEN {
                return Err(AppError::Conflict("needs.too_many"));
            }
            let year = in_vietnam(now).year();
            let number = next_number(conn, &format!("NC-{year}"))?;
            let need = Need {
                id: NeedId::new(),
                code: Code::numbered("NC", year, number, 4),
                unit_id: command.unit_id,
                text: command.text,
                text_key,
                state: NeedState::Open,
                declared_by: person.id.clone(),
                declared_at: now,
                ended_at: None,
                version: 1,
            };
            store::insert(conn, &need)?;
            let event = Event::need(EventKind::NeedDeclared, &need.id);
            log::append(conn, &actor, event, now)?;
            Ok(need)
        })
        .await
}
