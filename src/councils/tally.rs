//! What the submitted score sheets of one nomination add up to. Advisory: see [`super`].
//!
//! Rules with a source: the arithmetic mean rounded to two decimals (TT 22/2025/TT-BNV, Điều 22), and those of
//! [`crate::rules::council`]. Project policy, for want of a source: a condition
//! passes by a simple majority of the sheets and a tie does not pass; a nomination meets a set of conditions when
//! every condition passes; a mean between two stated ranks gets the lower.

use serde::{Deserialize, Serialize};

pub use super::quorum::{Quorum, QuorumBase, QuorumOutcome, Seats};
pub use super::ranking::Ranking;
use super::ranking::rank;
use super::scoring::{Judgement, Sheet};
use crate::campaigns::criteria::{CriteriaSet, Criterion, KnockOut, Points, RankCap, Scoring};

/// What a campaign sets about tallies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// How many sheets are needed.
    pub quorum: Quorum,
    /// Spread between members' totals above which the chair is told.
    pub spread_limit: Points,
}

/// Why sheets cannot be combined.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TallyError {
    /// No sheet was submitted.
    #[error("Chưa có phiếu chấm nào được nộp.")]
    NoSheets,
    /// A submitted sheet lacks criteria: its place in the input and the codes.
    #[error("Có phiếu chấm còn thiếu tiêu chí {}.", codes.join(", "))]
    IncompleteSheet {
        /// Place in the input, from 0.
        index: usize,
        /// Codes of the criteria without an entry.
        codes: Vec<String>,
    },
    /// The set is a list of contents, not something to score by.
    #[error("Bộ tiêu chí này không dùng để chấm.")]
    NotForScoring,
}

/// What the sheets add up to. Serialisable, so that a council's result keeps it as it was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// Id of the criteria set.
    pub set_id: String,
    /// Whether enough sheets are in.
    pub quorum: QuorumOutcome,
    /// Criterion by criterion, leaves only, in the order of the table.
    pub criteria: Vec<CriterionTally>,
    /// The whole.
    pub outcome: Outcome,
    /// Facts that would decide the rank whatever the points: for the council to establish, not computed.
    pub knock_outs: Vec<KnockOut>,
    /// Facts that would bound the rank: for the council to establish, not computed.
    pub rank_caps: Vec<RankCap>,
}

/// One criterion over all sheets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionTally {
    /// Its code.
    pub code: String,
    /// Its label.
    pub label: String,
    /// What the sheets say.
    pub result: CriterionResult,
}

/// What the sheets say on one criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CriterionResult {
    /// Points.
    Points {
        /// Arithmetic mean, two decimals.
        mean: Points,
        /// Lowest.
        min: Points,
        /// Highest.
        max: Points,
        /// Most that the table gives.
        of: Option<Points>,
    },
    /// Verdicts.
    Verdict {
        /// Sheets that find the condition met.
        met: u32,
        /// Sheets that do not.
        unmet: u32,
        /// Whether it passes: more met than unmet.
        passes: bool,
        /// Whether the table lets it decide the whole.
        gate: bool,
    },
}

/// The whole of a tally.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Outcome {
    /// Points.
    Points {
        /// Arithmetic mean of the members' totals, two decimals (not the sum of rounded means).
        mean: Points,
        /// Lowest total.
        min: Points,
        /// Highest total.
        max: Points,
        /// Highest less lowest.
        spread: Points,
        /// Whether the spread is over the limit, so that the chair has to settle it.
        spread_over_limit: bool,
        /// The rank, if the set has ranks and one holds.
        rank: Option<Ranking>,
    },
    /// Conditions.
    Verdicts {
        /// Conditions that pass.
        passed: u32,
        /// All conditions.
        of: u32,
        /// Codes of the conditions that do not pass.
        failed: Vec<String>,
        /// Whether the whole passes: every condition does.
        passes: bool,
    },
}

/// Combines the submitted sheets of one nomination, in any order. Err: [`TallyError`].
///
/// A quorum that is not reached is told in the result and does not stop it: whether to go on is the chair's.
pub fn tally(
    set: &CriteriaSet,
    sheets: &[Sheet],
    seats: Seats,
    settings: &Settings,
) -> Result<Tally, TallyError> {
    if set.scoring == Scoring::CompletenessCheck {
        return Err(TallyError::NotForScoring);
    }
    if sheets.is_empty() {
        return Err(TallyError::NoSheets);
    }
    for (index, sheet) in sheets.iter().enumerate() {
        let missing = sheet.missing(set);
        if !missing.is_empty() {
            return Err(TallyError::IncompleteSheet {
                index,
                codes: missing.iter().map(|leaf| leaf.code.clone()).collect(),
            });
        }
    }
    let leaves: Vec<&Criterion> = set.scorable_leaves().collect();
    let criteria: Vec<CriterionTally> = leaves
        .iter()
        .filter_map(|leaf| {
            let result = on_criterion(set, leaf, sheets)?;
            Some(CriterionTally {
                code: leaf.code.clone(),
                label: leaf.label.clone(),
                result,
            })
        })
        .collect();
    let outcome = match set.scoring {
        Scoring::PassFail => conditions(&criteria),
        Scoring::Points | Scoring::CompletenessCheck => points(set, sheets, &criteria, settings),
    };
    Ok(Tally {
        set_id: set.id.clone(),
        quorum: settings.quorum.outcome(seats, sheets.len()),
        criteria,
        outcome,
        knock_outs: set.knock_outs.clone(),
        rank_caps: set.rank_caps.clone(),
    })
}

fn on_criterion(set: &CriteriaSet, leaf: &Criterion, sheets: &[Sheet]) -> Option<CriterionResult> {
    let verdicts: Vec<bool> = sheets
        .iter()
        .filter_map(|sheet| match sheet.get(&leaf.code)?.judgement {
            Judgement::Verdict(met) => Some(met),
            Judgement::Points(_) => None,
        })
        .collect();
    if !verdicts.is_empty() {
        let met = count(verdicts.iter().filter(|met| **met).count());
        let unmet = count(verdicts.len()) - met;
        return Some(CriterionResult::Verdict {
            met,
            unmet,
            passes: met > unmet,
            gate: leaf.gate,
        });
    }
    let given: Vec<Points> = sheets
        .iter()
        .filter_map(|sheet| sheet.points(set, leaf))
        .collect();
    Some(CriterionResult::Points {
        mean: Points::mean(&given)?,
        min: given.iter().copied().min()?,
        max: given.iter().copied().max()?,
        of: leaf.max_points,
    })
}

fn conditions(criteria: &[CriterionTally]) -> Outcome {
    let passes =
        |one: &CriterionTally| matches!(one.result, CriterionResult::Verdict { passes: true, .. });
    let failed: Vec<String> = criteria
        .iter()
        .filter(|one| !passes(one))
        .map(|one| one.code.clone())
        .collect();
    Outcome::Verdicts {
        passed: count(criteria.len() - failed.len()),
        of: count(criteria.len()),
        passes: failed.is_empty(),
        failed,
    }
}

fn points(
    set: &CriteriaSet,
    sheets: &[Sheet],
    criteria: &[CriterionTally],
    settings: &Settings,
) -> Outcome {
    let totals: Vec<Points> = sheets.iter().map(|sheet| sheet.total(set)).collect();
    let mean = Points::mean(&totals).unwrap_or_default();
    let min = totals.iter().copied().min().unwrap_or_default();
    let max = totals.iter().copied().max().unwrap_or_default();
    let spread = max - min;
    Outcome::Points {
        mean,
        min,
        max,
        spread,
        spread_over_limit: spread > settings.spread_limit,
        rank: rank(set, mean, criteria),
    }
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::campaigns::criteria::{RankCondition, SHIPPED, ScoreRule, parse};
    use crate::councils::scoring::Entry;
    use crate::rules::Share;

    const SEATS: Seats = Seats {
        members: 7,
        conflicted: 1,
    };

    fn settings() -> Settings {
        Settings {
            quorum: Quorum {
                share: Share::TWO_THIRDS,
                base: QuorumBase::AllMembers,
            },
            spread_limit: Points::whole(10),
        }
    }

    fn shipped(id: &str) -> CriteriaSet {
        parse(SHIPPED)
            .unwrap()
            .into_iter()
            .find(|set| set.id == id)
            .unwrap()
    }

    fn entry(judgement: Judgement) -> Entry {
        Entry {
            judgement,
            remark: None,
            cap_applies: false,
        }
    }

    /// A sheet that gives every criterion its maximum, and then less on some.
    fn points_sheet(set: &CriteriaSet, changes: &[(&str, &str)]) -> Sheet {
        let mut sheet = Sheet::new(set.scorable_leaves().map(|leaf| {
            (
                leaf.code.clone(),
                entry(Judgement::Points(leaf.max_points.unwrap())),
            )
        }));
        for (code, points) in changes {
            sheet.set(
                *code,
                entry(Judgement::Points(Points::parse_typed(points).unwrap())),
            );
        }
        sheet
    }

    fn verdict_sheet(set: &CriteriaSet, unmet: &[&str]) -> Sheet {
        Sheet::new(set.scorable_leaves().map(|leaf| {
            (
                leaf.code.clone(),
                entry(Judgement::Verdict(!unmet.contains(&leaf.code.as_str()))),
            )
        }))
    }

    fn points_of(set: &CriteriaSet, sheets: &[Sheet]) -> (String, String, bool, Option<Ranking>) {
        match tally(set, sheets, SEATS, &settings()).unwrap().outcome {
            Outcome::Points {
                mean,
                spread,
                spread_over_limit,
                rank,
                ..
            } => (
                mean.to_string(),
                spread.to_string(),
                spread_over_limit,
                rank,
            ),
            Outcome::Verdicts { .. } => panic!("{} scores by points", set.id),
        }
    }

    #[test]
    fn totals_are_averaged_and_ranked() {
        let set = shipped("hcm-5155-2025");
        let rank = |changes: &[&[(&str, &str)]]| {
            let sheets: Vec<Sheet> = changes
                .iter()
                .map(|changes| points_sheet(&set, changes))
                .collect();
            let (mean, spread, flagged, rank) = points_of(&set, &sheets);
            let rank = rank.unwrap();
            (mean, spread, flagged, rank.label, rank.between_ranks)
        };
        let expect = |mean: &str, spread: &str, flagged, label: &str, between| {
            (
                mean.to_owned(),
                spread.to_owned(),
                flagged,
                label.to_owned(),
                between,
            )
        };
        assert_eq!(rank(&[&[]]), expect("100", "0", false, "Loại tốt", false));
        assert_eq!(
            rank(&[&[], &[("1.1", "3,5")], &[]]),
            expect("99,83", "0,5", false, "Loại tốt", false)
        );
        // 90 and 100: a spread of ten is not over ten.
        assert_eq!(
            rank(&[&[], &[("5.1", "0"), ("1.1", "3")]]),
            expect("95", "10", false, "Loại tốt", false)
        );
        assert_eq!(
            rank(&[&[], &[("5.1", "0"), ("1.1", "2,5")]]),
            expect("94,75", "10,5", true, "Loại tốt", false)
        );
        // 84.5 and 85: the mean lies between two stated ranks.
        let low: &[(&str, &str)] = &[("5.1", "0"), ("2.1", "0"), ("1.1", "2,5")];
        let high: &[(&str, &str)] = &[("5.1", "0"), ("2.1", "0"), ("1.1", "3")];
        assert_eq!(
            rank(&[low, high]),
            expect("84,75", "0,5", false, "Loại khá", true)
        );
        assert_eq!(rank(&[high]), expect("85", "0", false, "Loại tốt", false));
    }

    #[test]
    fn a_zero_lowers_the_rank_where_the_set_says_so() {
        let mut set = shipped("hcm-5155-2025");
        set.ranks[0].conditions = vec![
            RankCondition::NoCriterionAtZero,
            RankCondition::InWords("có tập huấn".into()),
        ];
        let (.., rank) = points_of(&set, &[points_sheet(&set, &[])]);
        assert_eq!(rank.unwrap().to_judge, ["có tập huấn"]);
        let (.., rank) = points_of(&set, &[points_sheet(&set, &[("1.2", "0")])]);
        let rank = rank.unwrap();
        assert_eq!(
            (rank.label.as_str(), rank.lowered_from.as_deref()),
            ("Loại khá", Some("Loại tốt"))
        );
    }

    #[test]
    fn ranks_keep_to_their_inclusive_and_exclusive_ends() {
        let mut set = shipped("ct-2579-2025");
        set.criteria = vec![
            serde_json::from_value(
                serde_json::json!({"code": "1", "label": "a", "max_points": 100, "kind": "judged"}),
            )
            .unwrap(),
        ];
        for (points, label) in [
            ("100", "Hoàn thành xuất sắc"),
            ("95", "Hoàn thành xuất sắc"),
            ("94,99", "Hoàn thành tốt"),
            ("85", "Hoàn thành tốt"),
            ("84,99", "Hoàn thành"),
            ("75", "Hoàn thành"),
            ("74,99", "Không hoàn thành"),
            ("0", "Không hoàn thành"),
        ] {
            let (.., rank) = points_of(&set, &[points_sheet(&set, &[("1", points)])]);
            assert_eq!(rank.unwrap().label, label, "{points}");
        }
        for rank in &mut set.ranks {
            rank.min_inclusive = Some(false);
        }
        let (.., rank) = points_of(&set, &[points_sheet(&set, &[("1", "95")])]);
        assert_eq!(rank.unwrap().label, "Hoàn thành tốt");
        assert_eq!(
            tally(&set, &[points_sheet(&set, &[])], SEATS, &settings())
                .unwrap()
                .knock_outs
                .len(),
            4
        );
    }

    #[test]
    fn a_condition_passes_by_majority_and_a_tie_does_not() {
        let set = shipped("qngai-dvk");
        let outcome = |sheets: &[Sheet]| tally(&set, sheets, SEATS, &settings()).unwrap().outcome;
        let passing = Outcome::Verdicts {
            passed: 9,
            of: 9,
            failed: vec![],
            passes: true,
        };
        let failing = Outcome::Verdicts {
            passed: 8,
            of: 9,
            failed: vec!["3".into()],
            passes: false,
        };
        let (yes, no) = (verdict_sheet(&set, &[]), verdict_sheet(&set, &["3"]));
        assert_eq!(outcome(&[yes.clone(), yes.clone(), no.clone()]), passing);
        assert_eq!(outcome(&[yes.clone(), no.clone()]), failing);
        assert_eq!(outcome(&[no]), failing);
        let tally = tally(&set, &[yes], SEATS, &settings()).unwrap();
        assert_eq!(
            tally.criteria[2].result,
            CriterionResult::Verdict {
                met: 1,
                unmet: 0,
                passes: true,
                gate: true
            }
        );
    }

    #[test]
    fn what_cannot_be_combined_is_refused() {
        let set = shipped("qngai-dvk");
        let settings = settings();
        assert_eq!(
            tally(&set, &[], SEATS, &settings),
            Err(TallyError::NoSheets)
        );
        let mut half = verdict_sheet(&set, &[]);
        half = Sheet::new(
            half.entries()
                .filter(|(code, _)| *code != "5")
                .map(|(code, entry)| (code.into(), entry.clone())),
        );
        let sheets = [verdict_sheet(&set, &[]), half];
        assert_eq!(
            tally(&set, &sheets, SEATS, &settings),
            Err(TallyError::IncompleteSheet {
                index: 1,
                codes: vec!["5".into()]
            })
        );
        assert_eq!(
            tally(&shipped("thanhkhe-249-2026"), &sheets, SEATS, &settings),
            Err(TallyError::NotForScoring)
        );
    }

    #[test]
    fn a_tally_reads_back_from_what_is_kept_of_it() {
        for id in ["hcm-5155-2025", "ct-157-2025"] {
            let set = shipped(id);
            let whole = tally(&set, &[points_sheet(&set, &[])], SEATS, &settings()).unwrap();
            let kept = serde_json::to_string(&whole).unwrap();
            assert_eq!(serde_json::from_str::<Tally>(&kept).unwrap(), whole);
        }
    }

    /// Sheets of arbitrary valid points on the shipped points set.
    fn sheets() -> impl Strategy<Value = Vec<Sheet>> {
        let set = shipped("hcm-5155-2025");
        let leaf_count = set.scorable_leaves().count();
        prop::collection::vec(prop::collection::vec(0u32..=1000, leaf_count), 1..9).prop_map(
            move |raw| {
                raw.into_iter()
                    .map(|parts| {
                        Sheet::new(set.scorable_leaves().zip(parts).map(|(leaf, part)| {
                            let points = match set.rule_of(leaf).unwrap() {
                                ScoreRule::OneOf { points } => points[part as usize % points.len()],
                                ScoreRule::Range { max, step, .. } => {
                                    let steps = (max.decimal() / step.decimal())
                                        .normalize()
                                        .to_string()
                                        .parse::<u32>()
                                        .unwrap();
                                    step.times(part % (steps + 1)).unwrap()
                                }
                                ScoreRule::Verdict => unreachable!("a set of points"),
                            };
                            (leaf.code.clone(), entry(Judgement::Points(points)))
                        }))
                    })
                    .collect()
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_order_of_sheets_does_not_matter(sheets in sheets(), turn in 0usize..9) {
            let set = shipped("hcm-5155-2025");
            let mut turned = sheets.clone();
            turned.rotate_left(turn % sheets.len());
            turned.reverse();
            prop_assert_eq!(tally(&set, &sheets, SEATS, &settings()), tally(&set, &turned, SEATS, &settings()));
        }

        #[test]
        fn means_lie_between_their_extremes_and_are_exact(sheets in sheets()) {
            let set = shipped("hcm-5155-2025");
            let whole = tally(&set, &sheets, SEATS, &settings()).unwrap();
            for one in &whole.criteria {
                let CriterionResult::Points { mean, min, max, .. } = one.result else { panic!("points") };
                prop_assert!(min <= mean && mean <= max);
            }
            let Outcome::Points { mean, min, max, spread, .. } = whole.outcome else { panic!("points") };
            prop_assert!(min <= mean && mean <= max);
            prop_assert_eq!(spread, max - min);
            // In tenths of a hundredth, as integers: the mean is the nearest hundredth.
            let halves: i64 = sheets.iter().map(|sheet| {
                (sheet.total(&set) + sheet.total(&set)).to_text().parse::<i64>().unwrap()
            }).sum();
            let count = i64::try_from(sheets.len()).unwrap();
            let mean_hundredths = (mean.decimal() * rust_decimal::Decimal::from(100)).normalize().to_string().parse::<i64>().unwrap();
            let off = (mean_hundredths * 2 * count - halves * 100).abs();
            prop_assert!(off <= count, "{} of {} sheets is off", mean, count);
        }
    }
}
