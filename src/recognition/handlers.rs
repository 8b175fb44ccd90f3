//! HTTP in, HTTP out: the signer's page, and the decision once it is recorded.

use super::store::{DecisionKind, Form as RecognitionForm};
use super::usecases::{self, Decide};
use super::views::DecidePage;
use super::{document, recorded, usecases::may_be_named, usecases::may_decide};
use crate::councils::views::{DossierView, result_view};
use crate::error::{AppError, FieldErrors, Result};
use crate::nominations::dossier;
use crate::pages::parts::Choice;
use crate::web::{CurrentUser, Fields, Upload, Visit, paths, redirect};
use crate::{councils, models, units};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{self, Path, ServiceConfig};
use std::time::Duration;

/// How long an answer waits for the index, so that the signer finds the model when the page says that it is there.
const WAIT_FOR_INDEX: Duration = Duration::from_secs(1);

/// The addresses of this feature.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(
            web::resource("/hoi-dong/ho-so/{code}/quyet-dinh")
                .route(web::get().to(show))
                .route(web::post().to(record)),
        )
        .service(
            web::resource("/hoi-dong/ho-so/{code}/quyet-dinh/tep")
                .route(web::get().to(recorded::file)),
        );
}

/// The decision once it is recorded; before, the form of who may decide.
async fn show(visit: Visit, user: CurrentUser, code: Path<String>) -> Result<HttpResponse> {
    let (actor, asked, today) = (user.actor(), code.to_string(), visit.app.clock.today());
    let known = visit
        .app
        .db
        .read(move |conn| recorded::page(conn, &actor, &asked, today))
        .await?;
    if let Some(page) = known {
        return visit.page("recognition/show.html", &page);
    }
    let mut fields = Fields::default();
    fields.push("signer_position", &user.person().position);
    fields.push("form", RecognitionForm::Decision.as_str());
    let page = read(&visit, &user, code.into_inner(), fields, FieldErrors::new()).await?;
    visit.page("recognition/decide.html", &page)
}

async fn read(
    visit: &Visit,
    user: &CurrentUser,
    code: String,
    fields: Fields,
    errors: FieldErrors,
) -> Result<DecidePage> {
    let (actor, today, base) = (
        user.actor(),
        visit.app.clock.today(),
        visit.app.config.base_path.clone(),
    );
    let max_megabytes = visit.app.config.max_upload_bytes / (1024 * 1024);
    visit
        .app
        .db
        .read(move |conn| {
            let (campaign, nomination, person) = may_decide(conn, &actor, &code, today)?;
            let frozen = dossier::dossier(conn, &nomination)?;
            let result = councils::result_of(conn, &nomination.id)?;
            let model = models::get(conn, &nomination.model_id)?;
            Ok(DecidePage {
                campaign: campaign.name.clone(),
                host: units::name_of(conn, &campaign.host_unit_id)?,
                level: campaign.level.label(),
                signer: person.name,
                dossier: DossierView::of(&frozen, &base),
                result: result.as_ref().map(result_view),
                kinds: DecisionKind::ALL
                    .iter()
                    .map(|kind| Choice::new(kind.as_str(), kind.label()))
                    .collect(),
                forms: RecognitionForm::ALL
                    .iter()
                    .map(|form| Choice::new(form.as_str(), form.label()))
                    .collect(),
                needs_consent: !may_be_named(conn, &model)?,
                max_megabytes,
                errors: errors.iter().cloned().collect(),
                typed: fields.typed(),
                code,
            })
        })
        .await
}

async fn record(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    upload: Upload,
) -> Result<HttpResponse> {
    let Upload { fields, file } = upload;
    // Whoever may not decide brings no file.
    let (actor, asked, today) = (user.actor(), code.to_string(), visit.app.clock.today());
    visit
        .app
        .db
        .read(move |conn| may_decide(conn, &actor, &asked, today).map(|_| ()))
        .await?;
    let outcome = async {
        let file_sha256 = match file {
            Some(file) => Some(document::keep(&visit.app, file).await?),
            None => None,
        };
        let text = |name| fields.text(name).to_owned();
        let typed = Decide {
            kind: text("kind"),
            number: text("number"),
            decided_on: text("decided_on"),
            form: text("form"),
            signer_position: text("signer_position"),
            reason: text("reason"),
            file_sha256,
        };
        usecases::decide(&visit.app, user.actor(), code.to_string(), typed).await
    }
    .await;
    match outcome {
        Ok(decided) => {
            if decided.is_public && !visit.app.wait_for_index(decided.seq, WAIT_FOR_INDEX).await {
                tracing::warn!(
                    seq = decided.seq,
                    "the index had not taken in a recognition in time"
                );
            }
            let notice = match (decided.recognised, decided.is_public) {
                (true, true) => "decision.published",
                (true, false) => "decision.kept_private",
                (false, _) => "decision.recorded",
            };
            Ok(redirect(&visit.app, &paths::dossier(&code), Some(notice)))
        }
        Err(AppError::Invalid(errors)) => {
            let page = read(&visit, &user, code.into_inner(), fields, errors).await?;
            visit.page_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                "recognition/decide.html",
                &page,
            )
        }
        Err(error) => Err(error),
    }
}
