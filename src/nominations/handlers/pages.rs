//! Beginning a nomination, its page, its letter, and the dossier as it was sent.

use crate::access::{Action, Actor, Role};
use crate::app::App;
use crate::db::Conn;
use crate::error::{AppError, FieldError, Result};
use crate::log::{self, Entity, EventKind};
use crate::models;
use crate::models::attachment::attachments_of;
use crate::models::model::ModelState;
use crate::models::views::SavedPart;
use crate::nominations::completeness::{LETTER, missing};
use crate::nominations::dossier::{dossier_sent, standing};
use crate::nominations::model::NominationState;
use crate::nominations::usecases::{
    self, ChangeLetter, Changed, Draft, LETTER_MAX_CHARS, letter_seen,
};
use crate::nominations::views::{
    Allowed, DossierPage, DossierView, LetterChangedPage, LetterPage, NewPage, NominationHead,
    NominationPage, Reason, SentLine, paragraphs, way,
};
use crate::nominations::{Nomination, NominationScope, store};
use crate::pages::parts::{Choice, TimelineItem, When};
use crate::web::{CurrentUser, Fields, Form, Visit, paths, redirect};
use crate::{campaigns, councils};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use std::collections::BTreeMap;

/// The form that begins a nomination.
pub async fn new_form(visit: Visit, user: CurrentUser) -> Result<HttpResponse> {
    let query = Fields::from_urlencoded(visit.query.as_bytes());
    let mut values = BTreeMap::new();
    values.insert(String::from("model"), query.text("mo-hinh").to_owned());
    values.insert(String::from("campaign"), query.text("dot").to_owned());
    let page = new_page(&visit.app, &user, values, Vec::new()).await?;
    visit.page("nominations/new.html", &page)
}

/// Begins a nomination.
pub async fn begin(visit: Visit, user: CurrentUser, form: Form) -> Result<HttpResponse> {
    let Form(fields) = form;
    let command = Draft {
        model_code: fields.text("model").to_owned(),
        campaign_code: fields.text("campaign").to_owned(),
    };
    let begun = if command.model_code.is_empty() {
        Err(AppError::field("model", "Hãy chọn mô hình."))
    } else {
        usecases::draft(&visit.app, user.actor(), command).await
    };
    match begun {
        Ok(nomination) => Ok(redirect(
            &visit.app,
            &paths::nomination(nomination.code.as_str()),
            Some("nomination.drafted"),
        )),
        Err(AppError::Invalid(errors)) => {
            let errors = errors.iter().cloned().collect();
            let page = new_page(&visit.app, &user, fields.typed(), errors).await?;
            visit.page_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                "nominations/new.html",
                &page,
            )
        }
        Err(error) => Err(error),
    }
}

/// The unit's page of a nomination.
pub async fn show(visit: Visit, user: CurrentUser, code: Path<String>) -> Result<HttpResponse> {
    let code = code.into_inner();
    let page = page(&visit.app, user.actor(), code, BTreeMap::new(), Vec::new());
    visit.page("nominations/show.html", &page.await?)
}

/// The form of the letter.
pub async fn letter_form(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
) -> Result<HttpResponse> {
    let nomination = editable(&visit.app, user.actor(), code.into_inner()).await?;
    let values = BTreeMap::from([(String::from("letter"), nomination.cover_letter.clone())]);
    visit.page(
        "nominations/letter.html",
        &letter_page(&nomination, values, Vec::new()),
    )
}

/// Saves the letter: by the button, or by itself while someone types.
pub async fn save_letter(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    let (code, Form(fields)) = (code.into_inner(), form);
    let command = ChangeLetter {
        code: code.clone(),
        letter: fields.text("letter").to_owned(),
        seen: fields.text("seen").to_owned(),
    };
    let outcome = usecases::change_letter(&visit.app, user.actor(), command).await;
    if visit.partial {
        let outcome = outcome.map(|changed| match changed {
            Changed::Done(nomination) => Some(letter_seen(&nomination)),
            Changed::Elsewhere(_) => None,
        });
        let answer = SavedPart::of(outcome, visit.app.clock.now())?;
        return visit.page("models/saved.html", &answer);
    }
    match outcome {
        Ok(Changed::Done(_)) => Ok(redirect(
            &visit.app,
            &paths::nomination(&code),
            Some("saved"),
        )),
        Ok(Changed::Elsewhere(standing)) => {
            let page = LetterChangedPage {
                head: NominationHead::of(&standing),
                standing: standing.cover_letter.clone(),
                typed: fields.text("letter").to_owned(),
                seen: letter_seen(&standing),
                action: paths::nomination_step(&code, LETTER),
            };
            visit.page_with(
                StatusCode::CONFLICT,
                "nominations/letter_changed.html",
                &page,
            )
        }
        Err(AppError::Invalid(errors)) => {
            let nomination = editable(&visit.app, user.actor(), code).await?;
            let errors = errors.iter().cloned().collect();
            let mut page = letter_page(&nomination, fields.typed(), errors);
            fields.text("seen").clone_into(&mut page.seen);
            visit.page_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                "nominations/letter.html",
                &page,
            )
        }
        Err(error) => Err(error),
    }
}

/// The dossier as it was sent.
pub async fn sent(
    visit: Visit,
    user: CurrentUser,
    path: Path<(String, i32)>,
) -> Result<HttpResponse> {
    let ((code, number), actor) = (path.into_inner(), user.actor());
    let page = visit.app.db.read(move |conn| {
        let nomination = store::get_by_code(conn, &NominationScope::own_units(&actor), &code)?;
        Ok(DossierPage {
            head: NominationHead::of(&nomination),
            dossier: DossierView::of(&dossier_sent(conn, &nomination, number)?),
        })
    });
    visit.page("nominations/dossier.html", &page.await?)
}

/// The dossier as it would be sent now.
pub async fn preview(visit: Visit, user: CurrentUser, code: Path<String>) -> Result<HttpResponse> {
    let (code, actor) = (code.into_inner(), user.actor());
    let page = visit.app.db.read(move |conn| {
        let nomination = store::get_by_code(conn, &NominationScope::own_units(&actor), &code)?;
        Ok(DossierPage {
            head: NominationHead::of(&nomination),
            dossier: DossierView::of(&standing(conn, &nomination)?),
        })
    });
    visit.page("nominations/dossier.html", &page.await?)
}

async fn editable(app: &App, actor: Actor, code: String) -> Result<Nomination> {
    app.db
        .read(move |conn| {
            let scope = NominationScope::own_units(&actor);
            let nomination = store::get_by_code(conn, &scope, &code)?;
            crate::access::require(&actor, Action::DraftNomination, &nomination.facts())?;
            if !nomination.state.is_editable() {
                return Err(AppError::Conflict("nomination.step"));
            }
            Ok(nomination)
        })
        .await
}

fn letter_page(
    nomination: &Nomination,
    values: BTreeMap<String, String>,
    errors: Vec<FieldError>,
) -> LetterPage {
    LetterPage {
        head: NominationHead::of(nomination),
        values,
        errors,
        seen: letter_seen(nomination),
        action: paths::nomination_step(nomination.code.as_str(), LETTER),
        max_chars: LETTER_MAX_CHARS,
    }
}

async fn new_page(
    app: &App,
    user: &CurrentUser,
    values: BTreeMap<String, String>,
    errors: Vec<FieldError>,
) -> Result<NewPage> {
    let person = user.person();
    if !person.holds_anywhere(Role::Officer) {
        return Err(AppError::Forbidden("forbidden"));
    }
    let units = person.units_as(&[Role::Officer]);
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let nominable = models::list_for_units(conn, &units)?;
            let models = nominable
                .iter()
                .filter(|model| model.state.is_alive() && model.state != ModelState::Draft)
                .map(|model| {
                    Choice::new(model.code.as_str(), &model.title).with_hint(format!(
                        "{} · {}",
                        model.code,
                        model.sector.label()
                    ))
                })
                .collect();
            let mut open: Vec<Choice> = Vec::new();
            for unit in &units {
                for campaign in campaigns::list_open_for_unit(conn, unit, now)? {
                    if open.iter().all(|known| known.value != campaign.code) {
                        let until = campaign.calendar.submissions_until;
                        open.push(Choice::new(campaign.code, campaign.name).with_hint(format!(
                            "Nhận hồ sơ đến hết ngày {}.",
                            until.format("%d/%m/%Y")
                        )));
                    }
                }
            }
            Ok(NewPage {
                models,
                campaigns: open,
                values,
                errors,
            })
        })
        .await
}

/// The unit's page of a nomination, with what was typed into it.
pub async fn page(
    app: &App,
    actor: Actor,
    code: String,
    values: BTreeMap<String, String>,
    errors: Vec<FieldError>,
) -> Result<NominationPage> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let scope = NominationScope::own_units(&actor);
            let nomination = store::get_by_code(conn, &scope, &code)?;
            let model = models::get(conn, &nomination.model_id)?;
            let attached = attachments_of(conn, &model.id)?;
            let campaign = campaigns::get(conn, &nomination.campaign_id)?;
            let state = nomination.state;
            let before = matches!(
                state,
                NominationState::Draft
                    | NominationState::AwaitingLeader
                    | NominationState::Returned
            );
            let lacking = if before {
                missing(&nomination, &model, &attached)
            } else {
                Vec::new()
            };
            let (missing, advised) = lacking.into_iter().partition(|missing| missing.required);
            let (until, is_open) = if state == NominationState::Returned {
                (
                    campaign.calendar.screening_until,
                    campaign.accepts_completions(now),
                )
            } else {
                (
                    campaign.calendar.submissions_until,
                    campaign.accepts_nominations(now),
                )
            };
            let sent = store::submissions(conn, &nomination.id)?;
            let consultation = councils::result_of(conn, &nomination.id)?
                .and_then(|result| result.consultation_from)
                .map(|from| campaign.consultation_since(from));
            let next = match consultation.filter(|_| state == NominationState::InConsultation) {
                Some(period) => format!("Danh sách được lấy ý kiến công khai {period}; sau đó người có thẩm quyền quyết định."),
                None => next_in_words(state).to_owned(),
            };
            Ok(NominationPage {
                way: way(state),
                next,
                deadline: until.to_string(),
                is_open,
                missing,
                advised,
                allowed: Allowed::of(&actor, &nomination),
                reasons: reasons(conn, &nomination)?,
                letter: paragraphs(&nomination.cover_letter),
                sent: sent
                    .iter()
                    .rev()
                    .map(|submission| SentLine {
                        number: submission.number,
                        when: When::at(submission.sent_at).text,
                        href: paths::nomination_step(
                            &code,
                            &format!("ban-gui/{}", submission.number),
                        ),
                    })
                    .collect(),
                decision_href: state.is_decided().then(|| paths::decision(&code)),
                timeline: timeline(conn, &nomination)?,
                values,
                errors,
                head: NominationHead::of(&nomination),
            })
        })
        .await
}

/// Why it is with the unit now, if someone gave it back.
fn reasons(conn: &mut Conn, nomination: &Nomination) -> Result<Option<Reason>> {
    let (from, list) = match nomination.state {
        NominationState::Returned => ("Thư ký hội đồng", store::returns(conn, &nomination.id)?),
        NominationState::Draft => ("Lãnh đạo đơn vị", store::hand_backs(conn, &nomination.id)?),
        _ => return Ok(None),
    };
    Ok(list.last().map(|last| Reason {
        from,
        when: When::at(last.returned_at).text,
        lines: paragraphs(&last.reasons),
    }))
}

/// What happened, as the unit may know it: nothing of what the council does among itself.
fn timeline(conn: &mut Conn, nomination: &Nomination) -> Result<Vec<TimelineItem>> {
    let mut returned = store::returns(conn, &nomination.id)?.into_iter();
    let mut handed_back = store::hand_backs(conn, &nomination.id)?.into_iter();
    let mut items = Vec::new();
    for event in log::about(conn, Entity::Nomination, nomination.id.as_str())? {
        let kind: EventKind = event.kind.parse()?;
        let text = match kind {
            EventKind::NominationReturned => returned.next().map(|entry| entry.reasons),
            EventKind::NominationHandedBack => handed_back.next().map(|entry| entry.reasons),
            EventKind::NominationDrafted
            | EventKind::NominationHandedToLeader
            | EventKind::NominationSubmitted
            | EventKind::NominationAccepted
            | EventKind::NominationWithdrawn
            | EventKind::ScoringStarted
            | EventKind::ConsultationStarted
            | EventKind::DecisionRecorded => None,
            _ => continue,
        };
        items.push(TimelineItem {
            when: When::at(event.at),
            title: kind.label().to_owned(),
            text: text.unwrap_or_default(),
            kind: "",
            link: None,
        });
    }
    if let Some(last) = items.last_mut() {
        last.kind = "now";
    }
    Ok(items)
}

/// What happens next.
const fn next_in_words(state: NominationState) -> &'static str {
    match state {
        NominationState::Draft => "Cán bộ phụ trách hoàn thiện hồ sơ rồi trình lãnh đạo đơn vị.",
        NominationState::AwaitingLeader => {
            "Lãnh đạo đơn vị xem và gửi hồ sơ, hoặc chuyển lại người soạn."
        }
        NominationState::Submitted => {
            "Thư ký hội đồng kiểm tra và tiếp nhận, hoặc trả lại kèm lý do."
        }
        NominationState::Returned => "Đơn vị hoàn thiện theo yêu cầu, rồi lãnh đạo gửi lại.",
        NominationState::Accepted => "Hồ sơ đã hợp lệ, chờ hội đồng chấm điểm.",
        NominationState::InScoring => "Các ủy viên hội đồng đang chấm điểm độc lập.",
        NominationState::Scored => "Hội đồng họp xét và ghi kết quả.",
        NominationState::InConsultation => {
            "Danh sách được lấy ý kiến công khai trước khi quyết định."
        }
        NominationState::Recognised => "Mô hình đã được công nhận và đăng trên trang công khai.",
        NominationState::NotRecognised => {
            "Lần này mô hình chưa được công nhận. Đơn vị có thể tiếp tục hoàn thiện và đề nghị ở đợt sau."
        }
        NominationState::Withdrawn => "Đơn vị đã rút hồ sơ. Những bản đã gửi vẫn được lưu.",
    }
}
