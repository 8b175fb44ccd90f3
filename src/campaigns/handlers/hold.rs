//! Holding a campaign, and letting it go on.

use super::show::read_show;
use crate::campaigns::usecases;
use crate::error::{AppError, Result};
use crate::web::{CurrentUser, Form, Visit, paths, redirect};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

pub(super) async fn hold(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    match usecases::hold(
        &visit.app,
        user.actor(),
        code.to_string(),
        form.0.text("reason").to_owned(),
    )
    .await
    {
        Ok(()) => Ok(redirect(
            &visit.app,
            &paths::campaign(&code),
            Some("campaign.changed"),
        )),
        Err(AppError::Invalid(errors)) => {
            let page = read_show(&visit, &user, code.into_inner(), form.0, errors).await?;
            visit.page_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                "campaigns/show.html",
                &page,
            )
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn let_go_on(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    _form: Form,
) -> Result<HttpResponse> {
    usecases::let_go_on(&visit.app, user.actor(), code.to_string()).await?;
    Ok(redirect(
        &visit.app,
        &paths::campaign(&code),
        Some("campaign.changed"),
    ))
}
