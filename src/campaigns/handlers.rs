//! HTTP in, HTTP out: campaigns, their councils, holding and letting go on.

use super::campaign::Campaign;
use super::model::{Phase, RawCalendar};
use super::usecases::{self, OpenCampaign};
use super::views::{
    CampaignLine, Choice, CouncilPage, DecisionLine, Fact, ListPage, NewPage, NominationLine,
    ShowPage, TimelineItem, When, criteria_choices, criteria_view, phase_words, seat_view, stats,
};
use super::{criteria_store, store};
use crate::access::{Action, Actor, Facts, Role, SeatRole, allows, require};
use crate::clock::Moment;
use crate::councils::usecases::FillSeat;
use crate::councils::{self, Council};
use crate::db::Conn;
use crate::error::{AppError, FieldErrors, Result};
use crate::ids::{SeatId, UnitId};
use crate::models::story::paragraphs;
use crate::models::words::{RecognitionLevel, Sector};
use crate::nominations::{self, NominationScope};
use crate::web::{CurrentUser, Fields, Form, Visit, paths, redirect};
use crate::{units, users};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;

/// The addresses of this feature.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource(paths::CAMPAIGNS).route(web::get().to(list)))
        .service(
            web::resource("/dot-thi-dua/moi")
                .route(web::get().to(new))
                .route(web::post().to(open)),
        )
        .service(web::resource("/dot-thi-dua/{code}").route(web::get().to(show)))
        .service(web::resource("/dot-thi-dua/{code}/tam-dung").route(web::post().to(hold)))
        .service(web::resource("/dot-thi-dua/{code}/tiep-tuc").route(web::post().to(let_go_on)))
        .service(
            web::resource("/dot-thi-dua/{code}/hoi-dong")
                .route(web::get().to(council))
                .route(web::post().to(fill_seat)),
        )
        .service(
            web::resource("/dot-thi-dua/{code}/hoi-dong/{seat}/ket-thuc")
                .route(web::post().to(end_seat)),
        );
}

async fn list(visit: Visit, user: CurrentUser) -> Result<HttpResponse> {
    let (actor, now, today) = (user.actor(), visit.app.clock.now(), visit.app.clock.today());
    let page = visit
        .app
        .db
        .read(move |conn| list_page(conn, &actor, now, today))
        .await?;
    visit.page("campaigns/list.html", &page)
}

fn list_page(conn: &mut Conn, actor: &Actor, now: Moment, today: NaiveDate) -> Result<ListPage> {
    let mut campaigns = Vec::new();
    let mut to_decide = Vec::new();
    for campaign in store::list(conn)? {
        let (phase, phase_kind) = phase_words(&campaign, campaign.phase_at(now));
        if allows(actor, Action::RecordDecision, &campaign.facts()) {
            to_decide.extend(waiting(conn, actor, &campaign)?);
        }
        campaigns.push(CampaignLine {
            host: units::name_of(conn, &campaign.host_unit_id)?,
            level: campaign.level.label(),
            until: campaign
                .calendar
                .submissions_until
                .format("%d/%m/%Y")
                .to_string(),
            code: campaign.code,
            name: campaign.name,
            phase,
            phase_kind,
        });
    }
    Ok(ListPage {
        campaigns,
        can_open: !hosts(conn, actor, today)?.is_empty(),
        to_decide,
    })
}

/// The dossiers of a campaign that a signer can decide.
fn waiting(conn: &mut Conn, actor: &Actor, campaign: &Campaign) -> Result<Vec<DecisionLine>> {
    let mut lines = Vec::new();
    for nomination in
        nominations::list_for_campaign(conn, &NominationScope::of(actor), &campaign.id)?
    {
        if !crate::recognition::can_be_decided(nomination.state, campaign.consultation()) {
            continue;
        }
        if let Some(result) = councils::result_of(conn, &nomination.id)? {
            lines.push(DecisionLine {
                code: nomination.code.to_string(),
                title: nomination.model_title,
                unit: nomination.unit_name,
                advice: result.recommendation.label(),
            });
        }
    }
    Ok(lines)
}

/// The units the actor may open a campaign for: the own ones, or for an administrator every one that has a standing
/// agency.
fn hosts(conn: &mut Conn, actor: &Actor, today: NaiveDate) -> Result<Vec<(UnitId, String)>> {
    let Some(person) = actor.person() else {
        return Ok(Vec::new());
    };
    let ids: Vec<UnitId> = if person.holds_anywhere(Role::Admin) {
        users::units_with(conn, Role::StandingAgency, today)?
    } else {
        let held = person
            .memberships
            .iter()
            .filter(|held| held.role == Role::StandingAgency);
        held.filter_map(|held| held.unit_id.clone()).collect()
    };
    ids.into_iter()
        .map(|id| units::name_of(conn, &id).map(|name| (id, name)))
        .collect()
}

async fn new(visit: Visit, user: CurrentUser) -> Result<HttpResponse> {
    let (actor, today) = (user.actor(), visit.app.clock.today());
    let mut fields = Fields::default();
    fields.push("quorum_percent", "67");
    fields.push("consultation_days", "0");
    let page = visit
        .app
        .db
        .read(move |conn| new_page(conn, &actor, today, &fields, &FieldErrors::new()))
        .await?;
    visit.page("campaigns/new.html", &page)
}

fn new_page(
    conn: &mut Conn,
    actor: &Actor,
    today: NaiveDate,
    fields: &Fields,
    errors: &FieldErrors,
) -> Result<NewPage> {
    let hosts = hosts(conn, actor, today)?;
    if hosts.is_empty() {
        return Err(AppError::Forbidden("forbidden"));
    }
    let mut councils = Vec::new();
    for (id, name) in &hosts {
        let known = councils::list_of_unit(conn, id)?;
        councils.extend(
            known.into_iter().map(|council| {
                Choice::new(council.id.as_str(), format!("{} – {name}", council.name))
            }),
        );
    }
    let (criteria, unusable) = criteria_choices(&criteria_store::list_newest(conn)?);
    let mut typed = fields.typed();
    if let [(id, _)] = hosts.as_slice() {
        typed
            .entry(String::from("host_unit_id"))
            .or_insert_with(|| id.to_string());
    }
    Ok(NewPage {
        hosts: hosts
            .into_iter()
            .map(|(id, name)| Choice::new(id.as_str(), name))
            .collect(),
        levels: RecognitionLevel::ALL
            .iter()
            .filter(|level| **level != RecognitionLevel::District)
            .map(|level| Choice::new(level.as_str(), level.label()))
            .collect(),
        sectors: Sector::ALL
            .iter()
            .map(|sector| Choice::new(sector.as_str(), sector.label()))
            .collect(),
        chosen_sectors: fields.all("sectors").map(str::to_owned).collect(),
        criteria,
        unusable,
        councils,
        errors: errors.iter().cloned().collect(),
        typed,
    })
}

async fn open(visit: Visit, user: CurrentUser, form: Form) -> Result<HttpResponse> {
    let fields = form.0;
    let text = |name| fields.text(name).to_owned();
    let typed = OpenCampaign {
        name: text("name"),
        host_unit_id: text("host_unit_id"),
        level: text("level"),
        sectors: fields.all("sectors").map(str::to_owned).collect(),
        legal_basis: text("legal_basis"),
        description: text("description"),
        calendar: RawCalendar {
            opens_on: text("opens_on"),
            submissions_until: text("submissions_until"),
            screening_until: text("screening_until"),
            scoring_until: text("scoring_until"),
            closes_on: text("closes_on"),
            consultation_days: text("consultation_days"),
        },
        quorum_percent: text("quorum_percent"),
        criteria_set_id: text("criteria_set_id"),
        council_id: text("council_id"),
        council_name: text("council_name"),
    };
    match usecases::open(&visit.app, user.actor(), typed).await {
        Ok(campaign) => Ok(redirect(
            &visit.app,
            &paths::campaign_council(&campaign.code),
            Some("campaign.opened"),
        )),
        Err(AppError::Invalid(errors)) => {
            let (actor, today) = (user.actor(), visit.app.clock.today());
            let page = visit
                .app
                .db
                .read(move |conn| new_page(conn, &actor, today, &fields, &errors))
                .await?;
            visit.page_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                "campaigns/new.html",
                &page,
            )
        }
        Err(error) => Err(error),
    }
}

async fn show(visit: Visit, user: CurrentUser, code: Path<String>) -> Result<HttpResponse> {
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

async fn read_show(
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
    let fact = |term, text: String| Fact {
        term,
        text,
        href: None,
        note: None,
    };
    let sectors: Vec<&str> = campaign
        .sectors
        .iter()
        .map(|sector| sector.label())
        .collect();
    let consultation = match campaign.calendar.consultation_days {
        0 => String::from("Không tổ chức"),
        days => format!("{days} ngày"),
    };
    vec![
        fact("Cấp công nhận", campaign.level.label().to_owned()),
        fact("Lĩnh vực", sectors.join("; ")),
        fact("Căn cứ", campaign.legal_basis.clone()),
        fact(
            "Số phiếu chấm cần có",
            format!(
                "ít nhất {}% tổng số thành viên chấm điểm của hội đồng",
                campaign.quorum_percent
            ),
        ),
        fact("Lấy ý kiến công khai", consultation),
    ]
}

fn calendar(campaign: &Campaign, now: Phase) -> Vec<TimelineItem> {
    let day = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
    let phases = campaign.calendar.phases();
    let mut items: Vec<TimelineItem> = phases
        .into_iter()
        .map(|(phase, first, last)| TimelineItem {
            when: When {
                iso: first.to_string(),
                text: day(first),
            },
            title: match phase {
                Phase::Open => "Nhận hồ sơ",
                Phase::Screening => "Thẩm định hồ sơ",
                Phase::Scoring => "Chấm điểm",
                Phase::Deliberation => "Hội đồng họp xét",
                Phase::Consultation => "Lấy ý kiến công khai",
                Phase::Planned | Phase::Closed => phase.label(),
            },
            text: format!("đến hết ngày {}", day(last)),
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
        when: When {
            iso: end.to_string(),
            text: day(end),
        },
        title: "Kết thúc đợt thi đua",
        text: String::new(),
        kind: if now == Phase::Closed { "now" } else { "" },
        link: None,
    });
    items
}

async fn hold(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    match usecases::hold(
        &visit.app,
        user.actor(),
        code.to_string(),
        form.0.text("reason").to_owned(),
    )
    .await
    {
        Ok(()) => Ok(redirect(
            &visit.app,
            &paths::campaign(&code),
            Some("campaign.changed"),
        )),
        Err(AppError::Invalid(errors)) => {
            let page = read_show(&visit, &user, code.into_inner(), form.0, errors).await?;
            visit.page_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                "campaigns/show.html",
                &page,
            )
        }
        Err(error) => Err(error),
    }
}

async fn let_go_on(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    _form: Form,
) -> Result<HttpResponse> {
    usecases::let_go_on(&visit.app, user.actor(), code.to_string()).await?;
    Ok(redirect(
        &visit.app,
        &paths::campaign(&code),
        Some("campaign.changed"),
    ))
}

/// How many names the field for a person suggests.
const SUGGESTED_PEOPLE: i64 = 500;

async fn council(visit: Visit, user: CurrentUser, code: Path<String>) -> Result<HttpResponse> {
    let page = read_council(
        &visit,
        &user,
        code.into_inner(),
        Fields::default(),
        FieldErrors::new(),
    )
    .await?;
    visit.page("campaigns/council.html", &page)
}

async fn read_council(
    visit: &Visit,
    user: &CurrentUser,
    code: String,
    fields: Fields,
    errors: FieldErrors,
) -> Result<CouncilPage> {
    let (actor, today) = (user.actor(), visit.app.clock.today());
    visit
        .app
        .db
        .read(move |conn| {
            let (campaign, council) = campaign_and_council(conn, &code)?;
            require(
                &actor,
                Action::FormCouncil,
                &Facts::of_host(&council.unit_id),
            )?;
            let seats = councils::seats_in(conn, &council.id)?;
            let people = users::active_people(conn, SUGGESTED_PEOPLE)?;
            Ok(CouncilPage {
                code,
                campaign: campaign.name,
                name: council.name,
                seats: seats.iter().map(|seat| seat_view(seat, today)).collect(),
                roles: SeatRole::ALL
                    .iter()
                    .map(|role| Choice::new(role.as_str(), role.label()))
                    .collect(),
                people: people
                    .into_iter()
                    .map(|(username, name, position)| {
                        Choice::new(username, format!("{name}, {position}"))
                    })
                    .collect(),
                errors: errors.iter().cloned().collect(),
                typed: fields.typed(),
            })
        })
        .await
}

fn campaign_and_council(conn: &mut Conn, code: &str) -> Result<(Campaign, Council)> {
    let campaign = store::find_by_code(conn, code)?.ok_or(AppError::NotFound)?;
    let council = councils::find(conn, &campaign.council_id)?.ok_or(AppError::NotFound)?;
    Ok((campaign, council))
}

async fn fill_seat(
    visit: Visit,
    user: CurrentUser,
    code: Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    let asked = code.to_string();
    let (_, council) = visit
        .app
        .db
        .read(move |conn| campaign_and_council(conn, &asked))
        .await?;
    let typed = FillSeat {
        username: form.0.text("username").to_owned(),
        role: form.0.text("role").to_owned(),
    };
    match councils::usecases::fill_seat(&visit.app, user.actor(), council.id, typed).await {
        Ok(()) => Ok(redirect(
            &visit.app,
            &paths::campaign_council(&code),
            Some("seat.changed"),
        )),
        Err(AppError::Invalid(errors)) => {
            let page = read_council(&visit, &user, code.into_inner(), form.0, errors).await?;
            visit.page_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                "campaigns/council.html",
                &page,
            )
        }
        Err(error) => Err(error),
    }
}

async fn end_seat(
    visit: Visit,
    user: CurrentUser,
    path: Path<(String, String)>,
    _form: Form,
) -> Result<HttpResponse> {
    let (code, seat) = path.into_inner();
    let asked = code.clone();
    let (_, council) = visit
        .app
        .db
        .read(move |conn| campaign_and_council(conn, &asked))
        .await?;
    councils::usecases::end_seat(&visit.app, user.actor(), council.id, SeatId::from(seat)).await?;
    Ok(redirect(
        &visit.app,
        &paths::campaign_council(&code),
        Some("seat.changed"),
    ))
}
