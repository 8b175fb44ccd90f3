//! Beginning a model, its task list, the check of all answers, registering.

use super::super::views::{
    CHECK, CheckPage, DerivedFrom, MayBeSame, ModelHead, NewPage, NominationLine, SamePage,
    TasksPage, UnitOption, answers, tasks,
};
use crate::access::{Actor, Role};
use crate::app::App;
use crate::clock::in_vietnam;
use crate::db::Conn;
use crate::error::{AppError, FieldError, Result};
use crate::ids::UnitId;
use crate::index::Practice;
use crate::models::alike::{may_be_same, practice};
use crate::models::attachment::attachments_of;
use crate::models::life::{LifeEvent, LifeEventKind, life_of};
use crate::models::model::ModelState;
use crate::models::parts::{self, registration_of};
use crate::models::usecases::{self, Draft};
use crate::models::{Model, ModelScope, consents_of, store};
use crate::nominations::{self, NominationScope};
use crate::pages::parts::{TimelineItem, When};
use crate::replication;
use crate::units;
use crate::web::{CurrentUser, Fields, Form, Visit, paths, redirect};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

/// Characters of a name that are compared while it is typed.
const NAME_MAX: usize = 200;

/// The form that begins a model.
pub async fn new_form(visit: Visit, user: CurrentUser) -> Result<HttpResponse> {
    let page = new_page(&visit.app, &user, &Fields::default(), Vec::new()).await?;
    visit.page("models/new.html", &page)
}

/// Begins a model.
pub async fn begin(visit: Visit, user: CurrentUser, form: Form) -> Result<HttpResponse> {
    let Form(fields) = form;
    let units = own_units(&user)?;
    let unit = match fields.some("unit") {
        Some(chosen) => units.into_iter().find(|unit| unit.as_str() == chosen),
        None => units.into_iter().next(),
    };
    let begun = match unit {
        None => Err(AppError::field("unit", "Hãy chọn đơn vị của Anh/Chị.")),
        Some(unit) => match Draft::check(&fields, unit) {
            Ok(command) => usecases::draft(&visit.app, user.actor(), command).await,
            Err(errors) => Err(errors.into()),
        },
    };
    match begun {
        Ok(model) => Ok(redirect(
            &visit.app,
            &paths::desk_model(model.code.as_str()),
            Some("model.drafted"),
        )),
        Err(AppError::Invalid(errors)) => {
            let errors = errors.iter().cloned().collect();
            let page = new_page(&visit.app, &user, &fields, errors).await?;
            visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, "models/new.html", &page)
        }
        Err(error) => Err(error),
    }
}

/// The task list of a model.
pub async fn show(visit: Visit, user: CurrentUser, code: Path<String>) -> Result<HttpResponse> {
    let actor = user.actor();
    let page = visit
        .app
        .db
        .read(move |conn| {
            let model = store::get_by_code(conn, &ModelScope::of(&actor), &code)?;
            let attached = attachments_of(conn, &model.id)?;
            let consents = consents_of(conn, &model.id)?;
            let life = life_of(conn, &model.id)?;
            let scope = NominationScope::of(&actor);
            let sent = nominations::list_for_model(conn, &scope, &model.id)?;
            let head = ModelHead::of(&model, &actor);
            Ok(TasksPage {
                tasks: tasks(&model, &head, &attached, &consents),
                missing: registration_of(&model).missing().len(),
                check_href: paths::desk_model_part(model.code.as_str(), CHECK),
                nominate_href: (head.can_edit && !head.is_draft)
                    .then(|| format!("{}?mo-hinh={}", paths::NEW_NOMINATION, model.code)),
                public_href: model.is_public.then(|| paths::model(&model.slug)),
                derived_from: derived_from(conn, &model)?,
                nominations: sent.iter().map(NominationLine::of).collect(),
                timeline: timeline(&model, &life),
                head,
            })
        })
        .await?;
    visit.page("models/show.html", &page)
}

fn derived_from(conn: &mut Conn, model: &Model) -> Result<Option<DerivedFrom>> {
    let Some(adoption) = replication::origin_of(conn, &model.id)? else {
        return Ok(None);
    };
    let source = store::get(conn, &adoption.source_model_id)?;
    Ok(Some(DerivedFrom {
        href: source.is_public.then(|| paths::model(&source.slug)),
        title: source.title,
        unit: source.unit_name,
        adoption_href: paths::adoption(adoption.code.as_str()),
        adoption: adoption.code.to_string(),
    }))
}

fn timeline(model: &Model, life: &[LifeEvent]) -> Vec<TimelineItem> {
    let begun = TimelineItem {
        when: When::on(in_vietnam(model.created_at).date_naive()),
        title: String::from("Bắt đầu soạn"),
        text: String::new(),
        kind: "",
        link: None,
    };
    let items = life.iter().map(|event| TimelineItem {
        when: When::on(event.on_date),
        title: event.kind.label().to_owned(),
        text: event.note.clone(),
        kind: if event.kind == LifeEventKind::Recognised {
            "recognised"
        } else {
            ""
        },
        link: None,
    });
    std::iter::once(begun).chain(items).collect()
}

/// Models that may be the same as the one whose name is being typed: a part of the form, or a page by itself.
pub async fn same_as_typed(visit: Visit, user: CurrentUser) -> Result<HttpResponse> {
    own_units(&user)?;
    let fields = Fields::from_urlencoded(visit.query.as_bytes());
    let title: String = fields.text("name").chars().take(NAME_MAX).collect();
    let practice = Practice {
        title,
        ..Practice::default()
    };
    let same = may_be_same(&visit.app, user.actor(), None, practice).await?;
    let page = SamePage {
        may_be_same: same.iter().map(MayBeSame::of).collect(),
    };
    visit.page("models/may_be_same.html", &page)
}

/// All answers, before the model is registered and after.
pub async fn check(visit: Visit, user: CurrentUser, code: Path<String>) -> Result<HttpResponse> {
    let page = check_page(&visit.app, user.actor(), code.into_inner(), Vec::new()).await?;
    visit.page("models/check.html", &page)
}

/// Registers the model.
pub async fn register(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    _form: Form,
) -> Result<HttpResponse> {
    let code = code.into_inner();
    match usecases::register(&visit.app, user.actor(), code.clone()).await {
        Ok(model) => Ok(redirect(
            &visit.app,
            &paths::desk_model(model.code.as_str()),
            Some("model.registered"),
        )),
        Err(AppError::Invalid(errors)) => {
            let errors = errors.iter().cloned().collect();
            let page = check_page(&visit.app, user.actor(), code, errors).await?;
            visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, "models/check.html", &page)
        }
        Err(error) => Err(error),
    }
}

async fn check_page(
    app: &App,
    actor: Actor,
    code: String,
    errors: Vec<FieldError>,
) -> Result<CheckPage> {
    let scope = ModelScope::of(&actor);
    let model = app
        .db
        .read(move |conn| store::get_by_code(conn, &scope, &code))
        .await?;
    let same = if model.state == ModelState::Draft {
        let of = Some(model.id.clone());
        may_be_same(app, actor.clone(), of, practice(&model)).await?
    } else {
        Vec::new()
    };
    let head = ModelHead::of(&model, &actor);
    Ok(CheckPage {
        may_be_same: same.iter().map(MayBeSame::of).collect(),
        answers: answers(&model, head.can_edit),
        errors,
        can_register: head.can_edit
            && model.state == ModelState::Draft
            && registration_of(&model).missing().is_empty(),
        action: paths::desk_model_part(model.code.as_str(), "dang-ky"),
        head,
    })
}

/// The units a person registers models for. Err: `Forbidden` for who is no officer.
fn own_units(user: &CurrentUser) -> Result<Vec<UnitId>> {
    let mut units: Vec<UnitId> = Vec::new();
    for held in &user.person().memberships {
        if held.role == Role::Officer
            && let Some(unit) = &held.unit_id
            && !units.contains(unit)
        {
            units.push(unit.clone());
        }
    }
    if units.is_empty() {
        return Err(AppError::Forbidden("forbidden"));
    }
    Ok(units)
}

async fn new_page(
    app: &App,
    user: &CurrentUser,
    fields: &Fields,
    errors: Vec<FieldError>,
) -> Result<NewPage> {
    let ids = own_units(user)?;
    let units = app
        .db
        .read(move |conn| {
            let units = units::by_name(conn, &ids)?.into_iter();
            let option = |(id, label): (UnitId, String)| UnitOption {
                label,
                value: id.to_string(),
            };
            Ok(units.map(option).collect())
        })
        .await?;
    Ok(NewPage {
        units,
        sectors: parts::sectors(),
        subjects: parts::subjects(),
        values: fields.typed(),
        errors,
    })
}
