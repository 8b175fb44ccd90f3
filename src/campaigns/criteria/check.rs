//! Finds what is wrong or unclear in a criteria set: reported to an administrator, never mended.
//!
//! Official tables contain errors (`domain.md` 2.2). Mending one silently would score people by a table nobody issued.

use std::collections::HashSet;

use super::criterion::{Criterion, CriterionOption, Kind};
use super::defect::{Defect, DefectKind};
use super::interval::Interval;
use super::points::Points;
use super::set::{CriteriaSet, Part, Scoring};

/// Everything wrong or unclear in a set: first the set as a whole, then criterion by criterion in the order of the table.
pub fn check(set: &CriteriaSet) -> Vec<Defect> {
    let mut found = Findings(Vec::new());
    if set.criteria.is_empty() {
        found.on_set(DefectKind::NoCriteria);
    }
    if set.scoring == Scoring::Points {
        totals(set, &mut found);
    }
    ranks(set, &mut found);
    let mut seen = HashSet::new();
    for criterion in &set.criteria {
        if !seen.insert(criterion.code.as_str()) {
            found.on(criterion, DefectKind::DuplicateCode);
        }
        place(set, criterion, &mut found);
        match set.kind_of(criterion) {
            Kind::Other(kind) => found.on(criterion, DefectKind::UnknownKind(kind)),
            kind if kind.is_group() || set.children(&criterion.code).next().is_some() => {
                group(set, criterion, &mut found)
            }
            kind => leaf(set, criterion, &kind, &mut found),
        }
        if let Some(note) = &criterion.note {
            found.on(criterion, DefectKind::Noted(note.clone()));
        }
    }
    found.0
}

struct Findings(Vec<Defect>);

impl Findings {
    fn on_set(&mut self, kind: DefectKind) {
        self.0.push(Defect { code: None, kind });
    }

    fn on(&mut self, criterion: &Criterion, kind: DefectKind) {
        self.0.push(Defect {
            code: Some(criterion.code.clone()),
            kind,
        });
    }
}

fn totals(set: &CriteriaSet, found: &mut Findings) {
    let sum_of = |part: Part| -> Points {
        set.roots()
            .filter(|root| set.part_of(root) == part)
            .filter_map(|root| root.max_points)
            .sum()
    };
    let (base, bonus, malus) = (sum_of(Part::Base), sum_of(Part::Bonus), sum_of(Part::Malus));
    let stated = [
        ("tổng điểm chuẩn", set.base_total, base),
        ("điểm cộng tối đa", set.bonus_max, bonus),
        ("điểm trừ tối đa", set.malus_max, malus.abs()),
        ("tổng điểm kể cả điểm cộng", set.stated_total, base + bonus),
    ];
    for (what, stated, sum) in stated {
        if let Some(stated) = stated
            && stated != sum
        {
            found.on_set(DefectKind::Total { what, stated, sum });
        }
    }
}

fn ranks(set: &CriteriaSet, found: &mut Findings) {
    let mut ascending: Vec<_> = set
        .ranks
        .iter()
        .map(|rank| (rank, rank.interval()))
        .collect();
    ascending.sort_by_key(|(rank, _)| (rank.min.is_some(), rank.min));
    for (rank, interval) in &ascending {
        if interval.is_empty() {
            found.on_set(DefectKind::EmptyRange(format!("{} {interval}", rank.label)));
        }
    }
    for pair in ascending.windows(2) {
        let [(lower, below), (upper, above)] = pair else {
            continue;
        };
        let ranks = || [lower.label.clone(), upper.label.clone()];
        if let Some(both) = below.intersection(above) {
            found.on_set(DefectKind::RanksOverlap {
                ranks: ranks(),
                at: both.to_string(),
            });
        } else if let Some(gap) = below.gap_below(above) {
            found.on_set(DefectKind::RankGap {
                ranks: ranks(),
                at: gap.to_string(),
            });
        }
    }
    let named = set.knock_outs.iter().map(|rule| &rule.to_rank);
    let named = named.chain(set.rank_caps.iter().map(|rule| &rule.max_rank));
    let named = named.chain(
        set.award_gate
            .iter()
            .map(|rule| &rule.min_rank_to_be_proposed),
    );
    let mut reported = HashSet::new();
    for name in named {
        if set.ranks.iter().all(|rank| rank.label != *name) && reported.insert(name) {
            found.on_set(DefectKind::UnknownRank(name.clone()));
        }
    }
}

fn place(set: &CriteriaSet, criterion: &Criterion, found: &mut Findings) {
    let Some(parent) = &criterion.parent else {
        return;
    };
    if set.criterion(parent).is_none() {
        found.on(criterion, DefectKind::UnknownParent(parent.clone()));
    }
    let mut ancestor = Some(parent.as_str());
    for _ in 0..set.criteria.len() {
        match ancestor {
            Some(code) if code == criterion.code => return found.on(criterion, DefectKind::Cycle),
            Some(code) => {
                ancestor = set
                    .criterion(code)
                    .and_then(|above| above.parent.as_deref())
            }
            None => return,
        }
    }
}

fn group(set: &CriteriaSet, group: &Criterion, found: &mut Findings) {
    if set.children(&group.code).next().is_none() {
        return found.on(group, DefectKind::MissingSubCriteria);
    }
    let sum: Points = set
        .children(&group.code)
        .filter_map(|child| child.max_points)
        .sum();
    if let Some(stated) = group.max_points
        && stated != sum
    {
        found.on(group, DefectKind::SumOfChildren { stated, sum });
    }
}

fn leaf(set: &CriteriaSet, leaf: &Criterion, kind: &Kind, found: &mut Findings) {
    if matches!(kind, Kind::PassFail | Kind::RegistrationItem) {
        return;
    }
    let right_sign = |max: &Points| {
        if *kind == Kind::Malus {
            *max < Points::ZERO
        } else {
            *max > Points::ZERO
        }
    };
    let Some(max) = leaf.max_points.filter(right_sign) else {
        return found.on(leaf, DefectKind::NoMaximum);
    };
    if matches!(kind, Kind::Choice | Kind::Bands) {
        let best = leaf
            .options
            .iter()
            .filter_map(CriterionOption::points)
            .max();
        match best {
            None => found.on(leaf, DefectKind::NoOptions),
            Some(best) if best > max => {
                found.on(leaf, DefectKind::OptionAboveMaximum { best, max })
            }
            Some(best) if best < max => found.on(leaf, DefectKind::MaximumOutOfReach { best, max }),
            Some(_) => {}
        }
    }
    bands(leaf, found);
    counted(leaf, kind, max, found);
    if let Some(step) = set.score_step
        && !max.fits_step(Points::ZERO, step)
    {
        found.on(leaf, DefectKind::OffStep { max, step });
    }
    if let Some(cap) = leaf
        .conditional_cap
        .as_ref()
        .map(|cap| cap.max)
        .filter(|cap| *cap >= max)
    {
        found.on(leaf, DefectKind::CapAboveMaximum { cap, max });
    }
}

fn bands(leaf: &Criterion, found: &mut Findings) {
    let mut bands: Vec<(Interval, Points)> = Vec::new();
    for option in &leaf.options {
        if let CriterionOption::Band(band) = option {
            bands.push((band.interval(), band.points));
        }
    }
    bands.sort_by_key(|(band, _)| (band.low.is_some(), band.low));
    for (band, _) in &bands {
        if band.is_empty() {
            found.on(leaf, DefectKind::EmptyRange(band.to_string()));
        }
    }
    for pair in bands.windows(2) {
        let [(lower, lower_points), (upper, upper_points)] = pair else {
            continue;
        };
        match lower.intersection(upper) {
            Some(both) if lower_points != upper_points => {
                found.on(leaf, DefectKind::BandsOverlap(both.to_string()))
            }
            Some(_) => {}
            None => {
                if let Some(gap) = lower.gap_below(upper) {
                    found.on(leaf, DefectKind::BandGap(gap.to_string()));
                }
            }
        }
    }
}

/// Whether counting everything gives the maximum.
fn counted(leaf: &Criterion, kind: &Kind, max: Points, found: &mut Findings) {
    let (each, count) = match kind {
        Kind::Count => (
            leaf.points_per_unit,
            u32::try_from(leaf.options.len())
                .ok()
                .filter(|count| *count > 0),
        ),
        Kind::SampleSurvey => (leaf.points_per_hit, leaf.sample_size),
        _ => return,
    };
    let (Some(each), Some(count)) = (each, count) else {
        return;
    };
    match each.times(count) {
        Ok(best) if best == max => {}
        Ok(best) if best < max => found.on(leaf, DefectKind::MaximumOutOfReach { best, max }),
        Ok(best) => found.on(leaf, DefectKind::MoreThanMaximum { best, max }),
        Err(_) => found.on(leaf, DefectKind::NoMaximum),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::{SHIPPED, Severity, parse};
    use super::*;

    fn set(criteria: Value, more: Value) -> CriteriaSet {
        let mut document = json!({
            "id": "thử", "name_vi": "Bộ thử", "issuer": "A", "document": "B",
            "source": {"ref": "C"}, "completeness": "full", "criteria": criteria,
        });
        document
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        parse(&document.to_string()).unwrap().remove(0)
    }

    fn texts(defects: &[Defect]) -> Vec<String> {
        defects.iter().map(ToString::to_string).collect()
    }

    fn shipped(id: &str) -> CriteriaSet {
        parse(SHIPPED)
            .unwrap()
            .into_iter()
            .find(|set| set.id == id)
            .unwrap()
    }

    #[test]
    fn the_shipped_sets_show_the_errors_their_sources_have() {
        let kinds = |id: &str| {
            check(&shipped(id))
                .into_iter()
                .map(|defect| (defect.code, defect.kind))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            kinds("ct-2579-2025"),
            [
                (Some("1".into()), DefectKind::MissingSubCriteria),
                (Some("2".into()), DefectKind::MissingSubCriteria)
            ]
        );
        let cashless = check(&shipped("ct-157-2025"));
        assert_eq!(
            cashless
                .iter()
                .filter(|defect| defect.severity() == Severity::Blocking)
                .map(|defect| &defect.kind)
                .collect::<Vec<_>>(),
            [
                &DefectKind::BandsOverlap("90".into()),
                &DefectKind::BandsOverlap("95".into())
            ]
        );
        let centres = check(&shipped("hcm-5155-2025"));
        assert!(
            centres
                .iter()
                .all(|defect| defect.severity() == Severity::Notice),
            "{:?}",
            texts(&centres)
        );
        assert!(
            texts(&centres)
                .iter()
                .any(|text| text.contains("trên 84,5 và dưới 85"))
        );
        assert!(
            centres
                .iter()
                .any(|defect| defect.code.as_deref() == Some("5.1"))
        );
        for id in [
            "qngai-dvk",
            "dalat-dvk-collective-2017",
            "dalat-dvk-individual-2017",
            "thanhkhe-249-2026",
        ] {
            assert_eq!(kinds(id), [], "{id}");
        }
    }

    #[test]
    fn sums_that_do_not_agree_are_reported() {
        let criteria = json!([
            {"code": "1", "label": "a", "max_points": 20, "kind": "group"},
            {"code": "1.1", "label": "b", "max_points": 12.5, "parent": "1", "kind": "judged"},
            {"code": "1.2", "label": "c", "max_points": 7, "parent": "1", "kind": "judged"},
            {"code": "T", "label": "d", "max_points": 3, "kind": "bonus"},
            {"code": "X", "label": "e", "max_points": -2, "kind": "malus"},
        ]);
        let set = set(
            criteria,
            json!({"base_total": 100, "bonus_max": 5, "malus_max": 2, "stated_total": 23}),
        );
        assert_eq!(
            texts(&check(&set)),
            [
                "Văn bản ghi tổng điểm chuẩn là 100 nhưng các tiêu chí cộng lại là 20.",
                "Văn bản ghi điểm cộng tối đa là 5 nhưng các tiêu chí cộng lại là 3.",
                "Tiêu chí 1: ghi 20 điểm nhưng các tiêu chí thành phần cộng lại là 19,5 điểm.",
            ]
        );
    }

    #[test]
    fn the_tree_must_hold_together() {
        let criteria = json!([
            {"code": "1", "label": "a", "parent": "2", "max_points": 1},
            {"code": "2", "label": "b", "parent": "1", "max_points": 1},
            {"code": "3", "label": "c", "parent": "9", "max_points": 1},
            {"code": "3", "label": "d", "max_points": 1},
            {"code": "4", "label": "e", "kind": "group", "max_points": 1},
            {"code": "5", "label": "f", "kind": "raffle", "max_points": 1},
            {"code": "6", "label": "g", "kind": "judged"},
            {"code": "7", "label": "h", "kind": "malus", "max_points": 2},
            {"code": "8", "label": "i", "kind": "choice", "max_points": 2},
        ]);
        let found: Vec<_> = check(&set(criteria, json!({})))
            .into_iter()
            .map(|defect| (defect.code.unwrap(), defect.kind))
            .collect();
        assert_eq!(
            found,
            [
                ("1".into(), DefectKind::Cycle),
                ("2".into(), DefectKind::Cycle),
                ("3".into(), DefectKind::UnknownParent("9".into())),
                ("3".into(), DefectKind::DuplicateCode),
                ("4".into(), DefectKind::MissingSubCriteria),
                ("5".into(), DefectKind::UnknownKind("raffle".into())),
                ("6".into(), DefectKind::NoMaximum),
                ("7".into(), DefectKind::NoMaximum),
                ("8".into(), DefectKind::NoOptions),
            ]
        );
        assert_eq!(
            texts(&check(&set(json!([]), json!({})))),
            ["Bộ tiêu chí chưa có tiêu chí nào."]
        );
    }

    #[test]
    fn options_bands_and_counts_are_held_against_the_maximum() {
        let criteria = json!([
            {"code": "1", "label": "hp-212 DDCI", "max_points": 2, "kind": "choice",
             "options": [{"label": "Đạt", "points": 1}, {"label": "Không đạt", "points": 0}]},
            {"code": "2", "label": "a", "max_points": 2, "kind": "choice", "options": [{"label": "Đạt", "points": 3}]},
            {"code": "3", "label": "b", "max_points": 3, "kind": "bands", "options": [
                {"from": 50, "to": 60, "to_inclusive": false, "points": 1},
                {"from": 70, "to": 80, "points": 2}, {"from": 80, "to": 90, "points": 2}, {"from": 99, "to": 95, "points": 3}]},
            {"code": "4", "label": "c", "max_points": 9, "kind": "count", "points_per_unit": 1, "options": ["x", "y"]},
            {"code": "5", "label": "d", "max_points": 10, "kind": "sample_survey", "points_per_hit": 0.4, "sample_size": 50},
            {"code": "6", "label": "e", "max_points": 5.25, "kind": "judged", "conditional_cap": {"when": "f", "max": 6}},
        ]);
        let found = texts(&check(&set(criteria, json!({"score_step": 0.5}))));
        assert_eq!(
            found,
            [
                "Tiêu chí 1: mức cao nhất chỉ được 1 điểm trong khi điểm tối đa là 2.",
                "Tiêu chí 2: có mức 3 điểm, cao hơn điểm tối đa 2.",
                "Tiêu chí 3: khoảng “từ 99 đến 95” có đầu dưới cao hơn đầu trên.",
                "Tiêu chí 3: kết quả từ 60 đến dưới 70 không thuộc khoảng điểm nào.",
                "Tiêu chí 3: kết quả trên 90 và dưới 99 không thuộc khoảng điểm nào.",
                "Tiêu chí 4: mức cao nhất chỉ được 2 điểm trong khi điểm tối đa là 9.",
                "Tiêu chí 5: tính đủ được 20 điểm, nhiều hơn điểm tối đa 10; phần vượt không được tính.",
                "Tiêu chí 6: điểm tối đa 5,25 không chia hết cho bước điểm 0,5.",
                "Tiêu chí 6: mức trần có điều kiện 6 không thấp hơn điểm tối đa 5,25.",
            ]
        );
    }

    #[test]
    fn ranks_must_neither_overlap_nor_be_named_wrongly() {
        let ranks = json!({
            "ranks": [
                {"label": "Tốt", "min": 80, "max": 100},
                {"label": "Khá", "min": 60, "max": 80},
                {"label": "Yếu", "min": null, "max": 50, "max_inclusive": false},
            ],
            "knock_outs": [{"to_rank": "Kém", "when": "tham nhũng"}],
        });
        assert_eq!(
            texts(&check(&set(
                json!([{"code": "1", "label": "a", "max_points": 1}]),
                ranks
            ))),
            [
                "Tổng điểm từ 50 đến dưới 60 nằm giữa “Yếu” và “Khá”; điểm trung bình rơi vào đó được xếp “Yếu”.",
                "Tổng điểm 80 thuộc cả “Khá” và “Tốt”.",
                "Có quy định nhắc đến loại “Kém” không có trong thang xếp loại.",
            ]
        );
    }
}
