//! Unit, its kind, level and dates, and what it became. No I/O.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A word that stands for none of the values of its list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown word {word:?}: expected one of {expected}")]
pub struct UnknownWord {
    /// The word as read.
    pub word: String,
    /// The words of the list, separated by commas.
    pub expected: &'static str,
}

/// What sort of body a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// An administrative area: province, district, commune. Bodies hang under it.
    Territory,
    /// A Party committee, cell or commission.
    Party,
    /// A People's Committee, People's Council or one of their agencies.
    Government,
    /// The Fatherland Front and its member organisations.
    FrontOrg,
    /// Army, police, border guard, militia.
    ArmedForces,
    /// A school, university or hospital-school of any level.
    School,
    /// A company, cooperative or bank.
    Enterprise,
    /// A parish, pagoda, church council or religious community.
    Religious,
    /// A hamlet, street group, club or self-governing group.
    Community,
}

impl UnitKind {
    /// Every kind, in the order in which lists show them.
    pub const ALL: [Self; 9] = [
        Self::Territory,
        Self::Party,
        Self::Government,
        Self::FrontOrg,
        Self::ArmedForces,
        Self::School,
        Self::Enterprise,
        Self::Religious,
        Self::Community,
    ];

    /// The word used in files, addresses and the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Territory => "territory",
            Self::Party => "party",
            Self::Government => "government",
            Self::FrontOrg => "front_org",
            Self::ArmedForces => "armed_forces",
            Self::School => "school",
            Self::Enterprise => "enterprise",
            Self::Religious => "religious",
            Self::Community => "community",
        }
    }

    /// The Vietnamese wording people see.
    pub fn label(self) -> &'static str {
        match self {
            Self::Territory => "Đơn vị hành chính",
            Self::Party => "Tổ chức Đảng",
            Self::Government => "Cơ quan chính quyền",
            Self::FrontOrg => "Mặt trận và đoàn thể",
            Self::ArmedForces => "Lực lượng vũ trang",
            Self::School => "Trường học",
            Self::Enterprise => "Doanh nghiệp, hợp tác xã",
            Self::Religious => "Tổ chức tôn giáo",
            Self::Community => "Cộng đồng dân cư",
        }
    }
}

impl FromStr for UnitKind {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == word)
            .ok_or_else(|| UnknownWord {
                word: word.to_owned(),
                expected: "territory, party, government, front_org, armed_forces, school, \
                           enterprise, religious, community",
            })
    }
}

impl fmt::Display for UnitKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Where a unit stands in the state; in order from the ground up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitLevel {
    /// Xã, phường, đặc khu and the bodies, schools and hamlets within them.
    Grassroots,
    /// Huyện, quận, thị xã: history, none since 1 July 2025.
    District,
    /// Tỉnh and thành phố.
    Province,
    /// The whole country.
    Central,
}

impl UnitLevel {
    /// Every level, from the ground up.
    pub const ALL: [Self; 4] = [
        Self::Grassroots,
        Self::District,
        Self::Province,
        Self::Central,
    ];

    /// The word used in files, addresses and the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Grassroots => "grassroots",
            Self::District => "district",
            Self::Province => "province",
            Self::Central => "central",
        }
    }

    /// The Vietnamese wording people see.
    pub fn label(self) -> &'static str {
        match self {
            Self::Grassroots => "Cấp cơ sở",
            Self::District => "Cấp huyện (đến 30/6/2025)",
            Self::Province => "Cấp tỉnh",
            Self::Central => "Cấp Trung ương",
        }
    }
}

impl FromStr for UnitLevel {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        Self::ALL
            .into_iter()
            .find(|level| level.as_str() == word)
            .ok_or_else(|| UnknownWord {
                word: word.to_owned(),
                expected: "grassroots, district, province, central",
            })
    }
}

impl fmt::Display for UnitLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How one unit followed another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuccessionKind {
    /// It went, with others, into one unit.
    Merge,
    /// Its ground or tasks went to several units.
    Split,
    /// It goes on under another name or code.
    Rename,
    /// It passed whole to another unit that was already there.
    Transfer,
}

impl SuccessionKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Merge, Self::Split, Self::Rename, Self::Transfer];

    /// The word used in files and the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Split => "split",
            Self::Rename => "rename",
            Self::Transfer => "transfer",
        }
    }

    /// The Vietnamese wording people see.
    pub fn label(self) -> &'static str {
        match self {
            Self::Merge => "Sáp nhập",
            Self::Split => "Chia tách",
            Self::Rename => "Đổi tên",
            Self::Transfer => "Chuyển giao",
        }
    }
}

impl FromStr for SuccessionKind {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == word)
            .ok_or_else(|| UnknownWord {
                word: word.to_owned(),
                expected: "merge, split, rename, transfer",
            })
    }
}

impl fmt::Display for SuccessionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The days on which something holds: from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Validity {
    /// The first day.
    pub from: NaiveDate,
    /// The last day; `None` while it still holds.
    pub to: Option<NaiveDate>,
}

impl Validity {
    /// Holds from `from` with no end in sight.
    pub fn since(from: NaiveDate) -> Self {
        Self { from, to: None }
    }

    /// Whether it holds on `date`.
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.from <= date && self.to.is_none_or(|to| date <= to)
    }

    /// Whether some day belongs to both.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.to.is_none_or(|to| other.from <= to) && other.to.is_none_or(|to| self.from <= to)
    }
}

/// What a unit is known by: official codes were reused with other meanings, so the code alone
/// names nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UnitKey {
    /// The official or registered code, with its leading zeros.
    pub code: String,
    /// The first day on which the code meant this unit.
    pub valid_from: NaiveDate,
}

impl fmt::Display for UnitKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.code, self.valid_from)
    }
}

/// The longest agency identifier, in characters.
const AGENCY_CODE_MAX: usize = 35;

/// A state agency's identifier (mã định danh), QĐ 20/2020/QĐ-TTg articles 4-6: groups of capital
/// letters and digits joined by dots, highest level first, such as `H49.12`; or `Z`, two digits of
/// a foreign scheme and its identifier. At most 35 characters. Party bodies often have none.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct AgencyCode(String);

impl AgencyCode {
    /// The identifier as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text has not the form of an agency identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an agency identifier: {0:?}")]
pub struct NotAnAgencyCode(pub String);

impl FromStr for AgencyCode {
    type Err = NotAnAgencyCode;

    fn from_str(text: &str) -> Result<Self, NotAnAgencyCode> {
        if is_agency_code(text.as_bytes()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAnAgencyCode(text.to_owned()))
        }
    }
}

/// `^[A-Y][0-9]{2}(\.[A-Z0-9]+)*$` or `^Z[0-9]{2}[A-Z0-9]{1,32}$`.
fn is_agency_code(code: &[u8]) -> bool {
    let group = |bytes: &[u8]| {
        !bytes.is_empty()
            && bytes
                .iter()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    let [letter, tens, ones, rest @ ..] = code else {
        return false;
    };
    if code.len() > AGENCY_CODE_MAX || !tens.is_ascii_digit() || !ones.is_ascii_digit() {
        return false;
    }
    match letter {
        b'Z' => group(rest),
        b'A'..=b'Y' => match rest {
            [] => true,
            [b'.', groups @ ..] => groups.split(|&byte| byte == b'.').all(group),
            _ => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn words_and_values_go_both_ways() {
        for kind in UnitKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            assert_eq!(
                serde_json::to_value(kind).unwrap(),
                serde_json::json!(kind.as_str())
            );
        }
        for level in UnitLevel::ALL {
            assert_eq!(level.as_str().parse(), Ok(level));
        }
        for kind in SuccessionKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        let error = "village".parse::<UnitLevel>().unwrap_err();
        assert_eq!(error.word, "village");
    }

    #[test]
    fn levels_rise_from_the_ground() {
        assert!(UnitLevel::ALL.is_sorted());
    }

    #[test]
    fn both_end_days_belong_to_a_validity() {
        let validity = Validity {
            from: day("2004-07-08"),
            to: Some(day("2025-06-30")),
        };
        assert!(validity.contains(day("2004-07-08")));
        assert!(validity.contains(day("2025-06-30")));
        assert!(!validity.contains(day("2004-07-07")));
        assert!(!validity.contains(day("2025-07-01")));
        assert!(!validity.overlaps(&Validity::since(day("2025-07-01"))));
        assert!(validity.overlaps(&Validity::since(day("2025-06-30"))));
    }

    #[test]
    fn agency_codes_keep_to_the_decision() {
        for good in [
            "H49",
            "G01",
            "K57",
            "H49.12",
            "H49.12.A9B",
            "Z01ABC123",
            "A00.000.00.00.00.00.00.00.00.00.000",
        ] {
            assert!(good.parse::<AgencyCode>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "H4",
            "h49",
            "49H",
            "000.00.00.H49",
            "H49.",
            "H49..1",
            "H491",
            "H49.a",
            "H49 ",
            "Z01",
            "Z01.A",
            "Z01A.B",
            "Đ49",
            "A00.000.00.00.00.00.00.00.00.00.0000",
        ] {
            assert!(bad.parse::<AgencyCode>().is_err(), "{bad}");
        }
        assert!(
            format!("Z01{}", "A".repeat(32))
                .parse::<AgencyCode>()
                .is_ok()
        );
        assert!(
            format!("Z01{}", "A".repeat(33))
                .parse::<AgencyCode>()
                .is_err()
        );
    }

    proptest! {
        #[test]
        fn well_formed_agency_codes_are_accepted(
            code in "[A-Y][0-9]{2}(\\.[A-Z0-9]{1,3}){0,8}"
        ) {
            prop_assert!(code.parse::<AgencyCode>().is_ok());
        }

        #[test]
        fn two_validities_overlap_exactly_when_one_contains_the_start_of_the_other(
            a in 0i64..40, a_length in proptest::option::of(0i64..20),
            b in 0i64..40, b_length in proptest::option::of(0i64..20),
        ) {
            let make = |start: i64, length: Option<i64>| {
                let from = day("2025-01-01") + chrono::Duration::days(start);
                Validity { from, to: length.map(|length| from + chrono::Duration::days(length)) }
            };
            let (a, b) = (make(a, a_length), make(b, b_length));
            prop_assert_eq!(a.overlaps(&b), a.contains(b.from) || b.contains(a.from));
        }
    }
}
