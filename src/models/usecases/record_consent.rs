//! Records that a person agreed to be named or shown.

use crate::access::{self, Action, Actor};
use crate::app::App;
use crate::error::{AppError, FieldErrors, Result};
use crate::ids::ConsentId;
use crate::log::{self, Event, EventKind};
use crate::models::consent::{Consent, Purpose, TEXT_VERSION, person_key};
use crate::models::consent_store::{consents_of, insert_consent};
use crate::models::{Model, ModelScope, store};
use crate::text::tidy_line;
use crate::web::Fields;
use chrono::NaiveDate;
use serde_json::json;

/// Most characters of a name, and of what proves a consent. Project policy.
const MAX_CHARS: usize = 300;

/// A consent as told.
#[derive(Debug, Clone)]
pub struct RecordConsent {
    /// The model's code.
    pub code: String,
    /// Who agreed.
    pub person: String,
    /// To what; never empty.
    pub purposes: Vec<Purpose>,
    /// When.
    pub given_on: NaiveDate,
    /// What proves it and where it is kept.
    pub proof: String,
}

impl RecordConsent {
    /// Checks a form: `person`, `purposes` (several), `given_on`, `proof`. Err: every field that is wrong.
    pub fn check(code: String, fields: &Fields, today: NaiveDate) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::new();
        let mut line = |field: &'static str, asked: &str| {
            let text = tidy_line(fields.text(field));
            if text.is_empty() {
                errors.push(field, asked);
            } else if text.chars().count() > MAX_CHARS {
                errors.push(field, format!("Nội dung này dài quá {MAX_CHARS} ký tự."));
            }
            text
        };
        let person = line("person", "Hãy ghi họ và tên người đồng ý.");
        let proof = line("proof", "Hãy ghi giấy tờ chứng minh và nơi lưu.");
        let mut purposes: Vec<Purpose> = fields
            .all("purposes")
            .filter_map(|word| word.parse().ok())
            .collect();
        purposes.sort_unstable();
        purposes.dedup();
        if purposes.is_empty() {
            errors.push("purposes", "Hãy chọn ít nhất một việc mà người đó đồng ý.");
        }
        let given_on = match fields.text("given_on").parse::<NaiveDate>() {
            Ok(day) if day <= today => Some(day),
            Ok(_) => {
                errors.push("given_on", "Ngày đồng ý không thể ở tương lai.");
                None
            }
            Err(_) => {
                errors.push("given_on", "Hãy nhập ngày đồng ý, ví dụ 21/11/2026.");
                None
            }
        };
        match given_on {
            Some(given_on) if errors.is_empty() => Ok(Self {
                code,
                person,
                purposes,
                given_on,
                proof,
            }),
            _ => Err(errors),
        }
    }
}

/// Records the consent, one entry for each purpose. The log names no person. Err: `Invalid` where it stands already;
/// not found out of scope.
pub async fn record_consent(app: &App, actor: Actor, command: RecordConsent) -> Result<Model> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let model = store::get_by_code(conn, &ModelScope::of(&actor), &command.code)?;
            access::require(&actor, Action::RecordConsent, &model.facts())?;
            let collector = actor.person().ok_or(AppError::Forbidden("forbidden"))?;
            let known = consents_of(conn, &model.id)?;
            let person = person_key(&command.person);
            for purpose in command.purposes {
                let stands = known.iter().any(|consent| {
                    person_key(&consent.person) == person
                        && consent.purpose == purpose
                        && consent.withdrawn_at.is_none()
                });
                if stands {
                    return Err(AppError::field(
                        "purposes",
                        format!(
                            "Đã có ghi nhận của người này cho việc “{}”.",
                            purpose.label()
                        ),
                    ));
                }
                let consent = Consent {
                    id: ConsentId::new(),
                    model_id: model.id.clone(),
                    person: command.person.clone(),
                    purpose,
                    text_version: TEXT_VERSION.to_owned(),
                    given_on: command.given_on,
                    proof: command.proof.clone(),
                    collected_by: collector.id.clone(),
                    created_at: now,
                    withdrawn_at: None,
                };
                insert_consent(conn, &consent)?;
                let event = Event::model(EventKind::ConsentRecorded, &model.id);
                let event =
                    event.with(json!({ "consent": consent.id, "purpose": purpose.as_str() }));
                log::append(conn, &actor, event, now)?;
            }
            // A recognition may have waited for just this.
            crate::recognition::publish_if_cleared(conn, &actor, &model.id, now)?;
            Ok(model)
        })
        .await
}
