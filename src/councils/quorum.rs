//! How many sheets of a council are enough.

use serde::{Deserialize, Serialize};

use crate::rules::Share;

/// A quorum as a share of a named base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quorum {
    /// How much of it.
    #[serde(flatten)]
    pub share: Share,
    /// Of whom.
    pub base: QuorumBase,
}

/// Whom a quorum is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuorumBase {
    /// All members of the council.
    AllMembers,
    /// The members who may judge this nomination.
    MembersWithoutConflict,
}

impl QuorumBase {
    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::AllMembers => "tổng số thành viên hội đồng",
            Self::MembersWithoutConflict => "số thành viên không có xung đột lợi ích",
        }
    }
}

/// How many sit on the council on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seats {
    /// All members.
    pub members: u32,
    /// Those among them with a conflict on this nomination.
    pub conflicted: u32,
}

/// Whether enough sheets are in, with the numbers to print.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuorumOutcome {
    /// The rule.
    pub rule: Quorum,
    /// How many the base counts.
    pub base_count: u32,
    /// Sheets needed: the share of the base, rounded up, never fewer than one.
    pub needed: u32,
    /// Sheets in.
    pub sheets: u32,
    /// Whether enough.
    pub reached: bool,
}

impl Quorum {
    /// Whether `sheets` are enough of a council.
    pub fn outcome(self, seats: Seats, sheets: usize) -> QuorumOutcome {
        let base_count = match self.base {
            QuorumBase::AllMembers => seats.members,
            QuorumBase::MembersWithoutConflict => seats.members.saturating_sub(seats.conflicted),
        };
        let needed = self.share.of(base_count);
        let sheets = u32::try_from(sheets).unwrap_or(u32::MAX);
        QuorumOutcome {
            rule: self,
            base_count,
            needed,
            sheets,
            reached: sheets >= needed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quorum_is_a_share_of_its_base() {
        let quorum = |share: &str, base| Quorum {
            share: share.parse().unwrap(),
            base,
        };
        let two_thirds = |base| quorum("2/3", base);
        let table = [
            (two_thirds(QuorumBase::AllMembers), 9, 0, 6),
            (two_thirds(QuorumBase::AllMembers), 7, 3, 5),
            (two_thirds(QuorumBase::MembersWithoutConflict), 7, 3, 3),
            (quorum("80%", QuorumBase::AllMembers), 9, 0, 8),
            (two_thirds(QuorumBase::MembersWithoutConflict), 3, 3, 1),
        ];
        for (quorum, members, conflicted, needed) in table {
            let seats = Seats {
                members,
                conflicted,
            };
            assert_eq!(
                quorum.outcome(seats, 0).needed,
                needed,
                "{quorum:?} {seats:?}"
            );
            assert!(quorum.outcome(seats, needed as usize).reached);
            assert!(!quorum.outcome(seats, needed as usize - 1).reached);
        }
    }
}
