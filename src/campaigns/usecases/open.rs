//! Opens a campaign.

use crate::access::{Action, Actor, Facts, require};
use crate::app::App;
use crate::campaigns::campaign::Campaign;
use crate::campaigns::criteria::{Usability, usability};
use crate::campaigns::model::{Calendar, RawCalendar};
use crate::campaigns::{criteria_store, store};
use crate::clock::Moment;
use crate::councils;
use crate::db::Conn;
use crate::error::{AppError, FieldErrors, Result};
use crate::ids::{CampaignId, CouncilId, CriteriaSetId, UnitId};
use crate::log::{self, Event, EventKind};
use crate::models::words::{RecognitionLevel, Sector};
use crate::rules::Share;
use chrono::Datelike;
use serde_json::json;

/// Longest name of a campaign or a council, in characters. Project policy.
const NAME_MAX_CHARS: usize = 200;
/// Longest legal basis and description, in characters. Project policy.
const TEXT_MAX_CHARS: usize = 4_000;

/// A campaign as typed. Every text may be anything.
#[derive(Debug, Clone, Default)]
pub struct OpenCampaign {
    /// Its name.
    pub name: String,
    /// Id of the host unit.
    pub host_unit_id: String,
    /// Word of the level.
    pub level: String,
    /// Words of the sectors.
    pub sectors: Vec<String>,
    /// Instruments it rests on.
    pub legal_basis: String,
    /// What else units have to know; may be empty.
    pub description: String,
    /// Its days.
    pub calendar: RawCalendar,
    /// Sheets needed: `2/3`, `80%`.
    pub quorum: String,
    /// Id of the criteria set's revision.
    pub criteria_set_id: String,
    /// Id of an existing council, or empty for a new one.
    pub council_id: String,
    /// Name of the new council.
    pub council_name: String,
}

/// A campaign whose fields are each right.
struct Checked {
    name: String,
    host_unit_id: UnitId,
    level: RecognitionLevel,
    sectors: Vec<Sector>,
    legal_basis: String,
    description: String,
    calendar: Calendar,
    quorum: Share,
    criteria_set_id: CriteriaSetId,
    council: CouncilChoice,
}

enum CouncilChoice {
    Existing(CouncilId),
    New(String),
}

/// Opens a campaign for a host unit, with a usable criteria set, which it freezes, and a council, which it forms where
/// a name was given. Err: `Invalid` with every wrong field.
pub async fn open(app: &App, actor: Actor, typed: OpenCampaign) -> Result<Campaign> {
    let now = app.clock.now();
    let year = app.clock.today().year();
    app.db
        .write(move |conn| open_in(conn, &actor, &typed, year, now))
        .await
}

/// [`open`] inside a write, for the demonstration.
pub fn open_in(
    conn: &mut Conn,
    actor: &Actor,
    typed: &OpenCampaign,
    year: i32,
    now: Moment,
) -> Result<Campaign> {
    let checked = check(typed)?;
    require(
        actor,
        Action::OpenCampaign,
        &Facts::of_host(&checked.host_unit_id),
    )?;
    // The unit's name is read so that a made-up id is told at its field, not by the database.
    crate::units::name_of(conn, &checked.host_unit_id)
        .map_err(|_| AppError::field("host_unit_id", "Hãy chọn đơn vị chủ trì trong danh sách."))?;
    let stored = criteria_store::get(conn, &checked.criteria_set_id).map_err(|_| {
        AppError::field(
            "criteria_set_id",
            "Hãy chọn một bộ tiêu chí trong danh sách.",
        )
    })?;
    if let Usability::ShownOnly(obstacles) = usability(&stored.set) {
        let why = obstacles
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(" ");
        return Err(AppError::field(
            "criteria_set_id",
            format!("Bộ tiêu chí này chưa dùng để chấm được: {why}"),
        ));
    }
    let council_id = match checked.council {
        CouncilChoice::New(name) => {
            councils::form_in(conn, actor, &checked.host_unit_id, &name, year, now)?
        }
        CouncilChoice::Existing(id) => {
            let known = councils::find(conn, &id)?
                .filter(|council| council.unit_id == checked.host_unit_id);
            known.map(|council| council.id).ok_or_else(|| {
                AppError::field(
                    "council_id",
                    "Hãy chọn một hội đồng của đơn vị chủ trì, hoặc thành lập hội đồng mới.",
                )
            })?
        }
    };
    let number = crate::db::sql::next_number(conn, &format!("DT-{year}"))?;
    let campaign = Campaign {
        id: CampaignId::new(),
        code: crate::ids::Code::numbered("DT", year, number, 2).to_string(),
        name: checked.name,
        host_unit_id: checked.host_unit_id,
        council_id,
        criteria_set_id: checked.criteria_set_id,
        level: checked.level,
        sectors: checked.sectors,
        legal_basis: checked.legal_basis,
        description: checked.description,
        calendar: checked.calendar,
        quorum: checked.quorum,
        held_at: None,
        hold_reason: None,
        version: 1,
    };
    store::insert(conn, &campaign, now)?;
    criteria_store::freeze(conn, &campaign.criteria_set_id, now)?;
    let what = json!({
        "code": campaign.code, "host_unit": campaign.host_unit_id, "council": campaign.council_id,
        "criteria_set": stored.set.id, "revision": stored.revision, "calendar": campaign.calendar,
        "quorum": campaign.quorum.to_string(),
    });
    log::append(
        conn,
        actor,
        Event::campaign(EventKind::CampaignOpened, &campaign.id).with(what),
        now,
    )?;
    Ok(campaign)
}

fn check(typed: &OpenCampaign) -> Result<Checked> {
    let mut errors = FieldErrors::new();
    let name = errors.take(
        "name",
        text(&typed.name, "Hãy nhập tên đợt thi đua.", NAME_MAX_CHARS),
    );
    let host = Some(UnitId::from(typed.host_unit_id.trim())).filter(|id| !id.as_str().is_empty());
    let host = errors.take("host_unit_id", host.ok_or("Hãy chọn đơn vị chủ trì."));
    let level = errors.take(
        "level",
        typed
            .level
            .parse::<RecognitionLevel>()
            .map_err(|_| "Hãy chọn cấp công nhận."),
    );
    let sectors: Vec<Sector> = Sector::ALL
        .iter()
        .copied()
        .filter(|sector| typed.sectors.iter().any(|word| word == sector.as_str()))
        .collect();
    if sectors.is_empty() {
        errors.push("sectors", "Hãy chọn ít nhất một lĩnh vực.");
    }
    let legal_basis = errors.take(
        "legal_basis",
        text(
            &typed.legal_basis,
            "Hãy ghi căn cứ của đợt thi đua.",
            TEXT_MAX_CHARS,
        ),
    );
    let description = errors.take(
        "description",
        at_most(typed.description.trim(), TEXT_MAX_CHARS),
    );
    let calendar = match Calendar::check(&typed.calendar) {
        Ok(calendar) => Some(calendar),
        Err(problems) => {
            problems
                .iter()
                .for_each(|problem| errors.push(problem.field.clone(), problem.message.clone()));
            None
        }
    };
    let quorum = errors.take(
        "quorum",
        typed.quorum.parse::<Share>().map_err(|no| no.to_string()),
    );
    let criteria = Some(CriteriaSetId::from(typed.criteria_set_id.trim()))
        .filter(|id| !id.as_str().is_empty());
    let criteria = errors.take("criteria_set_id", criteria.ok_or("Hãy chọn bộ tiêu chí."));
    let council = match typed.council_id.trim() {
        "" => errors
            .take(
                "council_name",
                text(
                    &typed.council_name,
                    "Hãy chọn một hội đồng, hoặc đặt tên cho hội đồng mới.",
                    NAME_MAX_CHARS,
                ),
            )
            .map(CouncilChoice::New),
        id => Some(CouncilChoice::Existing(CouncilId::from(id))),
    };
    match (
        name,
        host,
        level,
        legal_basis,
        description,
        calendar,
        quorum,
        criteria,
        council,
    ) {
        (
            Some(name),
            Some(host_unit_id),
            Some(level),
            Some(legal_basis),
            Some(description),
            Some(calendar),
            Some(quorum),
            Some(criteria_set_id),
            Some(council),
        ) if errors.is_empty() => Ok(Checked {
            name,
            host_unit_id,
            level,
            sectors,
            legal_basis,
            description,
            calendar,
            quorum,
            criteria_set_id,
            council,
        }),
        _ => Err(AppError::Invalid(errors)),
    }
}

fn text(typed: &str, missing: &str, most: usize) -> Result<String, String> {
    match typed.trim() {
        "" => Err(missing.to_owned()),
        text => at_most(text, most),
    }
}

fn at_most(text: &str, most: usize) -> Result<String, String> {
    if text.chars().count() <= most {
        Ok(text.to_owned())
    } else {
        Err(format!("Nội dung dài tối đa {most} ký tự."))
    }
}
