//! Enters a body.

use super::free_slug;
use crate::access::{Action, Actor, Facts, require};
use crate::app::App;
use crate::clock::Clock;
use crate::db::Db;
use crate::error::{Doing, FieldErrors, Result};
use crate::ids::UnitId;
use crate::log::{self, Event, EventKind};
use crate::text::tidy_line;
use crate::units::model::{AgencyCode, UnitKind, UnitLevel, Validity};
use crate::units::store;
use crate::units::unit::Unit;
use chrono::NaiveDate;
use serde_json::json;

/// The longest name, in characters; as in an import.
const NAME_MAX: usize = 200;

/// A body to be entered below a unit that is there.
#[derive(Debug, Clone)]
pub struct NewUnit {
    /// The full name.
    pub name: String,
    /// What sort of body; areas come with the shipped facts and by import.
    pub kind: UnitKind,
    /// Where it stands.
    pub level: UnitLevel,
    /// The unit directly above.
    pub parent_id: UnitId,
    /// A code to know it by in imports.
    pub code: Option<String>,
    /// Its agency identifier.
    pub agency_code: Option<AgencyCode>,
    /// Its first day.
    pub valid_from: NaiveDate,
}

/// Enters a body, as an administrator. Err: `Invalid` with the wrong fields, not found for an unknown parent.
pub async fn add_unit(app: &App, actor: Actor, new: NewUnit) -> Result<Unit> {
    let (db, clock) = (app.db.clone(), app.clock.clone());
    tokio::task::spawn_blocking(move || add_unit_now(&db, &clock, &actor, new))
        .await
        .doing("entering a unit")?
}

/// [`add_unit`] for commands.
pub fn add_unit_now(db: &Db, clock: &Clock, actor: &Actor, new: NewUnit) -> Result<Unit> {
    require(actor, Action::ManageUnits, &Facts::default())?;
    let name = tidy_line(&new.name);
    let now = clock.now();
    db.write_now(|conn| {
        let parent = store::get(conn, &new.parent_id)?;
        let mut errors = FieldErrors::new();
        if name.is_empty() {
            errors.push("name", "Hãy nhập tên đầy đủ của đơn vị.");
        } else if name.chars().count() > NAME_MAX {
            errors.push("name", format!("Tên đơn vị dài quá {NAME_MAX} ký tự."));
        }
        if new.kind == UnitKind::Territory {
            errors.push(
                "kind",
                "Đơn vị hành chính được nhập theo danh mục của Nhà nước, không thêm riêng lẻ.",
            );
        }
        if new.level > parent.level {
            errors.push(
                "level",
                format!(
                    "“{}” không thể cao hơn cấp của đơn vị cấp trên.",
                    new.level.label()
                ),
            );
        }
        if !parent.validity.contains(new.valid_from) {
            errors.push(
                "parent_id",
                format!("{} không hoạt động vào ngày đơn vị bắt đầu.", parent.name),
            );
        }
        if let Some(code) = &new.code
            && store::find_by_key(conn, code, new.valid_from)?.is_some()
        {
            errors.push("code", "Mã này đã có đơn vị dùng từ cùng ngày.");
        }
        errors.into_result(())?;
        let unit = Unit {
            id: UnitId::new(),
            slug: free_slug(conn, &name, new.code.as_deref())?,
            kind: new.kind,
            level: new.level,
            aliases: Vec::new(),
            code: new.code.clone(),
            agency_code: new.agency_code.clone(),
            parent_id: Some(parent.id),
            validity: Validity::since(new.valid_from),
            version: 1,
            name,
        };
        store::insert(conn, &unit)?;
        let event = Event::unit(EventKind::UnitAdded, &unit.id).with(json!({ "name": unit.name }));
        log::append(conn, actor, event, now)?;
        Ok(unit)
    })
}
