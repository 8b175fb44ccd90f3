//! HTTP in, HTTP out: the council's desk, dossiers, score sheets, tallies and results.

use super::desk::{self, Look, Typed};
use super::usecases::{self, DeclareConflict, RecordResult, TypedLine, TypedSheet};
use super::views::SavedFragment;
use crate::access::Actor;
use crate::clock::in_vietnam;
use crate::db::Conn;
use crate::error::{AppError, FieldErrors, Result, wording};
use crate::nominations::usecases::{self as screening, Step};
use crate::web::{CurrentUser, Fields, Form, Visit, paths, redirect};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{self, Path, ServiceConfig};

/// The addresses of this feature.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource(paths::COUNCIL_DESK).route(web::get().to(show_desk)))
        .service(web::resource("/hoi-dong/mo-cham").route(web::post().to(start_all)))
        .service(web::resource("/hoi-dong/ho-so/{code}").route(web::get().to(show_dossier)))
        .service(web::resource("/hoi-dong/ho-so/{code}/tiep-nhan").route(web::post().to(accept)))
        .service(web::resource("/hoi-dong/ho-so/{code}/tra-lai").route(web::post().to(give_back)))
        .service(web::resource("/hoi-dong/ho-so/{code}/mo-cham").route(web::post().to(start)))
        .service(
            web::resource("/hoi-dong/ho-so/{code}/xung-dot")
                .route(web::get().to(show_conflict))
                .route(web::post().to(declare)),
        )
        .service(
            web::resource("/hoi-dong/ho-so/{code}/phieu-cham")
                .route(web::get().to(show_sheet))
                .route(web::post().to(fill_sheet)),
        )
        .service(
            web::resource("/hoi-dong/ho-so/{code}/phieu-cham/sua").route(web::post().to(revise)),
        )
        .service(web::resource("/hoi-dong/ho-so/{code}/tong-hop").route(web::get().to(show_tally)))
        .service(web::resource("/hoi-dong/ho-so/{code}/khoa-cham").route(web::post().to(close)))
        .service(web::resource("/hoi-dong/ho-so/{code}/ket-qua").route(web::post().to(record)))
        .service(web::resource("/hoi-dong/ho-so/{code}/lay-y-kien").route(web::post().to(consult)));
}

/// Reads a page as this person sees it now.
async fn look<T: Send + 'static>(
    visit: &Visit,
    actor: Actor,
    read: impl FnOnce(&mut Conn, &Look<'_>) -> Result<T> + Send + 'static,
) -> Result<T> {
    let (now, today, base) = (
        visit.app.clock.now(),
        visit.app.clock.today(),
        visit.app.config.base_path.clone(),
    );
    visit
        .app
        .db
        .read(move |conn| {
            read(
                conn,
                &Look {
                    actor: &actor,
                    now,
                    today,
                    base: &base,
                },
            )
        })
        .await
}

async fn show_desk(visit: Visit, user: CurrentUser) -> Result<HttpResponse> {
    let page = look(&visit, user.actor(), desk::desk).await?;
    visit.page("councils/desk.html", &page)
}

async fn start_all(visit: Visit, user: CurrentUser, form: Form) -> Result<HttpResponse> {
    let campaign = form.0.text("campaign").to_owned();
    screening::start_scoring_of_campaign(&visit.app, user.actor(), campaign).await?;
    Ok(redirect(
        &visit.app,
        paths::COUNCIL_DESK,
        Some("scoring.started"),
    ))
}

async fn show_dossier(visit: Visit, user: CurrentUser, code: Path<String>) -> Result<HttpResponse> {
    let page = look(&visit, user.actor(), move |conn, look| {
        desk::dossier_page(conn, look, &code)
    })
    .await?;
    visit.page("councils/dossier.html", &page)
}

async fn accept(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    let step = Step::on_page(&code, form.0.text("version"));
    screening::accept(&visit.app, user.actor(), step).await?;
    Ok(redirect(
        &visit.app,
        &paths::dossier(&code),
        Some("nomination.accepted"),
    ))
}

async fn give_back(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    let (actor, reasons) = (user.actor(), form.0.text("reasons").to_owned());
    let step = Step::on_page(&code, form.0.text("version"));
    let error = match screening::return_for_completion(&visit.app, actor, step, reasons).await {
        Ok(_) => {
            return Ok(redirect(
                &visit.app,
                &paths::dossier(&code),
                Some("nomination.returned"),
            ));
        }
        Err(error) => error,
    };
    let (status, errors) = match &error {
        AppError::Invalid(errors) => (StatusCode::UNPROCESSABLE_ENTITY, errors.clone()),
        AppError::Conflict("conflict.changed") => (
            StatusCode::CONFLICT,
            FieldErrors::one("reasons", CHANGED_MEANWHILE),
        ),
        _ => return Err(error),
    };
    let mut page = look(&visit, user.actor(), move |conn, look| {
        desk::dossier_page(conn, look, &code)
    })
    .await?;
    if !page.can.screen {
        return Err(error);
    }
    page.errors = errors.iter().cloned().collect();
    page.typed = form.0.typed();
    visit.page_with(status, "councils/dossier.html", &page)
}

/// What a secretary reads whose return meets another submission than was read.
const CHANGED_MEANWHILE: &str = "Hồ sơ vừa thay đổi và chưa được trả lại. Trang này là bản mới; xin đọc lại trước khi tiếp tục.";

async fn start(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    _form: Form,
) -> Result<HttpResponse> {
    screening::start_scoring(&visit.app, user.actor(), code.to_string()).await?;
    Ok(redirect(
        &visit.app,
        &paths::dossier(&code),
        Some("scoring.started"),
    ))
}

async fn show_conflict(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
) -> Result<HttpResponse> {
    let page = look(&visit, user.actor(), move |conn, look| {
        desk::conflict_page(conn, look, &code)
    })
    .await?;
    visit.page("councils/conflict.html", &page)
}

async fn declare(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    let typed = DeclareConflict {
        ground: form.0.text("ground").to_owned(),
        note: form.0.text("note").to_owned(),
    };
    match usecases::declare_conflict(&visit.app, user.actor(), code.to_string(), typed).await {
        Ok(()) => Ok(redirect(
            &visit.app,
            paths::COUNCIL_DESK,
            Some("conflict.declared"),
        )),
        Err(AppError::Invalid(errors)) => {
            let mut page = look(&visit, user.actor(), move |conn, look| {
                desk::conflict_page(conn, look, &code)
            })
            .await?;
            page.errors = errors.iter().cloned().collect();
            page.typed = form.0.typed();
            visit.page_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                "councils/conflict.html",
                &page,
            )
        }
        Err(error) => Err(error),
    }
}

async fn show_sheet(visit: Visit, user: CurrentUser, code: Path<String>) -> Result<HttpResponse> {
    let page = look(&visit, user.actor(), move |conn, look| {
        desk::sheet_page(conn, look, &code, None)
    })
    .await?;
    visit.page("councils/sheet.html", &page)
}

/// Saves or hands in; asked by htmx, answers with what autosave puts into the page.
async fn fill_sheet(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    let typed = read_sheet(&form.0);
    let hands_in = form.0.text("action") == "submit" && !visit.partial;
    let outcome = if hands_in {
        usecases::submit_sheet(&visit.app, user.actor(), code.to_string(), typed.clone()).await
    } else {
        usecases::save_sheet(&visit.app, user.actor(), code.to_string(), typed.clone()).await
    };
    if visit.partial {
        return saved_fragment(
            &visit,
            user.actor(),
            code.to_string(),
            outcome,
            typed.version,
        )
        .await;
    }
    let (errors, status) = match outcome {
        Ok(_) if hands_in => {
            return Ok(redirect(
                &visit.app,
                paths::COUNCIL_DESK,
                Some("sheet.submitted"),
            ));
        }
        Ok(_) => {
            return Ok(redirect(
                &visit.app,
                &paths::score_sheet(&code),
                Some("sheet.saved"),
            ));
        }
        Err(AppError::Invalid(errors)) => (errors, StatusCode::UNPROCESSABLE_ENTITY),
        Err(AppError::Conflict("conflict.changed" | "conflict.duplicate")) => {
            (FieldErrors::new(), StatusCode::CONFLICT)
        }
        Err(error) => return Err(error),
    };
    let elsewhere = status == StatusCode::CONFLICT;
    let page = look(&visit, user.actor(), move |conn, look| {
        desk::sheet_page(
            conn,
            look,
            &code,
            Some(Typed {
                sheet: &typed,
                errors: &errors,
                elsewhere,
            }),
        )
    })
    .await?;
    visit.page_with(status, "councils/sheet.html", &page)
}

async fn saved_fragment(
    visit: &Visit,
    actor: Actor,
    code: String,
    outcome: Result<super::MemberSheet>,
    version: i64,
) -> Result<HttpResponse> {
    let fragment = match outcome {
        Ok(sheet) => {
            let text = format!(
                "Đã lưu lúc {}",
                in_vietnam(visit.app.clock.now()).format("%H:%M")
            );
            let page = look(visit, actor, move |conn, look| {
                desk::sheet_page(conn, look, &code, None)
            })
            .await?;
            SavedFragment {
                text,
                ok: true,
                version: sheet.version,
                progress: Some(page.progress),
            }
        }
        Err(AppError::Invalid(errors)) => {
            let text = format!(
                "Chưa lưu: {}",
                errors
                    .iter()
                    .next()
                    .map_or("", |error| error.message.as_str())
            );
            SavedFragment {
                text,
                ok: false,
                version,
                progress: None,
            }
        }
        Err(AppError::Conflict(code)) => SavedFragment {
            text: format!("Chưa lưu: {}", wording(code)),
            ok: false,
            version,
            progress: None,
        },
        Err(error) => return Err(error),
    };
    visit.page("councils/saved.html", &fragment)
}

/// More lines than any table has; what a form sends beyond is dropped.
const MOST_LINES: usize = 500;

fn read_sheet(fields: &Fields) -> TypedSheet {
    let mut lines: Vec<TypedLine> = Vec::new();
    let mut put = |prefix: &str, set: fn(&mut TypedLine, &str)| {
        for (number, value) in fields.with_prefix(prefix) {
            let place = number
                .parse::<usize>()
                .ok()
                .and_then(|number| number.checked_sub(1));
            let Some(place) = place.filter(|place| *place < MOST_LINES) else {
                continue;
            };
            if lines.len() <= place {
                lines.resize_with(place + 1, TypedLine::default);
            }
            set(&mut lines[place], value);
        }
    };
    put("score-", |line, value| line.value = value.to_owned());
    put("remark-", |line, value| line.remark = value.to_owned());
    put("cap-", |line, value| line.cap_applies = !value.is_empty());
    TypedSheet {
        version: fields.text("version").parse().unwrap_or(0),
        lines,
        overall_remark: fields.text("overall_remark").to_owned(),
    }
}

async fn revise(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    _form: Form,
) -> Result<HttpResponse> {
    usecases::revise_sheet(&visit.app, user.actor(), code.to_string()).await?;
    Ok(redirect(&visit.app, &paths::score_sheet(&code), None))
}

async fn show_tally(visit: Visit, user: CurrentUser, code: Path<String>) -> Result<HttpResponse> {
    let page = look(&visit, user.actor(), move |conn, look| {
        desk::tally_page(conn, look, &code, None)
    })
    .await?;
    visit.page("councils/tally.html", &page)
}

async fn close(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    _form: Form,
) -> Result<HttpResponse> {
    usecases::close_scoring(&visit.app, user.actor(), code.to_string()).await?;
    Ok(redirect(
        &visit.app,
        &paths::tally(&code),
        Some("scoring.closed"),
    ))
}

async fn record(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    let typed = RecordResult {
        recommendation: form.0.text("recommendation").to_owned(),
        summary: form.0.text("summary").to_owned(),
    };
    match usecases::record_result(&visit.app, user.actor(), code.to_string(), typed).await {
        Ok(()) => Ok(redirect(
            &visit.app,
            &paths::dossier(&code),
            Some("result.recorded"),
        )),
        Err(AppError::Invalid(errors)) => {
            let page = look(&visit, user.actor(), move |conn, look| {
                desk::tally_page(conn, look, &code, Some((&form.0, &errors)))
            })
            .await?;
            visit.page_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                "councils/tally.html",
                &page,
            )
        }
        Err(error) => Err(error),
    }
}

async fn consult(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    _form: Form,
) -> Result<HttpResponse> {
    usecases::start_consultation(&visit.app, user.actor(), code.to_string()).await?;
    Ok(redirect(
        &visit.app,
        &paths::dossier(&code),
        Some("consultation.started"),
    ))
}
