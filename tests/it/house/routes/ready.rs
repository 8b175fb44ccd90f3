//! How far the work on a nomination must have come before something can be done with it.

use super::world::{
    Who::{self, Agency, ViceChair},
    World,
};
use crate::support::files::PDF;
use crate::support::prelude::*;
use danvankheo::db::schema::campaigns;
use danvankheo::nominations::model::NominationState;
use diesel::prelude::*;

/// What a signer types who recognises a model.
pub(super) const DECISION: [(&str, &str); 6] = [
    ("kind", "recognise"),
    ("number", "15-QĐ/TU"),
    ("decided_on", "2026-11-20"),
    ("form", "decision"),
    ("signer_position", "Trưởng Ban"),
    ("reason", ""),
];

/// Where things stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ready {
    /// The officer writes.
    Draft,
    /// The leader has it.
    AwaitingLeader,
    /// The secretary has it.
    Submitted,
    /// It goes to the council.
    Accepted,
    /// The council scores.
    InScoring,
    /// Whoever acts has handed in a sheet.
    OwnSheetIn,
    /// Every sheet is in.
    SheetsIn,
    /// The scoring is closed.
    Closed,
    /// The council's result is recorded.
    Advised,
    /// The same, in a campaign that asks the public.
    ToBeConsulted,
    /// The signer has decided, with the decision's text as a file.
    Decided,
    /// The campaign is held.
    Held,
}

impl Ready {
    /// The state in which the nomination of such a world is entered.
    pub(super) fn state(self) -> NominationState {
        match self {
            Self::Draft => NominationState::Draft,
            Self::AwaitingLeader => NominationState::AwaitingLeader,
            Self::Submitted => NominationState::Submitted,
            Self::Accepted => NominationState::Accepted,
            _ => NominationState::InScoring,
        }
    }

    /// What people do before `who` can act.
    pub(super) async fn reach(self, t: &TestApp, world: &World, who: Who) {
        let line = &world.line;
        let vice_chair = world.client(ViceChair);
        let handed_in = async |by: &Client| {
            let answer = line.hand_in(by, "dat").await;
            answer.assert_redirect_to("/hoi-dong");
        };
        match self {
            Self::OwnSheetIn => handed_in(world.client(who)).await,
            Self::SheetsIn => {
                for by in line.members.iter().chain([&line.chair, vice_chair]) {
                    handed_in(by).await;
                }
            }
            Self::Closed | Self::Advised | Self::ToBeConsulted | Self::Decided => {
                line.judged(&[vice_chair]).await;
            }
            Self::Held => {
                let hold = world.campaign("/tam-dung");
                let why = [("reason", "Chờ hướng dẫn mới của cấp trên.")];
                let answer = world.client(Agency).post_form(&hold, &why).await;
                answer.assert_status(303);
            }
            _ => {}
        }
        if self == Self::ToBeConsulted {
            let campaign = line.campaign.clone();
            t.write(move |conn| {
                diesel::update(campaigns::table.filter(campaigns::code.eq(campaign)))
                    .set(campaigns::consultation_days.eq(5))
                    .execute(conn)?;
                Ok(())
            })
            .await;
        }
        if matches!(self, Self::Advised | Self::ToBeConsulted | Self::Decided) {
            line.records_advice().await;
        }
        if self == Self::Decided {
            let (at, bytes) = (line.at("/quyet-dinh"), PDF.to_vec());
            let decided = line
                .signer
                .post_file(&at, &DECISION, "file", "qd.pdf", bytes);
            decided.await.assert_redirect_to(&line.at(""));
        }
    }
}
