//! What may be entered on a criterion, so that a form can offer it and the server check it.

use serde::Serialize;

use super::criterion::{Criterion, Kind};
use super::points::Points;
use super::set::CriteriaSet;

/// Step where the document names none: a hundredth, the precision of its means. Project policy: no source says.
pub const DEFAULT_STEP: Points = Points::hundredths(1);

/// What may be entered on a criterion.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ScoreRule {
    /// Met or not met.
    Verdict,
    /// One of these points, ascending.
    OneOf {
        /// The points that may be given.
        points: Vec<Points>,
    },
    /// Any points between the ends, ends included, in steps counted from zero.
    Range {
        /// Fewest points.
        min: Points,
        /// Most points.
        max: Points,
        /// Smallest difference.
        step: Points,
    },
}

impl ScoreRule {
    /// The most that can be given; `None` for verdicts.
    pub fn max(&self) -> Option<Points> {
        match self {
            Self::Verdict => None,
            Self::OneOf { points } => points.last().copied(),
            Self::Range { max, .. } => Some(*max),
        }
    }
}

impl CriteriaSet {
    /// What may be entered on a criterion of this set; `None` where nothing may: headings, contents of a
    /// registration, kinds that are not known, and points without a maximum.
    pub fn rule_of(&self, criterion: &Criterion) -> Option<ScoreRule> {
        let max = criterion.max_points;
        let step = self
            .score_step
            .filter(|step| *step > Points::ZERO)
            .unwrap_or(DEFAULT_STEP);
        let up_to = |max: Points, step: Points| ScoreRule::Range {
            min: Points::ZERO,
            max,
            step,
        };
        let one_of = |mut points: Vec<Points>| {
            points.sort();
            points.dedup();
            ScoreRule::OneOf { points }
        };
        let stated = || {
            criterion
                .options
                .iter()
                .filter_map(|option| option.points())
        };
        match self.kind_of(criterion) {
            Kind::PassFail => Some(ScoreRule::Verdict),
            Kind::Judged | Kind::Bonus => max.map(|max| up_to(max, step)),
            Kind::Malus => max.map(|max| ScoreRule::Range {
                min: max,
                max: Points::ZERO,
                step,
            }),
            Kind::Ratio => max.map(|max| up_to(max, DEFAULT_STEP)),
            Kind::Count => max.map(|max| up_to(max, criterion.points_per_unit.unwrap_or(step))),
            Kind::SampleSurvey => {
                max.map(|max| up_to(max, criterion.points_per_hit.unwrap_or(step)))
            }
            Kind::Threshold | Kind::AllOrNothing => max.map(|max| one_of(vec![Points::ZERO, max])),
            Kind::Choice => stated().next().map(|_| one_of(stated().collect())),
            Kind::Bands => stated()
                .next()
                .map(|_| one_of(stated().chain([Points::ZERO]).collect())),
            Kind::Group | Kind::BonusGroup | Kind::RegistrationItem | Kind::Other(_) => None,
        }
    }
}
