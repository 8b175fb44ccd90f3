//! What answers a query: understood, ranked, held to its conditions, leaning to its themes; before filters and pages.

use super::conditions::Conditions;
use super::error::IndexError;
use super::feedback::lean_to_themes;
use super::language::Asked;
use super::plan::{Plan, Reading};
use super::rank::SegmentRanker;
use super::ranking::{Ranking, Scored};
use super::search::Query;
use super::snapshot::{Scope, Snapshot};
use super::synonyms::Synonyms;

/// What a model must hold of the query to be a result, or else score as a share of the best score; and what
/// it must score at least to come near.
const FULL: f32 = 0.75;
const FULL_SCORE: f32 = 0.6;
const NEAR: f32 = 0.2;

/// A query understood, and the models that answer it.
pub(super) struct Answers {
    pub scope: Scope,
    pub asked: Asked,
    pub plan: Plan,
    /// The models that answer or come near.
    pub ranking: Ranking,
    pub tiers: Tiers,
}

impl Answers {
    pub fn of(
        snapshot: &Snapshot,
        ranker: &dyn SegmentRanker,
        synonyms: &Synonyms,
        query: &Query,
    ) -> Result<Answers, IndexError> {
        let scope = if query.public_only {
            Scope::Public
        } else {
            Scope::All
        };
        let asked = Asked::of(&query.text);
        let reading = if query.literal {
            Reading::Literal
        } else {
            Reading::Understood(synonyms)
        };
        let plan = Plan::of(&asked.words, snapshot, scope, reading)?;
        let mut ranking = ranker.rank(snapshot, &plan, scope)?;
        let conditions = Conditions::of(&asked);
        if !conditions.is_empty() {
            for (number, segment) in snapshot.segments.iter().enumerate() {
                let met = conditions.met(segment, snapshot, scope)?;
                for models in ranking.of_mut(number) {
                    models.retain(|model| met[model.doc as usize]);
                }
            }
        }
        lean_to_themes(snapshot, &mut ranking);
        let tiers = Tiers::of(&ranking);
        ranking.retain(|model| tiers.is_result(model));
        Ok(Answers {
            scope,
            asked,
            plan,
            ranking,
            tiers,
        })
    }
}

/// What is a result, and what only comes near. Decided before any filter, so that counts stay the same
/// whichever filter is set.
pub(super) struct Tiers {
    best: f32,
}

impl Tiers {
    fn of(ranking: &Ranking) -> Tiers {
        let models = ranking.lists().flat_map(|(_, models)| models);
        Tiers {
            best: models.map(|model| model.score).fold(0.0, f32::max),
        }
    }

    /// A model that holds nearly all of the query is a result, and so is one that answers nearly as well as
    /// the best: a slip or a word too many must not part it from what was meant.
    pub fn is_full(&self, scored: &Scored) -> bool {
        scored.cover >= FULL || scored.score >= FULL_SCORE * self.best
    }

    /// One that holds less comes near, unless it answers poorly.
    fn is_result(&self, scored: &Scored) -> bool {
        self.is_full(scored) || scored.score >= NEAR * self.best
    }
}
