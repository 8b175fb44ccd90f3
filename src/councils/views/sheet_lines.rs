//! The lines of a score sheet: criteria, how each is judged, and what was typed or stored.

use crate::campaigns::criteria::{CriteriaSet, Criterion, CriterionOption, Points, ScoreRule};
use crate::councils::scoring::{FAIL, PASS};
use crate::councils::sheet_store::MemberSheet;
use crate::councils::usecases::TypedSheet;
use crate::error::FieldErrors;
use crate::pages::parts::Choice;
use crate::text::capitalised;
use serde::Serialize;

/// A line of the score sheet.
#[derive(Debug, Clone, Serialize)]
pub struct LineView {
    /// Whether it is a heading, which takes no score.
    pub heading: bool,
    /// How deep in the tree, from 0.
    pub depth: usize,
    /// The leaf's number in the form, from 1; 0 for a heading.
    pub number: usize,
    /// Its code.
    pub code: String,
    /// What is asked.
    pub text: String,
    /// Most points, or empty.
    pub max: String,
    /// `points`, `verdict` or `choice`.
    pub kind: &'static str,
    /// How points come about, step and bounds, in words.
    pub how: String,
    /// What may be chosen.
    pub choices: Vec<Choice>,
    /// What was typed or stored.
    pub value: String,
    /// The remark.
    pub remark: String,
    /// A condition under which the most is lower, and what the most is then.
    pub cap: Option<(String, String)>,
    /// Whether it was ticked.
    pub cap_applies: bool,
    /// The evidence asked for.
    pub evidence: String,
    /// Guidance and notes.
    pub guidance: Vec<String>,
    /// What is wrong.
    pub error: Option<String>,
    /// What is stored, where it differs from what was typed.
    pub stored: Option<String>,
}

/// The lines of a sheet: what was typed goes before what is stored.
pub fn lines(
    set: &CriteriaSet,
    stored: Option<&MemberSheet>,
    typed: Option<&TypedSheet>,
    errors: &FieldErrors,
) -> Vec<LineView> {
    let mut number = 0;
    set.criteria
        .iter()
        .map(|criterion| {
            let leaf = set
                .scorable_leaves()
                .any(|leaf| leaf.code == criterion.code);
            let rule = if leaf { set.rule_of(criterion) } else { None };
            let mut line = bare_line(set, criterion, rule.as_ref());
            if leaf {
                number += 1;
            }
            if rule.is_none() {
                return line;
            }
            line.number = number;
            line.error = errors.of(&format!("score-{number}")).map(str::to_owned);
            let entry = stored.and_then(|sheet| sheet.sheet.get(&criterion.code));
            let kept = entry
                .map(|entry| entry.judgement)
                .map(|judgement| value_in_form(judgement.to_text()))
                .unwrap_or_default();
            let note = stored
                .and_then(|sheet| sheet.notes.get(&criterion.code))
                .cloned()
                .unwrap_or_default();
            let kept_remark = entry.and_then(|entry| entry.remark.clone()).unwrap_or(note);
            match typed.and_then(|typed| typed.lines.get(number - 1)) {
                Some(typed) => {
                    line.stored = (typed.value.trim() != kept).then(|| shown(&kept));
                    line.value = typed.value.clone();
                    line.remark = typed.remark.clone();
                    line.cap_applies = typed.cap_applies;
                }
                None => {
                    line.value = kept;
                    line.remark = kept_remark;
                    line.cap_applies = entry.is_some_and(|entry| entry.cap_applies);
                }
            }
            line
        })
        .collect()
}

/// The stored text of a judgement as the form sends it: a decimal comma.
fn value_in_form(text: String) -> String {
    if text == PASS || text == FAIL {
        text
    } else {
        text.replace('.', ",")
    }
}

fn shown(value: &str) -> String {
    match value {
        "" => String::from("chưa chấm"),
        PASS => String::from("Đạt"),
        FAIL => String::from("Không đạt"),
        points => points.to_owned(),
    }
}

fn bare_line(set: &CriteriaSet, criterion: &Criterion, rule: Option<&ScoreRule>) -> LineView {
    let points = |points: Points| points.to_string();
    let kind = set.kind_of(criterion);
    let (form, how, choices) = match rule {
        None => ("heading", String::new(), Vec::new()),
        Some(ScoreRule::Verdict) => ("verdict", String::new(), Vec::new()),
        Some(ScoreRule::OneOf { points: allowed }) => (
            "choice",
            kind.label().to_owned(),
            allowed
                .iter()
                .map(|points| choice(criterion, *points))
                .collect(),
        ),
        Some(ScoreRule::Range { min, max, step }) => {
            let words = format!(
                "{}, từ {min} đến {max}, bước {step}",
                capitalised(kind.label())
            );
            ("points", words, Vec::new())
        }
    };
    LineView {
        heading: rule.is_none(),
        depth: depth_of(set, criterion),
        number: 0,
        code: criterion.code.clone(),
        text: criterion.label.clone(),
        max: criterion.max_points.map(points).unwrap_or_default(),
        kind: form,
        how,
        choices,
        value: String::new(),
        remark: String::new(),
        cap: criterion
            .conditional_cap
            .as_ref()
            .map(|cap| (cap.when.clone(), cap.max.to_string())),
        cap_applies: false,
        evidence: criterion.evidence.clone().unwrap_or_default(),
        guidance: [
            criterion.guidance.clone(),
            criterion.note.clone(),
            items(criterion),
        ]
        .into_iter()
        .flatten()
        .collect(),
        error: None,
        stored: None,
    }
}

/// What is counted, where the table lists it.
fn items(criterion: &Criterion) -> Option<String> {
    let items: Vec<&str> = criterion
        .options
        .iter()
        .filter_map(|option| match option {
            CriterionOption::Item(item) => Some(item.as_str()),
            CriterionOption::Choice(_) | CriterionOption::Band(_) => None,
        })
        .collect();
    (!items.is_empty()).then(|| format!("Tính: {}.", items.join("; ")))
}

fn choice(criterion: &Criterion, points: Points) -> Choice {
    let labels: Vec<String> = criterion
        .options
        .iter()
        .filter(|option| option.points() == Some(points))
        .filter_map(|option| match option {
            CriterionOption::Choice(choice) => Some(choice.label.clone()),
            CriterionOption::Band(band) => Some(match (band.at, band.from, band.to) {
                (Some(at), ..) => format!("bằng {at}"),
                (None, Some(from), Some(to)) => format!("từ {from} đến {to}"),
                (None, Some(from), None) => format!("từ {from}"),
                (None, None, Some(to)) => format!("đến {to}"),
                (None, None, None) => return None,
            }),
            CriterionOption::Item(_) => None,
        })
        .collect();
    let named = match (labels.is_empty(), points == Points::ZERO) {
        (false, _) => labels.join(" / "),
        (true, true) => String::from("Không đạt"),
        (true, false) => String::from("Đạt"),
    };
    Choice::new(points.to_string(), format!("{points} điểm – {named}"))
}

fn depth_of(set: &CriteriaSet, criterion: &Criterion) -> usize {
    let mut depth = 0;
    let mut at = criterion.parent.as_deref();
    while let Some(code) = at.filter(|_| depth < set.criteria.len()) {
        depth += 1;
        at = set
            .criterion(code)
            .and_then(|parent| parent.parent.as_deref());
    }
    depth
}
