//! The tally: what the sheets add up to, without the names of those who gave them.

use super::ResultView;
use crate::campaigns::criteria::{CriteriaSet, Points};
use crate::councils::sheet_store::MemberSheet;
use crate::councils::tally::{CriterionResult, Outcome, Tally};
use crate::error::FieldError;
use crate::pages::parts::{Choice, Stat};
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::BTreeMap;

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
                Stat::new(mean, "Điểm trung bình")
                    .in_unit("điểm")
                    .with_note(format!("trên {most} điểm")),
                Stat::new(spread, "Độ chênh giữa các phiếu")
                    .in_unit("điểm")
                    .with_note(format!("từ {min} đến {max}")),
            ];
            if let Some(rank) = rank {
                stats.push(Stat::new(&rank.label, "Xếp loại theo điểm").with_note(rank_note));
            }
            (stats, true, *spread_over_limit, *mean)
        }
        Outcome::Verdicts {
            passed, of, passes, ..
        } => {
            let word = if *passes { "Đạt" } else { "Không đạt" };
            let stats = vec![
                Stat::new(word, "Kết quả chung"),
                Stat::new(format!("{passed}/{of}"), "Điều kiện đạt"),
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
            "{} phiếu hợp lệ; cần ít nhất {} phiếu, bằng {} {} ({} người).",
            quorum.sheets,
            quorum.needed,
            quorum.rule.share,
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
