//! What the council's pages show.

use super::scoring::{FAIL, PASS};
use super::sheet_store::{MemberSheet, SheetState};
use super::tally::{CriterionResult, Outcome, Tally};
use super::usecases::TypedSheet;
use crate::campaigns::criteria::{
    CriteriaSet, Criterion, CriterionOption, Kind, Points, ScoreRule,
};
use crate::clock::in_vietnam;
use crate::error::FieldError;
use crate::error::FieldErrors;
use crate::models::attachment::AttachmentRole;
use crate::models::story::paragraphs;
use crate::nominations::dossier::{Dossier, DossierFile};
use crate::web::paths;
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::BTreeMap;

/// A choice in a form.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What people read.
    pub label: String,
}

/// A dossier as the council reads it: `councils/dossier_body.html`.
#[derive(Debug, Clone, Serialize)]
pub struct DossierView {
    /// The nomination's code.
    pub code: String,
    /// The model's name.
    pub title: String,
    /// Who sends it.
    pub unit: String,
    /// Terms and texts at its head: `ui.facts`.
    pub facts: Vec<Fact>,
    /// The letter.
    pub letter: Vec<String>,
    /// Its parts, those that say something.
    pub parts: Vec<PartView>,
    /// The method step by step.
    pub steps: Vec<String>,
    /// Claimed numbers.
    pub figures: Vec<FigureView>,
    /// Photos.
    pub photos: Vec<PhotoView>,
    /// Evidence to be downloaded.
    pub files: Vec<FileView>,
}

/// A term and a text.
#[derive(Debug, Clone, Serialize)]
pub struct Fact {
    /// The term.
    pub term: &'static str,
    /// The text; left out where empty.
    pub text: String,
    /// No link.
    pub href: Option<String>,
    /// No note.
    pub note: Option<String>,
}

impl Fact {
    /// A term with its text.
    pub fn new(term: &'static str, text: impl Into<String>) -> Self {
        Self {
            term,
            text: text.into(),
            href: None,
            note: None,
        }
    }
}

/// A part of a dossier.
#[derive(Debug, Clone, Serialize)]
pub struct PartView {
    /// Its heading.
    pub title: &'static str,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
}

/// A claimed number.
#[derive(Debug, Clone, Serialize)]
pub struct FigureView {
    /// What is counted.
    pub indicator: String,
    /// The number with its unit.
    pub value: String,
    /// In which period.
    pub period: String,
    /// What it was before.
    pub baseline: String,
    /// What proves it; empty where nothing does.
    pub evidence: String,
}

/// A photo: `ui.figure`.
#[derive(Debug, Clone, Serialize)]
pub struct PhotoView {
    /// Address of the largest.
    pub src: String,
    /// All widths.
    pub srcset: String,
    /// Width of the largest, in pixels.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// What it shows.
    pub alt: String,
    /// What stands below it.
    pub caption: String,
}

/// A file to be downloaded.
#[derive(Debug, Clone, Serialize)]
pub struct FileView {
    /// What it is called.
    pub name: String,
    /// What it shows.
    pub caption: String,
    /// Its size, in words.
    pub size: String,
    /// Where it is, without the base path.
    pub href: String,
}

impl DossierView {
    /// The view of a frozen dossier; `base` is the base path, for the addresses of pictures.
    pub fn of(dossier: &Dossier, base: &str) -> Self {
        let story = &dossier.story;
        let part = |title, text: &str| PartView {
            title,
            paragraphs: paragraphs(text).map(str::to_owned).collect(),
        };
        let mut parts = vec![
            part("Thực trạng, lý do xây dựng mô hình", &story.problem),
            part("Mục tiêu, tiêu chí", &story.objectives),
            part("Nội dung, cách thức thực hiện", &story.approach),
            part("Địa bàn, đối tượng", &story.place_and_target),
            part("Lực lượng thực hiện", &story.forces),
            part("Nguồn lực", &story.resources),
            part("Thời gian thực hiện", &story.schedule),
            part("Kết quả", &story.results),
            part("Khả năng duy trì, nhân rộng", &story.conditions),
        ];
        parts.retain(|part| !part.paragraphs.is_empty());
        let text = |part: &Option<String>| part.clone().unwrap_or_default();
        let sent = dossier
            .sent_at
            .map(|at| in_vietnam(at).format("%H:%M ngày %d/%m/%Y").to_string());
        let times = dossier
            .number
            .filter(|number| *number > 1)
            .map(|number| format!(" (lần {number})"));
        Self {
            code: dossier.code.clone(),
            title: dossier.title.clone(),
            unit: dossier.unit_name.clone(),
            facts: vec![
                Fact::new("Đơn vị", dossier.unit_name.clone()),
                Fact::new("Lĩnh vực", dossier.sector.label()),
                Fact::new("Loại hình", dossier.subject.label()),
                Fact::new("Địa bàn", dossier.place.clone()),
                Fact::new(
                    "Thực hiện từ năm",
                    dossier
                        .year
                        .map(|year| year.to_string())
                        .unwrap_or_default(),
                ),
                Fact::new(
                    "Gửi lúc",
                    format!("{}{}", sent.unwrap_or_default(), times.unwrap_or_default()),
                ),
            ],
            letter: paragraphs(&dossier.cover_letter)
                .map(str::to_owned)
                .collect(),
            parts,
            steps: story.steps.clone(),
            figures: dossier
                .figures
                .iter()
                .map(|figure| FigureView {
                    indicator: figure.indicator.clone(),
                    value: format!("{} {}", figure.value, text(&figure.unit))
                        .trim()
                        .to_owned(),
                    period: text(&figure.period),
                    baseline: text(&figure.baseline),
                    evidence: text(&figure.evidence),
                })
                .collect(),
            photos: dossier
                .files
                .iter()
                .filter(|file| file.role == AttachmentRole::Photo)
                .filter_map(|file| photo(file, base))
                .collect(),
            files: dossier
                .files
                .iter()
                .filter(|file| file.role == AttachmentRole::Evidence)
                .map(|file| FileView {
                    name: file.name.clone(),
                    caption: file.caption.clone(),
                    size: size_in_words(file.size_bytes),
                    href: paths::model_file(&dossier.model_code, file.id.as_str()),
                })
                .collect(),
        }
    }
}

fn photo(file: &DossierFile, base: &str) -> Option<PhotoView> {
    let address = |sha256: &str| format!("{base}{}", paths::rendition(sha256));
    let largest = file
        .renditions
        .iter()
        .max_by_key(|rendition| rendition.width_px)?;
    let srcset = file
        .renditions
        .iter()
        .map(|one| format!("{} {}w", address(&one.sha256), one.width_px));
    Some(PhotoView {
        src: address(&largest.sha256),
        srcset: srcset.collect::<Vec<_>>().join(", "),
        width: largest.width_px,
        height: largest.height_px,
        alt: file.caption.clone(),
        caption: file.caption.clone(),
    })
}

fn size_in_words(bytes: i64) -> String {
    match bytes {
        ..1_000_000 => format!("{} kB", (bytes + 999) / 1_000),
        _ => format!("{},{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// `councils/desk.html`.
#[derive(Debug, Serialize)]
pub struct DeskPage {
    /// One section per campaign that the person's councils judge.
    pub sections: Vec<DeskSection>,
    /// How many dossiers the person has still to score.
    pub left: usize,
}

/// A campaign on the desk.
#[derive(Debug, Serialize)]
pub struct DeskSection {
    /// The campaign's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its phase, in words.
    pub phase: &'static str,
    /// The person's seat, in words.
    pub seat: &'static str,
    /// Sheets the person has handed in.
    pub done: usize,
    /// Sheets the person was asked for so far.
    pub of: usize,
    /// `done` of `of` in percent.
    pub percent: usize,
    /// Accepted nominations the secretary can open for scoring together.
    pub can_start: usize,
    /// What there is to do and to see: `office.tasks`.
    pub groups: Vec<TaskGroup>,
}

/// A group of tasks.
#[derive(Debug, Serialize)]
pub struct TaskGroup {
    /// What they have in common.
    pub title: &'static str,
    /// The tasks.
    pub items: Vec<Task>,
}

/// A dossier in a list of tasks.
#[derive(Debug, Serialize)]
pub struct Task {
    /// The dossier.
    pub label: String,
    /// Where it leads; none where the person is refused.
    pub href: Option<String>,
    /// A line below.
    pub hint: String,
    /// Where it stands.
    pub state: String,
    /// How that is shown.
    pub state_kind: &'static str,
}

/// `councils/dossier.html`.
#[derive(Debug, Serialize)]
pub struct DossierPage {
    /// The dossier.
    pub dossier: DossierView,
    /// Where the nomination stands, in words.
    pub state: &'static str,
    /// How that is shown.
    pub state_kind: &'static str,
    /// The campaign's name.
    pub campaign: String,
    /// Where the person goes back to, without the base path.
    pub back: &'static str,
    /// What the person may do here.
    pub can: Can,
    /// Returns so far: when, and why.
    pub returns: Vec<ReturnView>,
    /// Sheets in and judges, for those who may know.
    pub count: Option<(usize, usize)>,
    /// The council's result, once recorded.
    pub result: Option<ResultView>,
    /// Members who must not judge it, with the ground; for the secretary and the chair.
    pub barred: Vec<(String, &'static str)>,
    /// What is wrong with the form on it.
    pub errors: Vec<FieldError>,
    /// What was typed.
    pub typed: BTreeMap<String, String>,
}

/// What a person may do with a dossier now.
#[derive(Debug, Default, Serialize)]
pub struct Can {
    /// Accept it or return it.
    pub screen: bool,
    /// Open its scoring.
    pub start_scoring: bool,
    /// Score it, or look at the own sheet.
    pub score: bool,
    /// Declare a conflict of interest.
    pub declare: bool,
    /// Look at the tally.
    pub tally: bool,
    /// Put it before the public.
    pub consult: bool,
    /// Record the decision.
    pub decide: bool,
}

/// A return for completion.
#[derive(Debug, Serialize)]
pub struct ReturnView {
    /// When.
    pub when: String,
    /// Why, in paragraphs.
    pub reasons: Vec<String>,
}

/// A council's result.
#[derive(Debug, Serialize)]
pub struct ResultView {
    /// What it advises.
    pub recommendation: &'static str,
    /// Whether it advises to recognise.
    pub recognise: bool,
    /// Its reasons, in paragraphs.
    pub summary: Vec<String>,
    /// When it was recorded.
    pub when: String,
    /// The score in a word, such as `92,5 điểm`.
    pub score: String,
}

/// `councils/conflict.html`.
#[derive(Debug, Serialize)]
pub struct ConflictPage {
    /// The nomination's code.
    pub code: String,
    /// The unit that sent it.
    pub unit: String,
    /// The model's name.
    pub title: String,
    /// Grounds that can be declared.
    pub grounds: Vec<Choice>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// What was typed.
    pub typed: BTreeMap<String, String>,
}

/// `councils/sheet.html`.
#[derive(Debug, Serialize)]
pub struct SheetPage {
    /// The dossier beside it.
    pub dossier: DossierView,
    /// The campaign's name.
    pub campaign: String,
    /// The criteria set, its document and issuer.
    pub criteria: String,
    /// Where the sheet stands, in words.
    pub state: &'static str,
    /// How that is shown.
    pub state_kind: &'static str,
    /// Whether it can be written.
    pub open: bool,
    /// Whether a correction can be opened.
    pub can_revise: bool,
    /// Which revision, from 1.
    pub revision: i32,
    /// The version the form was made from.
    pub version: i64,
    /// The criteria, headings and leaves, in the order of the table.
    pub lines: Vec<LineView>,
    /// The word on the whole.
    pub overall_remark: String,
    /// What has been done and what is left.
    pub progress: Progress,
    /// When it was last saved, in words; empty for a sheet that was not.
    pub saved: String,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// Whether it was saved elsewhere meanwhile: each line then shows what is stored.
    pub elsewhere: bool,
}

/// How far a sheet is: also the fragment `councils/saved.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Progress {
    /// Criteria judged.
    pub done: usize,
    /// Criteria that have to be.
    pub of: usize,
    /// The sum so far, `87,5`, or conditions met; empty for a sheet without entries.
    pub total: String,
    /// The most there is, `100`; empty where the set has no total.
    pub most: String,
}

/// `councils/saved.html`, what autosave puts into the page.
#[derive(Debug, Serialize)]
pub struct SavedFragment {
    /// What happened.
    pub text: String,
    /// Whether it was saved.
    pub ok: bool,
    /// The version to send next.
    pub version: i64,
    /// How far the sheet is.
    pub progress: Option<Progress>,
}

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
            let words = format!("{}, từ {min} đến {max}, bước {step}", capital(kind.label()));
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
    Choice {
        value: points.to_string(),
        label: format!("{points} điểm – {named}"),
    }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map(|first| first.to_uppercase().chain(characters).collect())
        .unwrap_or_default()
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

/// How far a sheet is.
pub fn progress(set: &CriteriaSet, sheet: Option<&MemberSheet>) -> Progress {
    let empty = super::scoring::Sheet::default();
    let entered = sheet.map_or(&empty, |sheet| &sheet.sheet);
    let of = empty.missing(set).len();
    let left = entered.missing(set).len();
    let has_points = set
        .scorable_leaves()
        .any(|leaf| set.kind_of(leaf) != Kind::PassFail);
    let total = if has_points {
        entered.total(set).to_string()
    } else {
        let (met, judged) = entered.verdicts();
        format!("{met}/{judged} điều kiện đạt")
    };
    let most = set
        .base_total
        .filter(|_| has_points)
        .map(|total| total.to_string())
        .unwrap_or_default();
    Progress {
        done: of - left,
        of,
        total,
        most,
    }
}

/// How the state of a sheet is shown.
pub const fn sheet_kind(state: SheetState) -> &'static str {
    match state {
        SheetState::Draft => "wait",
        SheetState::Submitted => "ok",
        SheetState::Revised | SheetState::Locked => "stop",
    }
}

/// `councils/tally.html`.
#[derive(Debug, Serialize)]
pub struct TallyPage {
    /// The nomination's code.
    pub code: String,
    /// The model's name.
    pub title: String,
    /// The unit.
    pub unit: String,
    /// The campaign's name.
    pub campaign: String,
    /// Where the nomination stands, in words.
    pub state: &'static str,
    /// Sheets in.
    pub done: usize,
    /// Judges.
    pub of: usize,
    /// Members who must not judge it, with the ground.
    pub barred: Vec<(String, &'static str)>,
    /// The tally; none before every sheet is in.
    pub tally: Option<TallyView>,
    /// Whether the chair can close the scoring now.
    pub can_close: bool,
    /// Whether the chair can record the result now.
    pub can_record: bool,
    /// The result, once recorded.
    pub result: Option<ResultView>,
    /// What the council may advise.
    pub recommendations: Vec<Choice>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// What was typed.
    pub typed: BTreeMap<String, String>,
}

/// A tally.
#[derive(Debug, Serialize)]
pub struct TallyView {
    /// Numbers on top: `ui.stat`.
    pub stats: Vec<Stat>,
    /// The quorum, with its base.
    pub quorum: String,
    /// Whether it is reached.
    pub quorum_reached: bool,
    /// Whether the spread is over the limit.
    pub spread_over: bool,
    /// Whether the set has points.
    pub points: bool,
    /// Criterion by criterion.
    pub rows: Vec<TallyRow>,
    /// Each sheet's total, ascending, without names.
    pub sheets: Vec<SheetDot>,
    /// Where the mean stands in the drawing, 0–600.
    pub mean_at: String,
    /// The mean.
    pub mean: String,
    /// The most there is.
    pub most: String,
    /// Facts for people to establish.
    pub to_judge: Vec<String>,
    /// The members' words on the whole, without names.
    pub remarks: Vec<String>,
}

/// A number with its label.
#[derive(Debug, Serialize)]
pub struct Stat {
    /// The number.
    pub value: String,
    /// Its unit.
    pub unit: Option<&'static str>,
    /// What it is.
    pub label: &'static str,
    /// More.
    pub note: Option<String>,
    /// No link.
    pub href: Option<String>,
}

/// A criterion in a tally.
#[derive(Debug, Serialize)]
pub struct TallyRow {
    /// Its code.
    pub code: String,
    /// What is asked.
    pub label: String,
    /// Mean, or `Đạt` and `Không đạt`.
    pub result: String,
    /// Most points; empty for conditions.
    pub of: String,
    /// Lowest and highest, or votes for and against.
    pub range: String,
    /// Remarks on it, without names.
    pub remarks: Vec<String>,
}

/// One sheet in the drawing.
#[derive(Debug, Serialize)]
pub struct SheetDot {
    /// `Phiếu 1`.
    pub name: String,
    /// Its total.
    pub total: String,
    /// Where it stands, 0–600.
    pub at: String,
}

/// The view of a tally and of the sheets behind it, whose members are not named.
pub fn tally_view(set: &CriteriaSet, tally: &Tally, sheets: &[MemberSheet]) -> TallyView {
    let most = set
        .base_total
        .unwrap_or_else(|| set.roots().filter_map(|root| root.max_points).sum());
    let at = |points: Points| {
        let most = most.decimal().max(Decimal::ONE);
        let place =
            (points.decimal() * Decimal::from(600) / most).clamp(Decimal::ZERO, Decimal::from(600));
        place.round_dp(1).normalize().to_string()
    };
    let stat = |value: String, unit, label, note| Stat {
        value,
        unit,
        label,
        note,
        href: None,
    };
    let quorum = &tally.quorum;
    let mut to_judge: Vec<String> = Vec::new();
    let (stats, points, spread_over, mean) = match &tally.outcome {
        Outcome::Points {
            mean,
            min,
            max,
            spread,
            spread_over_limit,
            rank,
        } => {
            to_judge.extend(rank.iter().flat_map(|rank| rank.to_judge.iter().cloned()));
            let rank_note = rank.as_ref().and_then(|rank| {
                rank.lowered_from
                    .as_ref()
                    .map(|from| format!("Hạ từ “{from}” do điều kiện kèm theo"))
            });
            let mut stats = vec![
                stat(
                    mean.to_string(),
                    Some("điểm"),
                    "Điểm trung bình",
                    Some(format!("trên {most} điểm")),
                ),
                stat(
                    spread.to_string(),
                    Some("điểm"),
                    "Độ chênh giữa các phiếu",
                    Some(format!("từ {min} đến {max}")),
                ),
            ];
            if let Some(rank) = rank {
                stats.push(stat(
                    rank.label.clone(),
                    None,
                    "Xếp loại theo điểm",
                    rank_note,
                ));
            }
            (stats, true, *spread_over_limit, *mean)
        }
        Outcome::Verdicts {
            passed, of, passes, ..
        } => {
            let word = if *passes { "Đạt" } else { "Không đạt" };
            let stats = vec![
                stat(word.to_owned(), None, "Kết quả chung", None),
                stat(format!("{passed}/{of}"), None, "Điều kiện đạt", None),
            ];
            (stats, false, false, Points::ZERO)
        }
    };
    to_judge.extend(
        tally
            .knock_outs
            .iter()
            .map(|fact| format!("{} → {}", fact.when, fact.to_rank)),
    );
    to_judge.extend(
        tally
            .rank_caps
            .iter()
            .map(|fact| format!("{} → cao nhất {}", fact.when, fact.max_rank)),
    );
    let rows = tally.criteria.iter().map(|one| {
        let (result, of, range) = match &one.result {
            CriterionResult::Points { mean, min, max, of } => (
                mean.to_string(),
                of.map(|of| of.to_string()).unwrap_or_default(),
                format!("{min} – {max}"),
            ),
            CriterionResult::Verdict {
                met, unmet, passes, ..
            } => {
                let word = if *passes { "Đạt" } else { "Không đạt" };
                (
                    word.to_owned(),
                    String::new(),
                    format!("{met} đạt, {unmet} không đạt"),
                )
            }
        };
        let remarks = sheets
            .iter()
            .filter_map(|sheet| sheet.sheet.get(&one.code)?.remark.clone())
            .collect();
        TallyRow {
            code: one.code.clone(),
            label: one.label.clone(),
            result,
            of,
            range,
            remarks,
        }
    });
    let dots = sheets.iter().enumerate().map(|(place, sheet)| {
        let total = sheet.sheet.total(set);
        let (met, judged) = sheet.sheet.verdicts();
        let words = if points {
            total.to_string()
        } else {
            format!("{met}/{judged} đạt")
        };
        SheetDot {
            name: format!("Phiếu {}", place + 1),
            total: words,
            at: at(total),
        }
    });
    TallyView {
        stats,
        quorum: format!(
            "{} phiếu hợp lệ; cần ít nhất {} phiếu, bằng {}% của {} ({} người).",
            quorum.sheets,
            quorum.needed,
            quorum.rule.numerator,
            quorum.rule.base.label(),
            quorum.base_count
        ),
        quorum_reached: quorum.reached,
        spread_over,
        points,
        rows: rows.collect(),
        sheets: dots.collect(),
        mean_at: at(mean),
        mean: mean.to_string(),
        most: most.to_string(),
        to_judge,
        remarks: sheets
            .iter()
            .map(|sheet| sheet.overall_remark.clone())
            .filter(|remark| !remark.is_empty())
            .collect(),
    }
}

/// A result in a few words.
pub fn result_view(result: &super::CouncilResult) -> ResultView {
    let score = match &result.tally.outcome {
        Outcome::Points { mean, .. } => format!("{mean} điểm"),
        Outcome::Verdicts { passed, of, .. } => format!("{passed}/{of} điều kiện đạt"),
    };
    ResultView {
        recommendation: result.recommendation.label(),
        recognise: result.recommendation == super::Recommendation::Recognise,
        summary: paragraphs(&result.summary).map(str::to_owned).collect(),
        when: in_vietnam(result.recorded_at)
            .format("%H:%M ngày %d/%m/%Y")
            .to_string(),
        score,
    }
}
