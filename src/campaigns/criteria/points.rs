//! Points as exact decimals: read as people type them, shown the Vietnamese way, stored as text.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg, Sub};
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

/// Points (điểm): an exact decimal with at most four places and an absolute value up to 1,000,000.
///
/// Tables in use go to two places (1.25, 12.99) and to the hundreds; the bounds only keep sums of
/// many sheets far from the limits of [`Decimal`]. Never a binary float.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(Decimal);

/// Why a text is not a number of points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PointsError {
    /// Nothing was typed.
    #[error("Hãy nhập số điểm.")]
    Empty,
    /// Not a decimal number.
    #[error("Điểm phải là số, ví dụ 7 hoặc 7,5.")]
    NotANumber,
    /// One dot and three digits (1.500): a decimal to some, thousands to others.
    #[error(
        "Không rõ dấu chấm là phần lẻ hay hàng nghìn; hãy viết phần lẻ bằng dấu phẩy, ví dụ 7,5."
    )]
    Ambiguous,
    /// More than four decimal places.
    #[error("Điểm có tối đa 4 chữ số phần lẻ.")]
    TooPrecise,
    /// Beyond one million either way.
    #[error("Số điểm quá lớn.")]
    TooLarge,
}

const MAX_PLACES: u32 = 4;
const LIMIT: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

impl Points {
    /// No points.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Whole points.
    pub const fn whole(points: i32) -> Self {
        Self(Decimal::from_parts(
            points.unsigned_abs(),
            0,
            0,
            points < 0,
            0,
        ))
    }

    /// Hundredths of a point: `hundredths(1299)` is 12.99.
    pub const fn hundredths(hundredths: i32) -> Self {
        Self(Decimal::from_parts(
            hundredths.unsigned_abs(),
            0,
            0,
            hundredths < 0,
            2,
        ))
    }

    /// What a person typed: `7`, `7,5` or `7.5`, with a sign and spaces around allowed.
    /// Err: [`PointsError`], whose text can be shown beside the field.
    pub fn parse_typed(typed: &str) -> Result<Self, PointsError> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(PointsError::Empty);
        }
        if let Some((whole, places)) = typed.split_once('.')
            && places.len() == 3
            && whole.trim_start_matches(['-', '+', '−']) != "0"
            && places.bytes().all(|byte| byte.is_ascii_digit())
        {
            return Err(PointsError::Ambiguous);
        }
        Self::from_digits(&typed.replacen(',', ".", 1).replacen('−', "-", 1))
    }

    /// The stored form, as written by [`Points::to_text`]: a dot, no spaces. Err: as for typed text.
    pub fn from_text(text: &str) -> Result<Self, PointsError> {
        Self::from_digits(text)
    }

    /// The form to store: `7.5`, `-3`, `12.99`; one text per value, without trailing zeros.
    pub fn to_text(self) -> String {
        self.0.normalize().to_string()
    }

    /// The number itself.
    pub const fn decimal(self) -> Decimal {
        self.0
    }

    /// Distance from zero.
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// Whether the distance to `origin` is a whole number of `step`s. A step of zero or less fits everything.
    pub fn fits_step(self, origin: Self, step: Self) -> bool {
        step <= Self::ZERO || ((self.0 - origin.0) % step.0).is_zero()
    }

    /// These points times a count. Err: [`PointsError::TooLarge`].
    pub fn times(self, count: u32) -> Result<Self, PointsError> {
        Self::bounded(
            self.0
                .checked_mul(Decimal::from(count))
                .ok_or(PointsError::TooLarge)?,
        )
    }

    /// Arithmetic mean, rounded to two decimals with halves away from zero, as people round; `None` of nothing.
    /// Two decimals: TT 22/2025/TT-BNV, Điều 22.
    pub fn mean(values: &[Self]) -> Option<Self> {
        let count = Decimal::from(values.len());
        if values.is_empty() {
            return None;
        }
        let sum: Decimal = values.iter().map(|value| value.0).sum();
        Some(Self((sum / count).round_dp_with_strategy(
            2,
            RoundingStrategy::MidpointAwayFromZero,
        )))
    }

    fn from_digits(text: &str) -> Result<Self, PointsError> {
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (whole, places) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(places) {
            return Err(PointsError::NotANumber);
        }
        if places.trim_end_matches('0').len() > MAX_PLACES as usize {
            return Err(PointsError::TooPrecise);
        }
        if whole.trim_start_matches('0').len() > 7 {
            return Err(PointsError::TooLarge);
        }
        Self::bounded(Decimal::from_str(text).map_err(|_| PointsError::NotANumber)?)
    }

    fn bounded(value: Decimal) -> Result<Self, PointsError> {
        if value.abs() > LIMIT {
            Err(PointsError::TooLarge)
        } else {
            Ok(Self(value.normalize()))
        }
    }
}

/// As Vietnamese writes it: `7,5`.
impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.to_text().replace('.', ","))
    }
}

impl Add for Points {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Points {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Points {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(values: I) -> Self {
        values.fold(Self::ZERO, Add::add)
    }
}

impl FromStr for Points {
    type Err = PointsError;
    fn from_str(text: &str) -> Result<Self, PointsError> {
        Self::from_text(text)
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_text())
    }
}

/// Reads the stored text, and JSON numbers as criteria files write them.
impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PointsVisitor)
    }
}

struct PointsVisitor;

impl Visitor<'_> for PointsVisitor {
    type Value = Points;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("số điểm")
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Points, E> {
        Points::from_text(&value.to_string()).map_err(E::custom)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Points, E> {
        Points::from_text(&value.to_string()).map_err(E::custom)
    }

    /// The shortest text that reads back as the same float is what the file says, for any number of
    /// up to fifteen digits: 0.4 arrives as 0.4 exactly.
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Points, E> {
        Points::from_text(&value.to_string()).map_err(E::custom)
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Points, E> {
        Points::from_text(value).map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn points_are_read_as_people_type_them() {
        let table = [
            ("7", Ok("7")),
            ("7,5", Ok("7.5")),
            ("7.5", Ok("7.5")),
            (" 7,50 ", Ok("7.5")),
            ("-3", Ok("-3")),
            ("−2,5", Ok("-2.5")),
            ("0", Ok("0")),
            ("0.125", Ok("0.125")),
            ("12,9900", Ok("12.99")),
            ("1000000", Ok("1000000")),
            ("", Err(PointsError::Empty)),
            ("  ", Err(PointsError::Empty)),
            ("bảy", Err(PointsError::NotANumber)),
            ("7,5,5", Err(PointsError::NotANumber)),
            ("1.000,5", Err(PointsError::NotANumber)),
            ("7,", Err(PointsError::NotANumber)),
            (",5", Err(PointsError::NotANumber)),
            ("--7", Err(PointsError::NotANumber)),
            ("1e3", Err(PointsError::NotANumber)),
            ("٧", Err(PointsError::NotANumber)),
            ("NaN", Err(PointsError::NotANumber)),
            ("1.500", Err(PointsError::Ambiguous)),
            ("0,12345", Err(PointsError::TooPrecise)),
            ("1000000,5", Err(PointsError::TooLarge)),
            (
                "99999999999999999999999999999999999999",
                Err(PointsError::TooLarge),
            ),
        ];
        for (typed, expected) in table {
            let read = Points::parse_typed(typed).map(Points::to_text);
            assert_eq!(
                read.as_deref(),
                expected.as_ref().map(|text| *text),
                "{typed:?}"
            );
        }
    }

    #[test]
    fn points_are_shown_with_a_comma_and_stored_with_a_dot() {
        let points = Points::hundredths(1250);
        assert_eq!(points.to_string(), "12,5");
        assert_eq!(points.to_text(), "12.5");
        assert_eq!(serde_json::to_string(&points).unwrap(), "\"12.5\"");
        assert_eq!((-Points::whole(3)).to_string(), "-3");
    }

    #[test]
    fn json_numbers_arrive_exactly() {
        for (json, text) in [
            ("0.4", "0.4"),
            ("84.5", "84.5"),
            ("-3", "-3"),
            ("20", "20"),
            ("\"7.25\"", "7.25"),
        ] {
            assert_eq!(
                serde_json::from_str::<Points>(json).unwrap().to_text(),
                text
            );
        }
        assert!(serde_json::from_str::<Points>("1e300").is_err());
        assert!(serde_json::from_str::<Points>("true").is_err());
    }

    #[test]
    fn means_round_halves_away_from_zero_at_two_decimals() {
        let mean = |hundredths: &[i32]| {
            Points::mean(
                &hundredths
                    .iter()
                    .copied()
                    .map(Points::hundredths)
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(mean(&[]), None);
        assert_eq!(mean(&[1000, 1001]), Some(Points::hundredths(1001)));
        assert_eq!(mean(&[-1000, -1001]), Some(Points::hundredths(-1001)));
        assert_eq!(mean(&[100, 100, 101]), Some(Points::hundredths(100)));
    }

    #[test]
    fn steps_are_counted_from_their_origin() {
        let half = Points::hundredths(50);
        assert!(Points::hundredths(350).fits_step(Points::ZERO, half));
        assert!(!Points::hundredths(325).fits_step(Points::ZERO, half));
        assert!(Points::hundredths(-250).fits_step(Points::whole(-3), half));
        assert!(Points::hundredths(325).fits_step(Points::ZERO, Points::ZERO));
    }

    proptest! {
        #[test]
        fn every_value_reads_back_from_its_texts(hundredths in -100_000_000i32..=100_000_000) {
            let points = Points::hundredths(hundredths);
            prop_assert_eq!(Points::from_text(&points.to_text()), Ok(points));
            prop_assert_eq!(Points::parse_typed(&points.to_string()), Ok(points));
        }

        #[test]
        fn reading_never_panics(typed in ".{0,40}") {
            let _ = Points::parse_typed(&typed);
        }

        #[test]
        fn sums_are_exact(parts in prop::collection::vec(-100_000i32..=100_000, 0..200)) {
            let sum: Points = parts.iter().copied().map(Points::hundredths).sum();
            prop_assert_eq!(sum, Points::hundredths(parts.iter().sum()));
        }
    }
}
