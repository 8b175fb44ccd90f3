//! What the rules of emulation councils fix. No national rule speaks of models of "Dân vận khéo"; these are the rules of
//! councils from which a campaign begins, and which it may set otherwise.

use super::dated::{Dated, day, in_force};
use super::share::Share;
use chrono::NaiveDate;

/// The ordinary quorum, of all members. NĐ 98/2023/NĐ-CP was followed by NĐ 152/2025/NĐ-CP on 1 July 2025; rules of
/// ministries and provinces made under the latter keep the value.
const QUORUM: [Dated<Share>; 2] = [
    Dated {
        value: Share::TWO_THIRDS,
        from: day(2024, 1, 1),
        until: Some(day(2025, 6, 30)),
        source: "Nghị định 98/2023/NĐ-CP, Điều 47",
    },
    Dated {
        value: Share::TWO_THIRDS,
        from: day(2025, 7, 1),
        until: None,
        source: "Thông tư 25/2025/TT-BKHCN; Quyết định 86/2025/QĐ-UBND tỉnh Bắc Ninh",
    },
];

/// The quorum where awards are considered; absent members give written opinions.
const AWARD_QUORUM: [Dated<Share>; 1] = [Dated {
    value: Share::percent(80),
    from: day(2025, 7, 1),
    until: None,
    source: "Quyết định 86/2025/QĐ-UBND tỉnh Bắc Ninh, Điều 8.4b",
}];

/// Points by which the totals of two members may differ before the head of the panel has to settle it.
const SPREAD_LIMIT: [Dated<i32>; 1] = [Dated {
    value: 10,
    from: day(2025, 1, 1),
    until: None,
    source: "Thông tư 22/2025/TT-BNV, Điều 22",
}];

/// The ordinary quorum on a day: a share of all members of the council.
pub fn quorum(on: NaiveDate) -> &'static Dated<Share> {
    in_force(&QUORUM, on).unwrap_or(&QUORUM[0])
}

/// The quorum where awards are considered, where a rule of that day has one.
pub fn award_quorum(on: NaiveDate) -> Option<&'static Dated<Share>> {
    in_force(&AWARD_QUORUM, on)
}

/// Points of spread between members' totals above which the chair is told.
pub fn spread_limit(on: NaiveDate) -> &'static Dated<i32> {
    in_force(&SPREAD_LIMIT, on).unwrap_or(&SPREAD_LIMIT[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_has_a_quorum_with_a_source() {
        for on in [
            day(2020, 1, 1),
            day(2025, 6, 30),
            day(2025, 7, 1),
            day(2026, 11, 22),
        ] {
            assert_eq!(quorum(on).value, Share::TWO_THIRDS);
            assert!(!quorum(on).source.is_empty() && !spread_limit(on).source.is_empty());
        }
        assert!(quorum(day(2025, 7, 1)).source.contains("2025"));
        assert_eq!(award_quorum(day(2025, 6, 30)), None);
    }
}
