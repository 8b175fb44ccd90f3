//! A need: its states and rules. No I/O.

use crate::clock::Moment;
use crate::error::{AppError, FieldErrors};
use crate::ids::{Code, NeedId, UnitId, UserId};
use crate::text::tidy_line;
use crate::vietnamese::folded_words;
use crate::web::Fields;
use crate::words::words;

words! {
    /// How a need stands.
    pub enum NeedState {
        /// The unit is looking.
        Open = "open", "Đang tìm";
        /// The unit found what it looked for.
        Met = "met", "Đã tìm được";
        /// The unit no longer looks.
        Dropped = "dropped", "Không còn nhu cầu";
    }
}

/// Characters of a need.
pub const TEXT_MAX: usize = 256;
/// Below this nobody can tell what is meant.
const TEXT_MIN: usize = 3;
/// Needs of a unit that stand open at a time: more would be noise.
pub const MOST_OPEN: usize = 50;

/// A need of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// The id.
    pub id: NeedId,
    /// `NC-2026-0001`.
    pub code: Code,
    /// Whose need it is.
    pub unit_id: UnitId,
    /// What is looked for, as typed.
    pub text: String,
    /// By which equal needs are put together: folded words.
    pub text_key: String,
    /// How it stands.
    pub state: NeedState,
    /// Who stated it.
    pub declared_by: UserId,
    /// When.
    pub declared_at: Moment,
    /// When it was met or dropped.
    pub ended_at: Option<Moment>,
    /// Counts its changes.
    pub version: i64,
}

/// A need that is over stays so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the need is over")]
pub struct Over;

impl From<Over> for AppError {
    fn from(_: Over) -> Self {
        Self::Conflict("conflict.changed")
    }
}

impl Need {
    /// The unit found it, or no longer looks. Err: [`Over`], and for a state that is no end.
    pub fn end(self, state: NeedState, now: Moment) -> Result<Self, Over> {
        if self.state != NeedState::Open || state == NeedState::Open {
            return Err(Over);
        }
        Ok(Self {
            state,
            ended_at: Some(now),
            version: self.version + 1,
            ..self
        })
    }
}

/// What is looked for, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declare {
    /// Whose need it is.
    pub unit_id: UnitId,
    /// What is looked for.
    pub text: String,
}

impl Declare {
    /// Checks the shape of the input. Err: by field.
    pub fn check(unit_id: UnitId, fields: &Fields) -> Result<Self, FieldErrors> {
        let text = tidy_line(fields.text("text"));
        let length = text.chars().count();
        if !(TEXT_MIN..=TEXT_MAX).contains(&length) || key(&text).is_empty() {
            return Err(FieldErrors::one(
                "text",
                format!("Hãy nêu việc đang tìm mô hình, từ {TEXT_MIN} đến {TEXT_MAX} ký tự."),
            ));
        }
        Ok(Self { unit_id, text })
    }
}

/// The folded words of a text with single spaces between.
pub fn key(text: &str) -> String {
    folded_words(text).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need() -> Need {
        Need {
            id: NeedId::new(),
            code: Code::numbered("NC", 2026, 1, 4),
            unit_id: UnitId::new(),
            text: "chợ không rác".into(),
            text_key: "cho khong rac".into(),
            state: NeedState::Open,
            declared_by: UserId::new(),
            declared_at: moment(),
            ended_at: None,
            version: 1,
        }
    }

    fn moment() -> Moment {
        "2026-11-21T02:00:00".parse().expect("a moment")
    }

    #[test]
    fn an_open_need_ends_once() {
        for (state, ends) in [
            (NeedState::Met, true),
            (NeedState::Dropped, true),
            (NeedState::Open, false),
        ] {
            assert_eq!(need().end(state, moment()).is_ok(), ends, "{state}");
        }
        let met = need().end(NeedState::Met, moment()).expect("it was open");
        assert_eq!((met.version, met.ended_at), (2, Some(moment())));
        assert_eq!(met.end(NeedState::Dropped, moment()), Err(Over));
    }

    #[test]
    fn a_need_is_a_sentence() {
        let check = |text: &str| {
            let fields = Fields::from_urlencoded(
                serde_urlencoded::to_string([("text", text)])
                    .expect("a form")
                    .as_bytes(),
            );
            Declare::check(UnitId::new(), &fields).map(|command| command.text)
        };
        assert_eq!(check(" chợ  không rác ").as_deref(), Ok("chợ không rác"));
        for wrong in ["", "ab", "!!!", &"a".repeat(257)] {
            assert!(check(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn equal_needs_have_equal_keys() {
        assert_eq!(key("Chợ không RÁC"), key("cho  khong rac."));
    }
}
