//! The form that opens a campaign.

use crate::access::{Action, Actor, Facts, Role, allows};
use crate::campaigns::criteria_store;
use crate::campaigns::model::RawCalendar;
use crate::campaigns::usecases::{self, OpenCampaign};
use crate::campaigns::views::{NewPage, criteria_choices};
use crate::councils;
use crate::db::Conn;
use crate::error::{AppError, FieldErrors, Result};
use crate::ids::UnitId;
use crate::models::words::{RecognitionLevel, Sector};
use crate::pages::parts::Choice;
use crate::rules::{consultation, council};
use crate::web::{CurrentUser, Fields, Form, Visit, paths, redirect};
use crate::{units, users};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use chrono::NaiveDate;

/// How many units are offered for what an administrator typed.
const UNITS_OFFERED: usize = 20;

pub(super) async fn new(visit: Visit, user: CurrentUser) -> Result<HttpResponse> {
    let (actor, today) = (user.actor(), visit.app.clock.today());
    let mut fields = Fields::from_urlencoded(visit.query.as_bytes());
    fields.push("quorum", &council::quorum(today).value.to_string());
    fields.push("consultation_days", "0");
    let page = visit
        .app
        .db
        .read(move |conn| new_page(conn, &actor, today, &fields, &FieldErrors::new()))
        .await?;
    visit.page("campaigns/new.html", &page)
}

fn new_page(
    conn: &mut Conn,
    actor: &Actor,
    today: NaiveDate,
    fields: &Fields,
    errors: &FieldErrors,
) -> Result<NewPage> {
    if !may_open(actor) {
        return Err(AppError::Forbidden("forbidden"));
    }
    let (hosts, hosts_found) = hosts(conn, actor, today, fields.text("unit_name"))?;
    let mut councils = Vec::new();
    for (id, name) in &hosts {
        let known = councils::list_of_unit(conn, id)?;
        councils.extend(
            known.into_iter().map(|council| {
                Choice::new(council.id.as_str(), format!("{} – {name}", council.name))
            }),
        );
    }
    let (criteria, unusable) = criteria_choices(&criteria_store::list_newest(conn)?);
    let mut typed = fields.typed();
    // The only one there is, or the only one of the name that was looked for.
    if let Some((id, _)) = (hosts.first()).filter(|_| hosts.len() == 1 || hosts_found == 1) {
        typed
            .entry(String::from("host_unit_id"))
            .or_insert_with(|| id.to_string());
    }
    Ok(NewPage {
        finds_hosts: opens_for_any(actor),
        hosts_found,
        hosts: hosts
            .into_iter()
            .map(|(id, name)| Choice::new(id.as_str(), name))
            .collect(),
        levels: RecognitionLevel::ALL
            .iter()
            .filter(|level| **level != RecognitionLevel::District)
            .map(|level| Choice::new(level.as_str(), level.label()))
            .collect(),
        sectors: Sector::ALL
            .iter()
            .map(|sector| Choice::new(sector.as_str(), sector.label()))
            .collect(),
        chosen_sectors: fields.all("sectors").map(str::to_owned).collect(),
        criteria,
        unusable,
        councils,
        quorum_hint: quorum_hint(today),
        consultation_hint: format!(
            "0 nếu không lấy ý kiến. Các quy định đã có: {}.",
            consultation::precedents()
        ),
        errors: errors.iter().cloned().collect(),
        typed,
    })
}

/// What the rules of councils say of a quorum on a day.
fn quorum_hint(today: NaiveDate) -> String {
    let ordinary = council::quorum(today);
    let awards = council::award_quorum(today)
        .map(|award| format!("; xét khen thưởng {} ({})", award.value, award.source))
        .unwrap_or_default();
    format!(
        "Phân số hoặc phần trăm, tính trên tổng số thành viên chấm điểm. Thông thường {} ({}){awards}.",
        ordinary.value, ordinary.source
    )
}

pub(super) async fn open(visit: Visit, user: CurrentUser, form: Form) -> Result<HttpResponse> {
    let fields = form.0;
    let text = |name| fields.text(name).to_owned();
    let typed = OpenCampaign {
        name: text("name"),
        host_unit_id: text("host_unit_id"),
        level: text("level"),
        sectors: fields.all("sectors").map(str::to_owned).collect(),
        legal_basis: text("legal_basis"),
        description: text("description"),
        calendar: RawCalendar {
            opens_on: text("opens_on"),
            submissions_until: text("submissions_until"),
            screening_until: text("screening_until"),
            scoring_until: text("scoring_until"),
            closes_on: text("closes_on"),
            consultation_days: text("consultation_days"),
        },
        quorum: text("quorum"),
        criteria_set_id: text("criteria_set_id"),
        council_id: text("council_id"),
        council_name: text("council_name"),
    };
    match usecases::open(&visit.app, user.actor(), typed).await {
        Ok(campaign) => Ok(redirect(
            &visit.app,
            &paths::campaign_council(&campaign.code),
            Some("campaign.opened"),
        )),
        Err(AppError::Invalid(errors)) => {
            let (actor, today) = (user.actor(), visit.app.clock.today());
            let page = visit
                .app
                .db
                .read(move |conn| new_page(conn, &actor, today, &fields, &errors))
                .await?;
            visit.page_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                "campaigns/new.html",
                &page,
            )
        }
        Err(error) => Err(error),
    }
}

/// Whether the actor may open a campaign for whatever unit: an administrator.
fn opens_for_any(actor: &Actor) -> bool {
    allows(actor, Action::OpenCampaign, &Facts::default())
}

/// Whether the actor may open a campaign for some unit.
pub(super) fn may_open(actor: &Actor) -> bool {
    opens_for_any(actor) || own_hosts(actor).next().is_some()
}

/// The units whose standing agency the actor is.
fn own_hosts(actor: &Actor) -> impl Iterator<Item = &UnitId> {
    actor
        .person()
        .into_iter()
        .flat_map(|person| &person.memberships)
        .filter(|held| held.role == Role::StandingAgency)
        .filter_map(|held| held.unit_id.as_ref())
}

/// The units that are offered to the actor: the own ones, or to an administrator those of the name that was looked for
/// and then every one that has a standing agency; and how many were found by that name.
fn hosts(
    conn: &mut Conn,
    actor: &Actor,
    today: NaiveDate,
    wanted: &str,
) -> Result<(Vec<(UnitId, String)>, usize)> {
    if !opens_for_any(actor) {
        let own: Vec<UnitId> = own_hosts(actor).cloned().collect();
        return Ok((units::by_name(conn, &own)?, 0));
    }
    let mut offered = units::search(conn, wanted, UNITS_OFFERED)?;
    offered.retain(|unit| unit.validity.contains(today));
    let found = offered.len();
    for id in users::units_with(conn, Role::StandingAgency, today)? {
        if offered.iter().all(|unit| unit.id != id) {
            offered.push(units::get(conn, &id)?);
        }
    }
    let hosts = offered.into_iter().map(|unit| {
        let name = units::told_apart(conn, &unit)?;
        Ok((unit.id, name))
    });
    Ok((hosts.collect::<Result<_>>()?, found))
}
