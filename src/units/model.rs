//! Unit, its kind, level and dates, and what it became. No I/O.

use crate::words::words;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

words! {
    /// What sort of body a unit is.
    pub enum UnitKind {
        /// An administrative area: province, district, commune. Bodies hang under it.
        Territory = "territory", "Đơn vị hành chính";
        /// A Party committee, cell or commission.
        Party = "party", "Tổ chức Đảng";
        /// A People's Committee, People's Council or one of their agencies.
        Government = "government", "Cơ quan chính quyền";
        /// The Fatherland Front and its member organisations.
        FrontOrg = "front_org", "Mặt trận và đoàn thể";
        /// Army, police, border guard, militia.
        ArmedForces = "armed_forces", "Lực lượng vũ trang";
        /// A school or university of any level.
        School = "school", "Trường học";
        /// A company, cooperative or bank.
        Enterprise = "enterprise", "Doanh nghiệp, hợp tác xã";
        /// A parish, pagoda, church council or religious community.
        Religious = "religious", "Tổ chức tôn giáo";
        /// A hamlet, street group, club or self-governing group.
        Community = "community", "Cộng đồng dân cư";
    }
}

words! {
    /// Where a unit stands in the state; in order from the ground up.
    pub enum UnitLevel {
        /// Xã, phường, đặc khu and the bodies, schools and hamlets within them.
        Grassroots = "grassroots", "Cấp cơ sở";
        /// Huyện, quận, thị xã: history, none since 1 July 2025.
        District = "district", "Cấp huyện (đến 30/6/2025)";
        /// Tỉnh and thành phố.
        Province = "province", "Cấp tỉnh";
        /// The whole country.
        Central = "central", "Cấp Trung ương";
    }
}

words! {
    /// How one unit followed another.
    pub enum SuccessionKind {
        /// It went, with others, into one unit.
        Merge = "merge", "Sáp nhập";
        /// Its ground or tasks went to several units.
        Split = "split", "Chia tách";
        /// It goes on under another name or code.
        Rename = "rename", "Đổi tên";
        /// It passed whole to another unit that was already there.
        Transfer = "transfer", "Chuyển giao";
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
}

/// One unit in the tree, by whatever id the caller uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitLink<Id> {
    /// The unit.
    pub id: Id,
    /// The unit it stands under.
    pub parent_id: Option<Id>,
    /// Whether it is an administrative territory above the commune: no organisation of its own.
    pub place: bool,
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
    }
}
