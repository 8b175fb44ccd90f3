//! The page of recorded consents.

use super::super::views::{CONSENTS, ConsentLine, ConsentsPage, ModelHead, purposes};
use crate::access::{self, Action, Actor};
use crate::app::App;
use crate::error::{AppError, FieldError, Result};
use crate::ids::ConsentId;
use crate::models::consent::{TEXT, may_be_told};
use crate::models::usecases::{self, RecordConsent};
use crate::models::{Model, consents_of};
use crate::models::{ModelScope, store};
use crate::web::{CurrentUser, Fields, Form, Visit, paths, redirect};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

/// What was recorded, and the form to record more.
pub async fn list(visit: Visit, user: CurrentUser, code: Path<String>) -> Result<HttpResponse> {
    let page = page(
        &visit.app,
        user.actor(),
        code.into_inner(),
        &Fields::default(),
        Vec::new(),
    )
    .await?;
    visit.page("models/consents.html", &page)
}

/// Records a consent.
pub async fn record(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    let (code, Form(fields)) = (code.into_inner(), form);
    let today = visit.app.clock.today();
    let recorded = match RecordConsent::check(code.clone(), &fields, today) {
        Ok(command) => usecases::record_consent(&visit.app, user.actor(), command).await,
        Err(errors) => Err(errors.into()),
    };
    match recorded {
        Ok(_) => Ok(redirect(
            &visit.app,
            &paths::desk_model_part(&code, CONSENTS),
            Some("consent.recorded"),
        )),
        Err(AppError::Invalid(errors)) => {
            let errors = errors.iter().cloned().collect();
            let page = page(&visit.app, user.actor(), code, &fields, errors).await?;
            visit.page_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                "models/consents.html",
                &page,
            )
        }
        Err(error) => Err(error),
    }
}

/// Notes that a consent was withdrawn.
pub async fn withdraw(
    visit: Visit,
    user: CurrentUser,
    path: Path<(String, String)>,
    _form: Form,
) -> Result<HttpResponse> {
    let (code, id) = path.into_inner();
    usecases::withdraw_consent(&visit.app, user.actor(), code.clone(), ConsentId::from(id)).await?;
    Ok(redirect(
        &visit.app,
        &paths::desk_model_part(&code, CONSENTS),
        Some("consent.withdrawn"),
    ))
}

async fn page(
    app: &App,
    actor: Actor,
    code: String,
    fields: &Fields,
    errors: Vec<FieldError>,
) -> Result<ConsentsPage> {
    let today = app.clock.today().to_string();
    let values = fields.typed();
    let chosen = fields.all("purposes").map(str::to_owned).collect();
    app.db
        .read(move |conn| {
            let model = store::get_by_code(conn, &ModelScope::of(&actor), &code)?;
            access::require(&actor, Action::RecordConsent, &model.facts())?;
            let consents = consents_of(conn, &model.id)?;
            Ok(ConsentsPage {
                head: ModelHead::of(&model, &actor),
                text: TEXT,
                withheld: (!may_be_told(&model, &consents)).then(|| withheld(&model)),
                consents: consents
                    .iter()
                    .map(|consent| ConsentLine::of(&code, consent))
                    .collect(),
                purposes: purposes(),
                chosen,
                values,
                errors,
                action: paths::desk_model_part(&code, CONSENTS),
                today,
            })
        })
        .await
}

fn withheld(model: &Model) -> &'static str {
    if model.subject.is_personal() {
        "Mô hình này nêu một người hoặc một hộ, nên chỉ được công khai khi mọi người được nêu tên đều đồng ý và chưa rút lại."
    } else {
        "Nội dung còn nêu tên người đã rút lại sự đồng ý, nên mô hình không được công khai. Anh/Chị bỏ tên đó khỏi nội dung thì mô hình được công khai như trước."
    }
}
