//! The council of a campaign: its seats, filled and ended.

use crate::access::{Action, Facts, SeatRole, require};
use crate::campaigns::campaign::Campaign;
use crate::campaigns::store;
use crate::campaigns::views::{CouncilPage, seat_view};
use crate::councils::usecases::FillSeat;
use crate::councils::{self, Council};
use crate::db::Conn;
use crate::error::{AppError, FieldErrors, Result};
use crate::ids::SeatId;
use crate::pages::parts::Choice;
use crate::users;
use crate::web::{CurrentUser, Fields, Form, Visit, paths, redirect};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

/// How many names the field for a person suggests.
const SUGGESTED_PEOPLE: i64 = 500;

pub(super) async fn council(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
) -> Result<HttpResponse> {
    let page = read_council(
        &visit,
        &user,
        code.into_inner(),
        Fields::default(),
        FieldErrors::new(),
    )
    .await?;
    visit.page("campaigns/council.html", &page)
}

async fn read_council(
    visit: &Visit,
    user: &CurrentUser,
    code: String,
    fields: Fields,
    errors: FieldErrors,
) -> Result<CouncilPage> {
    let (actor, today) = (user.actor(), visit.app.clock.today());
    visit
        .app
        .db
        .read(move |conn| {
            let (campaign, council) = campaign_and_council(conn, &code)?;
            require(
                &actor,
                Action::FormCouncil,
                &Facts::of_host(&council.unit_id),
            )?;
            let seats = councils::seats_in(conn, &council.id)?;
            let mut seats: Vec<_> = seats.iter().map(|seat| seat_view(seat, today)).collect();
            seats.sort_by_key(|seat| seat.is_over);
            let people = users::active_people(conn, SUGGESTED_PEOPLE)?;
            Ok(CouncilPage {
                code,
                campaign: campaign.name,
                name: council.name,
                seats,
                roles: SeatRole::ALL
                    .iter()
                    .map(|role| Choice::new(role.as_str(), role.label()))
                    .collect(),
                people: people
                    .into_iter()
                    .map(|(username, name, position)| {
                        Choice::new(username, format!("{name}, {position}"))
                    })
                    .collect(),
                today: today.to_string(),
                errors: errors.iter().cloned().collect(),
                typed: fields.typed(),
            })
        })
        .await
}

fn campaign_and_council(conn: &mut Conn, code: &str) -> Result<(Campaign, Council)> {
    let campaign = store::find_by_code(conn, code)?.ok_or(AppError::NotFound)?;
    let council = councils::find(conn, &campaign.council_id)?.ok_or(AppError::NotFound)?;
    Ok((campaign, council))
}

pub(super) async fn fill_seat(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    let asked = code.to_string();
    let (_, council) = visit
        .app
        .db
        .read(move |conn| campaign_and_council(conn, &asked))
        .await?;
    let typed = FillSeat {
        username: form.0.text("username").to_owned(),
        role: form.0.text("role").to_owned(),
        valid_from: form.0.text("valid_from").to_owned(),
        valid_to: form.0.text("valid_to").to_owned(),
    };
    match councils::usecases::fill_seat(&visit.app, user.actor(), council.id, typed).await {
        Ok(()) => Ok(redirect(
            &visit.app,
            &paths::campaign_council(&code),
            Some("seat.changed"),
        )),
        Err(AppError::Invalid(errors)) => {
            let page = read_council(&visit, &user, code.into_inner(), form.0, errors).await?;
            visit.page_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                "campaigns/council.html",
                &page,
            )
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn end_seat(
    visit: Visit,
    user: CurrentUser,
    path: Path<(String, String)>,
    _form: Form,
) -> Result<HttpResponse> {
    let (code, seat) = path.into_inner();
    let asked = code.clone();
    let (_, council) = visit
        .app
        .db
        .read(move |conn| campaign_and_council(conn, &asked))
        .await?;
    councils::usecases::end_seat(&visit.app, user.actor(), council.id, SeatId::from(seat)).await?;
    Ok(redirect(
        &visit.app,
        &paths::campaign_council(&code),
        Some("seat.changed"),
    ))
}
