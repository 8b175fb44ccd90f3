//! Score sheets: what one scorer enters on each criterion, checked against the criteria set.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::campaigns::criteria::{CriteriaSet, Criterion, Part, Points, PointsError, ScoreRule};

/// Longest remark on one criterion, in characters. Project policy.
pub const REMARK_MAX_CHARS: usize = 2_000;

/// What a scorer typed on one criterion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawEntry<'a> {
    /// Points as typed (`7,5`), or a verdict: [`PASS`] or [`FAIL`].
    pub value: &'a str,
    /// Remark, may be empty.
    pub remark: &'a str,
    /// Whether the scorer found the condition of the criterion's conditional cap to hold.
    pub cap_applies: bool,
}

/// Text of the verdict that a condition is met, in forms and in the database.
pub const PASS: &str = "dat";
/// Text of the verdict that it is not.
pub const FAIL: &str = "khong_dat";

/// A scorer's judgement of one criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Judgement {
    /// Points within the criterion's bounds and step.
    Points(Points),
    /// Whether a condition is met.
    Verdict(bool),
}

impl Judgement {
    /// The text to store: points as [`Points::to_text`] gives them, or [`PASS`] or [`FAIL`].
    pub fn to_text(self) -> String {
        match self {
            Self::Points(points) => points.to_text(),
            Self::Verdict(true) => PASS.to_owned(),
            Self::Verdict(false) => FAIL.to_owned(),
        }
    }

    /// Reads the stored text. Err: not a text that [`Judgement::to_text`] writes.
    pub fn from_text(text: &str) -> Result<Self, PointsError> {
        match text {
            PASS => Ok(Self::Verdict(true)),
            FAIL => Ok(Self::Verdict(false)),
            points => Points::from_text(points).map(Self::Points),
        }
    }

    /// The points, of a judgement that gives points.
    pub const fn points(self) -> Option<Points> {
        match self {
            Self::Points(points) => Some(points),
            Self::Verdict(_) => None,
        }
    }
}

/// Shown to people: `7,5` or `Đạt`.
impl std::fmt::Display for Judgement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Points(points) => points.fmt(f),
            Self::Verdict(true) => f.pad("Đạt"),
            Self::Verdict(false) => f.pad("Không đạt"),
        }
    }
}

/// One checked line of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Points or verdict.
    pub judgement: Judgement,
    /// Remark, if any: trimmed, up to [`REMARK_MAX_CHARS`].
    pub remark: Option<String>,
    /// Whether a conditional cap was found to apply.
    #[serde(default)]
    pub cap_applies: bool,
}

/// Why an entry cannot stand. Its text is Vietnamese and belongs beside the field of that criterion.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScoreError {
    /// No criterion of the set has this code.
    #[error("Bộ tiêu chí không có tiêu chí này.")]
    UnknownCriterion,
    /// A heading, or a line that takes no score.
    #[error("Tiêu chí này không chấm trực tiếp; hãy chấm các tiêu chí thành phần.")]
    NotScorable,
    /// Not a number of points.
    #[error(transparent)]
    Points(#[from] PointsError),
    /// Neither verdict.
    #[error("Hãy chọn “Đạt” hoặc “Không đạt”.")]
    NotAVerdict,
    /// Outside the bounds.
    #[error("Điểm phải từ {min} đến {max}.")]
    OutOfRange {
        /// Fewest points.
        min: Points,
        /// Most points.
        max: Points,
    },
    /// Between two steps.
    #[error("Điểm phải chia hết cho {step}.")]
    OffStep {
        /// The step.
        step: Points,
    },
    /// Not one of the stated points.
    #[error("Chỉ được chọn một trong các mức: {}.", list(allowed))]
    NotAnOption {
        /// The points that may be given, ascending.
        allowed: Vec<Points>,
    },
    /// Above the cap whose condition holds.
    #[error("Trường hợp “{when}” chỉ được tối đa {max} điểm.")]
    OverCap {
        /// The condition.
        when: String,
        /// The cap.
        max: Points,
    },
    /// A remark longer than [`REMARK_MAX_CHARS`].
    #[error("Nhận xét dài quá {REMARK_MAX_CHARS} ký tự.")]
    RemarkTooLong,
}

fn list(points: &[Points]) -> String {
    points
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("; ")
}

/// Checks what was typed on the criterion `code` against the set: kind, bounds, step, options, conditional cap.
/// Err: the first rule it breaks.
pub fn validate(set: &CriteriaSet, code: &str, raw: &RawEntry<'_>) -> Result<Entry, ScoreError> {
    let criterion = set.criterion(code).ok_or(ScoreError::UnknownCriterion)?;
    let leaf = set.scorable_leaves().any(|leaf| leaf.code == code);
    let rule = set
        .rule_of(criterion)
        .filter(|_| leaf)
        .ok_or(ScoreError::NotScorable)?;
    let judgement = match rule {
        ScoreRule::Verdict => Judgement::Verdict(verdict(raw.value)?),
        ScoreRule::OneOf { points: allowed } => {
            let points = Points::parse_typed(raw.value)?;
            if !allowed.contains(&points) {
                return Err(ScoreError::NotAnOption { allowed });
            }
            Judgement::Points(points)
        }
        ScoreRule::Range { min, max, step } => {
            let points = Points::parse_typed(raw.value)?;
            if points < min || points > max {
                return Err(ScoreError::OutOfRange { min, max });
            }
            // The maximum itself always stands, even in a table whose maximum is not a whole number of steps.
            if !points.fits_step(Points::ZERO, step) && points != max && points != min {
                return Err(ScoreError::OffStep { step });
            }
            Judgement::Points(points)
        }
    };
    let cap = criterion
        .conditional_cap
        .as_ref()
        .filter(|_| raw.cap_applies);
    if let (Some(cap), Some(points)) = (cap, judgement.points())
        && points > cap.max
    {
        return Err(ScoreError::OverCap {
            when: cap.when.clone(),
            max: cap.max,
        });
    }
    let remark = raw.remark.trim();
    if remark.chars().count() > REMARK_MAX_CHARS {
        return Err(ScoreError::RemarkTooLong);
    }
    Ok(Entry {
        judgement,
        remark: (!remark.is_empty()).then(|| remark.to_owned()),
        cap_applies: cap.is_some(),
    })
}

fn verdict(value: &str) -> Result<bool, ScoreError> {
    match value.trim() {
        PASS => Ok(true),
        FAIL => Ok(false),
        _ => Err(ScoreError::NotAVerdict),
    }
}

/// One scorer's entries by criterion code. A sheet holds only checked entries of one criteria set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sheet {
    entries: BTreeMap<String, Entry>,
}

impl Sheet {
    /// A sheet of entries that [`validate`] gave, by criterion code.
    pub fn new(entries: impl IntoIterator<Item = (String, Entry)>) -> Self {
        Self {
            entries: entries.into_iter().collect(),
        }
    }

    /// The entry on a criterion.
    pub fn get(&self, code: &str) -> Option<&Entry> {
        self.entries.get(code)
    }

    /// Puts an entry on a criterion, in place of the former.
    pub fn set(&mut self, code: impl Into<String>, entry: Entry) {
        self.entries.insert(code.into(), entry);
    }

    /// All entries, by code.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.entries
            .iter()
            .map(|(code, entry)| (code.as_str(), entry))
    }

    /// The points on a criterion; a bonus or malus left out counts as nothing.
    pub fn points(&self, set: &CriteriaSet, criterion: &Criterion) -> Option<Points> {
        match self.get(&criterion.code) {
            Some(entry) => entry.judgement.points(),
            None => (set.part_of(criterion) != Part::Base).then_some(Points::ZERO),
        }
    }

    /// The criteria still to be judged before the sheet may be submitted, in the order of the table.
    /// Bonuses and maluses may be left out.
    pub fn missing<'set>(&self, set: &'set CriteriaSet) -> Vec<&'set Criterion> {
        set.scorable_leaves()
            .filter(|leaf| {
                set.part_of(leaf) == Part::Base && !self.entries.contains_key(&leaf.code)
            })
            .collect()
    }

    /// The sum of all points entered so far, bonus and malus within the set's bounds.
    pub fn total(&self, set: &CriteriaSet) -> Points {
        let sum_of = |part: Part| -> Points {
            set.scorable_leaves()
                .filter(|leaf| set.part_of(leaf) == part)
                .filter_map(|leaf| self.points(set, leaf))
                .sum()
        };
        let bonus = sum_of(Part::Bonus);
        let malus = sum_of(Part::Malus);
        sum_of(Part::Base)
            + set.bonus_max.map_or(bonus, |max| bonus.min(max))
            + set.malus_max.map_or(malus, |max| malus.max(-max.abs()))
    }

    /// How many conditions were found met, of how many judged.
    pub fn verdicts(&self) -> (usize, usize) {
        let verdicts = || {
            self.entries
                .values()
                .filter_map(|entry| match entry.judgement {
                    Judgement::Verdict(met) => Some(met),
                    Judgement::Points(_) => None,
                })
        };
        (verdicts().filter(|met| *met).count(), verdicts().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaigns::criteria::{SHIPPED, parse};

    fn shipped(id: &str) -> CriteriaSet {
        parse(SHIPPED)
            .unwrap()
            .into_iter()
            .find(|set| set.id == id)
            .unwrap()
    }

    fn typed(value: &str) -> RawEntry<'_> {
        RawEntry {
            value,
            ..RawEntry::default()
        }
    }

    #[test]
    fn an_entry_keeps_to_its_criterion() {
        let range = |max: i32| ScoreError::OutOfRange {
            min: Points::ZERO,
            max: Points::whole(max),
        };
        let half = || ScoreError::OffStep {
            step: Points::hundredths(50),
        };
        let table = [
            ("hcm-5155-2025", "1.1", "3,5", Ok("3.5")),
            ("hcm-5155-2025", "1.1", "4", Ok("4")),
            ("hcm-5155-2025", "1.1", "0", Ok("0")),
            ("hcm-5155-2025", "1.1", "4,5", Err(range(4))),
            ("hcm-5155-2025", "1.1", "-0,5", Err(range(4))),
            ("hcm-5155-2025", "1.1", "3,25", Err(half())),
            (
                "hcm-5155-2025",
                "1.1",
                "",
                Err(ScoreError::Points(PointsError::Empty)),
            ),
            (
                "hcm-5155-2025",
                "1.1",
                "ba",
                Err(ScoreError::Points(PointsError::NotANumber)),
            ),
            (
                "hcm-5155-2025",
                "1.1",
                "dat",
                Err(ScoreError::Points(PointsError::NotANumber)),
            ),
            ("hcm-5155-2025", "1", "3", Err(ScoreError::NotScorable)),
            (
                "hcm-5155-2025",
                "9.9",
                "3",
                Err(ScoreError::UnknownCriterion),
            ),
            (
                "hcm-5155-2025",
                "5.1",
                "8,5",
                Err(ScoreError::OffStep {
                    step: Points::whole(1),
                }),
            ),
            ("hcm-5155-2025", "5.5", "3", Ok("3")),
            (
                "hcm-5155-2025",
                "5.5",
                "2",
                Err(ScoreError::NotAnOption {
                    allowed: vec![Points::ZERO, Points::whole(3)],
                }),
            ),
            ("ct-157-2025", "1", "19,6", Ok("19.6")),
            (
                "ct-157-2025",
                "1",
                "19,5",
                Err(ScoreError::OffStep {
                    step: Points::hundredths(40),
                }),
            ),
            ("ct-157-2025", "2", "37,33", Ok("37.33")),
            ("ct-157-2025", "5.2", "3", Ok("3")),
            ("ct-2579-2025", "T", "2,5", Ok("2.5")),
            ("ct-2579-2025", "Tr", "-3", Ok("-3")),
            (
                "ct-2579-2025",
                "Tr",
                "1",
                Err(ScoreError::OutOfRange {
                    min: Points::whole(-3),
                    max: Points::ZERO,
                }),
            ),
            ("ct-2579-2025", "1", "10", Err(ScoreError::NotScorable)),
            ("qngai-dvk", "3", "dat", Ok("dat")),
            ("qngai-dvk", "3", "khong_dat", Ok("khong_dat")),
            ("qngai-dvk", "3", "1", Err(ScoreError::NotAVerdict)),
            ("qngai-dvk", "3", "", Err(ScoreError::NotAVerdict)),
            (
                "thanhkhe-249-2026",
                "1",
                "dat",
                Err(ScoreError::NotScorable),
            ),
        ];
        for (set, code, value, expected) in table {
            let entered =
                validate(&shipped(set), code, &typed(value)).map(|entry| entry.judgement.to_text());
            assert_eq!(
                entered,
                expected.map(str::to_owned),
                "{set} {code} {value:?}"
            );
        }
    }

    #[test]
    fn a_conditional_cap_holds_when_its_condition_does() {
        let set = shipped("hcm-5155-2025");
        let with_cap = |value| {
            validate(
                &set,
                "2.1",
                &RawEntry {
                    value,
                    remark: "",
                    cap_applies: true,
                },
            )
        };
        assert!(with_cap("3,5").unwrap().cap_applies);
        assert_eq!(
            with_cap("4").unwrap_err().to_string(),
            "Trường hợp “trung tâm không có trụ sở riêng” chỉ được tối đa 3,5 điểm."
        );
        assert!(validate(&set, "2.1", &typed("4")).is_ok());
        let elsewhere = validate(
            &set,
            "2.2",
            &RawEntry {
                value: "4",
                remark: "",
                cap_applies: true,
            },
        )
        .unwrap();
        assert!(!elsewhere.cap_applies);
    }

    #[test]
    fn remarks_are_trimmed_and_bounded() {
        let set = shipped("qngai-dvk");
        let remark = |remark: &str| {
            validate(
                &set,
                "1",
                &RawEntry {
                    value: PASS,
                    remark,
                    cap_applies: false,
                },
            )
        };
        assert_eq!(
            remark("  rõ ràng ").unwrap().remark.as_deref(),
            Some("rõ ràng")
        );
        assert_eq!(remark("   ").unwrap().remark, None);
        assert!(remark(&"ệ".repeat(REMARK_MAX_CHARS)).is_ok());
        assert_eq!(
            remark(&"ệ".repeat(REMARK_MAX_CHARS + 1)),
            Err(ScoreError::RemarkTooLong)
        );
    }

    #[test]
    fn a_sheet_knows_what_is_missing_and_adds_up() {
        let set = shipped("hcm-5155-2025");
        let mut sheet = Sheet::default();
        assert_eq!(sheet.missing(&set).len(), set.scorable_leaves().count());
        for leaf in set.scorable_leaves() {
            let max = leaf.max_points.unwrap().to_text();
            sheet.set(
                &leaf.code,
                validate(&set, &leaf.code, &typed(&max)).unwrap(),
            );
        }
        assert_eq!(sheet.missing(&set), Vec::<&Criterion>::new());
        assert_eq!(sheet.total(&set), Points::whole(100));
    }

    #[test]
    fn bonus_and_malus_may_be_left_out_and_are_bounded() {
        let mut set = shipped("ct-157-2025");
        set.bonus_max = Some(Points::whole(7));
        let mut sheet = Sheet::default();
        for (code, value) in [("1", "20"), ("2", "40"), ("3", "20"), ("4", "19,99")] {
            sheet.set(code, validate(&set, code, &typed(value)).unwrap());
        }
        assert!(sheet.missing(&set).is_empty());
        assert_eq!(sheet.total(&set), Points::hundredths(9999));
        for code in ["5.1", "5.3"] {
            sheet.set(code, validate(&set, code, &typed("5")).unwrap());
        }
        assert_eq!(sheet.total(&set), Points::hundredths(10699));
    }

    #[test]
    fn judgements_read_back_from_their_text() {
        for judgement in [
            Judgement::Points(Points::hundredths(725)),
            Judgement::Verdict(true),
            Judgement::Verdict(false),
        ] {
            assert_eq!(Judgement::from_text(&judgement.to_text()), Ok(judgement));
        }
        assert!(Judgement::from_text("maybe").is_err());
        assert_eq!(
            Judgement::Points(Points::hundredths(750)).to_string(),
            "7,5"
        );
        assert_eq!(Judgement::Verdict(false).to_string(), "Không đạt");
    }
}
