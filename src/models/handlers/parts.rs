//! The form of a part, saving it, and what happens when someone else changed it meanwhile.

use super::super::views::{ChangedPage, Difference, ModelHead, PartPage, SavedPart};
use crate::access::{self, Action};
use crate::app::App;
use crate::error::{AppError, FieldErrors, Result};
use crate::models::part_form::figure_rows;
use crate::models::parts::Part;
use crate::models::usecases::{self, SavePart, Saved};
use crate::models::{Model, ModelScope, store};
use crate::pages::parts::When;
use crate::web::{CurrentUser, Fields, Form, Visit, paths, redirect};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

/// The form of a part.
pub async fn form(
    visit: Visit,
    user: CurrentUser,
    path: Path<(String, String)>,
) -> Result<HttpResponse> {
    let (code, part) = path.into_inner();
    let part: Part = part.parse().map_err(|_| AppError::NotFound)?;
    let model = editable(&visit.app, &user, code).await?;
    let page = PartPage::new(&model, &user.actor(), part, part.values(&model), 0);
    visit.page("models/part.html", &page)
}

/// Saves a part: by a button, or by itself while someone types.
pub async fn save(
    visit: Visit,
    user: CurrentUser,
    path: Path<(String, String)>,
    form: Form,
) -> Result<HttpResponse> {
    let (code, part) = path.into_inner();
    let part: Part = part.parse().map_err(|_| AppError::NotFound)?;
    let Form(fields) = form;
    let command = SavePart {
        code: code.clone(),
        part,
        seen: fields.text("seen").to_owned(),
        fields: fields.clone(),
        by_itself: visit.partial,
    };
    let outcome = usecases::save_part(&visit.app, user.actor(), command).await;
    if visit.partial {
        let outcome = outcome.map(|saved| match saved {
            Saved::Done(model) => Some(part.seen(&model)),
            Saved::ChangedElsewhere(_) => None,
        });
        let answer = SavedPart::of(outcome, visit.app.clock.now())?;
        return visit.page("models/saved.html", &answer);
    }
    match outcome {
        Ok(Saved::Done(_)) => {
            let onward = match part.next().filter(|_| fields.text("then") == "next") {
                Some(next) => paths::desk_model_part(&code, next.as_str()),
                None => paths::desk_model(&code),
            };
            Ok(redirect(&visit.app, &onward, Some("saved")))
        }
        Ok(Saved::ChangedElsewhere(standing)) => {
            let page = changed_page(&standing, &user, part, &fields);
            visit.page_with(StatusCode::CONFLICT, "models/changed.html", &page)
        }
        Err(AppError::Invalid(errors)) => {
            let model = editable(&visit.app, &user, code).await?;
            let page = typed_page(&model, &user, part, &fields, &errors);
            visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, "models/part.html", &page)
        }
        Err(error) => Err(error),
    }
}

/// The model, if the person may change it. Err: not found; forbidden.
async fn editable(app: &App, user: &CurrentUser, code: String) -> Result<Model> {
    let actor = user.actor();
    app.db
        .read(move |conn| {
            let model = store::get_by_code(conn, &ModelScope::of(&actor), &code)?;
            access::require(&actor, Action::RegisterModel, &model.facts())?;
            Ok(model)
        })
        .await
}

fn typed_page(
    model: &Model,
    user: &CurrentUser,
    part: Part,
    fields: &Fields,
    errors: &FieldErrors,
) -> PartPage {
    let rows = figure_rows(fields);
    let mut page = PartPage::new(model, &user.actor(), part, fields.typed(), rows);
    page.errors = errors.iter().cloned().collect();
    fields.text("seen").clone_into(&mut page.seen);
    page
}

fn changed_page(standing: &Model, user: &CurrentUser, part: Part, fields: &Fields) -> ChangedPage {
    let stored = part.values(standing);
    let typed = fields.typed();
    let mut names: Vec<&String> = stored.keys().chain(typed.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let text = |values: &std::collections::BTreeMap<String, String>, name: &str| {
        values
            .get(name)
            .map(|value| value.trim().to_owned())
            .unwrap_or_default()
    };
    let label = |name: &str| {
        let fields = part.fields();
        let field = fields.iter().find(|field| field.name == name);
        field.map_or_else(|| figure_label(name), |field| field.label.to_owned())
    };
    let differences = names
        .into_iter()
        .filter(|name| !matches!(name.as_str(), "seen" | "then"))
        .map(|name| Difference {
            label: label(name),
            standing: text(&stored, name),
            typed: text(&typed, name),
        })
        .filter(|difference| difference.standing != difference.typed)
        .collect();
    ChangedPage {
        head: ModelHead::of(standing, &user.actor()),
        title: part.label(),
        changed_at: When::at(standing.updated_at).text,
        differences,
        typed: typed
            .into_iter()
            .filter(|(name, _)| !matches!(name.as_str(), "seen" | "then"))
            .collect(),
        seen: part.seen(standing),
        action: paths::desk_model_part(standing.code.as_str(), part.as_str()),
    }
}

/// `figures[2].value` as people read it: `Số liệu 3: giá trị`.
fn figure_label(name: &str) -> String {
    let parts = name
        .strip_prefix("figures[")
        .and_then(|rest| rest.split_once("]."))
        .and_then(|(row, part)| Some((row.parse::<usize>().ok()?, part)));
    let Some((row, part)) = parts else {
        return name.to_owned();
    };
    let what = match part {
        "indicator" => "chỉ tiêu",
        "value" => "giá trị",
        "unit" => "đơn vị tính",
        "period" => "thời kỳ",
        "baseline" => "số trước đó",
        _ => "minh chứng",
    };
    format!("Số liệu {}: {what}", row + 1)
}
