//! A share as an exact fraction: two thirds are 2/3, which no whole percentage is.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A share of a number of people, more than nothing and at most all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// 2 of 2/3.
    pub numerator: u32,
    /// 3 of 2/3; never 0.
    pub denominator: u32,
}

/// What was typed is no share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Hãy nhập phân số như 2/3 hoặc tỷ lệ phần trăm như 80%, lớn hơn 0 và không quá 100%.")]
pub struct ShareError;

impl Share {
    /// Two thirds.
    pub const TWO_THIRDS: Self = Self {
        numerator: 2,
        denominator: 3,
    };

    /// Largest denominator that is taken. Only catches slips.
    const MAX_DENOMINATOR: u32 = 1_000;

    /// `numerator/denominator`. Err: nothing, more than all, or a denominator that is a slip.
    pub const fn new(numerator: u32, denominator: u32) -> Result<Self, ShareError> {
        if numerator == 0 || numerator > denominator || denominator > Self::MAX_DENOMINATOR {
            return Err(ShareError);
        }
        Ok(Self {
            numerator,
            denominator,
        })
    }

    /// A share in percent, for tables.
    pub(super) const fn percent(percent: u32) -> Self {
        Self {
            numerator: percent,
            denominator: 100,
        }
    }

    /// How many of `base` are at least this share: rounded up, never fewer than one.
    pub fn of(self, base: u32) -> u32 {
        let share = u64::from(base) * u64::from(self.numerator);
        let needed = share.div_ceil(u64::from(self.denominator.max(1))).max(1);
        u32::try_from(needed).unwrap_or(u32::MAX)
    }
}

impl fmt::Display for Share {
    /// As people wrote it: `2/3`, `80%`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.denominator {
            100 => write!(f, "{}%", self.numerator),
            denominator => write!(f, "{}/{denominator}", self.numerator),
        }
    }
}

impl FromStr for Share {
    type Err = ShareError;

    /// Reads `2/3`, `80%` and `80 %`. A bare number is refused: 80 may be a share or a count.
    fn from_str(typed: &str) -> Result<Self, ShareError> {
        let number = |text: &str| text.trim().parse::<u32>().map_err(|_| ShareError);
        let typed = typed.trim();
        if let Some(percent) = typed.strip_suffix('%') {
            return Self::new(number(percent)?, 100);
        }
        let (numerator, denominator) = typed.split_once('/').ok_or(ShareError)?;
        Self::new(number(numerator)?, number(denominator)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shares_are_rounded_up_and_exact() {
        for (share, base, needed) in [
            ("2/3", 9, 6),
            ("2/3", 7, 5),
            ("2/3", 3, 2),
            // What two thirds as a percentage would ask: one more.
            ("67%", 9, 7),
            ("80%", 9, 8),
            ("80%", 5, 4),
            ("90%", 10, 9),
            ("100%", 4, 4),
            ("1/2", 0, 1),
        ] {
            assert_eq!(
                share.parse::<Share>().unwrap().of(base),
                needed,
                "{share} of {base}"
            );
        }
    }

    #[test]
    fn what_is_no_share_is_refused() {
        for typed in [
            "", "80", "0%", "0/3", "101%", "4/3", "2/0", "-2/3", "2/3/4", "a/b", "2,5%", "1/1001",
        ] {
            assert_eq!(typed.parse::<Share>(), Err(ShareError), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn a_share_reads_back_as_it_is_written(numerator in 1u32..=1_000, more in 0u32..1_000) {
            let denominator = (numerator + more).min(1_000);
            let share = Share::new(numerator, denominator).unwrap();
            prop_assert_eq!(share.to_string().parse::<Share>().unwrap(), share);
        }

        #[test]
        fn enough_is_enough_and_one_fewer_is_not(numerator in 1u32..=100, more in 0u32..100, base in 1u32..10_000) {
            let share = Share::new(numerator, numerator + more).unwrap();
            let needed = u64::from(share.of(base));
            let (numerator, denominator) = (u64::from(share.numerator), u64::from(share.denominator));
            prop_assert!(needed * denominator >= u64::from(base) * numerator);
            prop_assert!((needed - 1) * denominator < u64::from(base) * numerator);
            prop_assert!(needed <= u64::from(base));
        }
    }
}
