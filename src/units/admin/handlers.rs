//! HTTP in, HTTP out: an administrator enters a unit.

use super::views::{NewUnitPage, kinds, levels, parent};
use crate::access::{Action, Facts, require};
use crate::app::App;
use crate::db::Conn;
use crate::error::{AppError, FieldErrors, Result};
use crate::ids::UnitId;
use crate::pages::parts::Choice;
use crate::units::import::{CODE_RULE, is_code};
use crate::units::model::{AgencyCode, UnitKind, UnitLevel};
use crate::units::usecases::{self, NewUnit};
use crate::units::{search, store};
use crate::web::{CurrentUser, Fields, Form, Visit, paths, redirect};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{self, ServiceConfig};
use chrono::NaiveDate;

/// How many units are offered for what was typed of the one above.
const PARENTS_OFFERED: usize = 20;
const NO_PARENT: &str = "Hãy tìm rồi chọn đơn vị cấp trên trực tiếp.";

/// The addresses of the form.
pub fn routes(config: &mut ServiceConfig) {
    config.service(
        web::resource(paths::NEW_UNIT)
            .route(web::get().to(form))
            .route(web::post().to(add)),
    );
}

/// What only administrators may know of is not there for others.
fn administrators_only(user: &CurrentUser) -> Result<()> {
    require(&user.actor(), Action::ManageUnits, &Facts::default()).map_err(|_| AppError::NotFound)
}

async fn form(visit: Visit, user: CurrentUser) -> Result<HttpResponse> {
    administrators_only(&user)?;
    let mut fields = Fields::default();
    fields.push("valid_from", &visit.app.clock.today().to_string());
    fields.push("level", UnitLevel::Grassroots.as_str());
    let page = page(&visit.app, fields, FieldErrors::new()).await?;
    visit.page("admin/new_unit.html", &page)
}

/// Enters the unit; or, where the other button was pressed, looks for the one above and keeps what was typed.
async fn add(visit: Visit, user: CurrentUser, form: Form) -> Result<HttpResponse> {
    administrators_only(&user)?;
    let Form(fields) = form;
    if fields.text("then") == "find" {
        let page = page(&visit.app, fields, FieldErrors::new()).await?;
        return visit.page("admin/new_unit.html", &page);
    }
    let added = match check(&fields) {
        Ok(new) => usecases::add_unit(&visit.app, user.actor(), new)
            .await
            .map_err(|error| match error {
                AppError::NotFound => AppError::field("parent_id", NO_PARENT),
                error => error,
            }),
        Err(errors) => Err(errors.into()),
    };
    match added {
        Ok(unit) => Ok(redirect(
            &visit.app,
            &paths::unit(&unit.slug),
            Some("unit.added"),
        )),
        Err(AppError::Invalid(errors)) => {
            let page = page(&visit.app, fields, errors).await?;
            visit.page_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                "admin/new_unit.html",
                &page,
            )
        }
        Err(error) => Err(error),
    }
}

/// The unit as typed: the form of each field. Err: every field that is wrong in itself.
fn check(fields: &Fields) -> Result<NewUnit, FieldErrors> {
    let mut errors = FieldErrors::new();
    let name = fields.text("name").to_owned();
    if name.is_empty() {
        errors.push("name", "Hãy nhập tên đầy đủ của đơn vị.");
    }
    let kind = fields.text("kind").parse::<UnitKind>();
    let kind = errors.take("kind", kind.map_err(|_| "Hãy chọn loại đơn vị."));
    let level = fields.text("level").parse::<UnitLevel>();
    let level = errors.take("level", level.map_err(|_| "Hãy chọn cấp của đơn vị."));
    let parent = fields.some("parent_id").map(UnitId::from);
    let parent = errors.take("parent_id", parent.ok_or(NO_PARENT));
    let code = errors.take("code", code(fields.some("code")));
    let agency = fields.some("agency_code").map(str::parse::<AgencyCode>);
    let agency = errors.take(
        "agency_code",
        agency.transpose().map_err(
            |_| "Mã định danh gồm chữ in hoa và chữ số, ngăn cách bằng dấu chấm, ví dụ H49.12.",
        ),
    );
    let first_day = fields.text("valid_from").parse::<NaiveDate>();
    let first_day = errors.take(
        "valid_from",
        first_day.map_err(|_| "Hãy nhập ngày đơn vị bắt đầu, ví dụ 01/07/2025."),
    );
    match (kind, level, parent, code, agency, first_day) {
        (
            Some(kind),
            Some(level),
            Some(parent_id),
            Some(code),
            Some(agency_code),
            Some(valid_from),
        ) if errors.is_empty() => Ok(NewUnit {
            name,
            kind,
            level,
            parent_id,
            code,
            agency_code,
            valid_from,
        }),
        _ => Err(errors),
    }
}

fn code(typed: Option<&str>) -> Result<Option<String>, String> {
    match typed {
        Some(code) if !is_code(code) => Err(format!("Mã đơn vị {CODE_RULE}.")),
        code => Ok(code.map(str::to_owned)),
    }
}

async fn page(app: &App, fields: Fields, errors: FieldErrors) -> Result<NewUnitPage> {
    app.db
        .read(move |conn| {
            let wanted = fields.text("parent_name");
            let parents = parents(conn, wanted, fields.some("parent_id"))?;
            Ok(NewUnitPage {
                kinds: kinds(),
                levels: levels(),
                none_found: !wanted.is_empty() && parents.is_empty(),
                parents,
                typed: fields.typed(),
                errors: errors.iter().cloned().collect(),
            })
        })
        .await
}

/// The units found for a name, and the one chosen before, if it is another.
fn parents(conn: &mut Conn, wanted: &str, chosen: Option<&str>) -> Result<Vec<Choice>> {
    let mut found = search(conn, wanted, PARENTS_OFFERED)?;
    if let Some(id) = chosen.map(UnitId::from)
        && found.iter().all(|unit| unit.id != id)
    {
        match store::get(conn, &id) {
            Ok(unit) => found.push(unit),
            // Made up, or gone: the form offers it no longer.
            Err(AppError::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found.iter().map(parent).collect())
}
