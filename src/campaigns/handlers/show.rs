//! The page of a campaign.

use crate::access::{Action, Actor, Facts, allows};
use crate::campaigns::campaign::Campaign;
use crate::campaigns::model::Phase;
use crate::campaigns::views::{
    NominationLine, ShowPage, criteria_view, phase_words, seat_view, stats,
};
use crate::campaigns::{criteria_store, store};
use crate::clock::Moment;
use crate::councils;
use crate::db::Conn;
use crate::error::{AppError, FieldErrors, Result};
use crate::models::story::paragraphs;
use crate::nominations::{self, NominationScope};
use crate::pages::parts::{Fact, TimelineItem, When};
use crate::units;
use crate::web::{CurrentUser, Fields, Visit};
use actix_web::HttpResponse;
use actix_web::web::Path;
use chrono::NaiveDate;

pub(super) async fn show(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
) -> Result<HttpResponse> {
    let page = read_show(
        &visit,
        &user,
        code.into_inner(),
        Fields::default(),
        FieldErrors::new(),
    )
    .await?;
    visit.page("campaigns/show.html", &page)
}

pub(super) async fn read_show(
    visit: &Visit,
    user: &CurrentUser,
    code: String,
    fields: Fields,
    errors: FieldErrors,
) -> Result<ShowPage> {
    let (actor, now, today) = (user.actor(), visit.app.clock.now(), visit.app.clock.today());
    visit
        .app
        .db
        .read(move |conn| show_page(conn, &actor, &code, (now, today), &fields, &errors))
        .await
}

fn show_page(
    conn: &mut Conn,
    actor: &Actor,
    code: &str,
    at: (Moment, NaiveDate),
    fields: &Fields,
    errors: &FieldErrors,
) -> Result<ShowPage> {
    let campaign = store::find_by_code(conn, code)?.ok_or(AppError::NotFound)?;
    let facts = campaign.facts();
    let may = |action| allows(actor, action, &facts);
    // Those who run the campaign see its dossiers; others see what every unit has to know.
    let runs =
        may(Action::OpenCampaign) || may(Action::RecordDecision) || may(Action::DeclareConflict);
    let mut sent = if runs {
        nominations::list_for_campaign(conn, &NominationScope::of(actor), &campaign.id)?
    } else {
        Vec::new()
    };
    sent.retain(|nomination| nomination.submitted_at.is_some());
    let set = criteria_store::get(conn, &campaign.criteria_set_id)?.set;
    let council = councils::find(conn, &campaign.council_id)?.ok_or(AppError::NotFound)?;
    let seats = councils::seats_in(conn, &council.id)?;
    let phase = campaign.phase_at(at.0);
    let (phase_label, phase_kind) = phase_words(&campaign, phase);
    Ok(ShowPage {
        code: campaign.code.clone(),
        name: campaign.name.clone(),
        phase: phase_label,
        phase_kind,
        host: units::name_of(conn, &campaign.host_unit_id)?,
        facts: facts_of(&campaign),
        description: paragraphs(&campaign.description)
            .map(str::to_owned)
            .collect(),
        calendar: calendar(&campaign, phase),
        hold_reason: campaign.hold_reason.clone(),
        criteria: criteria_view(&set),
        council: council.name,
        seats: seats
            .iter()
            .filter(|seat| seat.holds_on(at.1))
            .map(|seat| seat_view(seat, at.1))
            .collect(),
        stats: if runs { stats(&sent) } else { Vec::new() },
        nominations: sent
            .iter()
            .map(|nomination| NominationLine {
                code: nomination.code.to_string(),
                title: nomination.model_title.clone(),
                unit: nomination.unit_name.clone(),
                state: nomination.state.label(),
                state_kind: councils::kind_of(nomination.state),
            })
            .collect(),
        can_hold: may(Action::HoldCampaign),
        held: campaign.held_at.is_some(),
        can_seat: allows(
            actor,
            Action::FormCouncil,
            &Facts::of_host(&council.unit_id),
        ),
        errors: errors.iter().cloned().collect(),
        typed: fields.typed(),
    })
}

fn facts_of(campaign: &Campaign) -> Vec<Fact> {
    let fact = |term: &str, text: String| Fact::new(term, text);
    let sectors: Vec<&str> = campaign
        .sectors
        .iter()
        .map(|sector| sector.label())
        .collect();
    let consultation = match campaign.calendar.consultation_days {
        0 => String::from("Không tổ chức"),
        days => format!("{days} ngày làm việc"),
    };
    vec![
        fact("Cấp công nhận", campaign.level.label().to_owned()),
        fact("Lĩnh vực", sectors.join("; ")),
        fact("Căn cứ", campaign.legal_basis.clone()),
        fact(
            "Số phiếu chấm cần có",
            format!(
                "ít nhất {} tổng số thành viên chấm điểm của hội đồng",
                campaign.quorum
            ),
        ),
        fact("Lấy ý kiến công khai", consultation),
    ]
}

fn calendar(campaign: &Campaign, now: Phase) -> Vec<TimelineItem> {
    let phases = campaign.calendar.phases();
    let mut items: Vec<TimelineItem> = phases
        .into_iter()
        .map(|(phase, first, last)| TimelineItem {
            when: When::on(first),
            title: match phase {
                Phase::Open => "Nhận hồ sơ",
                Phase::Screening => "Thẩm định hồ sơ",
                Phase::Scoring => "Chấm điểm",
                Phase::Deliberation => "Hội đồng họp xét",
                Phase::Consultation => "Lấy ý kiến công khai",
                Phase::Planned | Phase::Closed => phase.label(),
            }
            .to_owned(),
            text: format!("đến hết ngày {}", last.format("%d/%m/%Y")),
            kind: if phase == now { "now" } else { "" },
            link: None,
        })
        .collect();
    let end = campaign
        .calendar
        .closes_on
        .succ_opt()
        .unwrap_or(campaign.calendar.closes_on);
    items.push(TimelineItem {
        when: When::on(end),
        title: String::from("Kết thúc đợt thi đua"),
        text: String::new(),
        kind: if now == Phase::Closed { "now" } else { "" },
        link: None,
    });
    items
}
