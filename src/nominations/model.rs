//! The life of a nomination: its states, who moves it in words, and which step may follow which. No I/O.
//!
//! ```text
//! draft → awaiting_leader → submitted ⇄ returned
//!                           submitted → accepted → in_scoring → scored → in_consultation → recognised | not_recognised
//! withdrawn from any open state; a decided one can be reopened and is scored anew
//! ```

use std::fmt;

use serde::{Deserialize, Serialize};

/// Where a nomination stands; text in the database and in addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NominationState {
    /// The officer is writing it.
    Draft,
    /// It waits for the unit's leader to send it.
    AwaitingLeader,
    /// The standing agency has it.
    Submitted,
    /// The standing agency asked for more, with reasons.
    Returned,
    /// It is complete and goes to the council.
    Accepted,
    /// Members are scoring it.
    InScoring,
    /// Scoring is closed.
    Scored,
    /// The public may comment.
    InConsultation,
    /// Decided: recognised.
    Recognised,
    /// Decided: not recognised.
    NotRecognised,
    /// The unit took it back.
    Withdrawn,
}

/// What a signer decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The model is recognised.
    Recognised,
    /// It is not.
    NotRecognised,
}

/// Whether the campaign asks the public before the decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consultation {
    /// It does: no decision before it was held.
    Required,
    /// It does not: what is scored may be decided.
    NotRequired,
}

/// A step in the life of a nomination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The officer hands it to the leader.
    Submit,
    /// The leader hands it back to the officer.
    HandBack,
    /// The leader sends it.
    Send,
    /// The standing agency returns it with reasons.
    Return,
    /// The unit completes what was asked and sends it again.
    Complete,
    /// The standing agency accepts it.
    Accept,
    /// Scoring begins.
    StartScoring,
    /// The chair closes scoring.
    CloseScoring,
    /// It is put before the public.
    StartConsultation,
    /// A signer decides.
    Decide(Verdict, Consultation),
    /// The unit takes it back.
    Withdraw,
    /// A decision found wrong is set aside.
    Reopen,
}

/// A step that may not follow from where the nomination stands. Its text is Vietnamese, for whoever tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    /// The step does not start here.
    #[error("Hồ sơ đang ở trạng thái “{from}” nên không thể {step}.")]
    NotFromHere {
        /// Where it stands.
        from: NominationState,
        /// What was tried.
        step: Step,
    },
    /// The campaign asks the public first.
    #[error("Hồ sơ phải qua bước lấy ý kiến công khai trước khi quyết định.")]
    ConsultationFirst,
}

impl NominationState {
    /// All states, in the order of life.
    pub const ALL: [Self; 11] = [
        Self::Draft,
        Self::AwaitingLeader,
        Self::Submitted,
        Self::Returned,
        Self::Accepted,
        Self::InScoring,
        Self::Scored,
        Self::InConsultation,
        Self::Recognised,
        Self::NotRecognised,
        Self::Withdrawn,
    ];

    /// The text in the database and in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::AwaitingLeader => "awaiting_leader",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Accepted => "accepted",
            Self::InScoring => "in_scoring",
            Self::Scored => "scored",
            Self::InConsultation => "in_consultation",
            Self::Recognised => "recognised",
            Self::NotRecognised => "not_recognised",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the text in the database; `None` for anything else.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Whether it was sent and its scoring is not closed yet.
    pub const fn is_before_closing(self) -> bool {
        matches!(
            self,
            Self::Submitted | Self::Returned | Self::Accepted | Self::InScoring
        )
    }

    /// Whether its scoring was closed.
    pub const fn is_scored(self) -> bool {
        matches!(
            self,
            Self::Scored | Self::InConsultation | Self::Recognised | Self::NotRecognised
        )
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Draft => "Đang soạn",
            Self::AwaitingLeader => "Chờ lãnh đạo gửi",
            Self::Submitted => "Đã gửi, chờ tiếp nhận",
            Self::Returned => "Cần hoàn thiện",
            Self::Accepted => "Đã tiếp nhận",
            Self::InScoring => "Đang chấm điểm",
            Self::Scored => "Đã chấm điểm",
            Self::InConsultation => "Đang lấy ý kiến công khai",
            Self::Recognised => "Được công nhận",
            Self::NotRecognised => "Không được công nhận",
            Self::Withdrawn => "Đã rút",
        }
    }

    /// Whether it is still on its way: neither decided nor withdrawn.
    pub const fn is_open(self) -> bool {
        !matches!(
            self,
            Self::Recognised | Self::NotRecognised | Self::Withdrawn
        )
    }

    /// Whether it was decided.
    pub const fn is_decided(self) -> bool {
        matches!(self, Self::Recognised | Self::NotRecognised)
    }

    /// Whether the unit may change its text: before it is handed on, and when it was returned.
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// The officer hands the draft to the leader.
    pub fn submit(self) -> Result<Self, StepError> {
        self.after(Step::Submit)
    }

    /// The leader hands it back to the officer unsent. Not in the line of `data-model.md`: without it, a leader who
    /// finds a fault could only withdraw the whole.
    pub fn hand_back(self) -> Result<Self, StepError> {
        self.after(Step::HandBack)
    }

    /// The leader sends it to the standing agency.
    pub fn send_by_leader(self) -> Result<Self, StepError> {
        self.after(Step::Send)
    }

    /// The standing agency returns it; the reasons go to the unit and are kept.
    pub fn return_with_reasons(self, _reasons: &Reasons) -> Result<Self, StepError> {
        self.after(Step::Return)
    }

    /// The unit completes what was asked and sends it again.
    pub fn complete(self) -> Result<Self, StepError> {
        self.after(Step::Complete)
    }

    /// The standing agency accepts it for the council.
    pub fn accept(self) -> Result<Self, StepError> {
        self.after(Step::Accept)
    }

    /// Scoring begins.
    pub fn start_scoring(self) -> Result<Self, StepError> {
        self.after(Step::StartScoring)
    }

    /// The chair closes scoring.
    pub fn close_scoring(self) -> Result<Self, StepError> {
        self.after(Step::CloseScoring)
    }

    /// It is put before the public.
    pub fn start_consultation(self) -> Result<Self, StepError> {
        self.after(Step::StartConsultation)
    }

    /// A competent signer decides: after consultation, or after scoring where the campaign asks for none.
    pub fn decide(self, verdict: Verdict, consultation: Consultation) -> Result<Self, StepError> {
        self.after(Step::Decide(verdict, consultation))
    }

    /// The unit takes it back; from any open state.
    pub fn withdraw(self) -> Result<Self, StepError> {
        self.after(Step::Withdraw)
    }

    /// A decision found wrong is set aside: the nomination is accepted again, to be scored and decided anew
    /// (`domain.md` 2.2, mechanic 14).
    pub fn reopen(self, _reasons: &Reasons) -> Result<Self, StepError> {
        self.after(Step::Reopen)
    }

    /// Where a step leads from here. Err: it does not start here.
    pub fn after(self, step: Step) -> Result<Self, StepError> {
        match (self, step) {
            (Self::Draft, Step::Submit) => Ok(Self::AwaitingLeader),
            (Self::AwaitingLeader, Step::HandBack) => Ok(Self::Draft),
            (Self::AwaitingLeader, Step::Send) => Ok(Self::Submitted),
            (Self::Submitted, Step::Return) => Ok(Self::Returned),
            (Self::Returned, Step::Complete) => Ok(Self::Submitted),
            (Self::Submitted, Step::Accept) => Ok(Self::Accepted),
            (Self::Accepted, Step::StartScoring) => Ok(Self::InScoring),
            (Self::InScoring, Step::CloseScoring) => Ok(Self::Scored),
            (Self::Scored, Step::StartConsultation) => Ok(Self::InConsultation),
            (Self::Scored, Step::Decide(_, Consultation::Required)) => {
                Err(StepError::ConsultationFirst)
            }
            (Self::Scored | Self::InConsultation, Step::Decide(Verdict::Recognised, _)) => {
                Ok(Self::Recognised)
            }
            (Self::Scored | Self::InConsultation, Step::Decide(Verdict::NotRecognised, _)) => {
                Ok(Self::NotRecognised)
            }
            (from, Step::Withdraw) if from.is_open() => Ok(Self::Withdrawn),
            (from, Step::Reopen) if from.is_decided() => Ok(Self::Accepted),
            (from, step) => Err(StepError::NotFromHere { from, step }),
        }
    }
}

impl fmt::Display for NominationState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label())
    }
}

/// As it reads after “không thể”.
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Submit => "trình lãnh đạo",
            Self::HandBack => "chuyển lại người soạn",
            Self::Send => "gửi đi",
            Self::Return => "trả lại để hoàn thiện",
            Self::Complete => "gửi bản hoàn thiện",
            Self::Accept => "tiếp nhận",
            Self::StartScoring => "bắt đầu chấm điểm",
            Self::CloseScoring => "kết thúc chấm điểm",
            Self::StartConsultation => "lấy ý kiến công khai",
            Self::Decide(..) => "ghi quyết định",
            Self::Withdraw => "rút",
            Self::Reopen => "mở lại",
        })
    }
}

/// Reasons that must be given in words: for a return (in writing, QĐ 638/QĐ-BNV 2025) or a reopening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reasons(String);

/// Why a text does not do as reasons. Its text is Vietnamese and belongs beside the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReasonsError {
    /// Nothing, or too little for anyone to act on.
    #[error("Hãy nêu rõ lý do (ít nhất {} ký tự).", Reasons::MIN_CHARS)]
    TooShort,
    /// Longer than can be kept.
    #[error("Lý do dài quá {} ký tự.", Reasons::MAX_CHARS)]
    TooLong,
}

impl Reasons {
    /// Fewest characters. Project policy.
    pub const MIN_CHARS: usize = 10;
    /// Most characters. Project policy.
    pub const MAX_CHARS: usize = 4_000;

    /// Checks what was typed: trimmed, within the bounds.
    pub fn check(typed: &str) -> Result<Self, ReasonsError> {
        let text = crate::text::tidy(typed);
        match text.chars().count() {
            ..Self::MIN_CHARS => Err(ReasonsError::TooShort),
            Self::MIN_CHARS..=Self::MAX_CHARS => Ok(Self(text)),
            _ => Err(ReasonsError::TooLong),
        }
    }

    /// The reasons.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: [Step; 15] = [
        Step::Submit,
        Step::HandBack,
        Step::Send,
        Step::Return,
        Step::Complete,
        Step::Accept,
        Step::StartScoring,
        Step::CloseScoring,
        Step::StartConsultation,
        Step::Decide(Verdict::Recognised, Consultation::Required),
        Step::Decide(Verdict::Recognised, Consultation::NotRequired),
        Step::Decide(Verdict::NotRecognised, Consultation::Required),
        Step::Decide(Verdict::NotRecognised, Consultation::NotRequired),
        Step::Withdraw,
        Step::Reopen,
    ];

    /// Where each step leads from each state: rows are states in the order of [`NominationState::ALL`], columns are
    /// [`STEPS`]; `-` leads nowhere, `c` asks for the consultation first, other letters name the state reached.
    const TABLE: &str = "
        a - - - - - - - - - - - - w -
        - d s - - - - - - - - - - w -
        - - - r - A - - - - - - - w -
        - - - - s - - - - - - - - w -
        - - - - - - i - - - - - - w -
        - - - - - - - S - - - - - w -
        - - - - - - - - C c R c N w -
        - - - - - - - - - R R N N w -
        - - - - - - - - - - - - - - A
        - - - - - - - - - - - - - - A
        - - - - - - - - - - - - - - -";

    #[test]
    fn every_step_leads_where_the_table_says() {
        let rows: Vec<Vec<&str>> = TABLE
            .trim()
            .lines()
            .map(|row| row.split_whitespace().collect())
            .collect();
        assert_eq!(rows.len(), NominationState::ALL.len());
        for (from, row) in NominationState::ALL.into_iter().zip(rows) {
            assert_eq!(row.len(), STEPS.len());
            for (step, cell) in STEPS.into_iter().zip(row) {
                let expected = match cell {
                    "-" => Err(StepError::NotFromHere { from, step }),
                    "c" => Err(StepError::ConsultationFirst),
                    "d" => Ok(NominationState::Draft),
                    "a" => Ok(NominationState::AwaitingLeader),
                    "s" => Ok(NominationState::Submitted),
                    "r" => Ok(NominationState::Returned),
                    "A" => Ok(NominationState::Accepted),
                    "i" => Ok(NominationState::InScoring),
                    "S" => Ok(NominationState::Scored),
                    "C" => Ok(NominationState::InConsultation),
                    "R" => Ok(NominationState::Recognised),
                    "N" => Ok(NominationState::NotRecognised),
                    "w" => Ok(NominationState::Withdrawn),
                    other => panic!("no such cell: {other}"),
                };
                assert_eq!(from.after(step), expected, "{from:?} {step:?}");
            }
        }
    }

    #[test]
    fn the_named_steps_walk_the_whole_line() {
        let reasons = Reasons::check("Thiếu minh chứng cho kết quả thứ hai.").unwrap();
        let walk = || {
            NominationState::Draft
                .submit()?
                .hand_back()?
                .submit()?
                .send_by_leader()?
                .return_with_reasons(&reasons)?
                .complete()?
                .accept()?
                .start_scoring()?
                .close_scoring()?
                .start_consultation()?
                .decide(Verdict::NotRecognised, Consultation::Required)?
                .reopen(&reasons)?
                .start_scoring()?
                .close_scoring()?
                .decide(Verdict::Recognised, Consultation::NotRequired)
        };
        assert_eq!(walk(), Ok(NominationState::Recognised));
        assert_eq!(
            NominationState::Returned.withdraw(),
            Ok(NominationState::Withdrawn)
        );
    }

    #[test]
    fn a_refused_step_says_so_in_vietnamese() {
        assert_eq!(
            NominationState::Accepted.submit().unwrap_err().to_string(),
            "Hồ sơ đang ở trạng thái “Đã tiếp nhận” nên không thể trình lãnh đạo."
        );
    }

    #[test]
    fn states_read_back_from_their_text() {
        for state in NominationState::ALL {
            assert_eq!(NominationState::from_text(state.as_str()), Some(state));
            assert_eq!(
                serde_json::to_string(&state).unwrap(),
                format!("\"{}\"", state.as_str())
            );
        }
        assert_eq!(NominationState::from_text("lost"), None);
    }

    #[test]
    fn reasons_must_say_something() {
        assert_eq!(Reasons::check("  chưa đủ  "), Err(ReasonsError::TooShort));
        assert_eq!(
            Reasons::check(&"x".repeat(Reasons::MAX_CHARS + 1)),
            Err(ReasonsError::TooLong)
        );
        assert_eq!(
            Reasons::check(" Thiếu ảnh chụp\r\n").unwrap().as_str(),
            "Thiếu ảnh chụp"
        );
        assert_eq!(
            Reasons::check("").unwrap_err().to_string(),
            "Hãy nêu rõ lý do (ít nhất 10 ký tự)."
        );
    }
}
