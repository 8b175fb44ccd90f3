//! One line of a criteria table: its place in the tree, its maximum, and how points on it come about.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::interval::Interval;
use super::points::Points;

/// One criterion (tiêu chí), as its table gives it. Lists of criteria keep the table's order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Criterion {
    /// Code within the set: `2.1`.
    pub code: String,
    /// What is asked, in the words of the table.
    pub label: String,
    /// Maximum points; negative on a malus, absent where no points are given.
    #[serde(default)]
    pub max_points: Option<Points>,
    /// Code of the group it belongs to; absent at the top.
    #[serde(default)]
    pub parent: Option<String>,
    /// How points come about; absent in pass/fail sets, where every line is a condition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// How to score it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<String>,
    /// The evidence the table asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// What the editor noticed about the official text, such as an error in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Items to count, bands, or answers to choose from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<CriterionOption>,
    /// Points for each counted unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points_per_unit: Option<Points>,
    /// How many people are asked in the field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample_size: Option<u32>,
    /// Points for each person who confirms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points_per_hit: Option<Points>,
    /// A lower maximum under a condition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conditional_cap: Option<ConditionalCap>,
    /// The value to be reached for the points to be given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<Threshold>,
    /// A condition whose failing decides the whole.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gate: bool,
    /// Whatever else the file says, kept as it stands.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// How points on a criterion come about (`domain.md` 2.2); text in files and in the database.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Kind {
    /// A heading whose points are the sum of its children.
    Group,
    /// A heading whose children are extra points.
    BonusGroup,
    /// Points by judgement, between nothing and the maximum.
    Judged,
    /// One of the stated answers, each with its points.
    Choice,
    /// Points for each thing counted, up to the maximum.
    Count,
    /// A share of the maximum: b/a × maximum.
    Ratio,
    /// Points by the band a result falls in.
    Bands,
    /// The maximum when a value is reached, else nothing.
    Threshold,
    /// The maximum or nothing.
    AllOrNothing,
    /// Points for each person in a random sample who confirms.
    SampleSurvey,
    /// A condition that is met or not.
    PassFail,
    /// Extra points.
    Bonus,
    /// Points taken away: from the (negative) maximum up to nothing.
    Malus,
    /// A content that a registration must have.
    RegistrationItem,
    /// A kind this version does not know: shown, never scored.
    Other(String),
}

const KINDS: [(Kind, &str, &str); 14] = [
    (Kind::Group, "group", "nhóm tiêu chí"),
    (Kind::BonusGroup, "bonus_group", "nhóm điểm cộng"),
    (Kind::Judged, "judged", "chấm theo mức độ đạt được"),
    (Kind::Choice, "choice", "chọn một mức"),
    (Kind::Count, "count", "tính điểm theo số lượng"),
    (Kind::Ratio, "ratio", "tính điểm theo tỷ lệ"),
    (Kind::Bands, "bands", "tính điểm theo khoảng"),
    (Kind::Threshold, "threshold", "đạt ngưỡng mới có điểm"),
    (
        Kind::AllOrNothing,
        "all_or_nothing",
        "đạt thì trọn điểm, không đạt thì 0",
    ),
    (
        Kind::SampleSurvey,
        "sample_survey",
        "khảo sát mẫu ngẫu nhiên",
    ),
    (Kind::PassFail, "pass_fail", "đạt hoặc không đạt"),
    (Kind::Bonus, "bonus", "điểm thưởng"),
    (Kind::Malus, "malus", "điểm trừ"),
    (
        Kind::RegistrationItem,
        "registration_item",
        "nội dung đăng ký",
    ),
];

impl Kind {
    /// The text in files and in the database.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Other(text) => text,
            known => KINDS
                .iter()
                .find(|(kind, ..)| kind == known)
                .map_or("", |(_, text, _)| text),
        }
    }

    /// What people read.
    pub fn label(&self) -> &str {
        match self {
            Self::Other(text) => text,
            known => KINDS
                .iter()
                .find(|(kind, ..)| kind == known)
                .map_or("", |(.., label)| label),
        }
    }

    /// Whether it is a heading and never scored itself.
    pub const fn is_group(&self) -> bool {
        matches!(self, Self::Group | Self::BonusGroup)
    }
}

impl From<String> for Kind {
    fn from(text: String) -> Self {
        KINDS
            .iter()
            .find(|(_, known, _)| *known == text)
            .map_or(Self::Other(text), |(kind, ..)| kind.clone())
    }
}

impl From<Kind> for String {
    fn from(kind: Kind) -> Self {
        kind.as_str().to_owned()
    }
}

/// A lower maximum under a condition: a centre without its own office gets at most 3.5 of 5.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConditionalCap {
    /// The condition, in words.
    pub when: String,
    /// The maximum when it holds.
    pub max: Points,
    /// Whatever else the file says.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The value to be reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Threshold {
    /// The number.
    pub value: Points,
    /// What it counts: `lượt người/tháng`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Whatever else the file says.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// One of the options of a criterion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum CriterionOption {
    /// A thing to be counted.
    Item(String),
    /// A named answer with its points.
    Choice(Choice),
    /// A band of results with its points.
    Band(Band),
}

/// A named answer: `Đạt` 7.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// The answer.
    pub label: String,
    /// Its points.
    pub points: Points,
    /// Whatever else the file says.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A band of results: from 88 to 90 percent gives 2. Ends are part of it unless the file says otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// Lower end; open when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Points>,
    /// Whether the lower end is part of the band; yes when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_inclusive: Option<bool>,
    /// Upper end; open when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Points>,
    /// Whether the upper end is part of the band; yes when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_inclusive: Option<bool>,
    /// A single value instead of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Points>,
    /// Its points.
    pub points: Points,
    /// Whatever else the file says.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Band {
    /// The band as an interval of results.
    pub(super) fn interval(&self) -> Interval {
        match self.at {
            Some(at) => Interval {
                low: Some((at, true)),
                high: Some((at, true)),
            },
            None => Interval {
                low: self
                    .from
                    .map(|end| (end, self.from_inclusive.unwrap_or(true))),
                high: self.to.map(|end| (end, self.to_inclusive.unwrap_or(true))),
            },
        }
    }
}

impl CriterionOption {
    /// The points this option gives; an item to be counted has none of its own.
    pub const fn points(&self) -> Option<Points> {
        match self {
            Self::Item(_) => None,
            Self::Choice(choice) => Some(choice.points),
            Self::Band(band) => Some(band.points),
        }
    }
}
