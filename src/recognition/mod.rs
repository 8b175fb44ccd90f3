//! Recognition (công nhận): what a competent person signs after a council's advice, and the standing it gives a model.
//!
//! Before the decision nothing of a nomination is public; with it, a recognised model is in the showcase at once.

mod document;
mod handlers;
mod recorded;
mod store;
pub mod usecases;
mod views;

pub use document::keep as keep_document;
pub use handlers::routes;
pub use store::{Decision, Form, find_decision, highest_levels, recognised_by};
pub use usecases::{hide_if_not_cleared, publish_if_cleared};

use crate::nominations::model::{Consultation, NominationState};

/// Whether a nomination in this state can be decided, as far as its state tells.
pub fn can_be_decided(state: NominationState, consultation: Consultation) -> bool {
    match state {
        NominationState::Scored => consultation == Consultation::NotRequired,
        NominationState::InConsultation => true,
        _ => false,
    }
}
