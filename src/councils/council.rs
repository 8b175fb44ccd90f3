//! Councils and their dated seats, as stored.

use crate::access::SeatRole;
use crate::clock::Moment;
use crate::db::Conn;
use crate::db::schema::{councils, seats, users};
use crate::error::Result;
use crate::ids::{CouncilId, SeatId, UnitId, UserId};
use crate::users::Term;
use crate::vietnamese;
use chrono::NaiveDate;
use diesel::prelude::*;

/// An emulation council.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = councils)]
pub struct Council {
    /// The id.
    pub id: CouncilId,
    /// What people call it by: `HD-2026-01`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The unit that formed it.
    pub unit_id: UnitId,
    /// When it was formed.
    pub created_at: Moment,
}

/// A seat with the person in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledSeat {
    /// The seat.
    pub id: SeatId,
    /// Who sits there.
    pub user_id: UserId,
    /// Their full name.
    pub name: String,
    /// The office they hold.
    pub position: String,
    /// The seat's role.
    pub role: SeatRole,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day, where it ended or will.
    pub valid_to: Option<NaiveDate>,
}

impl FilledSeat {
    /// When it is held.
    pub fn term(&self) -> Term {
        Term {
            from: self.valid_from,
            to: self.valid_to,
        }
    }

    /// Whether the seat is held on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.term().holds_on(day)
    }

    /// Whether the seat scores: every one but the secretary's.
    pub fn scores(&self) -> bool {
        self.role != SeatRole::Secretary
    }
}

/// The council of an id.
pub fn find(conn: &mut Conn, id: &CouncilId) -> Result<Option<Council>> {
    Ok(councils::table
        .find(id)
        .select(Council::as_select())
        .first(conn)
        .optional()?)
}

/// The councils of a unit, the newest first.
pub fn list_of_unit(conn: &mut Conn, unit_id: &UnitId) -> Result<Vec<Council>> {
    Ok(councils::table
        .filter(councils::unit_id.eq(unit_id))
        .order(councils::code.desc())
        .select(Council::as_select())
        .load(conn)?)
}

/// Enters a council.
pub(super) fn insert(conn: &mut Conn, council: &Council) -> Result<()> {
    diesel::insert_into(councils::table)
        .values(council)
        .execute(conn)?;
    Ok(())
}

/// Every seat a council ever had: by role, then in the order of lists of people, those of one person by the day they begin.
pub fn seats_in(conn: &mut Conn, council_id: &CouncilId) -> Result<Vec<FilledSeat>> {
    type Row = (
        SeatId,
        UserId,
        String,
        String,
        String,
        NaiveDate,
        Option<NaiveDate>,
    );
    let rows: Vec<Row> = seats::table
        .inner_join(users::table.on(users::id.eq(seats::user_id)))
        .filter(seats::council_id.eq(council_id))
        .order((seats::valid_from, seats::id))
        .select((
            seats::id,
            seats::user_id,
            users::full_name,
            users::position,
            seats::role,
            seats::valid_from,
            seats::valid_to,
        ))
        .load(conn)?;
    let mut filled = rows
        .into_iter()
        .map(
            |(id, user_id, name, position, role, valid_from, valid_to)| {
                Ok(FilledSeat {
                    id,
                    user_id,
                    name,
                    position,
                    role: role.parse()?,
                    valid_from,
                    valid_to,
                })
            },
        )
        .collect::<Result<Vec<_>>>()?;
    filled.sort_by_cached_key(|seat| (seat.role, vietnamese::person_name_key(&seat.name)));
    Ok(filled)
}

/// The people who score in a council on a day, each once, the chair first.
pub fn scorers_on(
    conn: &mut Conn,
    council_id: &CouncilId,
    day: NaiveDate,
) -> Result<Vec<FilledSeat>> {
    let mut scorers: Vec<FilledSeat> = Vec::new();
    for seat in seats_in(conn, council_id)? {
        let new = !scorers.iter().any(|known| known.user_id == seat.user_id);
        if new && seat.scores() && seat.holds_on(day) {
            scorers.push(seat);
        }
    }
    scorers.sort_by_key(|seat| seat.role);
    Ok(scorers)
}

/// Fills a seat.
pub(super) fn insert_seat(
    conn: &mut Conn,
    council_id: &CouncilId,
    user_id: &UserId,
    role: SeatRole,
    term: Term,
) -> Result<SeatId> {
    let id = SeatId::new();
    diesel::insert_into(seats::table)
        .values((
            seats::id.eq(&id),
            seats::council_id.eq(council_id),
            seats::user_id.eq(user_id),
            seats::role.eq(role.as_str()),
            seats::valid_from.eq(term.from),
            seats::valid_to.eq(term.to),
        ))
        .execute(conn)?;
    Ok(id)
}

/// Ends a seat that is held on `today` or will be, with `last` as its last day. Gives whether there was one.
pub(super) fn end_seat(
    conn: &mut Conn,
    council_id: &CouncilId,
    id: &SeatId,
    today: NaiveDate,
    last: NaiveDate,
) -> Result<bool> {
    let ended = diesel::update(
        seats::table
            .find(id)
            .filter(seats::council_id.eq(council_id))
            .filter(seats::valid_to.is_null().or(seats::valid_to.ge(today))),
    )
    .set(seats::valid_to.eq(last))
    .execute(conn)?;
    Ok(ended == 1)
}
