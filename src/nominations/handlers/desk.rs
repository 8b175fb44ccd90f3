//! The desk of an officer or a leader: what waits, the models, the nominations, the open campaigns.

use crate::access::{Action, Actor, Role, allows};
use crate::campaigns;
use crate::error::{AppError, Result};
use crate::models::model::ModelState;
use crate::models::parts::registration_of;
use crate::models::views::ModelHead;
use crate::models::{self, Model};
use crate::nominations::model::NominationState;
use crate::nominations::views::{
    DeskCampaign, DeskModel, DeskNomination, DeskPage, DeskTask, state_kind,
};
use crate::nominations::{Nomination, store};
use crate::pages::parts::When;
use crate::vietnamese;
use crate::web::{CurrentUser, Visit, paths};
use actix_web::HttpResponse;

/// The desk.
pub async fn desk(visit: Visit, user: CurrentUser) -> Result<HttpResponse> {
    let actor = user.actor();
    let person = user.person();
    let units = person.units_as(&[Role::Officer, Role::Leader]);
    if units.is_empty() {
        return Err(AppError::Forbidden("forbidden"));
    }
    let mut names: Vec<String> = Vec::new();
    for held in &person.memberships {
        if matches!(held.role, Role::Officer | Role::Leader) && !names.contains(&held.unit_name) {
            names.push(held.unit_name.clone());
        }
    }
    names.sort_by(|left, right| vietnamese::compare(left, right));
    let is_officer = person.holds_anywhere(Role::Officer);
    let (now, today) = (visit.app.clock.now(), visit.app.clock.today());
    let page = visit.app.db.read(move |conn| {
        let models = models::list_for_units(conn, &units)?;
        let nominations = store::list_for_units(conn, &units)?;
        let mut open: Vec<DeskCampaign> = Vec::new();
        for unit in &units {
            for campaign in campaigns::list_open_for_unit(conn, unit, now)? {
                let href = paths::campaign(&campaign.code);
                if open.iter().any(|known| known.href == href) {
                    continue;
                }
                let until = campaign.calendar.submissions_until;
                open.push(DeskCampaign {
                    name: campaign.name,
                    href,
                    until: until.to_string(),
                    days_left: (until - today).num_days() + 1,
                });
            }
        }
        Ok(DeskPage {
            units: names,
            is_officer,
            todo: todo(&actor, &models, &nominations),
            models: models
                .iter()
                .map(|model| desk_model(model, &actor))
                .collect(),
            nominations: nominations.iter().map(desk_nomination).collect(),
            campaigns: open,
        })
    });
    visit.page("office/desk.html", &page.await?)
}

/// What this person, and nobody else, can do next.
fn todo(actor: &Actor, models: &[Model], nominations: &[Nomination]) -> Vec<DeskTask> {
    let mut tasks = Vec::new();
    for nomination in nominations {
        let may = |action| allows(actor, action, &nomination.facts());
        let what = match nomination.state {
            NominationState::AwaitingLeader if may(Action::SendNomination) => "Xem và gửi hồ sơ",
            NominationState::Returned if may(Action::DraftNomination) => {
                "Hoàn thiện hồ sơ theo yêu cầu"
            }
            NominationState::Returned if may(Action::SendNomination) => {
                "Gửi lại hồ sơ đã hoàn thiện"
            }
            NominationState::Draft if may(Action::DraftNomination) => "Soạn tiếp hồ sơ",
            _ => continue,
        };
        tasks.push(DeskTask {
            label: format!("{what} {}", nomination.code),
            href: paths::nomination(nomination.code.as_str()),
            hint: nomination.model_title.clone(),
        });
    }
    for model in models {
        if model.state == ModelState::Draft && allows(actor, Action::RegisterModel, &model.facts())
        {
            let missing = registration_of(model).missing().len();
            tasks.push(DeskTask {
                label: format!("Soạn tiếp mô hình {}", model.code),
                href: paths::desk_model(model.code.as_str()),
                hint: if missing == 0 {
                    format!("{}: đã đủ nội dung, chờ đăng ký", model.title)
                } else {
                    format!("{}: còn {missing} nội dung", model.title)
                },
            });
        }
    }
    tasks
}

fn desk_model(model: &Model, actor: &Actor) -> DeskModel {
    let head = ModelHead::of(model, actor);
    let missing = registration_of(model).missing().len();
    DeskModel {
        code: head.code,
        title: head.title,
        href: head.href,
        state: head.state,
        state_kind: head.state_kind,
        missing: if missing == 0 || !head.is_draft {
            String::new()
        } else {
            format!("Còn {missing} nội dung")
        },
    }
}

fn desk_nomination(nomination: &Nomination) -> DeskNomination {
    DeskNomination {
        code: nomination.code.to_string(),
        title: nomination.model_title.clone(),
        href: paths::nomination(nomination.code.as_str()),
        campaign: nomination.campaign_name.clone(),
        state: nomination.state.label(),
        state_kind: state_kind(nomination.state),
        updated_at: When::at(nomination.updated_at),
    }
}
