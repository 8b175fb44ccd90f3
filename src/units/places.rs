//! From the place names of a record to the unit of that name, of the record's own time.

use super::facts;
use super::model::{UnitKey, UnitLevel};
use super::names::{self, ProvinceMatch};
use super::store;
use crate::db::Conn;
use crate::error::Result;
use crate::ids::UnitId;
use chrono::NaiveDate;
use std::collections::HashMap;

/// The administrative areas by name, held in memory for the many look-ups of an import: some 14,000 names.
#[derive(Debug)]
pub struct Places {
    provinces: HashMap<UnitKey, UnitId>,
    /// By the unit above and the name; several where a ward and a commune share one.
    below: HashMap<(UnitId, String), Vec<Area>>,
}

#[derive(Debug, Clone)]
struct Area {
    id: UnitId,
    kind: Option<&'static str>,
    commune: bool,
}

impl Places {
    /// Reads the areas that stand now.
    pub fn load(conn: &mut Conn) -> Result<Self> {
        let mut places = Self {
            provinces: HashMap::new(),
            below: HashMap::new(),
        };
        for unit in store::list_territories(conn)? {
            match (unit.level, unit.key(), unit.parent_id) {
                (UnitLevel::Province, Some(key), _) => {
                    places.provinces.insert(key, unit.id);
                }
                (level, _, Some(parent)) => {
                    let (kind, name) = names::split_kind(&unit.name);
                    places
                        .below
                        .entry((parent, names::marked_key(name)))
                        .or_default()
                        .push(Area {
                            id: unit.id,
                            kind,
                            commune: level == UnitLevel::Grassroots,
                        });
                }
                _ => {}
            }
        }
        Ok(places)
    }

    /// The smallest area that the names settle: the commune, else the district, else the province. `on` is the day of
    /// the record, where it has one; a district puts it before July 2025 whatever the day, since people and papers go
    /// on naming one. Several communes in one text, an unknown name or one borne twice leave it at the level above.
    pub fn find(
        &self,
        province: &str,
        district: Option<&str>,
        commune: Option<&str>,
        on: Option<NaiveDate>,
    ) -> Option<UnitId> {
        let on = match district {
            Some(_) => facts::two_levels_since().pred_opt(),
            None => on,
        };
        let province = match names::find_province(province, on) {
            ProvinceMatch::Found(province) => province,
            ProvinceMatch::TwoMeanings { since, .. } => since,
            ProvinceMatch::Unknown => return None,
        };
        let province = self.provinces.get(&province.key)?;
        let above = match district {
            None => province,
            Some(district) => match self.below(province, district, false) {
                Some(district) => district,
                None => return Some(province.clone()),
            },
        };
        let found = commune.and_then(|commune| self.below(above, commune, true));
        Some(found.unwrap_or(above).clone())
    }

    fn below(&self, above: &UnitId, text: &str, commune: bool) -> Option<&UnitId> {
        let (kind, name) = names::split_kind(text);
        let named = self.below.get(&(above.clone(), names::marked_key(name)))?;
        let fits = |area: &&Area| area.commune == commune;
        let mut all = named.iter().filter(fits);
        match (all.next(), all.next(), kind) {
            (Some(only), None, _) => Some(&only.id),
            (Some(_), Some(_), Some(_)) => {
                let mut of_kind = named.iter().filter(fits).filter(|area| area.kind == kind);
                match (of_kind.next(), of_kind.next()) {
                    (Some(only), None) => Some(&only.id),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
