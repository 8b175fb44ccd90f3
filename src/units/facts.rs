//! The facts about administrative units that ship with the program (`assets/units/`, whose README
//! names their sources). They seed the database; what changed since comes by `import units`.

use super::model::{SuccessionKind, UnitKey, Validity};
use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::sync::OnceLock;

/// A province-level unit, of today or of before July 2025.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Province {
    /// Its two-digit code and the day from which the code meant it.
    pub key: UnitKey,
    /// The last day; `None` for the 34 of today.
    pub valid_to: Option<NaiveDate>,
    /// The short name, without Tỉnh or Thành phố.
    pub name: String,
    /// What it was officially called and when, oldest first; never empty, without gaps.
    pub titles: Vec<Title>,
    /// Other names and spellings: for finding, never for showing.
    pub aliases: Vec<String>,
    /// Which unit took it in; `None` for the 34 of today.
    pub succession: Option<ProvinceSuccession>,
}

impl Province {
    /// The days on which it is a unit.
    pub fn validity(&self) -> Validity {
        Validity {
            from: self.key.valid_from,
            to: self.valid_to,
        }
    }

    /// Its title on `date`. Before its first day it is the first title, after its last the last:
    /// a record keeps the name of its own time even where the lists do not reach.
    pub fn title_on(&self, date: NaiveDate) -> &Title {
        self.titles
            .iter()
            .rev()
            .find(|title| title.validity.from <= date)
            .or(self.titles.first())
            .expect("every province has a title: checked by the tests of the shipped facts")
    }

    /// Its latest title.
    pub fn title(&self) -> &Title {
        self.titles
            .last()
            .expect("every province has a title: checked by the tests of the shipped facts")
    }
}

/// What a province was officially called for some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// `tỉnh` or `thành phố`.
    pub kind: String,
    /// The short name at that time.
    pub name: String,
    /// From when to when.
    pub validity: Validity,
    /// The instrument that gave it.
    pub instrument: String,
}

impl Title {
    /// The whole official name, such as `Tỉnh Phú Thọ` or `Thành phố Huế`.
    pub fn full_name(&self) -> String {
        super::names::full_name(&self.kind, &self.name)
    }
}

/// How a province of before July 2025 ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvinceSuccession {
    /// The unit that took it in.
    pub to: UnitKey,
    /// All are merges so far.
    pub kind: SuccessionKind,
    /// The first day of the new unit.
    pub date: NaiveDate,
    /// The resolution.
    pub instrument: String,
}

/// A commune-level unit in force since 1 July 2025.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Commune {
    /// Five digits; with `valid_from` the key.
    pub code: String,
    /// The day from which the code means this unit.
    pub valid_from: NaiveDate,
    /// `xã`, `phường` or `đặc khu`.
    pub kind: String,
    /// The name without its kind.
    pub name: String,
    /// The code of its province, as of `valid_from`.
    pub province_code: String,
}

impl Commune {
    /// Its key.
    pub fn key(&self) -> UnitKey {
        UnitKey {
            code: self.code.clone(),
            valid_from: self.valid_from,
        }
    }

    /// The whole official name, such as `Xã Vạn Linh`.
    pub fn full_name(&self) -> String {
        super::names::full_name(&self.kind, &self.name)
    }
}

/// A district-level unit on 30 June 2025, the last day there were any.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct District {
    /// Three digits.
    pub code: String,
    /// `huyện`, `quận`, `thị xã` or `thành phố`.
    pub kind: String,
    /// The name without its kind.
    pub name: String,
    /// The code of its province, as of 30 June 2025.
    pub province_code: String,
}

/// A commune of 30 June 2025 and today's communes on its ground; or an island district that had
/// no commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldCommune {
    /// Five digits (three for an island district).
    pub code: String,
    /// `xã`, `phường`, `thị trấn` (or `huyện`).
    pub kind: String,
    /// The name without its kind.
    pub name: String,
    /// The code of its district.
    pub district_code: String,
    /// The codes of today's communes, the main one first; never empty. A third party's reading,
    /// not an official table.
    pub successor_codes: Vec<String>,
}

/// The first day of the two-level local government and of today's codes.
pub fn two_levels_since() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 7, 1).expect("1 July 2025 is a date")
}

/// Every province-level unit that ships, in the order of code and date: 63 are valid on
/// 30 June 2025, 34 on 1 July 2025.
pub fn provinces() -> &'static [Province] {
    static PROVINCES: OnceLock<Vec<Province>> = OnceLock::new();
    PROVINCES.get_or_init(read_provinces)
}

/// The province with this key.
pub fn province(key: &UnitKey) -> Option<&'static Province> {
    provinces().iter().find(|province| province.key == *key)
}

/// The province whose code this was on `date`.
pub fn province_by_code(code: &str, date: NaiveDate) -> Option<&'static Province> {
    provinces()
        .iter()
        .find(|province| province.key.code == code && province.validity().contains(date))
}

/// The province of today on the ground of `province`: itself, or the one that took it in.
pub fn province_today(province: &'static Province) -> &'static Province {
    match &province.succession {
        None => province,
        Some(succession) => self::province(&succession.to)
            .expect("every succession leads to a province: checked by the tests"),
    }
}

/// The 3,321 communes, in the order of their codes.
pub fn communes() -> impl Iterator<Item = Commune> {
    rows(include_str!("../../assets/units/communes.csv"))
}

/// The 696 districts of 30 June 2025, in the order of their codes.
pub fn districts() -> impl Iterator<Item = District> {
    rows(include_str!("../../assets/units/districts-2025-06-30.csv"))
}

/// The 10,040 communes and communeless islands of 30 June 2025, in the order of their codes.
pub fn old_communes() -> impl Iterator<Item = OldCommune> {
    #[derive(Deserialize)]
    struct Row {
        code: String,
        kind: String,
        name: String,
        district_code: String,
        successor_codes: String,
    }
    rows(include_str!("../../assets/units/commune-successions.csv")).map(|row: Row| OldCommune {
        code: row.code,
        kind: row.kind,
        name: row.name,
        district_code: row.district_code,
        successor_codes: row.successor_codes.split(' ').map(str::to_owned).collect(),
    })
}

/// The rows of a shipped table.
fn rows<T: DeserializeOwned + 'static>(text: &'static str) -> impl Iterator<Item = T> {
    csv::Reader::from_reader(text.as_bytes())
        .into_deserialize()
        .map(|row| row.expect("shipped tables are well-formed: checked by the tests"))
}

fn read_provinces() -> Vec<Province> {
    #[derive(Deserialize)]
    struct ProvinceRow {
        code: String,
        valid_from: NaiveDate,
        valid_to: Option<NaiveDate>,
        name: String,
    }
    #[derive(Deserialize)]
    struct TitleRow {
        code: String,
        valid_from: NaiveDate,
        kind: String,
        name: String,
        from: NaiveDate,
        to: Option<NaiveDate>,
        instrument: String,
    }
    #[derive(Deserialize)]
    struct AliasRow {
        code: String,
        valid_from: NaiveDate,
        name: String,
    }
    #[derive(Deserialize)]
    struct SuccessionRow {
        from_code: String,
        from_valid_from: NaiveDate,
        to_code: String,
        to_valid_from: NaiveDate,
        kind: SuccessionKind,
        date: NaiveDate,
        instrument: String,
    }
    let key = |code, valid_from| UnitKey { code, valid_from };

    let mut titles: HashMap<UnitKey, Vec<Title>> = HashMap::new();
    for row in rows::<TitleRow>(include_str!("../../assets/units/province-titles.csv")) {
        let validity = Validity {
            from: row.from,
            to: row.to,
        };
        titles
            .entry(key(row.code, row.valid_from))
            .or_default()
            .push(Title {
                kind: row.kind,
                name: row.name,
                validity,
                instrument: row.instrument,
            });
    }
    let mut aliases: HashMap<UnitKey, Vec<String>> = HashMap::new();
    for row in rows::<AliasRow>(include_str!("../../assets/units/province-aliases.csv")) {
        aliases
            .entry(key(row.code, row.valid_from))
            .or_default()
            .push(row.name);
    }
    let mut successions: HashMap<UnitKey, ProvinceSuccession> = HashMap::new();
    for row in rows::<SuccessionRow>(include_str!("../../assets/units/province-successions.csv")) {
        let succession = ProvinceSuccession {
            to: key(row.to_code, row.to_valid_from),
            kind: row.kind,
            date: row.date,
            instrument: row.instrument,
        };
        successions.insert(key(row.from_code, row.from_valid_from), succession);
    }
    rows::<ProvinceRow>(include_str!("../../assets/units/provinces.csv"))
        .map(|row| {
            let key = key(row.code, row.valid_from);
            Province {
                titles: titles.remove(&key).unwrap_or_default(),
                aliases: aliases.remove(&key).unwrap_or_default(),
                succession: successions.remove(&key),
                key,
                valid_to: row.valid_to,
                name: row.name,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use unicode_normalization::is_nfc;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn valid_on(date: &str) -> Vec<&'static Province> {
        let date = day(date);
        provinces()
            .iter()
            .filter(|province| province.validity().contains(date))
            .collect()
    }

    #[test]
    fn sixty_three_provinces_until_june_2025_and_thirty_four_since() {
        assert_eq!(valid_on("2025-06-30").len(), 63);
        assert_eq!(valid_on("2025-07-01").len(), 34);
        assert_eq!(valid_on("2026-11-22").len(), 34);
    }

    #[test]
    fn every_province_is_of_today_or_has_a_successor_of_today() {
        for province in provinces() {
            assert_eq!(
                province.valid_to.is_some(),
                province.succession.is_some(),
                "{}",
                province.name
            );
            let today = province_today(province);
            assert!(today.validity().contains(day("2026-11-22")));
            if let Some(succession) = &province.succession {
                assert_eq!(succession.date, two_levels_since());
                assert_eq!(succession.instrument, "NQ 202/2025/QH15");
                assert_eq!(province.valid_to, succession.date.pred_opt());
            }
        }
        let merged: HashSet<_> = provinces()
            .iter()
            .filter_map(|province| province.succession.as_ref().map(|next| &next.to))
            .collect();
        assert_eq!(merged.len(), 23);
    }

    #[test]
    fn seven_codes_mean_another_province_today() {
        let reused: Vec<_> = provinces()
            .iter()
            .filter(|province| province.valid_to.is_some())
            .filter_map(|old| {
                let new = province_by_code(&old.key.code, two_levels_since())?;
                (new.name != old.name).then_some((
                    old.key.code.as_str(),
                    old.name.as_str(),
                    new.name.as_str(),
                ))
            })
            .collect();
        assert_eq!(
            reused,
            [
                ("15", "Yên Bái", "Lào Cai"),
                ("24", "Bắc Giang", "Bắc Ninh"),
                ("44", "Quảng Bình", "Quảng Trị"),
                ("52", "Bình Định", "Gia Lai"),
                ("80", "Long An", "Tây Ninh"),
                ("82", "Tiền Giang", "Đồng Tháp"),
                ("91", "Kiên Giang", "An Giang"),
            ]
        );
    }

    #[test]
    fn titles_cover_a_province_without_gap_and_end_with_it() {
        for province in provinces() {
            let titles = &province.titles;
            assert_eq!(titles[0].validity.from, province.key.valid_from);
            assert_eq!(province.title().validity.to, province.valid_to);
            for pair in titles.windows(2) {
                let last_day = pair[0].validity.to.expect("only the last title is open");
                assert_eq!(last_day.succ_opt(), Some(pair[1].validity.from));
            }
        }
        let cities = |date| {
            valid_on(date)
                .iter()
                .filter(|province| province.title_on(day(date)).kind == "thành phố")
                .count()
        };
        assert_eq!(cities("2024-12-31"), 5);
        assert_eq!(cities("2025-06-30"), 6);
        assert_eq!(cities("2025-07-01"), 6);
        assert_eq!(cities("2026-04-30"), 7);
        assert_eq!(cities("2026-09-01"), 8);
        assert_eq!(cities("2026-09-20"), 9);
    }

    #[test]
    fn three_thousand_three_hundred_and_twenty_one_communes_lie_in_the_provinces_of_today() {
        let communes: Vec<_> = communes().collect();
        assert_eq!(communes.len(), 3321);
        let kind = |kind: &str| communes.iter().filter(|unit| unit.kind == kind).count();
        assert_eq!(
            (kind("xã"), kind("phường"), kind("đặc khu")),
            (2621, 687, 13)
        );
        let codes: HashSet<_> = communes.iter().map(|unit| &unit.code).collect();
        assert_eq!(codes.len(), communes.len());
        let provinces: HashSet<_> = communes.iter().map(|unit| &unit.province_code).collect();
        assert_eq!(provinces.len(), 34);
        for commune in &communes {
            assert_eq!(commune.code.len(), 5);
            assert!(commune.code.bytes().all(|byte| byte.is_ascii_digit()));
            assert_eq!(commune.valid_from, two_levels_since());
            assert!(province_by_code(&commune.province_code, commune.valid_from).is_some());
            assert!(is_nfc(&commune.name) && commune.name.trim() == commune.name);
        }
    }

    #[test]
    fn every_old_commune_leads_to_communes_of_today_and_all_are_reached() {
        let today: HashMap<_, _> = communes()
            .map(|unit| (unit.code, unit.province_code))
            .collect();
        let districts: HashMap<_, _> = districts()
            .map(|district| (district.code, district.province_code))
            .collect();
        assert_eq!(districts.len(), 696);
        let last_day = two_levels_since().pred_opt().expect("a day before");
        let mut reached = HashSet::new();
        let mut codes = HashSet::new();
        for old in old_communes() {
            let province = province_by_code(&districts[&old.district_code], last_day)
                .expect("a district lies in a province of its time");
            assert!(!old.successor_codes.is_empty());
            for code in old.successor_codes {
                assert_eq!(
                    today[&code],
                    province_today(province).key.code,
                    "{}",
                    old.name
                );
                reached.insert(code);
            }
            assert!(codes.insert(old.code));
        }
        assert_eq!(codes.len(), 10_040);
        assert_eq!(codes.iter().filter(|code| code.len() == 5).count(), 10_035);
        assert_eq!(reached.len(), 3321);
    }
}
