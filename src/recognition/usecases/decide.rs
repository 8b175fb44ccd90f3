//! A signer records a decision.

use super::publish::may_be_named;
use crate::access::{Action, Actor, Person, require};
use crate::app::App;
use crate::campaigns::{self, Campaign};
use crate::clock::Moment;
use crate::councils;
use crate::db::Conn;
use crate::error::{AppError, FieldErrors, Result};
use crate::ids::DecisionId;
use crate::log::{self, Event, EventKind};
use crate::models::life::{LifeEvent, LifeEventKind, insert_life_event};
use crate::models::model::ModelState;
use crate::models::words::Label;
use crate::models::{self, Model};
use crate::nominations::model::{Consultation, NominationState, Verdict};
use crate::nominations::usecases::step;
use crate::nominations::{Nomination, NominationScope, get_by_code};
use crate::recognition::store::{self, Decision, DecisionKind, Form};
use crate::text::typed_day;
use chrono::{Datelike, NaiveDate};
use serde_json::json;

/// Longest number and office, in characters. Project policy.
const SHORT_MAX_CHARS: usize = 150;
/// Longest reason, in characters. Project policy.
const REASON_MAX_CHARS: usize = 2_000;

/// A decision as typed.
#[derive(Debug, Clone, Default)]
pub struct Decide {
    /// Word of what it decides.
    pub kind: String,
    /// Its number.
    pub number: String,
    /// Its date: `2026-11-21` or `21/11/2026`.
    pub decided_on: String,
    /// Word of the form of recognition.
    pub form: String,
    /// The office of who signed.
    pub signer_position: String,
    /// Its reason.
    pub reason: String,
    /// The signed document, stored before.
    pub file_sha256: Option<String>,
}

/// What came of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The newest `seq` it made.
    pub seq: i64,
    /// Whether the model was recognised.
    pub recognised: bool,
    /// Whether it is public now.
    pub is_public: bool,
}

struct Checked {
    kind: DecisionKind,
    number: String,
    decided_on: NaiveDate,
    form: Form,
    signer_position: String,
    reason: String,
}

/// Records the decision on a nomination after the council's result, at the level of its campaign: the signer of its host
/// unit is who may decide there. A recognised model is public from then on, unless a person named in it has not agreed.
/// Err: `Invalid`; `Conflict("council.result_missing")`, `("recognition.consultation_first")`,
/// `("recognition.consultation_running")`; `("recognition.decided")` where someone was faster.
pub async fn decide(app: &App, actor: Actor, code: String, typed: Decide) -> Result<Decided> {
    let (now, today) = (app.clock.now(), app.clock.today());
    app.db
        .write(move |conn| {
            let (campaign, nomination, person) = may_decide(conn, &actor, &code, today)?;
            let checked = check(&typed, &campaign, today)?;
            let verdict = match checked.kind {
                DecisionKind::Recognise => Verdict::Recognised,
                DecisionKind::NotRecognise => Verdict::NotRecognised,
            };
            let consultation = campaign.consultation();
            let decision = Decision {
                id: DecisionId::new(),
                nomination_id: nomination.id.clone(),
                kind: checked.kind,
                number: checked.number,
                decided_on: checked.decided_on,
                level: campaign.level,
                unit_id: campaign.host_unit_id.clone(),
                signer_id: person.id.clone(),
                signer_name: person.name.clone(),
                signer_position: checked.signer_position,
                reason: checked.reason,
                file_sha256: typed.file_sha256.clone(),
            };
            store::insert_decision(conn, &decision, now)?;
            let what = json!({
                "kind": decision.kind.as_str(), "number": decision.number, "decided_on": decision.decided_on,
                "level": decision.level.as_str(), "file": decision.file_sha256,
            });
            let event = EventKind::DecisionRecorded;
            let decided =
                step::move_on(conn, &actor, nomination, event, what, now, |state| state.decide(verdict, consultation))?;
            if verdict == Verdict::Recognised {
                recognise(conn, &actor, &decided, &decision, checked.form, now)
            } else {
                let seq = log::head(conn)?.seq;
                Ok(Decided { seq, recognised: false, is_public: false })
            }
        })
        .await
}

/// What a signer needs before deciding: leave, a result, and a consultation that is over. Err: as for [`decide`].
pub fn may_decide(
    conn: &mut Conn,
    actor: &Actor,
    code: &str,
    today: NaiveDate,
) -> Result<(Campaign, Nomination, Person)> {
    let nomination = get_by_code(conn, &NominationScope::of(actor), code)?;
    require(actor, Action::RecordDecision, &nomination.facts())?;
    let person = actor
        .person()
        .cloned()
        .ok_or(AppError::Forbidden("forbidden"))?;
    let campaign = campaigns::get(conn, &nomination.campaign_id)?;
    if nomination.state.is_decided() {
        return Err(AppError::Conflict("recognition.decided"));
    }
    if campaign.held_at.is_some() {
        return Err(AppError::Conflict("campaign.held"));
    }
    let result = councils::result_of(conn, &nomination.id)?
        .ok_or(AppError::Conflict("council.result_missing"))?;
    if campaign.consultation() == Consultation::Required {
        if nomination.state == NominationState::Scored {
            return Err(AppError::Conflict("recognition.consultation_first"));
        }
        let over = result
            .consultation_from
            .is_some_and(|from| campaign.consultation_since(from).end.is_over(today));
        if !over {
            return Err(AppError::Conflict("recognition.consultation_running"));
        }
    }
    Ok((campaign, nomination, person))
}

fn check(typed: &Decide, campaign: &Campaign, today: NaiveDate) -> Result<Checked> {
    let mut errors = FieldErrors::new();
    let kind = errors.take(
        "kind",
        typed
            .kind
            .parse::<DecisionKind>()
            .map_err(|_| "Hãy chọn nội dung quyết định."),
    );
    let number = errors.take(
        "number",
        short(&typed.number, "Hãy nhập số quyết định, ví dụ 125-QĐ/TU."),
    );
    let day = match typed_day(&typed.decided_on) {
        None => Err("Hãy nhập ngày ký, ví dụ 21/11/2026."),
        Some(day) if day > today => Err("Ngày ký không được sau hôm nay."),
        Some(day) if day < campaign.calendar.opens_on => {
            Err("Ngày ký không được trước khi đợt thi đua bắt đầu.")
        }
        Some(day) => Ok(day),
    };
    let decided_on = errors.take("decided_on", day);
    let form = match kind {
        // A refusal has no form of recognition; what is kept for it is never used.
        Some(DecisionKind::NotRecognise) => Some(Form::Decision),
        _ => errors.take(
            "form",
            typed
                .form
                .parse::<Form>()
                .map_err(|_| "Hãy chọn hình thức công nhận."),
        ),
    };
    let signer_position = errors.take(
        "signer_position",
        short(&typed.signer_position, "Hãy nhập chức vụ người ký."),
    );
    let reason = typed.reason.trim().to_owned();
    if reason.chars().count() > REASON_MAX_CHARS {
        errors.push("reason", "Lý do dài tối đa 2.000 ký tự.");
    }
    if kind == Some(DecisionKind::NotRecognise) && reason.is_empty() {
        errors.push(
            "reason",
            "Quyết định không công nhận cần nêu lý do để đơn vị được biết.",
        );
    }
    match (kind, number, decided_on, form, signer_position) {
        (Some(kind), Some(number), Some(decided_on), Some(form), Some(signer_position))
            if errors.is_empty() =>
        {
            Ok(Checked {
                kind,
                number,
                decided_on,
                form,
                signer_position,
                reason,
            })
        }
        _ => Err(errors.into()),
    }
}

fn short(typed: &str, missing: &str) -> Result<String, String> {
    match typed.trim() {
        "" => Err(missing.to_owned()),
        text if text.chars().count() > SHORT_MAX_CHARS => {
            Err(format!("Nội dung dài tối đa {SHORT_MAX_CHARS} ký tự."))
        }
        text => Ok(text.to_owned()),
    }
}

/// Gives the model its standing, its place on the timeline, and to the public what it may read.
fn recognise(
    conn: &mut Conn,
    actor: &Actor,
    nomination: &Nomination,
    decision: &Decision,
    form: Form,
    now: Moment,
) -> Result<Decided> {
    let model = models::get(conn, &nomination.model_id)?;
    store::insert_recognition(conn, &model.id, decision, form)?;
    let is_public = model.is_public || may_be_named(conn, &model)?;
    let recognised = Model {
        label: Label::DanVanKheo,
        state: if model.state == ModelState::Registered {
            ModelState::Running
        } else {
            model.state
        },
        // A later decision at a lower level takes nothing from an earlier one at a higher level.
        level: model.level.max(Some(decision.level)),
        year_recognised: Some(decision.decided_on.year()),
        is_public,
        published_at: if is_public {
            model.published_at.or(Some(now))
        } else {
            model.published_at
        },
        ..model
    };
    let recognised = models::replace(conn, &recognised, now)?;
    let note = format!(
        "{} số {}, {}.",
        form.label(),
        decision.number,
        decision.level.label().to_lowercase()
    );
    let event = LifeEvent {
        kind: LifeEventKind::Recognised,
        on_date: decision.decided_on,
        note,
        is_public: true,
    };
    insert_life_event(conn, &recognised.id, &event, now)?;
    let what =
        json!({ "level": decision.level.as_str(), "form": form.as_str(), "is_public": is_public });
    let seq = log::append(
        conn,
        actor,
        Event::model(EventKind::ModelRecognised, &recognised.id).with(what),
        now,
    )?;
    Ok(Decided {
        seq,
        recognised: true,
        is_public,
    })
}
