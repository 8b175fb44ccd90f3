//! Ranges of points with inclusive or exclusive ends, as ranks and bands use them.

use super::points::Points;

/// A range; an absent end is open, and the flag tells whether the end itself belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Interval {
    /// Lower end.
    pub low: Option<(Points, bool)>,
    /// Upper end.
    pub high: Option<(Points, bool)>,
}

impl Interval {
    /// Whether a value lies in it.
    pub(crate) fn holds(&self, value: Points) -> bool {
        self.low
            .is_none_or(|(end, inclusive)| value > end || (inclusive && value == end))
            && self
                .high
                .is_none_or(|(end, inclusive)| value < end || (inclusive && value == end))
    }

    /// Whether no value can lie in it.
    pub(crate) fn is_empty(&self) -> bool {
        match (self.low, self.high) {
            (Some((low, from)), Some((high, to))) => low > high || (low == high && !(from && to)),
            _ => false,
        }
    }

    /// The values both hold, or `None`.
    pub(crate) fn intersection(&self, other: &Self) -> Option<Self> {
        let low = match (self.low, other.low) {
            (Some(a), Some(b)) if a.0 == b.0 => Some((a.0, a.1 && b.1)),
            (Some(a), Some(b)) => Some(if a.0 > b.0 { a } else { b }),
            (one, two) => one.or(two),
        };
        let high = match (self.high, other.high) {
            (Some(a), Some(b)) if a.0 == b.0 => Some((a.0, a.1 && b.1)),
            (Some(a), Some(b)) => Some(if a.0 < b.0 { a } else { b }),
            (one, two) => one.or(two),
        };
        let both = Self { low, high };
        (!both.is_empty()).then_some(both)
    }

    /// The values between this range and a higher one that neither holds, or `None` where they meet.
    pub(crate) fn gap_below(&self, higher: &Self) -> Option<Self> {
        let (end, inclusive) = self.high?;
        let (start, start_inclusive) = higher.low?;
        let gap = Self {
            low: Some((end, !inclusive)),
            high: Some((start, !start_inclusive)),
        };
        (!gap.is_empty()).then_some(gap)
    }
}

/// In words: `từ 88 đến 90`, `trên 84,5 và dưới 85`.
impl std::fmt::Display for Interval {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.low, self.high) {
            (Some((low, true)), Some((high, true))) if low == high => write!(f, "{low}"),
            (Some((low, true)), Some((high, true))) => write!(f, "từ {low} đến {high}"),
            (Some((low, true)), Some((high, false))) => write!(f, "từ {low} đến dưới {high}"),
            (Some((low, false)), Some((high, true))) => write!(f, "trên {low} đến {high}"),
            (Some((low, false)), Some((high, false))) => write!(f, "trên {low} và dưới {high}"),
            (Some((low, true)), None) => write!(f, "từ {low} trở lên"),
            (Some((low, false)), None) => write!(f, "trên {low}"),
            (None, Some((high, true))) => write!(f, "từ {high} trở xuống"),
            (None, Some((high, false))) => write!(f, "dưới {high}"),
            (None, None) => f.write_str("mọi mức"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(low: i32, from: bool, high: i32, to: bool) -> Interval {
        Interval {
            low: Some((Points::whole(low), from)),
            high: Some((Points::whole(high), to)),
        }
    }

    #[test]
    fn ends_belong_only_when_said() {
        let half_open = between(85, true, 95, false);
        assert!(half_open.holds(Points::whole(85)) && !half_open.holds(Points::whole(95)));
        assert!(between(90, false, 100, true).holds(Points::hundredths(9001)));
        assert!(!between(90, false, 100, true).holds(Points::whole(90)));
        let open = Interval {
            low: None,
            high: Some((Points::whole(75), false)),
        };
        assert!(open.holds(Points::whole(-3)) && !open.holds(Points::whole(75)));
    }

    #[test]
    fn ranges_that_share_a_value_intersect() {
        let lower = between(88, true, 90, true);
        assert_eq!(
            lower.intersection(&between(90, true, 95, true)),
            Some(between(90, true, 90, true))
        );
        assert_eq!(lower.intersection(&between(90, false, 95, true)), None);
        assert_eq!(
            lower.intersection(&between(89, true, 95, true)),
            Some(between(89, true, 90, true))
        );
    }

    #[test]
    fn ranges_that_leave_values_out_have_a_gap() {
        let lower = between(70, true, 84, true);
        assert_eq!(
            lower.gap_below(&between(85, true, 100, true)),
            Some(between(84, false, 85, false))
        );
        assert_eq!(lower.gap_below(&between(84, false, 100, true)), None);
        assert_eq!(
            between(70, true, 85, false).gap_below(&between(85, true, 100, true)),
            None
        );
        assert_eq!(
            between(70, true, 85, false).gap_below(&between(85, false, 100, true)),
            Some(between(85, true, 85, true))
        );
    }

    #[test]
    fn ranges_read_as_people_say_them() {
        assert_eq!(between(88, true, 90, true).to_string(), "từ 88 đến 90");
        assert_eq!(between(90, true, 90, true).to_string(), "90");
        assert_eq!(
            between(84, false, 85, false).to_string(),
            "trên 84 và dưới 85"
        );
    }
}
