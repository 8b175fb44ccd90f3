//! The steps of the unit's side: one button, one address.

use super::pages;
use crate::access::Actor;
use crate::error::{AppError, FieldError, Result, wording};
use crate::nominations::usecases::{self, Step};
use crate::web::{CurrentUser, Form, Visit, paths, redirect};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use std::collections::BTreeMap;

/// The officer hands it to the leader.
pub async fn hand_to_leader(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    let step = Step::on_page(&code, form.0.text("version"));
    match usecases::hand_to_leader(&visit.app, user.actor(), step).await {
        Ok(_) => Ok(back(&visit, &code, "nomination.handed_to_leader")),
        Err(error) => stopped(&visit, user.actor(), code.into_inner(), error).await,
    }
}

/// The leader gives it back to the officer.
pub async fn hand_back(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    let (Form(fields), actor): (Form, Actor) = (form, user.actor());
    let remark = fields.text("remark").to_owned();
    match usecases::hand_back(
        &visit.app,
        actor.clone(),
        Step::on_page(&code, fields.text("version")),
        remark,
    )
    .await
    {
        Ok(_) => Ok(back(&visit, &code, "nomination.handed_back")),
        Err(AppError::Invalid(errors)) => {
            let errors = errors.iter().cloned().collect();
            let code = code.into_inner();
            let page = pages::page(&visit.app, actor, code, fields.typed(), errors).await?;
            visit.page_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                "nominations/show.html",
                &page,
            )
        }
        Err(error) => Err(error),
    }
}

/// The leader sends it, for the first time or after completion.
pub async fn send(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    match usecases::send(
        &visit.app,
        user.actor(),
        Step::on_page(&code, form.0.text("version")),
    )
    .await
    {
        Ok(_) => Ok(back(&visit, &code, "nomination.submitted")),
        Err(error) => stopped(&visit, user.actor(), code.into_inner(), error).await,
    }
}

/// The leader takes it back.
pub async fn withdraw(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    usecases::withdraw(
        &visit.app,
        user.actor(),
        Step::on_page(&code, form.0.text("version")),
    )
    .await?;
    Ok(back(&visit, &code, "nomination.withdrawn"))
}

/// The unit's page again, with what stands in the way of the step. Err: what that page cannot explain.
async fn stopped(
    visit: &Visit,
    actor: Actor,
    code: String,
    error: AppError,
) -> Result<HttpResponse> {
    let AppError::Conflict(reason @ ("nomination.incomplete" | "nomination.window")) = error else {
        return Err(error);
    };
    let mut page = pages::page(&visit.app, actor, code, BTreeMap::new(), Vec::new()).await?;
    let about_the_form = |message: String| FieldError {
        field: String::from("form"),
        message,
    };
    page.errors = if reason == "nomination.incomplete" {
        let missing = page.missing.iter();
        missing
            .map(|missing| about_the_form(format!("Còn thiếu: {}.", missing.what)))
            .collect()
    } else {
        vec![about_the_form(wording(reason).to_owned())]
    };
    visit.page_with(
        StatusCode::UNPROCESSABLE_ENTITY,
        "nominations/show.html",
        &page,
    )
}

fn back(visit: &Visit, code: &str, notice: &'static str) -> HttpResponse {
    redirect(&visit.app, &paths::nomination(code), Some(notice))
}
