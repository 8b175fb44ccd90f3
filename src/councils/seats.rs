//! Who sits where.

use crate::access::Seat;
use crate::db::Conn;
use crate::db::schema::seats;
use crate::error::Result;
use crate::ids::{CouncilId, UserId};
use chrono::NaiveDate;
use diesel::prelude::*;

/// The seats a person holds on `day`, in the order they were filled.
pub fn seats_of(conn: &mut Conn, user_id: &UserId, day: NaiveDate) -> Result<Vec<Seat>> {
    let rows: Vec<(CouncilId, String)> = seats::table
        .filter(seats::user_id.eq(user_id))
        .filter(seats::valid_from.le(day))
        .filter(seats::valid_to.is_null().or(seats::valid_to.ge(day)))
        .order((seats::valid_from, seats::id))
        .select((seats::council_id, seats::role))
        .load(conn)?;
    rows.into_iter()
        .map(|(council_id, role)| {
            Ok(Seat {
                council_id,
                role: role.parse()?,
            })
        })
        .collect()
}
