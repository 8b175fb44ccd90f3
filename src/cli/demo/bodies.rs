//! The bodies of the demonstration, below communes and the province in which records of the catalogue lie today.

use crate::access::Actor;
use crate::app::App;
use crate::error::{AppError, Result};
use crate::ids::UnitId;
use crate::models;
use crate::units::model::{UnitKind, UnitLevel};
use crate::units::usecases::{NewUnit, add_unit_now};
use crate::units::{self, Unit, facts};

/// The provinces of the demonstration, by their codes of today: Cà Mau, on the ground of the former Cà Mau and Bạc Liêu,
/// and Thành phố Hồ Chí Minh, which took in Bình Dương and Bà Rịa - Vũng Tàu.
const PROVINCES: [(&str, [Place; 10]); 2] = [("96", CA_MAU), ("79", HO_CHI_MINH)];

/// What says in a name that it is for trying.
pub(super) const FOR_TRYING: &str = "(trình diễn)";

/// A body of the demonstration and the record whose story its model tells.
#[derive(Debug, Clone)]
pub(super) struct Body {
    /// Its unit.
    pub unit: Unit,
    /// The record of the catalogue.
    pub record: &'static str,
}

/// The bodies of a province.
#[derive(Debug, Clone)]
pub(super) struct Ground {
    /// The host of the campaign, of the whole province.
    pub host: Unit,
    /// Those that register and nominate, in the order of the tables below.
    pub grassroots: Vec<Body>,
}

/// The bodies: of the province that judges by conditions, and of the one that judges by points.
pub(super) type Bodies = [Ground; 2];

/// Record, sort of body, and its name, `{}` standing for the commune of today.
type Place = (&'static str, UnitKind, &'static str);

const CA_MAU: [Place; 10] = [
    ("s035", UnitKind::Party, "Đảng ủy {}"),
    ("s037", UnitKind::FrontOrg, "Hội Liên hiệp Phụ nữ {}"),
    ("s040", UnitKind::Government, "Ủy ban nhân dân {}"),
    ("s180", UnitKind::School, "Trường THCS Quách Phẩm Bắc, {}"),
    ("s141", UnitKind::FrontOrg, "Hội Nông dân {}"),
    (
        "s038",
        UnitKind::FrontOrg,
        "Ủy ban Mặt trận Tổ quốc Việt Nam {}",
    ),
    ("s039", UnitKind::ArmedForces, "Đồn Biên phòng Rạch Gốc, {}"),
    ("s188", UnitKind::FrontOrg, "Hội Liên hiệp Phụ nữ {}"),
    ("s166", UnitKind::ArmedForces, "Công an {}"),
    (
        "s233",
        UnitKind::ArmedForces,
        "Đồn Biên phòng Khánh Hội, {}",
    ),
];

const HO_CHI_MINH: [Place; 10] = [
    ("s011", UnitKind::Government, "Ủy ban nhân dân {}"),
    (
        "s135",
        UnitKind::FrontOrg,
        "Ủy ban Mặt trận Tổ quốc Việt Nam {}",
    ),
    ("s095", UnitKind::Party, "Đảng ủy {}"),
    ("s125", UnitKind::FrontOrg, "Hội Liên hiệp Phụ nữ {}"),
    ("s027", UnitKind::ArmedForces, "Công an {}"),
    (
        "s012",
        UnitKind::Government,
        "Trung tâm Phục vụ hành chính công {}",
    ),
    (
        "s025",
        UnitKind::FrontOrg,
        "Hội Liên hiệp Thanh niên Việt Nam {}",
    ),
    (
        "s026",
        UnitKind::FrontOrg,
        "Đoàn Thanh niên Cộng sản Hồ Chí Minh {}",
    ),
    ("s032", UnitKind::FrontOrg, "Hội Nông dân {}"),
    ("s028", UnitKind::Party, "Đảng ủy {}"),
];

/// Enters the bodies.
pub(super) fn enter(app: &App) -> Result<Bodies> {
    let [conditions, points] = PROVINCES.map(|(code, places)| ground(app, code, &places));
    Ok([conditions?, points?])
}

fn ground(app: &App, code: &'static str, places: &[Place]) -> Result<Ground> {
    let since = facts::two_levels_since();
    let province = app
        .db
        .read_now(|conn| units::find_by_code(conn, code, since))?
        .ok_or_else(|| AppError::internal("finding a province of the demonstration", code))?;
    let body = |name: String, kind, level, parent_id: &UnitId| {
        let new = NewUnit {
            name: format!("{name} {FOR_TRYING}"),
            kind,
            level,
            parent_id: parent_id.clone(),
            code: None,
            agency_code: None,
            valid_from: since,
        };
        add_unit_now(&app.db, &app.clock, &Actor::System, new)
    };
    let name = format!(
        "Ban Chỉ đạo phong trào thi đua “Dân vận khéo” {}",
        inside(&province.name)
    );
    let host = body(name, UnitKind::Party, UnitLevel::Province, &province.id)?;
    let mut grassroots = Vec::new();
    for &(record, kind, name) in places {
        let commune = commune_of(app, record)?;
        let name = name.replace("{}", &inside(&commune.name));
        let unit = body(name, kind, UnitLevel::Grassroots, &commune.id)?;
        grassroots.push(Body { unit, record });
    }
    Ok(Ground { host, grassroots })
}

/// Today's commune on the ground where the record of the catalogue lies; the main one of a divided commune.
fn commune_of(app: &App, record: &str) -> Result<Unit> {
    app.db.read_now(|conn| {
        let missing = || {
            AppError::internal(
                "placing the demonstration",
                format!("record {record} lies in no commune"),
            )
        };
        let model = models::find_by_external_id(conn, record)?.ok_or_else(missing)?;
        let place = model.place_unit_id.ok_or_else(missing)?;
        let today = units::today(conn, &place)?;
        today
            .into_iter()
            .find(|unit| unit.level == UnitLevel::Grassroots)
            .ok_or_else(missing)
    })
}

/// An area's name inside a sentence: `Xã Khánh Bình` becomes `xã Khánh Bình`.
fn inside(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}
