//! Takes a model up.

use crate::access::{self, Action, Actor, Facts, Role};
use crate::app::App;
use crate::clock::in_vietnam;
use crate::db::{Conn, sql};
use crate::error::{AppError, FieldErrors, Result};
use crate::ids::{AdoptionId, Code, ModelId, UnitId, UserId};
use crate::log::{self, Event, EventKind};
use crate::models::model::{ModelState, Origin};
use crate::models::words::Label;
use crate::models::{self, Model};
use crate::replication::model::{AdoptionError, AdoptionState, check_lineage, starting_story};
use crate::replication::store::{self, Adoption};
use crate::text::{tidy, tidy_line};
use crate::units;
use crate::web::Fields;
use chrono::{Datelike, NaiveDate};
use serde_json::json;

/// Longest title and longest text of the form, in characters. Project policy.
const TITLE_MAX: usize = 200;
const TEXT_MAX: usize = 3_000;
/// How long ago an adoption may have begun that is entered now.
const YEARS_BACK: i32 = 10;

/// What the unit tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopt {
    /// The public address of the model taken up.
    pub source_slug: String,
    /// The adopter.
    pub unit_id: UnitId,
    /// The name of its own model.
    pub title: String,
    /// What is kept.
    pub kept: String,
    /// What is adapted, and why.
    pub adapted: String,
    /// Who helped; may be empty.
    pub helped_by: String,
    /// First day.
    pub started_on: NaiveDate,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopted {
    /// The adoption.
    pub adoption: Code,
    /// The adopter's own model, a draft.
    pub model: Code,
}

impl Adopt {
    /// Checks a form: `title`, `kept`, `adapted`, `helped_by`, `started_on`. Err: every field that is wrong.
    pub fn check(
        source_slug: String,
        unit_id: UnitId,
        fields: &Fields,
        today: NaiveDate,
    ) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::new();
        let title = tidy_line(fields.text("title"));
        if title.is_empty() {
            errors.push("title", "Hãy đặt tên cho mô hình của đơn vị.");
        } else if title.chars().count() > TITLE_MAX {
            errors.push("title", format!("Tên mô hình dài quá {TITLE_MAX} ký tự."));
        }
        let mut text = |field: &str, asked: Option<&str>| {
            let text = tidy(fields.text(field));
            if let Some(asked) = asked.filter(|_| text.is_empty()) {
                errors.push(field, asked);
            } else if text.chars().count() > TEXT_MAX {
                errors.push(field, format!("Nội dung dài quá {TEXT_MAX} ký tự."));
            }
            text
        };
        let kept = text(
            "kept",
            Some("Hãy nêu những việc giữ nguyên như mô hình gốc."),
        );
        let adapted = text(
            "adapted",
            Some("Hãy nêu điều chỉnh gì và vì sao; nếu làm đúng như gốc, hãy ghi rõ như vậy."),
        );
        let helped_by = text("helped_by", None);
        let started_on = match fields.text("started_on").parse::<NaiveDate>() {
            Ok(day) if day.year() < today.year() - YEARS_BACK || day.year() > today.year() + 1 => {
                Err(String::from(
                    "Ngày bắt đầu quá xa hôm nay. Xin kiểm tra lại năm.",
                ))
            }
            Ok(day) => Ok(day),
            Err(_) => Err(String::from("Hãy chọn ngày bắt đầu (ngày/tháng/năm).")),
        };
        let started_on = errors.take("started_on", started_on);
        match started_on {
            Some(started_on) if errors.is_empty() => Ok(Self {
                source_slug,
                unit_id,
                title,
                kept,
                adapted,
                helped_by,
                started_on,
            }),
            _ => Err(errors),
        }
    }
}

/// Creates the adopter's model, as a draft that begins with the source's text, and the link between both.
/// Err: `NotFound` for a source that is not public; `Forbidden` for who is not an officer of the unit; a conflict named
/// `replication.…` for what a unit must not take up.
pub async fn adopt(app: &App, actor: Actor, command: Adopt) -> Result<Adopted> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            access::require(
                &actor,
                Action::AdoptModel,
                &Facts::of_unit(&command.unit_id),
            )?;
            let person = actor.person().ok_or(AppError::Forbidden("forbidden"))?;
            let source =
                models::find_by_slug(conn, &command.source_slug)?.filter(|model| model.is_public);
            let source = source.ok_or(AppError::NotFound)?;
            let ours = person.units_as(&[Role::Officer]);
            may_take_up(conn, &source, &command.unit_id, &ours)?;
            let derived = derived(conn, &source, &command, now)?;
            check_lineage(&store::line_of(conn, &source.id)?, &derived.id)?;
            models::insert(conn, &derived)?;
            let adoption = adoption(conn, &source, &derived, &command, &person.id, now)?;
            store::insert(conn, &adoption)?;
            let link = json!({ "source": source.id.as_str(), "model": derived.id.as_str() });
            log::append(
                conn,
                &actor,
                Event::model(EventKind::ModelDrafted, &derived.id).with(link.clone()),
                now,
            )?;
            log::append(
                conn,
                &actor,
                Event::adoption(EventKind::AdoptionStarted, &adoption.id).with(link.clone()),
                now,
            )?;
            log::append(
                conn,
                &actor,
                Event::model(EventKind::ModelTakenUp, &source.id).with(link),
                now,
            )?;
            Ok(Adopted {
                adoption: adoption.code,
                model: derived.code,
            })
        })
        .await
}

fn may_take_up(conn: &mut Conn, source: &Model, unit_id: &UnitId, ours: &[UnitId]) -> Result<()> {
    if !source.state.is_alive() {
        return Err(AdoptionError::Ended.into());
    }
    let mut unit_and_before = units::with_predecessors(conn, unit_id)?;
    unit_and_before.retain(|unit| unit == unit_id || ours.contains(unit));
    if source
        .unit_id
        .as_ref()
        .is_some_and(|steward| unit_and_before.contains(steward))
    {
        return Err(AdoptionError::OwnModel.into());
    }
    if store::is_adopted(conn, &source.id, &unit_and_before)? {
        return Err(AdoptionError::Already.into());
    }
    Ok(())
}

fn derived(
    conn: &mut Conn,
    source: &Model,
    command: &Adopt,
    now: crate::clock::Moment,
) -> Result<Model> {
    let year = in_vietnam(now).year();
    let code = Code::numbered(
        "MH",
        year,
        sql::next_number(conn, &format!("MH-{year}"))?,
        4,
    );
    let id = ModelId::new();
    let unit = units::get(conn, &command.unit_id)?;
    let place = units::place_of(conn, &command.unit_id)?;
    let name = |unit: &Option<units::Unit>| unit.as_ref().map(|unit| unit.name.clone());
    Ok(Model {
        slug: models::free_slug(conn, &command.title, &code, &id)?,
        external_id: None,
        title: command.title.clone(),
        origin: Origin::Registered,
        label: Label::DanVanKheo,
        state: ModelState::Draft,
        unit_id: Some(command.unit_id.clone()),
        unit_name: unit.name,
        unit_kind: unit.kind,
        subject: source.subject,
        sector: source.sector,
        province_name: name(&place.province).unwrap_or_default(),
        district_name: name(&place.district),
        commune_name: name(&place.commune),
        province_code: place.province.as_ref().and_then(|unit| unit.code.clone()),
        place_unit_id: place.commune.or(place.province).map(|unit| unit.id),
        year: Some(command.started_on.year()),
        year_recognised: None,
        level: None,
        story: starting_story(&source.story, source.code.as_str()),
        source: None,
        is_public: false,
        published_at: None,
        created_at: now,
        updated_at: now,
        version: 1,
        themes: source.themes.clone(),
        figures: Vec::new(),
        id,
        code,
    })
}

fn adoption(
    conn: &mut Conn,
    source: &Model,
    derived: &Model,
    command: &Adopt,
    person: &UserId,
    now: crate::clock::Moment,
) -> Result<Adoption> {
    let year = in_vietnam(now).year();
    let number = sql::next_number(conn, &format!("NR-{year}"))?;
    let begun = command.started_on <= in_vietnam(now).date_naive();
    Ok(Adoption {
        id: AdoptionId::new(),
        code: Code::numbered("NR", year, number, 4),
        source_model_id: source.id.clone(),
        model_id: derived.id.clone(),
        unit_id: command.unit_id.clone(),
        state: if begun {
            AdoptionState::Running
        } else {
            AdoptionState::Intended
        },
        kept: command.kept.clone(),
        adapted: command.adapted.clone(),
        helped_by: command.helped_by.clone(),
        stop_reason: None,
        started_on: command.started_on,
        created_by: person.clone(),
        created_at: now,
        version: 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_checked_as_a_whole() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let check = |query: &str| {
            Adopt::check(
                "a".into(),
                UnitId::from("u"),
                &Fields::from_urlencoded(query.as_bytes()),
                today,
            )
        };
        let wrong = check("title=&kept=&adapted=&started_on=hôm nay").unwrap_err();
        let fields: Vec<&str> = wrong.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["title", "kept", "adapted", "started_on"]);
        assert!(check("title=A&kept=B&adapted=C&started_on=1026-11-21").is_err());
        assert!(
            check(&format!(
                "title={}&kept=B&adapted=C&started_on=2026-11-21",
                "a".repeat(201)
            ))
            .is_err()
        );
        assert!(check("title=A&kept=B&adapted=C&started_on=2026-11-21").is_ok());
    }
}
