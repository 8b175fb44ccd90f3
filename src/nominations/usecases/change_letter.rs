//! Changes the letter of a nomination.

use crate::access::{self, Action, Actor};
use crate::app::App;
use crate::error::{AppError, Result};
use crate::log::{self, Event, EventKind};
use crate::nominations::{Nomination, NominationScope, store};
use crate::text::tidy;
use sha2::{Digest, Sha256};

/// Most characters of a letter. Project policy: no rule on length was found.
pub const LETTER_MAX_CHARS: usize = 8_000;

/// A letter as typed.
#[derive(Debug, Clone)]
pub struct ChangeLetter {
    /// The nomination's code.
    pub code: String,
    /// The letter.
    pub letter: String,
    /// The letter the form was shown with: [`letter_seen`].
    pub seen: String,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// The letter stands as typed.
    Done(Box<Nomination>),
    /// Someone changed it meanwhile: nothing was saved, and this is what stands.
    Elsewhere(Box<Nomination>),
}

/// A short name for the letter as it stands.
pub fn letter_seen(nomination: &Nomination) -> String {
    hex::encode(&Sha256::digest(&nomination.cover_letter)[..8])
}

/// Saves the letter while the unit may change the nomination. Err: `Invalid("letter")`; `Conflict("nomination.step")`
/// once it is on its way; not found outside the own units.
pub async fn change_letter(app: &App, actor: Actor, command: ChangeLetter) -> Result<Changed> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let scope = NominationScope::own_units(&actor);
            let nomination = store::get_by_code(conn, &scope, &command.code)?;
            access::require(&actor, Action::DraftNomination, &nomination.facts())?;
            if !nomination.state.is_editable() {
                return Err(AppError::Conflict("nomination.step"));
            }
            let letter = tidy(&command.letter);
            if letter.chars().count() > LETTER_MAX_CHARS {
                return Err(AppError::field(
                    "letter",
                    format!("Tờ trình dài quá {LETTER_MAX_CHARS} ký tự."),
                ));
            }
            if letter == nomination.cover_letter {
                return Ok(Changed::Done(Box::new(nomination)));
            }
            if command.seen != letter_seen(&nomination) {
                return Ok(Changed::Elsewhere(Box::new(nomination)));
            }
            let changed = Nomination {
                cover_letter: letter,
                ..nomination
            };
            let changed = store::replace(conn, &changed, now)?;
            log::append(
                conn,
                &actor,
                Event::nomination(EventKind::NominationChanged, &changed.id),
                now,
            )?;
            Ok(Changed::Done(Box::new(changed)))
        })
        .await
}
