//! Begins a model of a unit.

use crate::access::{self, Action, Actor, Facts};
use crate::app::App;
use crate::clock::in_vietnam;
use crate::db::sql;
use crate::error::{FieldErrors, Result};
use crate::ids::{Code, ModelId, UnitId};
use crate::log::{self, Event, EventKind};
use crate::models::model::{ModelState, Origin};
use crate::models::registration::{Content, RawRegistration, Registration};
use crate::models::story::Story;
use crate::models::words::{Label, Sector, Subject};
use crate::models::{Model, store};
use crate::units;
use crate::web::Fields;
use chrono::Datelike;

/// What a new model begins with.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The unit it is of.
    pub unit_id: UnitId,
    /// Its name.
    pub title: String,
    /// Its field.
    pub sector: Sector,
    /// What it is.
    pub subject: Subject,
}

impl Draft {
    /// Checks a form: `name`, `sector`, `subject`. Err: every field that is wrong.
    pub fn check(fields: &Fields, unit_id: UnitId) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::new();
        let raw = RawRegistration {
            name: fields.text(Content::Name.field()).to_owned(),
            ..RawRegistration::default()
        };
        let title = match Registration::draft(&raw) {
            Ok(registration) => Some(registration.get(Content::Name).to_owned()),
            Err(wrong) => {
                wrong
                    .iter()
                    .for_each(|error| errors.push(error.field.as_str(), error.message.as_str()));
                None
            }
        };
        let sector = fields
            .text("sector")
            .parse()
            .map_err(|_| "Hãy chọn lĩnh vực.");
        let sector = errors.take("sector", sector);
        let subject = fields
            .text("subject")
            .parse()
            .map_err(|_| "Hãy chọn loại mô hình, điển hình.");
        let subject = errors.take("subject", subject);
        match (title, sector, subject) {
            (Some(title), Some(sector), Some(subject)) => Ok(Self {
                unit_id,
                title,
                sector,
                subject,
            }),
            _ => Err(errors),
        }
    }
}

/// Enters a draft under a new code; its place is the unit's. Err: `Forbidden` for who is not an officer of the unit.
pub async fn draft(app: &App, actor: Actor, command: Draft) -> Result<Model> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            access::require(
                &actor,
                Action::RegisterModel,
                &Facts::of_unit(&command.unit_id),
            )?;
            let year = in_vietnam(now).year();
            let number = sql::next_number(conn, &format!("MH-{year}"))?;
            let code = Code::numbered("MH", year, number, 4);
            let id = ModelId::new();
            let unit = units::get(conn, &command.unit_id)?;
            let place = units::place_of(conn, &command.unit_id)?;
            let name = |unit: &Option<units::Unit>| unit.as_ref().map(|unit| unit.name.clone());
            let model = Model {
                slug: store::free_slug(conn, &command.title, &code, &id)?,
                external_id: None,
                title: command.title,
                origin: Origin::Registered,
                label: Label::DanVanKheo,
                state: ModelState::Draft,
                unit_id: Some(command.unit_id),
                unit_name: unit.name,
                unit_kind: unit.kind,
                subject: command.subject,
                sector: command.sector,
                province_name: name(&place.province).unwrap_or_default(),
                district_name: name(&place.district),
                commune_name: name(&place.commune),
                province_code: place.province.as_ref().and_then(|unit| unit.code.clone()),
                place_unit_id: place.commune.or(place.province).map(|unit| unit.id),
                year: None,
                year_recognised: None,
                level: None,
                story: Story::default(),
                source: None,
                is_public: false,
                published_at: None,
                created_at: now,
                updated_at: now,
                version: 1,
                themes: Vec::new(),
                figures: Vec::new(),
                id,
                code,
            };
            store::insert(conn, &model)?;
            log::append(
                conn,
                &actor,
                Event::model(EventKind::ModelDrafted, &model.id),
                now,
            )?;
            Ok(model)
        })
        .await
}
