//! What the council's pages read: the desk, a dossier, a sheet, a tally, each as this person may see it.

use super::sheet_store::{self, SheetState};
use super::usecases::TypedSheet;
use super::views::{
    Can, ConflictPage, DeskPage, DeskSection, DossierPage, DossierView, ReturnView, SheetPage,
    TallyPage, Waiting, lines, progress, result_view, sheet_kind, tally_view,
};
use super::{Recommendation, counting, judging, result_store};
use crate::access::{Action, Actor, Person, SeatRole, allows, require};
use crate::campaigns::{self, Campaign};
use crate::clock::{Moment, in_vietnam};
use crate::councils::conflicts::Ground;
use crate::db::Conn;
use crate::error::{AppError, FieldErrors, Result};
use crate::models::story::paragraphs;
use crate::nominations::model::NominationState;
use crate::nominations::{self, Nomination, NominationScope, dossier};
use crate::pages::parts::{Choice, TaskGroup, TaskItem};
use crate::web::{Fields, paths};
use chrono::NaiveDate;

/// Who looks, and when.
pub struct Look<'l> {
    /// Who.
    pub actor: &'l Actor,
    /// Now.
    pub now: Moment,
    /// The day in Vietnam.
    pub today: NaiveDate,
    /// The base path, for addresses of pictures.
    pub base: &'l str,
}

/// Reads everything a person of a council has to do.
pub fn desk(conn: &mut Conn, look: &Look<'_>) -> Result<DeskPage> {
    let Some(person) = look.actor.person() else {
        return Ok(DeskPage {
            sections: Vec::new(),
            lead: Waiting::default().said(),
        });
    };
    let sheets = sheet_store::states_of(conn, &person.id)?;
    let (mut sections, mut waiting) = (Vec::new(), Waiting::default());
    for seat in &person.seats {
        for campaign in campaigns::list_of_council(conn, &seat.council_id)? {
            let nominations = sent(conn, look.actor, &campaign)?;
            let section = section(
                conn,
                look,
                person,
                seat.role,
                &campaign,
                nominations,
                &sheets,
            )?;
            waiting.to_screen += section.to_screen;
            waiting.to_start += section.can_start;
            waiting.to_score += section.of - section.done;
            sections.push(section);
        }
    }
    Ok(DeskPage {
        sections,
        lead: waiting.said(),
    })
}

fn sent(conn: &mut Conn, actor: &Actor, campaign: &Campaign) -> Result<Vec<Nomination>> {
    let mut all = nominations::list_for_campaign(conn, &NominationScope::of(actor), &campaign.id)?;
    all.retain(|nomination| {
        nomination.submitted_at.is_some() && nomination.state != NominationState::Withdrawn
    });
    Ok(all)
}

fn section(
    conn: &mut Conn,
    look: &Look<'_>,
    person: &Person,
    role: SeatRole,
    campaign: &Campaign,
    nominations: Vec<Nomination>,
    sheets: &std::collections::BTreeMap<crate::ids::NominationId, SheetState>,
) -> Result<DeskSection> {
    let scores = role != SeatRole::Secretary;
    let chairs = matches!(role, SeatRole::Chair | SeatRole::ViceChair);
    let (mut to_score, mut scored, mut to_screen, mut accepted) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut to_close, mut closed, mut barred, mut others) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for nomination in nominations {
        let code = nomination.code.as_str();
        let task = |href: Option<String>, state: &str, kind| TaskItem {
            label: nomination.model_title.clone(),
            href,
            hint: format!("{code} · {}", nomination.unit_name),
            state: state.to_owned(),
            state_kind: kind,
        };
        let here = Some(paths::dossier(code));
        if let Some(ground) = judging::ground_for(conn, &person.id, &nomination, look.today)? {
            let mut task = task(None, "Không tham gia", "stop");
            task.hint = format!("{} · Anh/Chị {}", task.hint, ground.label());
            barred.push(task);
            continue;
        }
        match nomination.state {
            NominationState::Submitted if role == SeatRole::Secretary => {
                to_screen.push(task(here, "Chờ tiếp nhận", "wait"))
            }
            NominationState::Accepted if role == SeatRole::Secretary => {
                accepted.push(task(here, "Đã tiếp nhận", "info"))
            }
            NominationState::InScoring if scores => {
                let sheet = Some(paths::score_sheet(code));
                let state = sheets.get(&nomination.id).copied();
                match state {
                    Some(SheetState::Submitted) => scored.push(task(sheet, "Đã nộp phiếu", "ok")),
                    Some(SheetState::Draft) => to_score.push(task(sheet, "Đang chấm", "info")),
                    _ => to_score.push(task(sheet, "Chưa chấm", "wait")),
                }
                if chairs {
                    let count = counting::count(conn, &nomination, look.today)?;
                    let kind = if count.complete() { "ok" } else { "info" };
                    let words = format!(
                        "{}/{} phiếu đã nộp",
                        count.handed_in(),
                        count.bench.judges.len()
                    );
                    to_close.push(task(Some(paths::tally(code)), &words, kind));
                }
            }
            NominationState::Scored => {
                let recorded = result_store::find(conn, &nomination.id)?.is_some();
                match (recorded, chairs) {
                    (false, true) => {
                        to_close.push(task(Some(paths::tally(code)), "Chờ ghi kết quả", "wait"))
                    }
                    (false, false) => closed.push(task(here, "Đã khóa chấm điểm", "stop")),
                    (true, _) => closed.push(task(here, "Chờ quyết định", "info")),
                }
            }
            NominationState::Recognised => closed.push(task(here, nomination.state.label(), "ok")),
            NominationState::NotRecognised | NominationState::InConsultation => {
                closed.push(task(here, nomination.state.label(), "stop"));
            }
            state => others.push(task(here, state.label(), "stop")),
        }
    }
    let (done, of) = (scored.len(), scored.len() + to_score.len());
    let (to_screen_count, can_start) = (to_screen.len(), accepted.len());
    let groups = [
        ("Chờ tiếp nhận", to_screen),
        ("Đã tiếp nhận, chờ mở chấm điểm", accepted),
        ("Còn phải chấm", to_score),
        ("Chờ chủ trì khóa chấm điểm, ghi kết quả", to_close),
        ("Phiếu đã nộp", scored),
        ("Đã chấm xong", closed),
        ("Đang ở bước khác", others),
        ("Không tham gia do xung đột lợi ích", barred),
    ];
    Ok(DeskSection {
        code: campaign.code.clone(),
        name: campaign.name.clone(),
        phase: if campaign.held_at.is_some() {
            "Đang tạm dừng"
        } else {
            campaign.phase_at(look.now).label()
        },
        seat: role.label(),
        percent: (done * 100).checked_div(of).unwrap_or(0),
        done,
        of,
        to_screen: to_screen_count,
        can_start,
        groups: groups
            .into_iter()
            .filter(|(_, items)| !items.is_empty())
            .map(|(title, items)| TaskGroup { title, items })
            .collect(),
    })
}

/// Reads a dossier as the council and the host unit see it. Err: not found; `council.conflict_of_interest`.
pub fn dossier_page(conn: &mut Conn, look: &Look<'_>, code: &str) -> Result<DossierPage> {
    let nomination = nominations::get_by_code(conn, &NominationScope::of(look.actor), code)?;
    let facts = judging::facts_for(conn, look.actor, &nomination, look.today)?;
    require(look.actor, Action::ReadDossier, &facts)?;
    let campaign = campaigns::get(conn, &nomination.campaign_id)?;
    let frozen = dossier::dossier(conn, &nomination)?;
    let may = |action| allows(look.actor, action, &facts);
    let state = nomination.state;
    let result = result_store::find(conn, &nomination.id)?;
    let leads = may(Action::ScreenNomination) || may(Action::CloseScoring);
    let (mut count, mut barred) = (None, Vec::new());
    if leads {
        let scoring = counting::count(conn, &nomination, look.today)?;
        barred = named(&scoring.bench.barred);
        count = matches!(state, NominationState::InScoring | NominationState::Scored)
            .then(|| (scoring.handed_in(), scoring.bench.judges.len()));
    }
    let consulted = campaign.calendar.holds_consultation();
    let consultation = result
        .as_ref()
        .and_then(|result| result.consultation_from)
        .map(|from| campaign.consultation_since(from));
    let consultation_runs = consultation.is_some_and(|period| !period.end.is_over(look.today));
    let knows_result =
        result.is_some() && (leads || may(Action::Score) || may(Action::RecordDecision));
    Ok(DossierPage {
        version: nomination.version,
        state: state.label(),
        state_kind: kind_of(state),
        campaign: nomination.campaign_name.clone(),
        back: if look
            .actor
            .person()
            .is_some_and(|person| !person.seats.is_empty())
        {
            paths::COUNCIL_DESK
        } else {
            paths::CAMPAIGNS
        },
        can: Can {
            screen: state == NominationState::Submitted && may(Action::ScreenNomination),
            start_scoring: state == NominationState::Accepted && may(Action::StartScoring),
            score: state == NominationState::InScoring && may(Action::Score),
            declare: state.is_before_closing() && may(Action::DeclareConflict),
            tally: matches!(
                state,
                NominationState::InScoring
                    | NominationState::Scored
                    | NominationState::InConsultation
            ) && may(Action::CloseScoring),
            consult: consulted
                && state == NominationState::Scored
                && result.is_some()
                && may(Action::StartConsultation),
            decide: result.is_some()
                && may(Action::RecordDecision)
                && (state == NominationState::InConsultation && !consultation_runs
                    || (state == NominationState::Scored && !consulted)),
            decision: state.is_decided(),
        },
        consultation: consultation
            .filter(|_| knows_result)
            .map(|period| period.to_string()),
        consultation_runs,
        consultation_days: campaign.calendar.consultation_days,
        returns: nominations::returns(conn, &nomination.id)?
            .into_iter()
            .map(|one| ReturnView {
                when: in_vietnam(one.returned_at)
                    .format("%H:%M ngày %d/%m/%Y")
                    .to_string(),
                reasons: paragraphs(&one.reasons).map(str::to_owned).collect(),
            })
            .collect(),
        count,
        result: result.as_ref().filter(|_| knows_result).map(result_view),
        barred,
        errors: Vec::new(),
        typed: std::collections::BTreeMap::new(),
        dossier: DossierView::of(&frozen, look.base),
    })
}

fn named(barred: &[(super::FilledSeat, Ground)]) -> Vec<(String, &'static str)> {
    barred
        .iter()
        .map(|(seat, ground)| (seat.name.clone(), ground.label()))
        .collect()
}

/// How the state of a nomination is shown.
pub const fn kind_of(state: NominationState) -> &'static str {
    match state {
        NominationState::Recognised => "gold",
        NominationState::Submitted | NominationState::Returned => "wait",
        NominationState::Accepted
        | NominationState::InScoring
        | NominationState::Scored
        | NominationState::InConsultation => "info",
        _ => "stop",
    }
}

/// Reads the page on which a member declares a conflict. It shows nothing of the dossier but what it is about.
pub fn conflict_page(conn: &mut Conn, look: &Look<'_>, code: &str) -> Result<ConflictPage> {
    let nomination = nominations::get_by_code(conn, &NominationScope::of(look.actor), code)?;
    require(look.actor, Action::DeclareConflict, &nomination.facts())?;
    let grounds = [
        (
            Ground::KinDeclared,
            "Có quan hệ thân thích với người thực hiện, người đề nghị",
        ),
        (Ground::Declared, "Có lợi ích khác liên quan"),
    ];
    Ok(ConflictPage {
        code: code.to_owned(),
        unit: nomination.unit_name,
        title: nomination.model_title,
        grounds: grounds
            .iter()
            .map(|(ground, label)| Choice::new(ground.as_str(), *label))
            .collect(),
        errors: Vec::new(),
        typed: std::collections::BTreeMap::new(),
    })
}

/// What was typed into a sheet and what is wrong with it.
pub struct Typed<'t> {
    /// What was typed.
    pub sheet: &'t TypedSheet,
    /// What is wrong.
    pub errors: &'t FieldErrors,
    /// Whether the sheet was saved elsewhere meanwhile.
    pub elsewhere: bool,
}

/// Reads the own sheet beside the dossier; what was typed goes before what is stored. Err: not found;
/// `council.conflict_of_interest`; `Conflict("council.not_scoring")` before the scoring and for a member without a sheet.
pub fn sheet_page(
    conn: &mut Conn,
    look: &Look<'_>,
    code: &str,
    typed: Option<Typed<'_>>,
) -> Result<SheetPage> {
    let nomination = nominations::get_by_code(conn, &NominationScope::of(look.actor), code)?;
    let facts = judging::facts_for(conn, look.actor, &nomination, look.today)?;
    require(look.actor, Action::Score, &facts)?;
    let person = look
        .actor
        .person()
        .ok_or(AppError::Forbidden("forbidden"))?;
    let stored = sheet_store::find_newest(conn, &nomination.id, &person.id)?;
    let scoring = nomination.state == NominationState::InScoring;
    if !scoring && stored.is_none() {
        return Err(AppError::Conflict("council.not_scoring"));
    }
    let set = campaigns::criteria_of(conn, &nomination.criteria_set_id)?.set;
    let frozen = dossier::dossier(conn, &nomination)?;
    let no_errors = FieldErrors::new();
    let errors = typed.as_ref().map_or(&no_errors, |typed| typed.errors);
    let state = stored
        .as_ref()
        .map_or(SheetState::Draft, |sheet| sheet.state);
    let saved = stored.as_ref().map(|sheet| {
        let at = in_vietnam(sheet.updated_at);
        match state {
            SheetState::Draft => format!("Đã lưu lúc {}", at.format("%H:%M ngày %d/%m/%Y")),
            _ => format!("Đã nộp lúc {}", at.format("%H:%M ngày %d/%m/%Y")),
        }
    });
    Ok(SheetPage {
        campaign: nomination.campaign_name,
        criteria: format!("{} ({}, {})", set.name, set.document, set.issuer),
        state: state.label(),
        state_kind: sheet_kind(state),
        open: scoring && state == SheetState::Draft,
        can_revise: scoring && state == SheetState::Submitted,
        revision: stored.as_ref().map_or(1, |sheet| sheet.revision),
        version: stored.as_ref().map_or(0, |sheet| sheet.version),
        lines: lines(
            &set,
            stored.as_ref(),
            typed.as_ref().map(|typed| typed.sheet),
            errors,
        ),
        overall_remark: typed.as_ref().map_or_else(
            || {
                stored
                    .as_ref()
                    .map(|sheet| sheet.overall_remark.clone())
                    .unwrap_or_default()
            },
            |typed| typed.sheet.overall_remark.clone(),
        ),
        progress: progress(&set, stored.as_ref()),
        saved: saved.unwrap_or_default(),
        errors: errors.iter().cloned().collect(),
        elsewhere: typed.is_some_and(|typed| typed.elsewhere),
        dossier: DossierView::of(&frozen, look.base),
    })
}

/// Reads how far the scoring is and, once every sheet is in, what they add up to. Err: not found; `forbidden`;
/// `council.conflict_of_interest`.
pub fn tally_page(
    conn: &mut Conn,
    look: &Look<'_>,
    code: &str,
    typed: Option<(&Fields, &FieldErrors)>,
) -> Result<TallyPage> {
    let nomination = nominations::get_by_code(conn, &NominationScope::of(look.actor), code)?;
    let facts = judging::facts_for(conn, look.actor, &nomination, look.today)?;
    require(look.actor, Action::CloseScoring, &facts)?;
    let state = nomination.state;
    let campaign = campaigns::get(conn, &nomination.campaign_id)?;
    let count = counting::count(conn, &nomination, look.today)?;
    let result = result_store::find(conn, &nomination.id)?;
    if state != NominationState::InScoring && !state.is_scored() {
        return Err(AppError::Conflict("council.not_scoring"));
    }
    let tally = if count.complete() || state != NominationState::InScoring {
        let set = campaigns::criteria_of(conn, &nomination.criteria_set_id)?.set;
        let (tally, sheets) = counting::tally_of(conn, &campaign, &nomination, &count.bench)?;
        Some(tally_view(
            &set,
            result.as_ref().map_or(&tally, |result| &result.tally),
            &sheets,
        ))
    } else {
        None
    };
    Ok(TallyPage {
        code: code.to_owned(),
        title: nomination.model_title.clone(),
        unit: nomination.unit_name.clone(),
        campaign: nomination.campaign_name.clone(),
        state: state.label(),
        done: count.handed_in(),
        of: count.bench.judges.len(),
        barred: named(&count.bench.barred),
        can_close: state == NominationState::InScoring && count.complete(),
        can_record: state == NominationState::Scored && result.is_none(),
        result: result.as_ref().map(result_view),
        recommendations: Recommendation::ALL
            .iter()
            .map(|one| Choice::new(one.as_str(), one.label()))
            .collect(),
        errors: typed
            .map(|(_, errors)| errors.iter().cloned().collect())
            .unwrap_or_default(),
        typed: typed.map(|(fields, _)| fields.typed()).unwrap_or_default(),
        tally,
    })
}
