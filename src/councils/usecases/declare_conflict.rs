//! A member declares a conflict of interest.

use crate::access::{Action, Actor, require};
use crate::app::App;
use crate::councils::conflict_store;
use crate::councils::conflicts::Ground;
use crate::error::{AppError, FieldErrors, Result};
use crate::log::{self, Event, EventKind};
use crate::nominations::{NominationScope, get_by_code};
use serde_json::json;

/// Longest note to a declaration, in characters. Project policy.
const NOTE_MAX_CHARS: usize = 1_000;

/// A declaration as typed.
#[derive(Debug, Clone, Default)]
pub struct DeclareConflict {
    /// Word of the ground: `kin_declared` or `declared`.
    pub ground: String,
    /// What it is about.
    pub note: String,
}

/// Notes that a member of the council must not judge a nomination, from now on and whatever they entered so far.
/// Err: not found outside the council; `Invalid`; `Conflict("conflict.duplicate")` the second time;
/// `Conflict("council.not_scoring")` once the scoring was closed.
pub async fn declare_conflict(
    app: &App,
    actor: Actor,
    code: String,
    typed: DeclareConflict,
) -> Result<()> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let nomination = get_by_code(conn, &NominationScope::of(&actor), &code)?;
            require(&actor, Action::DeclareConflict, &nomination.facts())?;
            let Some(person) = actor.person() else {
                return Err(AppError::Forbidden("forbidden"));
            };
            if !nomination.state.is_before_closing() {
                return Err(AppError::Conflict("council.not_scoring"));
            }
            let mut errors = FieldErrors::new();
            let ground = Ground::from_text(&typed.ground)
                .filter(|ground| matches!(ground, Ground::KinDeclared | Ground::Declared));
            let ground = errors.take(
                "ground",
                ground.ok_or("Hãy chọn loại quan hệ, lợi ích cần khai báo."),
            );
            let note = typed.note.trim();
            if note.is_empty() {
                errors.push("note", "Hãy ghi ngắn gọn nội dung khai báo.");
            } else if note.chars().count() > NOTE_MAX_CHARS {
                errors.push("note", "Nội dung khai báo dài tối đa 1.000 ký tự.");
            }
            let Some(ground) = ground else {
                return Err(errors.into());
            };
            errors.into_result(())?;
            conflict_store::insert(conn, &person.id, &nomination.id, ground, note, now)?;
            let what = json!({ "ground": ground.as_str() });
            log::append(
                conn,
                &actor,
                Event::nomination(EventKind::ConflictDeclared, &nomination.id).with(what),
                now,
            )?;
            Ok(())
        })
        .await
}
