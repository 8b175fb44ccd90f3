//! Fills and ends seats.

use crate::access::{Action, Actor, Facts, SeatRole, require};
use crate::app::App;
use crate::clock::Moment;
use crate::councils::council::{self, Council};
use crate::db::Conn;
use crate::error::{AppError, FieldErrors, Result};
use crate::ids::{CouncilId, SeatId, UserId};
use crate::log::{self, Event, EventKind};
use crate::users::Term;
use serde_json::json;

/// A seat to fill, as typed.
#[derive(Debug, Clone, Default)]
pub struct FillSeat {
    /// Name to sign in with of the person.
    pub username: String,
    /// Word of the seat.
    pub role: String,
    /// First day; empty for today.
    pub valid_from: String,
    /// Last day; empty where the seat holds until it is ended.
    pub valid_to: String,
}

/// Gives a person a seat for a term. Err: `Invalid` for a term that cannot be, for a person who cannot be found or has a
/// seat there on a day of it, or for a second chair.
pub async fn fill_seat(
    app: &App,
    actor: Actor,
    council_id: CouncilId,
    typed: FillSeat,
) -> Result<()> {
    let (now, today) = (app.clock.now(), app.clock.today());
    app.db
        .write(move |conn| {
            let found = get(conn, &council_id)?;
            require(&actor, Action::FormCouncil, &Facts::of_host(&found.unit_id))?;
            let mut errors = FieldErrors::new();
            let person = crate::users::find_active(conn, &typed.username)?;
            let person = errors.take(
                "username",
                person.ok_or("Không có tài khoản đang hoạt động nào mang tên này."),
            );
            let role = errors.take(
                "role",
                typed
                    .role
                    .parse::<SeatRole>()
                    .map_err(|_| "Hãy chọn vai trò trong hội đồng."),
            );
            let term = Term::typed(&typed.valid_from, &typed.valid_to, today)
                .map_err(|wrong| errors.extend(wrong))
                .ok();
            let (Some(person), Some(role), Some(term)) = (person, role, term) else {
                return Err(errors.into());
            };
            fill_in(conn, &actor, &council_id, &person, role, term, now)?;
            Ok(())
        })
        .await
}

/// [`fill_seat`] inside a write, for a person who is known.
pub fn fill_in(
    conn: &mut Conn,
    actor: &Actor,
    council_id: &CouncilId,
    user_id: &UserId,
    role: SeatRole,
    term: Term,
    now: Moment,
) -> Result<SeatId> {
    let found = get(conn, council_id)?;
    require(actor, Action::FormCouncil, &Facts::of_host(&found.unit_id))?;
    let held: Vec<_> = council::seats_in(conn, council_id)?
        .into_iter()
        .filter(|seat| seat.term().meets(&term))
        .collect();
    if held.iter().any(|seat| seat.user_id == *user_id) {
        return Err(AppError::field(
            "username",
            "Người này đã là thành viên của hội đồng trong thời gian đó.",
        ));
    }
    if role == SeatRole::Chair && held.iter().any(|seat| seat.role == role) {
        return Err(AppError::field(
            "role",
            "Hội đồng đã có Chủ tịch trong thời gian đó; hãy kết thúc nhiệm vụ của người trước rồi thay.",
        ));
    }
    let seat = council::insert_seat(conn, council_id, user_id, role, term)?;
    let what = json!({
        "seat": seat, "user": user_id, "role": role.as_str(), "from": term.from, "to": term.to,
    });
    log::append(
        conn,
        actor,
        Event::council(EventKind::SeatChanged, council_id).with(what),
        now,
    )?;
    Ok(seat)
}

/// Ends a seat with yesterday as its last day, so that it no longer counts from now on. One that was still to begin never
/// does. Err: not found where the seat neither holds nor will.
pub async fn end_seat(app: &App, actor: Actor, council_id: CouncilId, seat: SeatId) -> Result<()> {
    let (now, today) = (app.clock.now(), app.clock.today());
    app.db
        .write(move |conn| {
            let found = get(conn, &council_id)?;
            require(&actor, Action::FormCouncil, &Facts::of_host(&found.unit_id))?;
            let last = today.pred_opt().unwrap_or(today);
            if !council::end_seat(conn, &council_id, &seat, today, last)? {
                return Err(AppError::NotFound);
            }
            let what = json!({ "seat": seat, "until": last });
            log::append(
                conn,
                &actor,
                Event::council(EventKind::SeatChanged, &council_id).with(what),
                now,
            )?;
            Ok(())
        })
        .await
}

fn get(conn: &mut Conn, id: &CouncilId) -> Result<Council> {
    council::find(conn, id)?.ok_or(AppError::NotFound)
}
