//! A unit as the registry keeps it. No I/O.

use super::model::{AgencyCode, UnitKey, UnitKind, UnitLevel, Validity};
use super::names;
use crate::ids::UnitId;
use crate::vietnamese;
use chrono::NaiveDate;
use serde::Serialize;
use std::cmp::Ordering;

/// A unit: an administrative area, or a body that stands under one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The id.
    pub id: UnitId,
    /// The last part of its address; kept when the name changes.
    pub slug: String,
    /// What sort of body.
    pub kind: UnitKind,
    /// Where it stands.
    pub level: UnitLevel,
    /// The full official name, such as `Xã Vạn Linh`.
    pub name: String,
    /// Other names and spellings: for finding, never for showing.
    pub aliases: Vec<String>,
    /// The official or registered code; with the first day the key.
    pub code: Option<String>,
    /// The agency identifier (mã định danh).
    pub agency_code: Option<AgencyCode>,
    /// The unit directly above.
    pub parent_id: Option<UnitId>,
    /// The days on which it is a unit.
    pub validity: Validity,
    /// Counts its changes, from 1.
    pub version: i64,
}

impl Unit {
    /// Code and first day, where it has a code.
    pub fn key(&self) -> Option<UnitKey> {
        self.code.clone().map(|code| UnitKey {
            code,
            valid_from: self.validity.from,
        })
    }

    /// The name without the word for the sort of area: `Vạn Linh`. Bodies keep their whole name.
    pub fn short_name(&self) -> &str {
        if self.kind == UnitKind::Territory {
            names::split_kind(&self.name).1
        } else {
            &self.name
        }
    }

    /// Compares by short name in Vietnamese order; units of one name by their address.
    pub fn compare_names(&self, other: &Self) -> Ordering {
        vietnamese::compare(self.short_name(), other.short_name())
            .then_with(|| self.slug.cmp(&other.slug))
    }

    /// What lists and choices show of it on `day`.
    pub fn card(&self, day: NaiveDate) -> UnitCard {
        UnitCard {
            id: self.id.clone(),
            slug: self.slug.clone(),
            name: self.name.clone(),
            kind: self.kind,
            level: self.level,
            code: self.code.clone(),
            ended_on: self.validity.to.filter(|last| *last < day),
        }
    }

    /// What it is found by: its short name, its whole name and each alias, folded, each followed by
    /// a bar, none twice.
    pub(super) fn name_key(&self) -> String {
        let texts = [self.short_name(), &self.name].map(names::folded_key);
        let aliases = self.aliases.iter().map(|alias| names::folded_key(alias));
        let mut keys: Vec<String> = Vec::new();
        for key in texts.into_iter().chain(aliases) {
            if !key.is_empty() && !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys.iter().map(|key| format!("{key}|")).collect()
    }
}

/// A unit in a list or as a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitCard {
    /// The id; for forms, never shown.
    pub id: UnitId,
    /// The last part of its address.
    pub slug: String,
    /// The full official name.
    pub name: String,
    /// What sort of body.
    pub kind: UnitKind,
    /// Where it stands.
    pub level: UnitLevel,
    /// The official or registered code.
    pub code: Option<String>,
    /// Its last day, if it has ended.
    pub ended_on: Option<NaiveDate>,
}

/// The administrative areas a unit stands in, as its tree of its own time has them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Xã, phường, đặc khu.
    pub commune: Option<Unit>,
    /// Huyện, quận, thị xã; history, none since 1 July 2025.
    pub district: Option<Unit>,
    /// Tỉnh, thành phố.
    pub province: Option<Unit>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(kind: UnitKind, name: &str, aliases: &[&str]) -> Unit {
        Unit {
            id: UnitId::new(),
            slug: "a".into(),
            kind,
            level: UnitLevel::Province,
            name: name.into(),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            code: None,
            agency_code: None,
            parent_id: None,
            validity: Validity::since("2025-07-01".parse().expect("a date")),
            version: 1,
        }
    }

    #[test]
    fn a_unit_is_found_by_its_short_and_whole_name_and_its_aliases() {
        let area = unit(UnitKind::Territory, "Tỉnh Đắk Lắk", &["Đăk Lăk", "Đarlac"]);
        assert_eq!(area.name_key(), "dak lak|tinh dak lak|darlac|");
        let body = unit(UnitKind::Party, "Đảng ủy xã Vạn Linh", &[]);
        assert_eq!(body.name_key(), "dang uy xa van linh|");
    }

    #[test]
    fn a_card_says_the_last_day_only_once_it_is_past() {
        let mut unit = unit(UnitKind::Territory, "Tỉnh Hòa Bình", &[]);
        let last: NaiveDate = "2025-06-30".parse().unwrap();
        unit.validity.to = Some(last);
        assert_eq!(unit.card(last).ended_on, None);
        let next = last.succ_opt().unwrap();
        assert_eq!(unit.card(next).ended_on, Some(last));
    }
}
