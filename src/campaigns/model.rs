//! The calendar of a campaign and the phase it is in. No I/O.
//!
//! Dates move a campaign: `planned → open → screening → scoring → deliberation → consultation → closed`; the chair may
//! hold it in a phase. A day begins at midnight in Vietnam, which has kept one offset, +07:00, since 1975.

use std::fmt;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A field and what is wrong with it, in Vietnamese.
pub type FieldError = (String, String);

/// The clock of Asia/Ho_Chi_Minh.
pub const VIETNAM: FixedOffset =
    FixedOffset::east_opt(7 * 3600).expect("seven hours are less than a day");

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

    /// The text in the database and in addresses.
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

    /// Reads the text in the database; `None` for anything else.
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

/// The first day of each phase after planning, as dates in Vietnam; ascending. Consultation and closing on one day mean
/// that the campaign holds no consultation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// First day of [`Phase::Open`].
    pub open_from: NaiveDate,
    /// First day of [`Phase::Screening`].
    pub screening_from: NaiveDate,
    /// First day of [`Phase::Scoring`].
    pub scoring_from: NaiveDate,
    /// First day of [`Phase::Deliberation`].
    pub deliberation_from: NaiveDate,
    /// First day of [`Phase::Consultation`].
    pub consultation_from: NaiveDate,
    /// First day of [`Phase::Closed`].
    pub closed_from: NaiveDate,
}

/// A calendar as typed: days as `2026-03-01` (date inputs) or `1/3/2026`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RawCalendar {
    /// See [`Calendar::open_from`].
    pub open_from: String,
    /// See [`Calendar::screening_from`].
    pub screening_from: String,
    /// See [`Calendar::scoring_from`].
    pub scoring_from: String,
    /// See [`Calendar::deliberation_from`].
    pub deliberation_from: String,
    /// See [`Calendar::consultation_from`].
    pub consultation_from: String,
    /// See [`Calendar::closed_from`].
    pub closed_from: String,
}

/// The fields of a calendar, in order, with what people call them.
const FIELDS: [(&str, &str); 6] = [
    ("open_from", "ngày bắt đầu nhận hồ sơ"),
    ("screening_from", "ngày bắt đầu thẩm định"),
    ("scoring_from", "ngày bắt đầu chấm điểm"),
    ("deliberation_from", "ngày bắt đầu họp xét"),
    ("consultation_from", "ngày bắt đầu lấy ý kiến công khai"),
    ("closed_from", "ngày đóng đợt thi đua"),
];

/// Years in which a campaign may lie: the movement began in 2009 (Kế hoạch 70-KH/BDVTW); the end only catches slips.
const YEARS: std::ops::RangeInclusive<i32> = 2009..=2100;

impl Calendar {
    /// Checks a calendar as typed: every day is given, real, and after the one before. Err: every field that is wrong.
    pub fn check(raw: &RawCalendar) -> Result<Self, Vec<FieldError>> {
        let typed = [
            &raw.open_from,
            &raw.screening_from,
            &raw.scoring_from,
            &raw.deliberation_from,
            &raw.consultation_from,
            &raw.closed_from,
        ];
        let days = typed.map(|text| parse_day(text));
        let mut errors: Vec<FieldError> = Vec::new();
        let mut before: Option<(NaiveDate, &str)> = None;
        for (place, ((field, label), day)) in FIELDS.into_iter().zip(days).enumerate() {
            match day {
                Err(problem) => errors.push((field.to_owned(), problem.message(label))),
                Ok(day) => {
                    let may_equal = place == FIELDS.len() - 1;
                    if let Some((former, former_label)) = before
                        && (day < former || (day == former && !may_equal))
                    {
                        let former = former.format("%d/%m/%Y");
                        errors.push((
                            field.to_owned(),
                            format!("Phải sau {former_label} ({former})."),
                        ));
                    }
                    before = Some((day, label));
                }
            }
        }
        match days {
            [
                Ok(open_from),
                Ok(screening_from),
                Ok(scoring_from),
                Ok(deliberation_from),
                Ok(consultation_from),
                Ok(closed_from),
            ] if errors.is_empty() => Ok(Self {
                open_from,
                screening_from,
                scoring_from,
                deliberation_from,
                consultation_from,
                closed_from,
            }),
            _ => Err(errors),
        }
    }

    /// The phases with their first day, in order; planning has none.
    pub const fn starts(&self) -> [(Phase, NaiveDate); 6] {
        [
            (Phase::Open, self.open_from),
            (Phase::Screening, self.screening_from),
            (Phase::Scoring, self.scoring_from),
            (Phase::Deliberation, self.deliberation_from),
            (Phase::Consultation, self.consultation_from),
            (Phase::Closed, self.closed_from),
        ]
    }

    /// The phase at a moment, by the dates alone.
    pub fn phase_at(&self, now: DateTime<Utc>) -> Phase {
        let today = now.with_timezone(&VIETNAM).date_naive();
        self.starts()
            .into_iter()
            .rev()
            .find(|(_, start)| *start <= today)
            .map_or(Phase::Planned, |(phase, _)| phase)
    }

    /// The phase at a moment where the chair may have held the campaign: it does not go beyond the held phase.
    pub fn phase_held_at(&self, now: DateTime<Utc>, held: Option<Phase>) -> Phase {
        let dated = self.phase_at(now);
        held.map_or(dated, |held| dated.min(held))
    }

    /// The last day of a phase; `None` for [`Phase::Closed`], which has none, and for a phase of no days.
    pub fn last_day_of(&self, phase: Phase) -> Option<NaiveDate> {
        let starts = self.starts();
        let (_, next) = starts.into_iter().find(|(later, _)| *later > phase)?;
        let first = starts
            .into_iter()
            .find(|(at, _)| *at == phase)
            .map(|(_, start)| start);
        if first == Some(next) {
            None
        } else {
            next.checked_sub_days(Days::new(1))
        }
    }

    /// Days of public consultation; none when it begins on the day of closing.
    pub fn consultation_days(&self) -> i64 {
        (self.closed_from - self.consultation_from).num_days()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DayProblem {
    Missing,
    NotADay,
    OutOfRange,
}

impl DayProblem {
    fn message(self, label: &str) -> String {
        match self {
            Self::Missing => format!("Hãy nhập {label}."),
            Self::NotADay => {
                "Ngày không hợp lệ; hãy nhập theo dạng ngày/tháng/năm, ví dụ 15/10/2026.".to_owned()
            }
            Self::OutOfRange => format!("Năm phải từ {} đến {}.", YEARS.start(), YEARS.end()),
        }
    }
}

fn parse_day(typed: &str) -> Result<NaiveDate, DayProblem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(DayProblem::Missing);
    }
    let day = NaiveDate::parse_from_str(typed, "%Y-%m-%d")
        .or_else(|_| NaiveDate::parse_from_str(typed, "%d/%m/%Y"))
        .map_err(|_| DayProblem::NotADay)?;
    if YEARS.contains(&day.year()) {
        Ok(day)
    } else {
        Err(DayProblem::OutOfRange)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw() -> RawCalendar {
        RawCalendar {
            open_from: "2026-03-01".into(),
            screening_from: "1/9/2026".into(),
            scoring_from: "15/09/2026".into(),
            deliberation_from: "2026-10-01".into(),
            consultation_from: "2026-10-05".into(),
            closed_from: "2026-10-15".into(),
        }
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn dates_move_a_campaign_at_midnight_in_vietnam() {
        let calendar = Calendar::check(&raw()).unwrap();
        let table = [
            ("2025-01-01T00:00:00Z", Phase::Planned),
            ("2026-02-28T16:59:59.999999Z", Phase::Planned),
            ("2026-02-28T17:00:00Z", Phase::Open),
            ("2026-08-31T16:59:59Z", Phase::Open),
            ("2026-08-31T17:00:00Z", Phase::Screening),
            ("2026-09-14T17:00:00Z", Phase::Scoring),
            ("2026-10-01T00:00:00Z", Phase::Deliberation),
            ("2026-10-10T00:00:00Z", Phase::Consultation),
            ("2026-10-14T16:59:59Z", Phase::Consultation),
            ("2026-10-14T17:00:00Z", Phase::Closed),
            ("2030-01-01T00:00:00Z", Phase::Closed),
        ];
        for (now, phase) in table {
            assert_eq!(calendar.phase_at(at(now)), phase, "{now}");
        }
    }

    #[test]
    fn a_held_campaign_does_not_go_on_and_does_not_go_back() {
        let calendar = Calendar::check(&raw()).unwrap();
        let scoring = at("2026-09-20T00:00:00Z");
        assert_eq!(
            calendar.phase_held_at(scoring, Some(Phase::Screening)),
            Phase::Screening
        );
        assert_eq!(
            calendar.phase_held_at(scoring, Some(Phase::Consultation)),
            Phase::Scoring
        );
        assert_eq!(calendar.phase_held_at(scoring, None), Phase::Scoring);
    }

    #[test]
    fn last_days_are_the_days_before() {
        let calendar = Calendar::check(&raw()).unwrap();
        let last = |phase| calendar.last_day_of(phase).map(|day| day.to_string());
        assert_eq!(last(Phase::Planned).as_deref(), Some("2026-02-28"));
        assert_eq!(last(Phase::Open).as_deref(), Some("2026-08-31"));
        assert_eq!(last(Phase::Consultation).as_deref(), Some("2026-10-14"));
        assert_eq!(last(Phase::Closed), None);
        assert_eq!(calendar.consultation_days(), 10);
    }

    #[test]
    fn a_campaign_may_do_without_consultation() {
        let calendar = Calendar::check(&RawCalendar {
            closed_from: "2026-10-05".into(),
            ..raw()
        })
        .unwrap();
        assert_eq!(calendar.consultation_days(), 0);
        assert_eq!(calendar.last_day_of(Phase::Consultation), None);
        assert_eq!(calendar.phase_at(at("2026-10-05T00:00:00Z")), Phase::Closed);
        assert_eq!(
            calendar.phase_at(at("2026-10-04T00:00:00Z")),
            Phase::Deliberation
        );
    }

    #[test]
    fn wrong_days_are_told_field_by_field() {
        let errors = Calendar::check(&RawCalendar {
            open_from: String::new(),
            screening_from: "31/9/2026".into(),
            scoring_from: "2026-09-15".into(),
            deliberation_from: "2026-09-15".into(),
            consultation_from: "2026-09-01".into(),
            closed_from: "1026-10-01".into(),
        })
        .unwrap_err();
        let told: Vec<(&str, &str)> = errors
            .iter()
            .map(|(field, message)| (field.as_str(), message.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("open_from", "Hãy nhập ngày bắt đầu nhận hồ sơ."),
                (
                    "screening_from",
                    "Ngày không hợp lệ; hãy nhập theo dạng ngày/tháng/năm, ví dụ 15/10/2026."
                ),
                (
                    "deliberation_from",
                    "Phải sau ngày bắt đầu chấm điểm (15/09/2026)."
                ),
                (
                    "consultation_from",
                    "Phải sau ngày bắt đầu họp xét (15/09/2026)."
                ),
                ("closed_from", "Năm phải từ 2009 đến 2100."),
            ]
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
