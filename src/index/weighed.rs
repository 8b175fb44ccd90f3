//! The groups of a plan with what they are worth: BM25.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;

use super::document::Layer;
use super::error::IndexError;
use super::plan::{Choice, Group, Kind, Plan};
use super::snapshot::Snapshot;

/// How quickly repetition stops to count (BM25's k1), and how much length matters (its b).
const K1: f32 = 1.2;
const B: f32 = 0.4;
/// What the part of BM25 that counts repetitions comes to for a place: about that of two in a text of mean length.
const FLAT: f32 = 0.6;

/// A choice with what it earns.
pub(super) struct WeighedChoice<'a> {
    pub choice: &'a Choice,
    /// Weight of the choice × its inverse document frequency × (k1 + 1).
    gain: f32,
    /// What holding it covers of the query.
    pub mass: f32,
    /// For each length of a text, as the index rounds it, how much repetition is damped.
    dampers: Arc<[f32; 256]>,
    /// Earns the same however often it stands, in texts of any length.
    flat: bool,
}

impl WeighedChoice<'_> {
    /// What a text of this length earns in which it stands so often.
    pub fn earned(&self, length_id: u8, frequency: f32) -> f32 {
        if self.flat {
            return self.gain * FLAT;
        }
        self.gain * frequency / (frequency + self.dampers[usize::from(length_id)])
    }
}

/// A group with what its choices earn, and how much of the query it is.
pub(super) struct Weighed<'a> {
    pub choices: Vec<WeighedChoice<'a>>,
    /// What holding its best choice covers; 0 for a bonus.
    pub mass: f32,
}

/// All that a plan looks for, weighed.
pub(super) struct Weighing<'a> {
    /// The groups that occur at all: syllables first, the rarest before the common, then bonuses.
    pub groups: Vec<Weighed<'a>>,
    /// How much of the query is words that stand in no model.
    pub unknown: f32,
}

impl<'a> Weighing<'a> {
    /// Looks up every choice of a plan.
    pub fn of(snapshot: &Snapshot, plan: &'a Plan) -> Result<Weighing<'a>, IndexError> {
        let mut dampers = Vec::with_capacity(Layer::ALL.len());
        for layer in Layer::ALL {
            let mean_length = snapshot.mean_length(layer)?.max(1.0);
            dampers.push(Arc::new(dampers_of(mean_length)));
        }
        let (mut groups, mut unknown) = (Vec::with_capacity(plan.groups.len()), 0.0);
        for Group {
            kind,
            choices,
            counts,
        } in &plan.groups
        {
            let mut group = Weighed {
                choices: Vec::with_capacity(choices.len()),
                mass: 0.0,
            };
            // The first choice that stands anywhere is what was asked: the others are measured by it.
            let mut asked: Option<(f32, f32)> = None;
            for choice in choices {
                let holders = snapshot.holders(choice)?;
                if holders == 0 {
                    continue;
                }
                let rarity = snapshot.rarity(holders);
                let (common, heaviest) = *asked.get_or_insert((rarity, choice.weight));
                let rarity = if choice.beside {
                    rarity.min(common)
                } else {
                    rarity
                };
                if *kind == Kind::Syllable {
                    group.mass = group.mass.max(common * counts);
                }
                let covers = (choice.weight / heaviest).min(1.0);
                group.choices.push(WeighedChoice {
                    choice,
                    gain: counts * choice.weight * rarity * (K1 + 1.0),
                    mass: group.mass * if choice.beside { covers.sqrt() } else { covers },
                    dampers: Arc::clone(&dampers[choice.layer as usize]),
                    flat: *kind == Kind::Place,
                });
            }
            if !group.choices.is_empty() {
                groups.push(group);
            } else if *kind == Kind::Syllable {
                unknown += counts * snapshot.rarity(0);
            }
        }
        groups.sort_by(|left, right| right.mass.total_cmp(&left.mass));
        Ok(Weighing { groups, unknown })
    }
}

/// The part of BM25 that depends on the length, worked out for all 256 lengths at once.
fn dampers_of(mean_length: f32) -> [f32; 256] {
    std::array::from_fn(|id| {
        let length = FieldNormReader::id_to_fieldnorm(id as u8) as f32;
        K1 * (1.0 - B + B * length / mean_length)
    })
}
