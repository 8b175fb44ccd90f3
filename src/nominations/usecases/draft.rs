//! Begins a nomination of a model to a campaign.

use crate::access::{self, Action, Actor};
use crate::app::App;
use crate::campaigns::{self, Campaign};
use crate::clock::{Moment, in_vietnam};
use crate::db::{Conn, sql};
use crate::error::{AppError, Result};
use crate::ids::{Code, NominationId, UnitId};
use crate::log::{self, Event, EventKind};
use crate::models::{self, Model, ModelScope};
use crate::nominations::model::NominationState;
use crate::nominations::{Nomination, NominationScope, store};
use crate::units;
use chrono::Datelike;
use serde_json::json;

/// Which model, to which campaign.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The model's code.
    pub model_code: String,
    /// The campaign's code.
    pub campaign_code: String,
}

/// Enters a draft under a new code, with a letter to begin with. Err: `Invalid` on the field `model` or `campaign`
/// where one does not fit; not found and `Forbidden` as everywhere.
pub async fn draft(app: &App, actor: Actor, command: Draft) -> Result<Nomination> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let scope = ModelScope::of(&actor);
            let model = models::get_by_code(conn, &scope, &command.model_code)?;
            access::require(&actor, Action::DraftNomination, &model.facts())?;
            let unit_id = model.unit_id.clone().ok_or(AppError::NotFound)?;
            let campaign = campaigns::find_by_code(conn, &command.campaign_code)?;
            let campaign =
                campaign.ok_or_else(|| AppError::field("campaign", "Hãy chọn đợt thi đua."))?;
            fits(conn, &model, &unit_id, &campaign, now)?;
            let person = actor.person().ok_or(AppError::Forbidden("forbidden"))?;
            let year = in_vietnam(now).year();
            let number = sql::next_number(conn, &format!("HS-{year}"))?;
            let host_name = units::name_of(conn, &campaign.host_unit_id)?;
            let unit_name = units::name_of(conn, &unit_id)?;
            let nomination = Nomination {
                id: NominationId::new(),
                code: Code::numbered("HS", year, number, 4),
                campaign_id: campaign.id.clone(),
                model_id: model.id.clone(),
                unit_id,
                state: NominationState::Draft,
                cover_letter: letter(&host_name, &unit_name, &model, &campaign),
                drafted_by: person.id.clone(),
                submitted_at: None,
                created_at: now,
                updated_at: now,
                version: 1,
                campaign_code: campaign.code.clone(),
                campaign_name: campaign.name.clone(),
                host_unit_id: campaign.host_unit_id.clone(),
                council_id: campaign.council_id.clone(),
                criteria_set_id: campaign.criteria_set_id.clone(),
                model_code: model.code.to_string(),
                model_title: model.title.clone(),
                unit_name,
            };
            store::insert(conn, &nomination)?;
            let event = Event::nomination(EventKind::NominationDrafted, &nomination.id);
            let event = event.with(json!({ "model": model.id, "campaign": campaign.id }));
            log::append(conn, &actor, event, now)?;
            Ok(nomination)
        })
        .await
}

/// Whether the campaign takes this model of this unit now, once.
fn fits(
    conn: &mut Conn,
    model: &Model,
    unit_id: &UnitId,
    campaign: &Campaign,
    now: Moment,
) -> Result<()> {
    if !model.state.is_alive() {
        return Err(AppError::field(
            "model",
            "Chỉ đề nghị được mô hình đã đăng ký và còn hoạt động.",
        ));
    }
    if !campaigns::takes_unit(conn, campaign, unit_id)? {
        return Err(AppError::field(
            "campaign",
            "Đơn vị không thuộc phạm vi của đợt thi đua này.",
        ));
    }
    if !campaign.accepts_nominations(now) {
        return Err(AppError::field(
            "campaign",
            "Đợt thi đua này hiện không nhận hồ sơ.",
        ));
    }
    if !campaign.sectors.contains(&model.sector) {
        return Err(AppError::field(
            "campaign",
            format!(
                "Đợt thi đua này không xét lĩnh vực “{}”.",
                model.sector.label()
            ),
        ));
    }
    let before = store::list_for_model(conn, &NominationScope::All, &model.id)?;
    let standing = before.iter().find(|nomination| {
        nomination.campaign_id == campaign.id && nomination.state != NominationState::Withdrawn
    });
    match standing {
        Some(nomination) => Err(AppError::field(
            "model",
            format!(
                "Mô hình này đã có hồ sơ {} trong đợt thi đua.",
                nomination.code
            ),
        )),
        None => Ok(()),
    }
}

/// A letter to begin with; the unit goes on from it.
fn letter(host: &str, unit: &str, model: &Model, campaign: &Campaign) -> String {
    format!(
        "Kính gửi: {host}\n\nThực hiện {campaign}, {unit} đề nghị xét, công nhận {subject} “Dân vận khéo”: “{title}”.\n\n\
         {unit} chịu trách nhiệm về tính chính xác của hồ sơ và cam kết tiếp tục duy trì, nhân rộng.",
        campaign = campaign.name,
        subject = model.subject.label().to_lowercase(),
        title = model.title,
    )
}
