//! Which sets a campaign may score by, and which are only shown.

use std::fmt;

use super::check::check;
use super::defect::{Defect, Severity};
use super::set::{Completeness, CriteriaSet, Scoring};

/// What a set may be used for. Its text is Vietnamese, for an administrator.
#[derive(Clone, Debug, PartialEq)]
pub enum Usability {
    /// A campaign may score by it.
    Scorable,
    /// It is shown, with the reasons why it is not offered for scoring.
    ShownOnly(Vec<Obstacle>),
}

/// Why a set is not offered for scoring. Its text is Vietnamese, for an administrator.
#[derive(Clone, Debug, PartialEq)]
pub enum Obstacle {
    /// It lists the contents of a registration; nothing in it is scored.
    RegistrationList,
    /// Part of the official text is missing: what, if known.
    Incomplete(Option<String>),
    /// A defect that would make scoring unfair.
    Defect(Defect),
    /// Some criterion cannot take a score.
    NothingToScore,
}

impl Usability {
    /// Whether a campaign may score by the set.
    pub const fn is_scorable(&self) -> bool {
        matches!(self, Self::Scorable)
    }
}

impl fmt::Display for Usability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scorable => f.write_str("Dùng được để chấm điểm."),
            Self::ShownOnly(obstacles) => {
                f.write_str("Chỉ để tra cứu, chưa dùng để chấm điểm.")?;
                obstacles.iter().try_for_each(|why| write!(f, " {why}"))
            }
        }
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RegistrationList => {
                f.write_str("Đây là danh mục nội dung đăng ký, không dùng để chấm điểm.")
            }
            Self::Incomplete(None) => f.write_str("Văn bản chưa đầy đủ."),
            Self::Incomplete(Some(missing)) => write!(f, "Văn bản chưa đầy đủ: {missing}"),
            Self::Defect(defect) => defect.fmt(f),
            Self::NothingToScore => f.write_str("Không có tiêu chí nào chấm được."),
        }
    }
}

/// What a set may be used for: scoring needs the whole text, something to score and no blocking defect.
pub fn usability(set: &CriteriaSet) -> Usability {
    let mut obstacles = Vec::new();
    if set.scoring == Scoring::CompletenessCheck {
        obstacles.push(Obstacle::RegistrationList);
    } else if set
        .scorable_leaves()
        .all(|leaf| set.rule_of(leaf).is_none())
    {
        obstacles.push(Obstacle::NothingToScore);
    }
    if !matches!(
        set.completeness,
        Completeness::Full | Completeness::FullQualitative
    ) {
        obstacles.push(Obstacle::Incomplete(set.missing.clone()));
    }
    let blocking = check(set)
        .into_iter()
        .filter(|defect| defect.severity() == Severity::Blocking);
    obstacles.extend(blocking.map(Obstacle::Defect));
    if obstacles.is_empty() {
        Usability::Scorable
    } else {
        Usability::ShownOnly(obstacles)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{SHIPPED, parse};
    use super::*;

    #[test]
    fn points_sets_and_condition_sets_are_both_usable() {
        let sets = parse(SHIPPED).unwrap();
        let scorable: Vec<_> = sets
            .iter()
            .filter(|set| usability(set).is_scorable())
            .map(|set| (set.id.as_str(), set.scoring))
            .collect();
        assert_eq!(
            scorable,
            [
                ("hcm-5155-2025", Scoring::Points),
                ("qngai-dvk", Scoring::PassFail),
                ("dalat-dvk-collective-2017", Scoring::PassFail),
                ("dalat-dvk-individual-2017", Scoring::PassFail),
            ]
        );
    }

    #[test]
    fn sets_that_are_only_shown_say_why() {
        let reasons = |id: &str| {
            let sets = parse(SHIPPED).unwrap();
            match usability(sets.iter().find(|set| set.id == id).unwrap()) {
                Usability::Scorable => panic!("{id} is scorable"),
                Usability::ShownOnly(obstacles) => obstacles
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join("\n"),
            }
        };
        assert!(reasons("ct-2579-2025").contains("chưa đầy đủ"));
        assert!(reasons("ct-157-2025").contains("chồng nhau tại 90"));
        assert!(reasons("thanhkhe-249-2026").contains("nội dung đăng ký"));
    }

    #[test]
    fn every_leaf_of_a_scorable_set_takes_a_score_within_its_maximum() {
        for set in parse(SHIPPED)
            .unwrap()
            .iter()
            .filter(|set| usability(set).is_scorable())
        {
            for leaf in set.scorable_leaves() {
                let rule = set
                    .rule_of(leaf)
                    .unwrap_or_else(|| panic!("{} {}", set.id, leaf.code));
                assert_eq!(rule.max(), leaf.max_points, "{} {}", set.id, leaf.code);
            }
        }
    }
}
