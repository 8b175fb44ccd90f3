//! The chair records what the council advises, and the secretary puts it before the public where the campaign asks so.

use crate::access::{Action, Actor};
use crate::app::App;
use crate::councils::counting;
use crate::councils::judging;
use crate::councils::result_store::{self, CouncilResult, Recommendation};
use crate::error::{AppError, FieldErrors, Result};
use crate::log::{self, Event, EventKind};
use crate::nominations::Nomination;
use crate::nominations::model::NominationState;
use crate::nominations::usecases::{council_step, step};
use serde_json::json;

/// Longest summary, in characters. Project policy.
const SUMMARY_MAX_CHARS: usize = 4_000;

/// A result as typed.
#[derive(Debug, Clone, Default)]
pub struct RecordResult {
    /// Word of the recommendation.
    pub recommendation: String,
    /// The council's reasons.
    pub summary: String,
}

/// Records the council's result with the tally as it is. Err: `Invalid`; `Conflict("council.not_closed")` before the
/// scoring was closed; `Conflict("council.result_exists")` the second time.
pub async fn record_result(
    app: &App,
    actor: Actor,
    code: String,
    typed: RecordResult,
) -> Result<()> {
    let (now, today) = (app.clock.now(), app.clock.today());
    app.db
        .write(move |conn| {
            let (campaign, nomination) =
                council_step::may(conn, &actor, &code, Action::RecordResult, (now, today))?;
            let person = actor.person().ok_or(AppError::Forbidden("forbidden"))?;
            if result_store::find(conn, &nomination.id)?.is_some() {
                return Err(AppError::Conflict("council.result_exists"));
            }
            if nomination.state != NominationState::Scored {
                return Err(AppError::Conflict("council.not_closed"));
            }
            let mut errors = FieldErrors::new();
            let recommendation = typed.recommendation.parse::<Recommendation>();
            let recommendation = errors.take(
                "recommendation",
                recommendation.map_err(|_| "Hãy chọn kết luận của hội đồng."),
            );
            let summary = typed.summary.trim();
            if summary.is_empty() {
                errors.push("summary", "Hãy tóm tắt ý kiến của hội đồng.");
            } else if summary.chars().count() > SUMMARY_MAX_CHARS {
                errors.push("summary", "Phần tóm tắt dài tối đa 4.000 ký tự.");
            }
            let Some(recommendation) = recommendation else {
                return Err(errors.into());
            };
            errors.into_result(())?;
            let bench = judging::bench(conn, &nomination, today)?;
            let (tally, _) = counting::tally_of(conn, &campaign, &nomination, &bench)?;
            let result = CouncilResult {
                recommendation,
                tally,
                summary: summary.to_owned(),
                recorded_by: person.id.clone(),
                recorded_at: now,
                consultation_from: None,
            };
            result_store::insert(conn, &nomination.id, &result)?;
            let what = json!({ "recommendation": recommendation.as_str() });
            log::append(
                conn,
                &actor,
                Event::nomination(EventKind::ResultRecorded, &nomination.id).with(what),
                now,
            )?;
            Ok(())
        })
        .await
}

/// Puts a nomination before the public, from today on, for the days that the campaign sets. Err:
/// `Conflict("council.result_missing")`; `("nomination.step")`, also where the campaign asks no one.
pub async fn start_consultation(app: &App, actor: Actor, code: String) -> Result<Nomination> {
    let (now, today) = (app.clock.now(), app.clock.today());
    app.db
        .write(move |conn| {
            let (campaign, nomination) =
                council_step::may(conn, &actor, &code, Action::StartConsultation, (now, today))?;
            if !campaign.calendar.holds_consultation() {
                return Err(AppError::Conflict("nomination.step"));
            }
            if result_store::find(conn, &nomination.id)?.is_none() {
                return Err(AppError::Conflict("council.result_missing"));
            }
            result_store::set_consultation_from(conn, &nomination.id, today)?;
            let what = json!({ "from": today, "days": campaign.calendar.consultation_days });
            let event = EventKind::ConsultationStarted;
            step::move_on(conn, &actor, nomination, event, what, now, |state| {
                state.start_consultation()
            })
        })
        .await
}
