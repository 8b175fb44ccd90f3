//! From the place names of a record to the unit of that name, of the record's own time.

use super::facts;
use super::model::{UnitKey, UnitLevel};
use super::names::{self, ProvinceMatch};
use super::store;
use crate::db::Conn;
use crate::error::Result;
use crate::ids::UnitId;
use crate::vietnamese;
use chrono::NaiveDate;
use std::collections::HashMap;

/// The administrative areas by name, held in memory for the many look-ups of an import: some 14,000 names.
#[derive(Debug)]
pub struct Places {
    provinces: HashMap<UnitKey, UnitId>,
    /// What lies directly below a unit.
    below: Areas,
    /// Communes below a district by the district's province, for records that leave the district out.
    anywhere: Areas,
}

#[derive(Debug, Clone)]
struct Area {
    id: UnitId,
    kind: Option<&'static str>,
    commune: bool,
    /// Its name without its kind, with its marks.
    name: String,
}

/// Areas by the unit above and the letters of the name; several where a ward and a commune share one, or marks alone
/// tell them apart.
#[derive(Debug, Default)]
struct Areas(HashMap<(UnitId, String), Vec<Area>>);

impl Places {
    /// Reads the areas that stand now.
    pub fn load(conn: &mut Conn) -> Result<Self> {
        let mut places = Self {
            provinces: HashMap::new(),
            below: Areas::default(),
            anywhere: Areas::default(),
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
                    let area = Area {
                        id: unit.id,
                        kind,
                        commune: level == UnitLevel::Grassroots,
                        name: names::marked_key(name),
                    };
                    if let Some(province) = province_of_district.get(&parent) {
                        places.anywhere.add(province, name, area.clone());
                    }
                    places.below.add(&parent, name, area);
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
        let name = province;
        let province = self.province(name, on)?;
        let Some(district) = district else {
            let found = commune.and_then(|commune| {
                let here = self.commune_of(province, commune, on);
                here.or_else(|| self.commune_of_other_time(name, commune, on))
            });
            return Some(found.unwrap_or(province).clone());
        };
        let communes = |district: &UnitId| {
            commune.and_then(|commune| self.below.named(district, commune, true))
        };
        let districts = self.below.all_named(province, district, false);
        if let [only] = districts.as_slice() {
            return Some(communes(&only.id).unwrap_or(&only.id).clone());
        }
        // Two districts of one name, a town and what lies around it: that which has the commune.
        let mut found = districts
            .iter()
            .filter_map(|district| communes(&district.id));
        match (found.next(), found.next()) {
            (Some(only), None) => Some(only.clone()),
            _ => Some(province.clone()),
        }
    }

    fn province(&self, name: &str, on: Option<NaiveDate>) -> Option<&UnitId> {
        let province = match names::find_province(name, on) {
            ProvinceMatch::Found(province) => province,
            ProvinceMatch::TwoMeanings { since, .. } => since,
            ProvinceMatch::Unknown => return None,
        };
        self.provinces.get(&province.key)
    }

    /// A commune of the province that bore the name on the other side of 1 July 2025: a year says little of the side.
    fn commune_of_other_time(
        &self,
        province: &str,
        text: &str,
        on: Option<NaiveDate>,
    ) -> Option<&UnitId> {
        let since = facts::two_levels_since();
        let other = match on {
            Some(on) if on < since => Some(since),
            _ => since.pred_opt(),
        };
        self.commune_of(self.province(province, other)?, text, other)
    }

    /// A commune of a province: of today's, or for a record of before July 2025 of those in its districts; of the
    /// other time where its own has none of that name.
    fn commune_of(&self, province: &UnitId, text: &str, on: Option<NaiveDate>) -> Option<&UnitId> {
        let now = || self.below.named(province, text, true);
        let then = || self.anywhere.named(province, text, true);
        if on.is_some_and(|on| on < facts::two_levels_since()) {
            then().or_else(now)
        } else {
            now().or_else(then)
        }
    }
}

impl Areas {
    fn add(&mut self, above: &UnitId, name: &str, area: Area) {
        let key = (above.clone(), letters(name));
        self.0.entry(key).or_default().push(area);
    }

    /// The one area of that name below a unit, as [`Areas::all_named`] finds it.
    fn named(&self, above: &UnitId, text: &str, commune: bool) -> Option<&UnitId> {
        match self.all_named(above, text, commune).as_slice() {
            [only] => Some(&only.id),
            _ => None,
        }
    }

    /// The areas of that name below a unit: those with its marks; if there are none, those with its letters, since sources
    /// write `Đăk` and `Đắk`, `Krông Ana` and `Krông A Na`. Of several, those of the kind that the text says.
    fn all_named(&self, above: &UnitId, text: &str, commune: bool) -> Vec<&Area> {
        let (kind, name) = names::split_kind(text);
        let marked = names::marked_key(name);
        let areas = self.0.get(&(above.clone(), letters(name)));
        let all: Vec<&Area> = (areas.into_iter().flatten())
            .filter(|area| area.commune == commune)
            .collect();
        let all = narrowed(all, |area| area.name == marked);
        match kind {
            Some(_) if all.len() > 1 => narrowed(all, |area| area.kind == kind),
            _ => all,
        }
    }
}

/// Those that fit, if any does.
fn narrowed(all: Vec<&Area>, fits: impl Fn(&Area) -> bool) -> Vec<&Area> {
    let fitting: Vec<&Area> = all.iter().copied().filter(|area| fits(area)).collect();
    if fitting.is_empty() { all } else { fitting }
}

/// The letters and digits of a name alone, without marks.
fn letters(name: &str) -> String {
    let folded = vietnamese::fold(name);
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}
