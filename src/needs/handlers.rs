//! HTTP in, HTTP out: the needs of the own units, and the demand of all.

use super::model::{Declare, Need, NeedState};
use super::views::{Demand, DemandPage, NeedItem, NeedsPage};
use super::{store, usecases};
use crate::access::{Action, Facts, Role, require};
use crate::error::{AppError, FieldError, FieldErrors, Result};
use crate::ids::UnitId;
use crate::pages::parts::Choice;
use crate::units;
use crate::web::{CurrentUser, Fields, Form, Visit, paths, redirect};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{self, Path, ServiceConfig};
use std::collections::{BTreeMap, HashMap};

/// Needs shown of the own units.
const OWN_SHOWN: i64 = 200;
/// Open needs that the demand is made of: the newest.
const OPEN_READ: i64 = 2_000;
/// Roles that speak for their unit here.
const SPEAKERS: [Role; 2] = [Role::Officer, Role::Leader];

/// The addresses of this feature.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(
            web::resource(paths::NEEDS)
                .route(web::get().to(own))
                .route(web::post().to(declare)),
        )
        .service(web::resource("/don-vi/nhu-cau/{code}/khep").route(web::post().to(end)))
        .service(web::resource(paths::DEMAND).route(web::get().to(demand)));
}

async fn own(visit: Visit, user: CurrentUser) -> Result<HttpResponse> {
    let query = Fields::from_urlencoded(visit.query.as_bytes());
    let page = own_page(&visit, &user, &query, Vec::new()).await?;
    visit.page("needs/list.html", &page)
}

async fn declare(visit: Visit, user: CurrentUser, form: Form) -> Result<HttpResponse> {
    let Form(fields) = form;
    let units = speaks_for(&user)?;
    let unit = match fields.some("unit") {
        Some(chosen) => units.into_iter().find(|unit| unit.as_str() == chosen),
        None => units.into_iter().next(),
    };
    let declared = match unit {
        None => Err(AppError::field("unit", "Hãy chọn đơn vị của Anh/Chị.")),
        Some(unit) => match Declare::check(unit, &fields) {
            Ok(command) => usecases::declare(&visit.app, user.actor(), command).await,
            Err(errors) => Err(errors.into()),
        },
    };
    let errors = match declared {
        Ok(_) => return Ok(redirect(&visit.app, paths::NEEDS, Some("need.declared"))),
        Err(AppError::Invalid(errors)) => errors,
        // What was typed stays, with the reason beside it.
        Err(AppError::Conflict(code)) => FieldErrors::one("text", crate::error::wording(code)),
        Err(error) => return Err(error),
    };
    let errors = errors.iter().cloned().collect();
    let page = own_page(&visit, &user, &fields, errors).await?;
    visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, "needs/list.html", &page)
}

async fn end(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    let state = form
        .0
        .text("state")
        .parse::<NeedState>()
        .map_err(|_| AppError::Refused("request.malformed"))?;
    let units = speaks_for(&user)?;
    usecases::end(&visit.app, user.actor(), units, code.into_inner(), state).await?;
    Ok(redirect(&visit.app, paths::NEEDS, Some("need.ended")))
}

/// What only the standing agencies may know of is not there for others.
async fn demand(visit: Visit, user: CurrentUser) -> Result<HttpResponse> {
    let host = user.person().unit_as(Role::StandingAgency);
    let facts = host.map(Facts::of_host).unwrap_or_default();
    require(&user.actor(), Action::ReadDemand, &facts).map_err(|_| AppError::NotFound)?;
    let page = visit
        .app
        .db
        .read(|conn| {
            let open = store::list_open(conn, OPEN_READ)?;
            let mut ids: Vec<UnitId> = open.iter().map(|need| need.unit_id.clone()).collect();
            ids.sort_unstable();
            ids.dedup();
            let names = units::names_of(conn, &ids)?;
            Ok(DemandPage {
                demands: grouped(open, &names),
            })
        })
        .await?;
    visit.page("needs/demand.html", &page)
}

/// Equal needs together: what most units look for first, the newest among equals.
fn grouped(needs: Vec<Need>, names: &HashMap<UnitId, String>) -> Vec<Demand> {
    let mut by_key: BTreeMap<String, Vec<Need>> = BTreeMap::new();
    for need in needs {
        by_key.entry(need.text_key.clone()).or_default().push(need);
    }
    let mut groups: Vec<Vec<Need>> = by_key.into_values().collect();
    groups.sort_by(|left, right| {
        let key = |group: &Vec<Need>| (group.len(), group.first().map(|need| need.declared_at));
        key(right).cmp(&key(left))
    });
    groups
        .iter()
        .filter_map(|group| Demand::of(group, names))
        .collect()
}

/// The units that the person speaks for. Err: `Forbidden` for none.
fn speaks_for(user: &CurrentUser) -> Result<Vec<UnitId>> {
    let units = user.person().units_as(&SPEAKERS);
    if units.is_empty() {
        Err(AppError::Forbidden("forbidden"))
    } else {
        Ok(units)
    }
}

async fn own_page(
    visit: &Visit,
    user: &CurrentUser,
    fields: &Fields,
    errors: Vec<FieldError>,
) -> Result<NeedsPage> {
    let ids = speaks_for(user)?;
    let (needs, units) = visit
        .app
        .db
        .read(move |conn| {
            let needs = store::list(conn, &ids, OWN_SHOWN)?;
            let units = units::by_name(conn, &ids)?.into_iter();
            let choice = |(id, name): (UnitId, String)| Choice::new(id.to_string(), name);
            Ok((needs, units.map(choice).collect::<Vec<_>>()))
        })
        .await?;
    Ok(NeedsPage {
        needs: needs
            .iter()
            .map(|need| NeedItem::of(need, &units))
            .collect(),
        units,
        values: fields.typed(),
        errors,
    })
}
