//! Finds the session of a request, once, before any handler runs.

use super::model::{User, UserState};
use super::store;
use crate::access::{Membership, Person, Seat, SignedIn};
use crate::app::App;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Result;
use crate::ids::UserId;
use crate::web::{SESSION_COOKIE, keep_texts};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage};
use chrono::{Duration, NaiveDate};
use sha2::{Digest, Sha256};

/// A session's last use is written down at most this often.
const NOTE_USE_EVERY_SECONDS: i64 = 60;

/// Middleware: puts the [`SignedIn`] of a valid session cookie into the request.
pub async fn load_session(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let app = request.app_data::<Data<App>>().cloned();
    if let (Some(cookie), Some(app)) = (request.cookie(SESSION_COOKIE), app) {
        match find(&app, cookie.value()).await {
            Ok(Some(session)) => {
                request.extensions_mut().insert(session);
            }
            Ok(None) => keep_texts(&mut request).await,
            Err(error) => return Ok(request.error_response(error)),
        }
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

/// The name a token has in the database.
pub(super) fn token_hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

async fn find(app: &App, token: &str) -> Result<Option<SignedIn>> {
    let (token_hash, now, today) = (token_hash(token), app.clock.now(), app.clock.today());
    let idle = Duration::minutes(app.config.session_idle_minutes);
    let found = app
        .db
        .read(move |conn| read(conn, token_hash, now, today, idle))
        .await?;
    let Some((session, seen_at)) = found else {
        return Ok(None);
    };
    if (now - seen_at).num_seconds() >= NOTE_USE_EVERY_SECONDS {
        let token_hash = session.token_hash.clone();
        app.db
            .write(move |conn| store::touch_session(conn, &token_hash, now))
            .await?;
    }
    Ok(Some(session))
}

fn read(
    conn: &mut Conn,
    token_hash: String,
    now: Moment,
    today: NaiveDate,
    idle: Duration,
) -> Result<Option<(SignedIn, Moment)>> {
    let Some(row) = store::find_session(conn, &token_hash)? else {
        return Ok(None);
    };
    if row.revoked_at.is_some() || row.expires_at <= now || row.seen_at + idle <= now {
        return Ok(None);
    }
    let user = store::get(conn, &row.user_id)?;
    if user.state != UserState::Active {
        return Ok(None);
    }
    let must_change_password = user.must_change_password;
    Ok(Some((
        SignedIn {
            person: person_of(conn, user, today)?,
            csrf: row.csrf,
            token_hash,
            must_change_password,
        },
        row.seen_at,
    )))
}

/// A person with the roles and seats that hold on `today`. Err: not found.
pub fn person(conn: &mut Conn, id: &UserId, today: NaiveDate) -> Result<Person> {
    let user = store::get(conn, id)?;
    person_of(conn, user, today)
}

fn person_of(conn: &mut Conn, user: User, today: NaiveDate) -> Result<Person> {
    Ok(Person {
        memberships: memberships(conn, &user.id, today)?,
        seats: seats(conn, &user.id, today)?,
        id: user.id,
        name: user.full_name,
        position: user.position,
    })
}

fn memberships(conn: &mut Conn, user_id: &UserId, today: NaiveDate) -> Result<Vec<Membership>> {
    store::memberships_on(conn, user_id, today)?
        .into_iter()
        .map(|row| {
            let answers_for = match &row.unit_id {
                Some(unit) => crate::units::with_predecessors(conn, unit)?,
                None => Vec::new(),
            };
            let unit_name = match &row.unit_id {
                Some(unit) => crate::units::name_of(conn, unit)?,
                None => String::new(),
            };
            Ok(Membership {
                role: row.role.parse()?,
                unit_id: row.unit_id,
                unit_name,
                answers_for,
            })
        })
        .collect()
}

fn seats(conn: &mut Conn, user_id: &UserId, today: NaiveDate) -> Result<Vec<Seat>> {
    crate::councils::seats_of(conn, user_id, today)
}
