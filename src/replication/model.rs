//! An adoption: its states and rules. No I/O.

use crate::error::AppError;
use crate::ids::ModelId;
use crate::models::story::Story;
use crate::words::words;

words! {
    /// How an adoption fares.
    pub enum AdoptionState {
        /// Agreed on, not begun.
        Intended = "intended", "Dự kiến";
        /// Carried out.
        Running = "running", "Đang thực hiện";
        /// Brought to its end.
        Completed = "completed", "Hoàn thành";
        /// Given up, with the reason; nobody is blamed for it.
        Stopped = "stopped", "Đã dừng";
    }
}

/// A rule of adoption that does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AdoptionError {
    /// A model would be derived from itself or from its own descendant.
    #[error("a model is not derived from itself or its descendant")]
    Cycle,
    /// The unit carries the model itself.
    #[error("a unit does not take up its own model")]
    OwnModel,
    /// The unit took the model up before, and has not stopped.
    #[error("the unit has taken the model up already")]
    Already,
    /// The model has ended.
    #[error("a model that has ended is not taken up")]
    Ended,
    /// An adoption that is carried out does not begin again.
    #[error("the adoption has begun already")]
    Begun,
    /// An adoption that was completed or stopped stays so.
    #[error("the adoption is over")]
    Over,
}

impl From<AdoptionError> for AppError {
    fn from(error: AdoptionError) -> Self {
        Self::Conflict(match error {
            AdoptionError::Cycle => "replication.cycle",
            AdoptionError::OwnModel => "replication.own_model",
            AdoptionError::Already => "replication.already",
            AdoptionError::Ended => "replication.source_ended",
            AdoptionError::Begun => "replication.begun",
            AdoptionError::Over => "replication.over",
        })
    }
}

impl AdoptionState {
    /// Whether it may still change.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Intended | Self::Running)
    }

    /// What was intended is carried out. Err: it is, or it is over already.
    pub fn begin(self) -> Result<Self, AdoptionError> {
        match self {
            Self::Intended => Ok(Self::Running),
            Self::Running => Err(AdoptionError::Begun),
            Self::Completed | Self::Stopped => Err(AdoptionError::Over),
        }
    }

    /// It is brought to its end. Err: it is over already.
    pub fn complete(self) -> Result<Self, AdoptionError> {
        if self.is_open() {
            Ok(Self::Completed)
        } else {
            Err(AdoptionError::Over)
        }
    }

    /// It is given up. Err: it is over already.
    pub fn stop(self) -> Result<Self, AdoptionError> {
        if self.is_open() {
            Ok(Self::Stopped)
        } else {
            Err(AdoptionError::Over)
        }
    }
}

/// Ok if `derived` may be derived from a source whose line, itself first and up to its furthest ancestor, is
/// `line_of_source`. Err: the lineage would have a cycle.
pub fn check_lineage(line_of_source: &[ModelId], derived: &ModelId) -> Result<(), AdoptionError> {
    if line_of_source.contains(derived) {
        Err(AdoptionError::Cycle)
    } else {
        Ok(())
    }
}

/// What the adopter's model begins with: the text of the source, each part marked as such until the unit has made it
/// its own. Situation, results and places are the unit's own and stay empty.
pub fn starting_story(source: &Story, source_code: &str) -> Story {
    let mark = |text: &str| {
        if text.trim().is_empty() {
            String::new()
        } else {
            format!("[Theo {source_code}, đơn vị sửa lại cho đúng với nơi mình] {text}")
        }
    };
    Story {
        objectives: mark(&source.objectives),
        approach: mark(&source.approach),
        steps: source.steps.clone(),
        forces: mark(&if source.forces.is_empty() {
            source.actors.join(", ")
        } else {
            source.forces.clone()
        }),
        resources: mark(&source.resources),
        conditions: mark(&source.conditions),
        ..Story::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_adoption_begins_once_and_ends_once() {
        use AdoptionState::{Completed, Intended, Running, Stopped};
        assert_eq!(Intended.begin(), Ok(Running));
        assert_eq!(Running.begin(), Err(AdoptionError::Begun));
        assert_eq!(Completed.begin(), Err(AdoptionError::Over));
        assert_eq!(Stopped.begin(), Err(AdoptionError::Over));
        for (state, open) in [
            (Intended, true),
            (Running, true),
            (Completed, false),
            (Stopped, false),
        ] {
            assert_eq!(state.complete().is_ok(), open);
            assert_eq!(state.stop().is_ok(), open);
        }
    }

    #[test]
    fn a_model_is_not_derived_from_itself_or_below() {
        let line: Vec<ModelId> = ["c", "b", "a"].map(ModelId::from).to_vec();
        assert_eq!(check_lineage(&line, &ModelId::from("d")), Ok(()));
        for own in &line {
            assert_eq!(check_lineage(&line, own), Err(AdoptionError::Cycle));
        }
    }

    #[test]
    fn the_first_text_says_whose_it_is_and_leaves_results_to_the_unit() {
        let source = Story {
            approach: "Họp dân.".into(),
            results: "12 hộ hiến đất.".into(),
            problem: "Đường hẹp.".into(),
            ..Story::default()
        };
        let story = starting_story(&source, "MH-2026-0001");
        assert!(
            story.approach.starts_with("[Theo MH-2026-0001")
                && story.approach.ends_with("Họp dân.")
        );
        assert_eq!(
            (
                story.results.as_str(),
                story.problem.as_str(),
                story.resources.as_str()
            ),
            ("", "", "")
        );
    }
}
