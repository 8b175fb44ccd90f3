//! Writes the facts that ship with the program into the database: once, and safe to begin again.

use super::facts::{self, Province};
use super::model::{SuccessionKind, UnitKey, UnitKind, UnitLevel, Validity};
use super::names;
use super::store::{self, Succession};
use super::unit::Unit;
use crate::access::Actor;
use crate::clock::Clock;
use crate::db::{Conn, Db};
use crate::error::Result;
use crate::ids::UnitId;
use crate::log::{self, Event, EventKind};
use crate::vietnamese::slug;
use chrono::NaiveDate;
use serde_json::json;
use std::collections::HashMap;

/// How far back the facts go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Provinces of before and after July 2025, and today's communes: some 3,400 rows.
    Provinces,
    /// Also the districts and communes of 30 June 2025, so that a record of an old place has its
    /// unit and leads to the one of today: some 10,700 rows more.
    OldCommunes,
}

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seeded {
    /// Units that were not there.
    pub units: usize,
    /// Successions of these.
    pub successions: usize,
}

/// The day of the first list of codes (QĐ 124/2004/QĐ-TTg). The shipped table says of a district or commune only that
/// it stood on 30 June 2025 and not since when: its key takes this day.
fn first_code_list() -> NaiveDate {
    NaiveDate::from_ymd_opt(2004, 7, 8).expect("8 July 2004 is a date")
}

/// Writes what is missing of the shipped facts, in one transaction with one entry in the log; none
/// where nothing is missing. What is there, by code and first day, is left as it is.
pub fn seed_facts(db: &Db, clock: &Clock, depth: Depth) -> Result<Seeded> {
    if db.read_now(|conn| is_complete(conn, depth))? {
        return Ok(Seeded::default());
    }
    let now = clock.now();
    db.write_now(|conn| {
        let mut seeding = Seeding::begin(conn)?;
        seeding.provinces();
        seeding.communes();
        if depth == Depth::OldCommunes {
            seeding.districts();
            seeding.old_communes();
        }
        let Seeding {
            units, successions, ..
        } = seeding;
        let seeded = Seeded {
            units: units.len(),
            successions: successions.len(),
        };
        let Some(first) = units.first() else {
            return Ok(seeded);
        };
        store::insert_all(conn, &units)?;
        store::insert_successions(conn, &successions)?;
        let event = Event::unit(EventKind::UnitsImported, &first.id).with(json!({
            "source": "shipped", "units": seeded.units, "successions": seeded.successions,
        }));
        log::append(conn, &Actor::System, event, now)?;
        Ok(seeded)
    })
}

/// Whether the last of the facts of this depth stands: they are written all together.
fn is_complete(conn: &mut Conn, depth: Depth) -> Result<bool> {
    let (code, from) = match depth {
        Depth::Provinces => (
            facts::communes().last().map(|unit| unit.code),
            facts::two_levels_since(),
        ),
        Depth::OldCommunes => (
            facts::old_communes().last().map(|unit| unit.code),
            first_code_list(),
        ),
    };
    match code {
        Some(code) => Ok(store::find_by_key(conn, &code, from)?.is_some()),
        None => Ok(true),
    }
}

/// The units to be written, and where each fact stands once they are.
struct Seeding {
    known: HashMap<UnitKey, UnitId>,
    units: Vec<Unit>,
    successions: Vec<Succession>,
    fresh: std::collections::HashSet<UnitId>,
}

impl Seeding {
    fn begin(conn: &mut Conn) -> Result<Self> {
        let known = store::list_territories(conn)?
            .into_iter()
            .filter_map(|unit| Some((unit.key()?, unit.id)))
            .collect();
        Ok(Self {
            known,
            units: Vec::new(),
            successions: Vec::new(),
            fresh: std::collections::HashSet::new(),
        })
    }

    /// Takes a unit that is not there yet.
    fn unit(&mut self, key: UnitKey, make: impl FnOnce(&Self, UnitId) -> Unit) {
        if self.known.contains_key(&key) {
            return;
        }
        let id = UnitId::new();
        let unit = make(self, id.clone());
        self.units.push(unit);
        self.fresh.insert(id.clone());
        self.known.insert(key, id);
    }

    /// Takes a succession of a unit that is not there yet.
    fn succession(
        &mut self,
        from: &UnitKey,
        to: &UnitKey,
        kind: SuccessionKind,
        on: NaiveDate,
        instrument: &str,
    ) {
        let (Some(from), Some(to)) = (self.known.get(from), self.known.get(to)) else {
            return;
        };
        if self.fresh.contains(from) {
            self.successions.push(Succession {
                from: from.clone(),
                to: to.clone(),
                kind,
                on,
                instrument: instrument.to_owned(),
            });
        }
    }

    fn province_id(&self, code: &str, on: NaiveDate) -> Option<UnitId> {
        let province = facts::province_by_code(code, on)?;
        self.known.get(&province.key).cloned()
    }

    fn provinces(&mut self) {
        for province in facts::provinces() {
            self.unit(province.key.clone(), |_, id| province_unit(id, province));
        }
        for province in facts::provinces() {
            if let Some(next) = &province.succession {
                self.succession(
                    &province.key,
                    &next.to,
                    next.kind,
                    next.date,
                    &next.instrument,
                );
            }
        }
    }

    fn communes(&mut self) {
        for commune in facts::communes() {
            let name = commune.full_name();
            self.unit(commune.key(), |seeding, id| Unit {
                id,
                slug: area_slug(&name, &commune.code, None),
                kind: UnitKind::Territory,
                level: UnitLevel::Grassroots,
                name,
                aliases: Vec::new(),
                parent_id: seeding.province_id(&commune.province_code, commune.valid_from),
                validity: Validity::since(commune.valid_from),
                code: Some(commune.code),
                agency_code: None,
                version: 1,
            });
        }
    }

    fn districts(&mut self) {
        for district in facts::districts() {
            let key = old_key(&district.code);
            let name = names::full_name(&district.kind, &district.name);
            self.unit(key, |seeding, id| Unit {
                id,
                slug: area_slug(&name, &district.code, Some(last_day())),
                kind: UnitKind::Territory,
                level: UnitLevel::District,
                name,
                aliases: Vec::new(),
                parent_id: seeding.province_id(&district.province_code, last_day()),
                validity: old_validity(),
                code: Some(district.code),
                agency_code: None,
                version: 1,
            });
        }
    }

    fn old_communes(&mut self) {
        let since = facts::two_levels_since();
        for old in facts::old_communes() {
            let key = old_key(&old.code);
            // An island district without communes stands among the districts already.
            let name = names::full_name(&old.kind, &old.name);
            self.unit(key.clone(), |seeding, id| Unit {
                id,
                slug: area_slug(&name, &old.code, Some(last_day())),
                kind: UnitKind::Territory,
                level: UnitLevel::Grassroots,
                name,
                aliases: Vec::new(),
                parent_id: seeding.known.get(&old_key(&old.district_code)).cloned(),
                validity: old_validity(),
                code: Some(old.code),
                agency_code: None,
                version: 1,
            });
            let kind = match old.successor_codes.len() {
                1 => SuccessionKind::Merge,
                _ => SuccessionKind::Split,
            };
            for code in old.successor_codes {
                let to = UnitKey {
                    code,
                    valid_from: since,
                };
                self.succession(&key, &to, kind, since, "");
            }
        }
    }
}

fn province_unit(id: UnitId, province: &Province) -> Unit {
    let name = province.title().full_name();
    let former = province.titles.iter().map(|title| title.full_name());
    let aliases = former
        .chain(province.aliases.iter().cloned())
        .filter(|alias| *alias != name)
        .collect();
    Unit {
        id,
        slug: match province.valid_to {
            None => slug(&name, SLUG_MAX),
            Some(last) => ended_slug(&slug(&name, SLUG_MAX), last),
        },
        kind: UnitKind::Territory,
        level: UnitLevel::Province,
        aliases,
        code: Some(province.key.code.clone()),
        agency_code: None,
        parent_id: None,
        validity: province.validity(),
        version: 1,
        name,
    }
}

/// The longest part of an address that comes from a name.
pub(super) const SLUG_MAX: usize = 80;

/// The address of an area: `xa-van-linh-06220`, `huyen-da-bac-150-den-2025`.
pub(super) fn area_slug(name: &str, code: &str, last: Option<NaiveDate>) -> String {
    let slug = format!("{}-{code}", slug(name, SLUG_MAX));
    match last {
        None => slug,
        Some(last) => ended_slug(&slug, last),
    }
}

fn ended_slug(slug: &str, last: NaiveDate) -> String {
    format!("{slug}-den-{}", last.format("%Y"))
}

fn last_day() -> NaiveDate {
    facts::two_levels_since()
        .pred_opt()
        .expect("1 July 2025 has a day before it")
}

fn old_key(code: &str) -> UnitKey {
    UnitKey {
        code: code.to_owned(),
        valid_from: first_code_list(),
    }
}

fn old_validity() -> Validity {
    Validity {
        from: first_code_list(),
        to: Some(last_day()),
    }
}
