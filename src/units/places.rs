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
    /// Communes below a district by the district's province, for records that leave the district out.
    anywhere: HashMap<(UnitId, String), Vec<Area>>,
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
            anywhere: HashMap::new(),
        };
        let units = store::list_territories(conn)?;
        let province_of_district: HashMap<UnitId, UnitId> = units
            .iter()
            .filter(|unit| unit.level == UnitLevel::District)
            .filter_map(|unit| Some((unit.id.clone(), unit.parent_id.clone()?)))
            .collect();
        for unit in units {
            match (unit.level, unit.key(), unit.parent_id) {
                (UnitLevel::Province, Some(key), _) => {
                    places.provinces.insert(key, unit.id);
                }
                (level, _, Some(parent)) => {
                    let (kind, name) = names::split_kind(&unit.name);
                    let key = names::marked_key(name);
                    let area = Area {
                        id: unit.id,
                        kind,
                        commune: level == UnitLevel::Grassroots,
                    };
                    if let Some(province) = province_of_district.get(&parent) {
                        let key = (province.clone(), key.clone());
                        places.anywhere.entry(key).or_default().push(area.clone());
                    }
                    places.below.entry((parent, key)).or_default().push(area);
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
        let Some(district) = district else {
            let found = commune.and_then(|commune| self.commune_of(province, commune, on));
            return Some(found.unwrap_or(province).clone());
        };
        let Some(district) = named(&self.below, province, district, false) else {
            return Some(province.clone());
        };
        let found = commune.and_then(|commune| named(&self.below, district, commune, true));
        Some(found.unwrap_or(district).clone())
    }

    /// A commune of a province: of today's, or for a record of before July 2025 of those in its districts; of the
    /// other time where its own has none of that name.
    fn commune_of(&self, province: &UnitId, text: &str, on: Option<NaiveDate>) -> Option<&UnitId> {
        let now = || named(&self.below, province, text, true);
        let then = || named(&self.anywhere, province, text, true);
        if on.is_some_and(|on| on < facts::two_levels_since()) {
            then().or_else(now)
        } else {
            now().or_else(then)
        }
    }
}

/// The one area of that name below a unit; of two, the one of the sort the text says.
fn named<'a>(
    areas: &'a HashMap<(UnitId, String), Vec<Area>>,
    above: &UnitId,
    text: &str,
    commune: bool,
) -> Option<&'a UnitId> {
    let (kind, name) = names::split_kind(text);
    let named = areas.get(&(above.clone(), names::marked_key(name)))?;
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
