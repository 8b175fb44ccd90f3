//! HTTP in, HTTP out: the form beside a model's page, and the adoptions on the unit's desk.

use super::model::AdoptionState;
use super::store::{self, Adoption};
use super::usecases::{self, Adopt, End};
use super::views::{AdoptPage, AdoptionItem, AdoptionPage, AdoptionsPage, ModelLink};
use crate::access::{Action, Facts, Role, allows};
use crate::db::Conn;
use crate::error::{AppError, FieldError, FieldErrors, Result};
use crate::ids::{ModelId, UnitId};
use crate::models::story::paragraphs;
use crate::models::{self, Model};
use crate::pages::parts::Choice;
use crate::web::{CurrentUser, Fields, Form, Visit, paths, redirect};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{self, Path, ServiceConfig};
use std::collections::{BTreeMap, HashMap};

/// The list of the unit's adoptions.
const DESK: &str = "/don-vi/nhan-rong";

/// The addresses of this feature.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(
            web::resource("/mo-hinh/{slug}/nhan-rong")
                .route(web::get().to(form))
                .route(web::post().to(adopt)),
        )
        .service(web::resource(DESK).route(web::get().to(list)))
        .service(web::resource("/don-vi/nhan-rong/{code}").route(web::get().to(show)))
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

async fn complete(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    _form: Form,
) -> Result<HttpResponse> {
    let code = code.into_inner();
    usecases::end(&visit.app, user.actor(), code.clone(), End::Completed).await?;
    Ok(redirect(
        &visit.app,
        &format!("{DESK}/{code}"),
        Some("adoption.changed"),
    ))
}

async fn stop(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    let code = code.into_inner();
    let how = match End::stopped(form.0.text("reason")) {
        Ok(how) => how,
        Err(AppError::Invalid(errors)) => {
            let mut page = adoption_page(&visit, &user, code).await?;
            page.errors = errors.iter().cloned().collect();
            page.values = form.0.typed();
            return visit.page_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                "replication/show.html",
                &page,
            );
        }
        Err(error) => return Err(error),
    };
    usecases::end(&visit.app, user.actor(), code.clone(), how).await?;
    Ok(redirect(
        &visit.app,
        &format!("{DESK}/{code}"),
        Some("adoption.changed"),
    ))
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
                href: format!("{DESK}/{}", adoption.code),
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
    visit
        .app
        .db
        .read(move |conn| {
            let adoption = store::get(conn, &units, &code)?;
            let item = items(conn, std::slice::from_ref(&adoption))?
                .pop()
                .ok_or(AppError::NotFound)?;
            let text = |text: &str| paragraphs(text).map(str::to_owned).collect();
            Ok(AdoptionPage {
                kept: text(&adoption.kept),
                adapted: text(&adoption.adapted),
                helped_by: text(&adoption.helped_by),
                may_end: adoption.state.is_open()
                    && allows(
                        &actor,
                        Action::AdoptModel,
                        &Facts::of_unit(&adoption.unit_id),
                    ),
                stop_reason: adoption.stop_reason,
                adoption: item,
                values: BTreeMap::new(),
                errors: Vec::new(),
            })
        })
        .await
}
