//! HTTP in, HTTP out: the form beside a model's page, and the adoptions on the unit's desk.

use super::model::AdoptionState;
use super::store::{self, Adoption};
use super::usecases::{self, Adopt, End};
use super::views::{AdoptPage, AdoptionItem, AdoptionPage, AdoptionsPage, ModelLink};
use crate::access::{Action, Facts, Role, allows};
use crate::db::Conn;
use crate::error::{AppError, FieldError, FieldErrors, Result};
use crate::ids::{ModelId, UnitId};
use crate::log::{self, Entity, EventKind};
use crate::models::story::paragraphs;
use crate::models::{self, Model};
use crate::pages::parts::{Choice, TimelineItem, When};
use crate::web::{CurrentUser, Fields, Form, Visit, paths, redirect};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{self, Path, ServiceConfig};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// The addresses of this feature.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(
            web::resource("/mo-hinh/{slug}/nhan-rong")
                .route(web::get().to(form))
                .route(web::post().to(adopt)),
        )
        .service(web::resource(paths::ADOPTIONS).route(web::get().to(list)))
        .service(web::resource("/don-vi/nhan-rong/{code}").route(web::get().to(show)))
        .service(web::resource("/don-vi/nhan-rong/{code}/bat-dau").route(web::post().to(begin)))
        .service(
            web::resource("/don-vi/nhan-rong/{code}/hoan-thanh").route(web::post().to(complete)),
        )
        .service(web::resource("/don-vi/nhan-rong/{code}/dung").route(web::post().to(stop)));
}

async fn form(visit: Visit, user: CurrentUser, slug: Path<String>) -> Result<HttpResponse> {
    let source = source(&visit, slug.into_inner()).await?;
    let units = own_units(&user)?;
    let mut values = BTreeMap::from([
        ("title".to_owned(), source.title.clone()),
        ("started_on".to_owned(), visit.app.clock.today().to_string()),
    ]);
    if let Some(unit) = units.first() {
        values.insert("unit".to_owned(), unit.value.clone());
    }
    visit.page(
        "replication/adopt.html",
        &adopt_page(&source, units, values, Vec::new()),
    )
}

async fn adopt(
    visit: Visit,
    user: CurrentUser,
    slug: Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    let Form(fields) = form;
    let source = source(&visit, slug.into_inner()).await?;
    let units = own_units(&user)?;
    let again = |errors: FieldErrors| {
        let errors: Vec<FieldError> = errors.iter().cloned().collect();
        let page = adopt_page(&source, units.clone(), fields.typed(), errors);
        visit.page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            "replication/adopt.html",
            &page,
        )
    };
    let Some(unit) = chosen_unit(&fields, &units) else {
        return again(FieldErrors::one(
            "unit",
            "Hãy chọn đơn vị nhân rộng mô hình.",
        ));
    };
    let command = match Adopt::check(source.slug.clone(), unit, &fields, visit.app.clock.today()) {
        Ok(command) => command,
        Err(errors) => return again(errors),
    };
    match usecases::adopt(&visit.app, user.actor(), command).await {
        Ok(adopted) => Ok(redirect(
            &visit.app,
            &paths::desk_model(adopted.model.as_str()),
            Some("adoption.started"),
        )),
        // The officer keeps what was typed and reads why.
        Err(AppError::Conflict(code)) => {
            again(FieldErrors::one("form", crate::error::wording(code)))
        }
        Err(error) => Err(error),
    }
}

async fn list(visit: Visit, user: CurrentUser) -> Result<HttpResponse> {
    let units = user.person().units();
    let adoptions = visit
        .app
        .db
        .read(move |conn| {
            let adoptions = store::list(conn, &units)?;
            items(conn, &adoptions)
        })
        .await?;
    visit.page("replication/list.html", &AdoptionsPage { adoptions })
}

async fn show(visit: Visit, user: CurrentUser, code: Path<String>) -> Result<HttpResponse> {
    let page = adoption_page(&visit, &user, code.into_inner()).await?;
    visit.page("replication/show.html", &page)
}

async fn begin(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    let (code, Form(fields)) = (code.into_inner(), form);
    let first_day = usecases::first_day(fields.text("started_on"), visit.app.clock.today());
    let started_on = match first_day {
        Ok(day) => day,
        Err(error) => return typed_again(&visit, &user, code, &fields, error).await,
    };
    usecases::begin(&visit.app, user.actor(), code.clone(), started_on).await?;
    Ok(changed(&visit, &code))
}

async fn complete(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    _form: Form,
) -> Result<HttpResponse> {
    let code = code.into_inner();
    usecases::end(&visit.app, user.actor(), code.clone(), End::Completed).await?;
    Ok(changed(&visit, &code))
}

async fn stop(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    let (code, Form(fields)) = (code.into_inner(), form);
    let how = match End::stopped(fields.text("reason")) {
        Ok(how) => how,
        Err(error) => return typed_again(&visit, &user, code, &fields, error).await,
    };
    usecases::end(&visit.app, user.actor(), code.clone(), how).await?;
    Ok(changed(&visit, &code))
}

/// Back to the adoption's page after a change.
fn changed(visit: &Visit, code: &str) -> HttpResponse {
    redirect(&visit.app, &paths::adoption(code), Some("adoption.changed"))
}

/// The adoption's page with what was typed and what is wrong with it.
async fn typed_again(
    visit: &Visit,
    user: &CurrentUser,
    code: String,
    fields: &Fields,
    error: AppError,
) -> Result<HttpResponse> {
    let AppError::Invalid(errors) = error else {
        return Err(error);
    };
    let mut page = adoption_page(visit, user, code).await?;
    page.errors = errors.iter().cloned().collect();
    page.values = fields.typed();
    visit.page_with(
        StatusCode::UNPROCESSABLE_ENTITY,
        "replication/show.html",
        &page,
    )
}

/// The public model that is to be taken up.
async fn source(visit: &Visit, slug: String) -> Result<Model> {
    let found = visit
        .app
        .db
        .read(move |conn| models::find_by_slug(conn, &slug))
        .await?;
    found
        .filter(|model| model.is_public)
        .ok_or(AppError::NotFound)
}

/// The units that the person is an officer of. Err: `Forbidden("replication.no_unit")` for none.
fn own_units(user: &CurrentUser) -> Result<Vec<Choice>> {
    let held = user
        .person()
        .memberships
        .iter()
        .filter(|held| held.role == Role::Officer);
    let units: Vec<Choice> = held
        .filter_map(|held| {
            Some(Choice::new(
                held.unit_id.as_ref()?.as_str(),
                &held.unit_name,
            ))
        })
        .collect();
    if units.is_empty() {
        Err(AppError::Forbidden("replication.no_unit"))
    } else {
        Ok(units)
    }
}

fn chosen_unit(fields: &Fields, units: &[Choice]) -> Option<UnitId> {
    let wanted = fields.text("unit");
    let found = match units {
        [only] if wanted.is_empty() => Some(only),
        _ => units.iter().find(|unit| unit.value == wanted),
    };
    found.map(|unit| UnitId::from(unit.value.as_str()))
}

fn adopt_page(
    source: &Model,
    units: Vec<Choice>,
    values: BTreeMap<String, String>,
    errors: Vec<FieldError>,
) -> AdoptPage {
    AdoptPage {
        action: format!("{}/nhan-rong", paths::model(&source.slug)),
        steps: source.story.steps.clone(),
        conditions: paragraphs(&source.story.conditions)
            .map(str::to_owned)
            .collect(),
        source: public_link(source),
        units,
        values,
        errors,
    }
}

fn public_link(model: &Model) -> ModelLink {
    ModelLink {
        title: model.title.clone(),
        href: paths::model(&model.slug),
        unit: model.unit_name.clone(),
        code: model.code.to_string(),
    }
}

fn items(conn: &mut Conn, adoptions: &[Adoption]) -> Result<Vec<AdoptionItem>> {
    let ids: Vec<ModelId> = adoptions
        .iter()
        .flat_map(|adoption| [adoption.source_model_id.clone(), adoption.model_id.clone()])
        .collect();
    let models: HashMap<ModelId, Model> = models::list(conn, &ids)?
        .into_iter()
        .map(|model| (model.id.clone(), model))
        .collect();
    adoptions
        .iter()
        .map(|adoption| {
            let find = |id: &ModelId| models.get(id).ok_or(AppError::NotFound);
            let derived = find(&adoption.model_id)?;
            Ok(AdoptionItem {
                code: adoption.code.to_string(),
                href: paths::adoption(adoption.code.as_str()),
                source: public_link(find(&adoption.source_model_id)?),
                derived: ModelLink {
                    href: paths::desk_model(derived.code.as_str()),
                    ..public_link(derived)
                },
                state: adoption.state.label(),
                state_kind: match adoption.state {
                    AdoptionState::Intended => "wait",
                    AdoptionState::Running => "info",
                    AdoptionState::Completed => "ok",
                    AdoptionState::Stopped => "plain",
                },
                started_on: adoption.started_on.to_string(),
            })
        })
        .collect()
}

async fn adoption_page(visit: &Visit, user: &CurrentUser, code: String) -> Result<AdoptionPage> {
    let (units, actor) = (user.person().units(), user.actor());
    let today = visit.app.clock.today().to_string();
    visit
        .app
        .db
        .read(move |conn| {
            let adoption = store::get(conn, &units, &code)?;
            let item = items(conn, std::slice::from_ref(&adoption))?
                .pop()
                .ok_or(AppError::NotFound)?;
            let text = |text: &str| paragraphs(text).map(str::to_owned).collect();
            let facts = Facts::of_unit(&adoption.unit_id);
            let may_change = adoption.state.is_open() && allows(&actor, Action::AdoptModel, &facts);
            Ok(AdoptionPage {
                timeline: timeline(conn, &adoption)?,
                kept: text(&adoption.kept),
                adapted: text(&adoption.adapted),
                helped_by: text(&adoption.helped_by),
                may_begin: may_change && adoption.state == AdoptionState::Intended,
                may_end: may_change,
                adoption: item,
                values: BTreeMap::from([("started_on".to_owned(), today.clone())]),
                today,
                errors: Vec::new(),
            })
        })
        .await
}

/// What happened to an adoption, by the log; how it ended is told with it.
fn timeline(conn: &mut Conn, adoption: &Adoption) -> Result<Vec<TimelineItem>> {
    let mut items = Vec::new();
    for event in log::about(conn, Entity::Adoption, adoption.id.as_str())? {
        let told: Told = serde_json::from_str(&event.data)?;
        let (title, text) = match told.after {
            Some(AdoptionState::Running) => ("Bắt đầu thực hiện", since(adoption)),
            Some(AdoptionState::Completed) => ("Hoàn thành", String::new()),
            Some(AdoptionState::Stopped) => {
                ("Dừng", adoption.stop_reason.clone().unwrap_or_default())
            }
            Some(AdoptionState::Intended) | None => {
                (event.kind.parse::<EventKind>()?.label(), String::new())
            }
        };
        items.push(TimelineItem {
            when: When::at(event.at),
            title: title.to_owned(),
            text,
            kind: "",
            link: None,
        });
    }
    if let Some(last) = items.last_mut() {
        last.kind = "now";
    }
    Ok(items)
}

fn since(adoption: &Adoption) -> String {
    format!("Từ ngày {}.", adoption.started_on.format("%d/%m/%Y"))
}

/// What the log tells of a change of an adoption.
#[derive(Deserialize)]
struct Told {
    #[serde(default)]
    after: Option<AdoptionState>,
}
