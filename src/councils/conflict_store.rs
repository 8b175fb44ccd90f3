//! Rows of declared conflicts of interest. Computed ones are not stored: they follow from units and offices.

use super::conflicts::Ground;
use crate::clock::Moment;
use crate::db::Conn;
use crate::db::schema::conflicts;
use crate::error::{AppError, Result};
use crate::ids::{NominationId, RowId, UserId};
use diesel::prelude::*;

/// The undismissed grounds that a person declared on a nomination.
pub fn grounds(
    conn: &mut Conn,
    user_id: &UserId,
    nomination_id: &NominationId,
) -> Result<Vec<Ground>> {
    let words: Vec<String> = conflicts::table
        .filter(conflicts::user_id.eq(user_id))
        .filter(conflicts::nomination_id.eq(nomination_id))
        .filter(conflicts::dismissed_at.is_null())
        .order(conflicts::ground)
        .select(conflicts::ground)
        .load(conn)?;
    words
        .into_iter()
        .map(|word| {
            Ground::from_text(&word)
                .ok_or_else(|| AppError::internal("reading a ground of conflict", word))
        })
        .collect()
}

/// Enters a declaration. Err: `Conflict("conflict.duplicate")` where the person declared the same before.
pub fn insert(
    conn: &mut Conn,
    user_id: &UserId,
    nomination_id: &NominationId,
    ground: Ground,
    note: &str,
    now: Moment,
) -> Result<()> {
    diesel::insert_into(conflicts::table)
        .values((
            conflicts::id.eq(RowId::new()),
            conflicts::nomination_id.eq(nomination_id),
            conflicts::user_id.eq(user_id),
            conflicts::ground.eq(ground.as_str()),
            conflicts::note.eq(note),
            conflicts::created_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}
