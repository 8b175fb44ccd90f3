//! What the campaigns' pages show.

use super::campaign::Campaign;
use super::criteria::{CriteriaSet, Usability, check, usability};
use super::criteria_store::StoredSet;
use super::model::Phase;
use crate::councils::FilledSeat;
use crate::error::FieldError;
use crate::nominations::Nomination;
use crate::nominations::model::NominationState;
use crate::pages::parts::{Choice, Fact, Stat, TimelineItem};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// `campaigns/list.html`.
#[derive(Debug, Serialize)]
pub struct ListPage {
    /// The campaigns, the newest first.
    pub campaigns: Vec<CampaignLine>,
    /// Whether the person may open one.
    pub can_open: bool,
    /// Dossiers that wait for this person's decision.
    pub to_decide: Vec<DecisionLine>,
}

/// A campaign in the list.
#[derive(Debug, Serialize)]
pub struct CampaignLine {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Who hosts it.
    pub host: String,
    /// Its level, in words.
    pub level: &'static str,
    /// Its phase, in words.
    pub phase: &'static str,
    /// How that is shown.
    pub phase_kind: &'static str,
    /// Last day for nominations.
    pub until: String,
}

/// A dossier that waits for a decision.
#[derive(Debug, Serialize)]
pub struct DecisionLine {
    /// Its code.
    pub code: String,
    /// The model's name.
    pub title: String,
    /// The unit.
    pub unit: String,
    /// What the council advises.
    pub advice: &'static str,
    /// The last day of the public consultation, while it goes on: until then nothing is decided.
    pub consulted_until: Option<String>,
}

/// `campaigns/new.html`.
#[derive(Debug, Serialize)]
pub struct NewPage {
    /// Whether the person may open one for every unit, and looks for it by its name.
    pub finds_hosts: bool,
    /// How many units have the name that was looked for.
    pub hosts_found: usize,
    /// Units offered as hosts, those first.
    pub hosts: Vec<Choice>,
    /// Levels.
    pub levels: Vec<Choice>,
    /// Sectors.
    pub sectors: Vec<Choice>,
    /// Sectors chosen so far.
    pub chosen_sectors: Vec<String>,
    /// Sets that can be scored by.
    pub criteria: Vec<Choice>,
    /// Sets that are only shown: name and why.
    pub unusable: Vec<(String, String)>,
    /// Councils of these units.
    pub councils: Vec<Choice>,
    /// What the rules say of a quorum.
    pub quorum_hint: String,
    /// What the rules say of the length of a consultation.
    pub consultation_hint: String,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// What was typed.
    pub typed: BTreeMap<String, String>,
}

/// What the form offers of the sets that stand in the database.
pub fn criteria_choices(sets: &[StoredSet]) -> (Vec<Choice>, Vec<(String, String)>) {
    let (mut usable, mut unusable) = (Vec::new(), Vec::new());
    for stored in sets {
        let set = &stored.set;
        match usability(set) {
            Usability::Scorable => {
                let defects: Vec<String> = check(set).iter().map(ToString::to_string).collect();
                let total = set
                    .base_total
                    .map(|total| format!(", {total} điểm"))
                    .unwrap_or_default();
                let notes = if defects.is_empty() {
                    String::new()
                } else {
                    format!(". Lưu ý: {}", defects.join(" "))
                };
                let about = format!(
                    "{} ({}); {}{total}{notes}",
                    set.document,
                    set.issuer,
                    set.scoring.label()
                );
                usable.push(Choice::new(stored.id.as_str(), &set.name).with_hint(about));
            }
            Usability::ShownOnly(obstacles) => {
                let why = obstacles
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join(" ");
                unusable.push((format!("{} ({})", set.name, set.document), why));
            }
        }
    }
    (usable, unusable)
}

/// `campaigns/show.html`.
#[derive(Debug, Serialize)]
pub struct ShowPage {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its phase, in words.
    pub phase: &'static str,
    /// How that is shown.
    pub phase_kind: &'static str,
    /// Who hosts it.
    pub host: String,
    /// Terms and texts: `ui.facts`.
    pub facts: Vec<Fact>,
    /// What else there is to know, in paragraphs.
    pub description: Vec<String>,
    /// Its calendar: `ui.timeline`.
    pub calendar: Vec<TimelineItem>,
    /// Why it is held.
    pub hold_reason: Option<String>,
    /// Its criteria set.
    pub criteria: CriteriaView,
    /// The council's name.
    pub council: String,
    /// Who sits in it.
    pub seats: Vec<SeatView>,
    /// Counts of nominations, for those who run it: `ui.stat`.
    pub stats: Vec<Stat>,
    /// Dossiers, for those who run it.
    pub nominations: Vec<NominationLine>,
    /// Whether the person may hold it or let it go on.
    pub can_hold: bool,
    /// Whether it is held.
    pub held: bool,
    /// Whether the person may change seats.
    pub can_seat: bool,
    /// What is wrong with the form on it.
    pub errors: Vec<FieldError>,
    /// What was typed.
    pub typed: BTreeMap<String, String>,
}

/// A criteria set as a table.
#[derive(Debug, Serialize)]
pub struct CriteriaView {
    /// Its name.
    pub name: String,
    /// Document, issuer, way of judging.
    pub about: String,
    /// Whether it has points.
    pub points: bool,
    /// Its lines.
    pub rows: Vec<CriteriaRow>,
    /// Ranks with their bounds.
    pub ranks: Vec<String>,
    /// What was found in the official table.
    pub defects: Vec<String>,
}

/// A line of a criteria table.
#[derive(Debug, Serialize)]
pub struct CriteriaRow {
    /// Its code.
    pub code: String,
    /// What is asked.
    pub label: String,
    /// Most points.
    pub max: String,
    /// Whether it is a heading.
    pub heading: bool,
    /// Evidence asked for.
    pub evidence: String,
}

/// The view of a set.
pub fn criteria_view(set: &CriteriaSet) -> CriteriaView {
    CriteriaView {
        name: set.name.clone(),
        about: format!("{}, {}; {}", set.document, set.issuer, set.scoring.label()),
        points: set
            .criteria
            .iter()
            .any(|criterion| criterion.max_points.is_some()),
        rows: set
            .criteria
            .iter()
            .map(|criterion| CriteriaRow {
                code: criterion.code.clone(),
                label: criterion.label.clone(),
                max: criterion
                    .max_points
                    .map(|max| max.to_string())
                    .unwrap_or_default(),
                heading: set.kind_of(criterion).is_group(),
                evidence: criterion.evidence.clone().unwrap_or_default(),
            })
            .collect(),
        ranks: set
            .ranks
            .iter()
            .map(|rank| match (rank.min, rank.max) {
                (Some(min), Some(max)) => format!("{}: từ {min} đến {max}", rank.label),
                (Some(min), None) => format!("{}: từ {min}", rank.label),
                (None, Some(max)) => format!("{}: đến {max}", rank.label),
                (None, None) => rank.label.clone(),
            })
            .collect(),
        defects: check(set).iter().map(ToString::to_string).collect(),
    }
}

/// A seat.
#[derive(Debug, Serialize)]
pub struct SeatView {
    /// Its id.
    pub id: String,
    /// Who.
    pub name: String,
    /// Their office.
    pub position: String,
    /// The seat.
    pub role: &'static str,
    /// From when until when.
    pub dates: String,
    /// Whether it is held today.
    pub is_held: bool,
    /// Whether its last day is over.
    pub is_over: bool,
}

/// The view of a seat on a day.
pub fn seat_view(seat: &FilledSeat, today: NaiveDate) -> SeatView {
    let day = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
    let (is_held, is_over) = (
        seat.holds_on(today),
        seat.valid_to.is_some_and(|last| last < today),
    );
    SeatView {
        id: seat.id.to_string(),
        name: seat.name.clone(),
        position: seat.position.clone(),
        role: seat.role.label(),
        dates: match seat.valid_to {
            None => format!("từ {}", day(seat.valid_from)),
            Some(last) if last < seat.valid_from => String::from("không giữ ngày nào"),
            Some(last) => format!("{} – {}", day(seat.valid_from), day(last)),
        },
        is_held,
        is_over,
    }
}

/// Counts of nominations by where they stand, and the share recognised of those decided.
pub fn stats(nominations: &[Nomination]) -> Vec<Stat> {
    let count = |states: &[NominationState]| {
        nominations
            .iter()
            .filter(|one| states.contains(&one.state))
            .count()
    };
    let recognised = count(&[NominationState::Recognised]);
    let decided = recognised + count(&[NominationState::NotRecognised]);
    let rate = (decided > 0).then(|| {
        format!(
            "{}% trong {decided} hồ sơ đã quyết định",
            (recognised * 100 + decided / 2) / decided
        )
    });
    vec![
        Stat::new(nominations.len(), "Hồ sơ đã gửi"),
        Stat::new(
            count(&[NominationState::Submitted, NominationState::Returned]),
            "Đang tiếp nhận, hoàn thiện",
        ),
        Stat::new(
            count(&[NominationState::Accepted, NominationState::InScoring]),
            "Đang chấm",
        ),
        Stat::new(
            count(&[NominationState::Scored, NominationState::InConsultation]),
            "Chờ quyết định",
        ),
        Stat::new(recognised, "Được công nhận").with_note(rate),
    ]
}

/// A dossier in a campaign's list.
#[derive(Debug, Serialize)]
pub struct NominationLine {
    /// Its code.
    pub code: String,
    /// The model's name.
    pub title: String,
    /// The unit.
    pub unit: String,
    /// Where it stands.
    pub state: &'static str,
    /// How that is shown.
    pub state_kind: &'static str,
}

/// `campaigns/council.html`.
#[derive(Debug, Serialize)]
pub struct CouncilPage {
    /// The campaign's code.
    pub code: String,
    /// The campaign's name.
    pub campaign: String,
    /// The council's name.
    pub name: String,
    /// Its seats, those whose last day is over at the end.
    pub seats: Vec<SeatView>,
    /// Seats there are.
    pub roles: Vec<Choice>,
    /// Names to sign in with, and whose they are.
    pub people: Vec<Choice>,
    /// Today, as date inputs take it.
    pub today: String,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// What was typed.
    pub typed: BTreeMap<String, String>,
}

/// The phase of a campaign and how it is shown.
pub fn phase_words(campaign: &Campaign, phase: Phase) -> (&'static str, &'static str) {
    if campaign.held_at.is_some() {
        return ("Đang tạm dừng", "warn");
    }
    let kind = match phase {
        Phase::Open => "ok",
        Phase::Planned | Phase::Closed => "stop",
        _ => "info",
    };
    (phase.label(), kind)
}
