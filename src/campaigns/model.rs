//! The calendar of a campaign and the phase it is in. No I/O.
//!
//! Dates move a campaign: `planned → open → screening → scoring → deliberation → consultation → closed`; the chair may
//! hold it where it is. A day begins at midnight in Vietnam.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::clock::{Moment, in_vietnam};
use crate::error::FieldErrors;
use crate::rules::working_days;
use crate::text::typed_day;

/// What a campaign is doing, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Not begun.
    Planned,
    /// Units register and nominate.
    Open,
    /// The standing agency looks through what came in.
    Screening,
    /// Members score.
    Scoring,
    /// The council meets.
    Deliberation,
    /// The public may comment.
    Consultation,
    /// Over.
    Closed,
}

impl Phase {
    /// All phases, in order.
    pub const ALL: [Self; 7] = [
        Self::Planned,
        Self::Open,
        Self::Screening,
        Self::Scoring,
        Self::Deliberation,
        Self::Consultation,
        Self::Closed,
    ];

    /// The text in pages' addresses and exports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Open => "open",
            Self::Screening => "screening",
            Self::Scoring => "scoring",
            Self::Deliberation => "deliberation",
            Self::Consultation => "consultation",
            Self::Closed => "closed",
        }
    }

    /// Reads that text; `None` for anything else.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.as_str() == text)
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Planned => "Sắp mở",
            Self::Open => "Đang nhận hồ sơ",
            Self::Screening => "Đang thẩm định",
            Self::Scoring => "Đang chấm điểm",
            Self::Deliberation => "Đang họp xét",
            Self::Consultation => "Đang lấy ý kiến công khai",
            Self::Closed => "Đã kết thúc",
        }
    }

    /// Whether units may send nominations.
    pub const fn accepts_nominations(self) -> bool {
        matches!(self, Self::Open)
    }

    /// Whether what was returned may be completed and sent again.
    pub const fn accepts_completions(self) -> bool {
        matches!(self, Self::Open | Self::Screening)
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label())
    }
}

/// The days of a campaign, as dates in Vietnam; ends are last days, as people announce them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// First day on which units may nominate.
    pub opens_on: NaiveDate,
    /// Last day on which they may.
    pub submissions_until: NaiveDate,
    /// Last day of screening; the same as `submissions_until` where screening goes along with the submissions.
    pub screening_until: NaiveDate,
    /// Last day of scoring.
    pub scoring_until: NaiveDate,
    /// Last day of all.
    pub closes_on: NaiveDate,
    /// Working days of public consultation, the last ones before the end; none means no consultation. The day on which
    /// the list is published comes before them.
    pub consultation_days: u32,
}

/// A calendar as typed: days as `2026-03-01` (what date inputs send) or `1/3/2026`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RawCalendar {
    /// See [`Calendar::opens_on`].
    pub opens_on: String,
    /// See [`Calendar::submissions_until`].
    pub submissions_until: String,
    /// See [`Calendar::screening_until`]; empty for the same day as `submissions_until`.
    pub screening_until: String,
    /// See [`Calendar::scoring_until`].
    pub scoring_until: String,
    /// See [`Calendar::closes_on`].
    pub closes_on: String,
    /// See [`Calendar::consultation_days`]; empty for none.
    pub consultation_days: String,
}

/// Years in which a campaign may lie: the movement began in 2009 (Kế hoạch 70-KH/BDVTW); the end only catches slips.
const YEARS: std::ops::RangeInclusive<i32> = 2009..=2100;
/// Most days of consultation. Only catches slips.
const MAX_CONSULTATION_DAYS: u32 = 365;

impl Calendar {
    /// Checks a calendar as typed: every day is given, real and in order, and the consultation leaves at least one day
    /// for the council between scoring and itself. Err: every field that is wrong.
    pub fn check(raw: &RawCalendar) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::new();
        let screening_until = if raw.screening_until.trim().is_empty() {
            &raw.submissions_until
        } else {
            &raw.screening_until
        };
        let opens_on = errors.take(
            "opens_on",
            parse_day(&raw.opens_on, "ngày bắt đầu nhận hồ sơ"),
        );
        let submissions_until = errors.take(
            "submissions_until",
            parse_day(&raw.submissions_until, "ngày cuối nhận hồ sơ"),
        );
        // An empty screening day repeats the one above, whose own error is enough.
        let screening_until = match parse_day(screening_until, "ngày cuối thẩm định") {
            Err(_) if raw.screening_until.trim().is_empty() => None,
            day => errors.take("screening_until", day),
        };
        let scoring_until = errors.take(
            "scoring_until",
            parse_day(&raw.scoring_until, "ngày cuối chấm điểm"),
        );
        let closes_on = errors.take(
            "closes_on",
            parse_day(&raw.closes_on, "ngày kết thúc đợt thi đua"),
        );
        let consultation_days =
            errors.take("consultation_days", parse_count(&raw.consultation_days));

        let mut in_order =
            |field, day: Option<NaiveDate>, earlier: Option<NaiveDate>, same_day: bool, name| {
                if let (Some(day), Some(earlier)) = (day, earlier)
                    && (day < earlier || (day == earlier && !same_day))
                {
                    let relation = if same_day {
                        "không được trước"
                    } else {
                        "phải sau"
                    };
                    errors.push(
                        field,
                        format!(
                            "Ngày này {relation} {name} ({}).",
                            earlier.format("%d/%m/%Y")
                        ),
                    );
                }
            };
        in_order(
            "submissions_until",
            submissions_until,
            opens_on,
            true,
            "ngày bắt đầu nhận hồ sơ",
        );
        in_order(
            "screening_until",
            screening_until,
            submissions_until,
            true,
            "ngày cuối nhận hồ sơ",
        );
        in_order(
            "scoring_until",
            scoring_until,
            screening_until,
            false,
            "ngày cuối thẩm định",
        );
        in_order(
            "closes_on",
            closes_on,
            scoring_until,
            false,
            "ngày cuối chấm điểm",
        );
        if let (Some(scoring_until), Some(closes_on), Some(days)) =
            (scoring_until, closes_on, consultation_days)
            && closes_on > scoring_until
            && days > 0
            && working_days::latest_start(closes_on, days) <= scoring_until + Days::new(1)
        {
            errors.push(
                "consultation_days",
                "Sau khi chấm điểm phải còn ít nhất một ngày để hội đồng họp xét, rồi đủ số ngày làm việc lấy ý kiến công khai trước ngày kết thúc.",
            );
        }
        let (
            Some(opens_on),
            Some(submissions_until),
            Some(screening_until),
            Some(scoring_until),
            Some(closes_on),
            Some(consultation_days),
        ) = (
            opens_on,
            submissions_until,
            screening_until,
            scoring_until,
            closes_on,
            consultation_days,
        )
        else {
            return Err(errors);
        };
        errors.into_result(Self {
            opens_on,
            submissions_until,
            screening_until,
            scoring_until,
            closes_on,
            consultation_days,
        })
    }

    /// The phases with their first and last day, in order; phases of no days are left out, and so are planning and
    /// closing, which are open at one end.
    pub fn phases(&self) -> Vec<(Phase, NaiveDate, NaiveDate)> {
        let before_consultation = match self.consultation_days {
            0 => self.closes_on,
            days => working_days::latest_start(self.closes_on, days)
                .pred_opt()
                .unwrap_or(self.scoring_until),
        };
        let lasts = [
            (Phase::Open, self.submissions_until),
            (Phase::Screening, self.screening_until),
            (Phase::Scoring, self.scoring_until),
            (Phase::Deliberation, before_consultation),
            (Phase::Consultation, self.closes_on),
        ];
        let mut first = self.opens_on;
        let mut phases = Vec::new();
        for (phase, last) in lasts {
            if first <= last {
                phases.push((phase, first, last));
                first = last.succ_opt().unwrap_or(last);
            }
        }
        phases
    }

    /// The phase on a day, by the dates alone.
    pub fn phase_on(&self, day: NaiveDate) -> Phase {
        if day < self.opens_on {
            return Phase::Planned;
        }
        self.phases()
            .into_iter()
            .find(|(_, _, last)| day <= *last)
            .map_or(Phase::Closed, |(phase, ..)| phase)
    }

    /// The phase at a moment. Where the chair held the campaign, it stays as it was when it was held.
    pub fn phase_at(&self, now: Moment, held_at: Option<Moment>) -> Phase {
        let moment = held_at.map_or(now, |held_at| held_at.min(now));
        self.phase_on(in_vietnam(moment).date_naive())
    }

    /// Whether the campaign asks the public before decisions.
    pub const fn holds_consultation(&self) -> bool {
        self.consultation_days > 0
    }
}

fn parse_day(typed: &str, name: &str) -> Result<NaiveDate, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(format!("Hãy nhập {name}."));
    }
    match typed_day(typed) {
        Some(day) if YEARS.contains(&day.year()) => Ok(day),
        Some(_) => Err(format!(
            "Năm phải từ {} đến {}.",
            YEARS.start(),
            YEARS.end()
        )),
        None => Err(
            "Ngày không hợp lệ; hãy nhập theo dạng ngày/tháng/năm, ví dụ 15/10/2026.".to_owned(),
        ),
    }
}

fn parse_count(typed: &str) -> Result<u32, String> {
    match typed.trim() {
        "" => Ok(0),
        typed => typed
            .parse()
            .ok()
            .filter(|days| *days <= MAX_CONSULTATION_DAYS)
            .ok_or_else(|| {
                format!("Số ngày lấy ý kiến phải là số nguyên từ 0 đến {MAX_CONSULTATION_DAYS}.")
            }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw() -> RawCalendar {
        RawCalendar {
            opens_on: "2026-03-01".into(),
            submissions_until: "31/8/2026".into(),
            screening_until: "14/09/2026".into(),
            scoring_until: "2026-09-30".into(),
            closes_on: "2026-10-19".into(),
            consultation_days: "10".into(),
        }
    }

    fn at(text: &str) -> Moment {
        text.parse().unwrap()
    }

    fn told(raw: &RawCalendar) -> Vec<(String, String)> {
        let errors = Calendar::check(raw).unwrap_err();
        errors
            .iter()
            .map(|error| (error.field.clone(), error.message.clone()))
            .collect()
    }

    #[test]
    fn dates_move_a_campaign_at_midnight_in_vietnam() {
        let calendar = Calendar::check(&raw()).unwrap();
        let table = [
            ("2025-01-01T00:00:00", Phase::Planned),
            ("2026-02-28T16:59:59.999999", Phase::Planned),
            ("2026-02-28T17:00:00", Phase::Open),
            ("2026-08-31T16:59:59", Phase::Open),
            ("2026-08-31T17:00:00", Phase::Screening),
            ("2026-09-14T16:59:59", Phase::Screening),
            ("2026-09-14T17:00:00", Phase::Scoring),
            ("2026-09-30T17:00:00", Phase::Deliberation),
            ("2026-10-04T16:59:59", Phase::Deliberation),
            ("2026-10-04T17:00:00", Phase::Consultation),
            ("2026-10-19T16:59:59", Phase::Consultation),
            ("2026-10-19T17:00:00", Phase::Closed),
            ("2030-01-01T00:00:00", Phase::Closed),
        ];
        for (now, phase) in table {
            assert_eq!(calendar.phase_at(at(now), None), phase, "{now}");
        }
    }

    #[test]
    fn a_held_campaign_stays_as_it_was_when_it_was_held() {
        let calendar = Calendar::check(&raw()).unwrap();
        let held = Some(at("2026-09-01T00:00:00"));
        assert_eq!(
            calendar.phase_at(at("2026-12-01T00:00:00"), held),
            Phase::Screening
        );
        assert_eq!(
            calendar.phase_at(at("2026-08-01T00:00:00"), held),
            Phase::Open
        );
    }

    #[test]
    fn phases_follow_one_another_without_a_gap() {
        let calendar = Calendar::check(&raw()).unwrap();
        let phases = calendar.phases();
        assert_eq!(
            phases.iter().map(|(phase, ..)| *phase).collect::<Vec<_>>(),
            Phase::ALL[1..6]
        );
        for pair in phases.windows(2) {
            assert_eq!(pair[0].2.succ_opt(), Some(pair[1].1));
        }
        let (_, published, closes) = phases[4];
        assert_eq!(working_days::after(published, 10).last_day, closes);
    }

    #[test]
    fn screening_and_consultation_may_have_no_days_of_their_own() {
        let short = RawCalendar {
            screening_until: String::new(),
            consultation_days: String::new(),
            ..raw()
        };
        let calendar = Calendar::check(&short).unwrap();
        assert!(!calendar.holds_consultation());
        let phases: Vec<Phase> = calendar
            .phases()
            .into_iter()
            .map(|(phase, ..)| phase)
            .collect();
        assert_eq!(phases, [Phase::Open, Phase::Scoring, Phase::Deliberation]);
        assert_eq!(
            calendar.phase_at(at("2026-09-01T00:00:00"), None),
            Phase::Scoring
        );
        assert_eq!(
            calendar.phase_at(at("2026-10-15T00:00:00"), None),
            Phase::Deliberation
        );
    }

    #[test]
    fn wrong_days_are_told_field_by_field() {
        let wrong = RawCalendar {
            opens_on: String::new(),
            submissions_until: "31/9/2026".into(),
            screening_until: "14/09/2026".into(),
            scoring_until: "14/09/2026".into(),
            closes_on: "1026-10-01".into(),
            consultation_days: "-1".into(),
        };
        let pair = |field: &str, message: &str| (field.to_owned(), message.to_owned());
        assert_eq!(
            told(&wrong),
            [
                pair("opens_on", "Hãy nhập ngày bắt đầu nhận hồ sơ."),
                pair(
                    "submissions_until",
                    "Ngày không hợp lệ; hãy nhập theo dạng ngày/tháng/năm, ví dụ 15/10/2026."
                ),
                pair("closes_on", "Năm phải từ 2009 đến 2100."),
                pair(
                    "consultation_days",
                    "Số ngày lấy ý kiến phải là số nguyên từ 0 đến 365."
                ),
                pair(
                    "scoring_until",
                    "Ngày này phải sau ngày cuối thẩm định (14/09/2026)."
                ),
            ]
        );
        let backwards = RawCalendar {
            submissions_until: "2026-02-01".into(),
            screening_until: String::new(),
            ..raw()
        };
        assert_eq!(
            told(&backwards),
            [pair(
                "submissions_until",
                "Ngày này không được trước ngày bắt đầu nhận hồ sơ (01/03/2026)."
            )]
        );
        assert_eq!(told(&RawCalendar::default()).len(), 4);
        assert_eq!(
            told(&RawCalendar {
                consultation_days: "12".into(),
                ..raw()
            })[0]
                .0,
            "consultation_days"
        );
        assert!(
            Calendar::check(&RawCalendar {
                consultation_days: "11".into(),
                ..raw()
            })
            .is_ok()
        );
    }

    #[test]
    fn phases_read_back_from_their_text() {
        for phase in Phase::ALL {
            assert_eq!(Phase::from_text(phase.as_str()), Some(phase));
        }
        assert_eq!(Phase::from_text("paused"), None);
    }
}
