//! A criteria set as its issuer published it: the document, its tree of criteria and the rules around them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::criterion::{Criterion, Kind};
use super::interval::Interval;
use super::points::Points;

/// A criteria set (bộ tiêu chí): one version of one document. Immutable once a campaign uses it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CriteriaSet {
    /// Key of the document, chosen by the editor: `hcm-5155-2025`.
    pub id: String,
    /// Official name.
    #[serde(rename = "name_vi")]
    pub name: String,
    /// What kind of thing it was made to judge, in the editor's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevance: Option<String>,
    /// Province of the issuer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub province: Option<String>,
    /// Issuing body.
    pub issuer: String,
    /// Kind and number of the document.
    pub document: String,
    /// Date of the document as far as known: a day, a month or a year in ISO form.
    #[serde(default)]
    pub date: Option<String>,
    /// Instruments it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legal_basis: Vec<String>,
    /// Documents it replaces.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<String>,
    /// Where the text was read.
    pub source: Source,
    /// How much of the official text is here.
    pub completeness: Completeness,
    /// What is missing, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<String>,
    /// Remark on how the labels were taken over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label_note: Option<String>,
    /// Who is judged by it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub applies_to: Vec<String>,
    /// The period it judges.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Total without bonus and malus.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_total: Option<Points>,
    /// Most that bonuses add.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bonus_max: Option<Points>,
    /// Most that maluses take away, as a positive number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub malus_max: Option<Points>,
    /// Total with bonus as the document states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated_total: Option<Points>,
    /// Smallest difference between two scores on one criterion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score_step: Option<Points>,
    /// How it judges; points when not said.
    #[serde(default)]
    pub scoring: Scoring,
    /// The tree, by parent codes, in the order of the table.
    pub criteria: Vec<Criterion>,
    /// Ranks by total, best first as the table gives them.
    #[serde(default)]
    pub ranks: Vec<Rank>,
    /// How to order the judged, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ranking: Option<String>,
    /// Facts that decide the rank whatever the points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub knock_outs: Vec<KnockOut>,
    /// Facts that bound the rank from above.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rank_caps: Vec<RankCap>,
    /// What a rank opens the way to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub award_gate: Option<AwardGate>,
    /// How many may be chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotas: Vec<Quota>,
    /// What decides between equals, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tie_break: Vec<String>,
    /// Who does what until when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub workflow: Vec<WorkflowStep>,
    /// Columns of the official table.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// Rules of scoring, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
    /// Sectors the document names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<String>,
    /// Conditions of entry, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gates: Vec<String>,
    /// Deadline, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<String>,
    /// Whatever else the file says, kept as it stands.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Where the text of a set was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// The reference, as recorded by the editor.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Whatever else the file says.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// How much of the official text a set holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Completeness {
    /// The whole table.
    Full,
    /// All conditions of a table without points.
    FullQualitative,
    /// Some of it.
    Partial,
    /// A word this version does not know: taken as not complete.
    Other(String),
}

impl From<String> for Completeness {
    fn from(text: String) -> Self {
        match text.as_str() {
            "full" => Self::Full,
            "full_qualitative" => Self::FullQualitative,
            "partial" => Self::Partial,
            _ => Self::Other(text),
        }
    }
}

impl From<Completeness> for String {
    fn from(completeness: Completeness) -> Self {
        match completeness {
            Completeness::Full => "full".into(),
            Completeness::FullQualitative => "full_qualitative".into(),
            Completeness::Partial => "partial".into(),
            Completeness::Other(text) => text,
        }
    }
}

/// How a set judges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scoring {
    /// Points that add up.
    #[default]
    Points,
    /// Conditions that are met or not.
    PassFail,
    /// Contents that must be present: the list of a registration.
    CompletenessCheck,
}

impl Scoring {
    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Points => "chấm điểm",
            Self::PassFail => "đạt / không đạt",
            Self::CompletenessCheck => "kiểm tra đủ nội dung",
        }
    }
}

/// A rank (loại) by total. Ends are part of it unless the file says otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rank {
    /// Official name: `Loại tốt`.
    pub label: String,
    /// Lowest total; open when absent.
    #[serde(default)]
    pub min: Option<Points>,
    /// Whether the lowest total is part of it; yes when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_inclusive: Option<bool>,
    /// Highest total; open when absent.
    #[serde(default)]
    pub max: Option<Points>,
    /// Whether the highest total is part of it; yes when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_inclusive: Option<bool>,
    /// What must hold besides the total.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<RankCondition>,
    /// Whatever else the file says.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Rank {
    /// The rank as an interval of totals.
    pub(crate) fn interval(&self) -> Interval {
        Interval {
            low: self
                .min
                .map(|end| (end, self.min_inclusive.unwrap_or(true))),
            high: self
                .max
                .map(|end| (end, self.max_inclusive.unwrap_or(true))),
        }
    }

    /// Whether a total lies in it.
    pub fn holds(&self, total: Points) -> bool {
        self.interval().holds(total)
    }
}

/// What must hold for a rank besides the total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum RankCondition {
    /// No criterion stands at zero points.
    NoCriterionAtZero,
    /// Anything else: for people to judge.
    InWords(String),
}

const NO_CRITERION_AT_ZERO: &str = "no criterion scored 0";

impl RankCondition {
    /// What people read.
    pub fn label(&self) -> &str {
        match self {
            Self::NoCriterionAtZero => "không có tiêu chí nào 0 điểm",
            Self::InWords(words) => words,
        }
    }
}

impl From<String> for RankCondition {
    fn from(text: String) -> Self {
        if text == NO_CRITERION_AT_ZERO {
            Self::NoCriterionAtZero
        } else {
            Self::InWords(text)
        }
    }
}

impl From<RankCondition> for String {
    fn from(condition: RankCondition) -> Self {
        match condition {
            RankCondition::NoCriterionAtZero => NO_CRITERION_AT_ZERO.into(),
            RankCondition::InWords(words) => words,
        }
    }
}

/// A fact that decides the rank whatever the points (điểm liệt).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KnockOut {
    /// The rank it leads to.
    pub to_rank: String,
    /// The fact, in the words of the document.
    pub when: String,
    /// Whatever else the file says.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A fact that bounds the rank from above.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RankCap {
    /// The best rank still open.
    pub max_rank: String,
    /// The fact, in the words of the document.
    pub when: String,
    /// Whatever else the file says.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// What a rank opens the way to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AwardGate {
    /// The lowest rank that may be proposed.
    pub min_rank_to_be_proposed: String,
    /// The award.
    pub award: String,
    /// In which order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// Whatever else the file says.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// How many may be chosen: absolute numbers or percentages of a named base.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quota {
    /// The group it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The award it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Most collectives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collective_max: Option<u32>,
    /// Most individuals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub individual_max: Option<u32>,
    /// Most collectives, percent of the base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collective_max_percent: Option<Points>,
    /// Most individuals, percent of the base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub individual_max_percent: Option<Points>,
    /// What the percentages are of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    /// Whatever else the file says.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// One step of the official procedure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkflowStep {
    /// What is done.
    pub step: String,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// In which days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<String>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<String>,
    /// Whatever else the file says.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl CriteriaSet {
    /// The criterion of a code.
    pub fn criterion(&self, code: &str) -> Option<&Criterion> {
        self.criteria
            .iter()
            .find(|criterion| criterion.code == code)
    }

    /// The criteria at the top of the tree, in order.
    pub fn roots(&self) -> impl Iterator<Item = &Criterion> {
        self.criteria
            .iter()
            .filter(|criterion| criterion.parent.is_none())
    }

    /// The children of a criterion, in order.
    pub fn children(&self, code: &str) -> impl Iterator<Item = &Criterion> {
        self.criteria
            .iter()
            .filter(move |criterion| criterion.parent.as_deref() == Some(code))
    }

    /// How points on a criterion come about here: as the file says, and where it is silent as the set judges.
    pub fn kind_of(&self, criterion: &Criterion) -> Kind {
        match (&criterion.kind, self.scoring) {
            (Some(kind), _) => kind.clone(),
            (None, _) if self.children(&criterion.code).next().is_some() => Kind::Group,
            (None, Scoring::Points) => Kind::Judged,
            (None, Scoring::PassFail) => Kind::PassFail,
            (None, Scoring::CompletenessCheck) => Kind::RegistrationItem,
        }
    }

    /// The criteria that a person scores, in order: neither a heading nor one that has children.
    pub fn scorable_leaves(&self) -> impl Iterator<Item = &Criterion> {
        self.criteria.iter().filter(|criterion| {
            !self.kind_of(criterion).is_group() && self.children(&criterion.code).next().is_none()
        })
    }

    /// Which part of the total a criterion counts in: its own kind's, or that of the group it stands in.
    pub fn part_of(&self, criterion: &Criterion) -> Part {
        let mut at = Some(criterion);
        // A tree is never deeper than it has criteria; a longer walk is a cycle, which `check` reports.
        for _ in 0..=self.criteria.len() {
            let Some(here) = at else { break };
            match self.kind_of(here) {
                Kind::Bonus | Kind::BonusGroup => return Part::Bonus,
                Kind::Malus => return Part::Malus,
                _ => at = here.parent.as_deref().and_then(|code| self.criterion(code)),
            }
        }
        Part::Base
    }
}

/// The parts of a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The ordinary points.
    Base,
    /// Extra points, bounded by the set.
    Bonus,
    /// Points taken away, bounded by the set.
    Malus,
}
