//! What answers a query: understood, ranked, held to its conditions, leaning to its themes; before filters and pages.

use super::conditions::Conditions;
use super::error::IndexError;
use super::feedback::lean_to_themes;
use super::kinship::lean_to_the_best;
use super::language::Asked;
use super::plan::{Plan, Reading};
use super::rank::SegmentRanker;
use super::ranking::{Ranking, Scored};
use super::repair::repair;
use super::search::Query;
use super::snapshot::Snapshot;
use super::synonyms::Synonyms;

/// What a model must hold of the query to be a result, or else score as a share of the best score; what one must hold for
/// there to be any result; and what a model must score at least to come near.
const FULL: f32 = 0.75;
const FULL_SCORE: f32 = 0.6;
const LEAST: f32 = 0.5;
const NEAR: f32 = 0.2;

/// A query understood, and the models that answer it.
pub(super) struct Answers {
    pub asked: Asked,
    pub plan: Plan,
    /// The query as searched, what it leaves out with it, if its spelling was mended.
    pub repaired: Option<String>,
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
        let mut asked = Asked::of(&query.text);
        let reading = if query.literal {
            Reading::Literal
        } else {
            Reading::Understood(synonyms)
        };
        let plan = Plan::of(&asked.words, snapshot, reading)?;
        let mut ranking = ranker.rank(snapshot, &plan)?;
        let mut mended = plan.repaired.is_some();
        if let Reading::Understood(synonyms) = reading {
            asked.phrases = Asked::of(&plan.text).phrases;
            for without in &mut asked.without {
                let repaired = repair(without, snapshot, synonyms)?;
                mended |= repaired.changed;
                *without = repaired.text;
            }
        }
        let repaired = mended.then(|| asked.with_exclusions(&plan.text));
        let conditions = Conditions::of(&asked);
        if !conditions.is_empty() {
            let segments = snapshot.segments.iter();
            let met = segments.map(|segment| conditions.met(segment));
            let met = met.collect::<Result<Vec<_>, _>>()?;
            ranking.change_each_list(|segment, models| {
                models.retain(|model| met[segment][model.doc as usize]);
            });
        }
        lean_to_themes(snapshot, &mut ranking);
        let tiers = Tiers::of(&ranking);
        ranking.retain(|model| tiers.is_result(model));
        // Raises scores and drops none: what is like the best answers may become a result, what is one stays so.
        lean_to_the_best(snapshot, &mut ranking);
        Ok(Answers {
            asked,
            plan,
            repaired,
            ranking,
            tiers,
        })
    }
}

/// What is a result, and what only comes near. Decided before any filter, so that counts stay the same
/// whichever filter is set.
pub(super) struct Tiers {
    best: f32,
    /// Whether any model holds enough of the query for others to be measured by the best. Where none does, all of them only
    /// come near.
    pub is_answered: bool,
}

impl Tiers {
    fn of(ranking: &Ranking) -> Tiers {
        let of_shares = ranking.each_share(|lists| {
            let models = || lists.iter().flat_map(|list| &list.models);
            Tiers {
                best: models().map(|model| model.score).fold(0.0, f32::max),
                is_answered: models().any(|model| model.cover >= LEAST),
            }
        });
        let none = Tiers {
            best: 0.0,
            is_answered: false,
        };
        of_shares.into_iter().fold(none, |all, share| Tiers {
            best: all.best.max(share.best),
            is_answered: all.is_answered || share.is_answered,
        })
    }

    /// A model that holds nearly all of the query is a result, and so is one that answers nearly as well as
    /// the best: a slip or a word too many must not part it from what was meant. Where all hold little, there is
    /// none.
    pub fn is_full(&self, scored: &Scored) -> bool {
        scored.cover >= FULL || (self.is_answered && scored.score >= FULL_SCORE * self.best)
    }

    /// One that holds less comes near, unless it answers poorly.
    fn is_result(&self, scored: &Scored) -> bool {
        self.is_full(scored) || scored.score >= NEAR * self.best
    }
}
