//! The life of a model: its states and which may follow which. No I/O.
//!
//! ```text
//! draft → registered → running ⇄ needs_strengthening ; from any but draft → ended | delisted | revoked
//! ```
//! Compiled models (tư liệu) have an origin and a source instead of a life here: see [`Origin`].

use std::fmt;

use serde::{Deserialize, Serialize};

/// Where a model came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A unit registered it.
    Registered,
    /// Compiled from a public source: shown as “tư liệu”, never as recognised.
    Compiled,
}

impl Origin {
    /// The text in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Compiled => "compiled",
        }
    }

    /// Reads the text in the database; `None` for anything else.
    pub fn from_text(text: &str) -> Option<Self> {
        [Self::Registered, Self::Compiled]
            .into_iter()
            .find(|origin| origin.as_str() == text)
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Registered => "Đơn vị đăng ký",
            Self::Compiled => "Tư liệu",
        }
    }
}

/// How a model fares; text in the database and in addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModelState {
    /// Its unit is still writing it.
    Draft,
    /// Registered, not yet launched.
    Registered,
    /// Carried out.
    Running,
    /// A review found it weak.
    NeedsStrengthening,
    /// Its unit ended it.
    Ended,
    /// Taken off the list by those who keep it.
    Delisted,
    /// Its standing was revoked for cause (Luật TĐKT, Điều 93).
    Revoked,
}

/// A step in the life of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Its unit registers it.
    Register,
    /// It is launched (ra mắt).
    Launch,
    /// A review finds it weak.
    FindWeak,
    /// It was strengthened.
    Strengthen,
    /// Its unit ends it.
    End,
    /// Those who keep the list take it off.
    Delist,
    /// Its standing is revoked.
    Revoke,
}

/// A step that may not follow from where the model stands. Its text is Vietnamese, for whoever tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Mô hình đang ở trạng thái “{from}” nên không thể {step}.")]
pub struct StepError {
    /// Where it stands.
    pub from: ModelState,
    /// What was tried.
    pub step: Step,
}

impl ModelState {
    /// All states, in the order of life.
    pub const ALL: [Self; 7] = [
        Self::Draft,
        Self::Registered,
        Self::Running,
        Self::NeedsStrengthening,
        Self::Ended,
        Self::Delisted,
        Self::Revoked,
    ];

    /// The text in the database and in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Registered => "registered",
            Self::Running => "running",
            Self::NeedsStrengthening => "needs_strengthening",
            Self::Ended => "ended",
            Self::Delisted => "delisted",
            Self::Revoked => "revoked",
        }
    }

    /// Reads the text in the database; `None` for anything else.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Draft => "Đang soạn",
            Self::Registered => "Mới đăng ký",
            Self::Running => "Đang thực hiện",
            Self::NeedsStrengthening => "Cần củng cố",
            Self::Ended => "Đã kết thúc",
            Self::Delisted => "Đã đưa ra khỏi danh sách",
            Self::Revoked => "Đã thu hồi công nhận",
        }
    }

    /// Whether it goes on: registered, running or to be strengthened.
    pub const fn is_alive(self) -> bool {
        matches!(
            self,
            Self::Registered | Self::Running | Self::NeedsStrengthening
        )
    }

    /// Its unit registers it.
    pub fn register(self) -> Result<Self, StepError> {
        self.after(Step::Register)
    }

    /// It is launched.
    pub fn launch(self) -> Result<Self, StepError> {
        self.after(Step::Launch)
    }

    /// A review finds it weak.
    pub fn find_weak(self) -> Result<Self, StepError> {
        self.after(Step::FindWeak)
    }

    /// It was strengthened and runs again.
    pub fn strengthen(self) -> Result<Self, StepError> {
        self.after(Step::Strengthen)
    }

    /// Its unit ends it.
    pub fn end(self) -> Result<Self, StepError> {
        self.after(Step::End)
    }

    /// Those who keep the list take it off.
    pub fn delist(self) -> Result<Self, StepError> {
        self.after(Step::Delist)
    }

    /// Its standing is revoked; also after its end, since a violation may come to light later (Luật TĐKT, Điều 93).
    pub fn revoke(self) -> Result<Self, StepError> {
        self.after(Step::Revoke)
    }

    /// Where a step leads from here. Err: it does not start here.
    pub fn after(self, step: Step) -> Result<Self, StepError> {
        match (self, step) {
            (Self::Draft, Step::Register) => Ok(Self::Registered),
            (Self::Registered, Step::Launch) => Ok(Self::Running),
            (Self::Running, Step::FindWeak) => Ok(Self::NeedsStrengthening),
            (Self::NeedsStrengthening, Step::Strengthen) => Ok(Self::Running),
            (from, Step::End) if from.is_alive() => Ok(Self::Ended),
            (from, Step::Delist) if from.is_alive() => Ok(Self::Delisted),
            (
                Self::Running | Self::NeedsStrengthening | Self::Ended | Self::Delisted,
                Step::Revoke,
            ) => Ok(Self::Revoked),
            (from, step) => Err(StepError { from, step }),
        }
    }
}

impl fmt::Display for ModelState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label())
    }
}

/// As it reads after “không thể”.
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Register => "đăng ký",
            Self::Launch => "ra mắt",
            Self::FindWeak => "yêu cầu củng cố",
            Self::Strengthen => "xác nhận đã củng cố",
            Self::End => "kết thúc",
            Self::Delist => "đưa ra khỏi danh sách",
            Self::Revoke => "thu hồi công nhận",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_leads_where_the_table_says() {
        use ModelState::{
            Delisted, Draft, Ended, NeedsStrengthening, Registered, Revoked, Running,
        };
        let steps = [
            Step::Register,
            Step::Launch,
            Step::FindWeak,
            Step::Strengthen,
            Step::End,
            Step::Delist,
            Step::Revoke,
        ];
        let table = [
            (
                Draft,
                [Some(Registered), None, None, None, None, None, None],
            ),
            (
                Registered,
                [
                    None,
                    Some(Running),
                    None,
                    None,
                    Some(Ended),
                    Some(Delisted),
                    None,
                ],
            ),
            (
                Running,
                [
                    None,
                    None,
                    Some(NeedsStrengthening),
                    None,
                    Some(Ended),
                    Some(Delisted),
                    Some(Revoked),
                ],
            ),
            (
                NeedsStrengthening,
                [
                    None,
                    None,
                    None,
                    Some(Running),
                    Some(Ended),
                    Some(Delisted),
                    Some(Revoked),
                ],
            ),
            (Ended, [None, None, None, None, None, None, Some(Revoked)]),
            (
                Delisted,
                [None, None, None, None, None, None, Some(Revoked)],
            ),
            (Revoked, [None; 7]),
        ];
        assert_eq!(table.map(|(from, _)| from), ModelState::ALL);
        for (from, row) in table {
            for (step, to) in steps.into_iter().zip(row) {
                assert_eq!(
                    from.after(step),
                    to.ok_or(StepError { from, step }),
                    "{from:?} {step:?}"
                );
            }
        }
        let walk = || {
            Draft
                .register()?
                .launch()?
                .find_weak()?
                .strengthen()?
                .end()?
                .revoke()
        };
        assert_eq!(walk(), Ok(Revoked));
        assert_eq!(Running.delist(), Ok(Delisted));
    }

    #[test]
    fn a_refused_step_says_so_in_vietnamese() {
        assert_eq!(
            ModelState::Ended.launch().unwrap_err().to_string(),
            "Mô hình đang ở trạng thái “Đã kết thúc” nên không thể ra mắt."
        );
    }

    #[test]
    fn states_and_origins_read_back_from_their_text() {
        for state in ModelState::ALL {
            assert_eq!(ModelState::from_text(state.as_str()), Some(state));
            assert_eq!(
                serde_json::to_string(&state).unwrap(),
                format!("\"{}\"", state.as_str())
            );
        }
        for origin in [Origin::Registered, Origin::Compiled] {
            assert_eq!(Origin::from_text(origin.as_str()), Some(origin));
        }
        assert_eq!(ModelState::from_text(""), None);
    }
}
