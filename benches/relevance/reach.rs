//! What is wanted of each kind.

use super::judged;

/// What is wanted of searches; how typed queries are ordered in the table.
pub struct Reach {
    /// Known items by how they are typed: MRR@10.
    known: &'static [(&'static str, Option<f64>)],
    /// The same of those that are not named there.
    other_known: fn(&str) -> Option<f64>,
    /// Needs: nDCG@10.
    pub topical: f64,
}

impl Reach {
    /// The MRR@10 that is wanted of a variant, if any is.
    pub fn known(&self, variant: &str) -> Option<f64> {
        let named = self.known.iter().find(|(name, _)| *name == variant);
        named.map_or_else(|| (self.other_known)(variant), |(_, wanted)| *wanted)
    }

    /// The place of a variant in the table; what is not named comes last.
    pub fn place(&self, variant: &str) -> usize {
        let named = self.known.iter().position(|(name, _)| *name == variant);
        named.unwrap_or(self.known.len())
    }
}

/// Of the judgments of a folder.
pub const WANTED: Reach = Reach {
    known: &[
        ("marked", Some(0.99)),
        ("unmarked", Some(0.99)),
        ("half", Some(0.99)),
        ("telex", Some(0.98)),
        ("vni", Some(0.98)),
        ("typo_marked", Some(0.985)),
        ("typo_unmarked", Some(0.985)),
        ("tone_style", Some(0.99)),
        ("nfd", Some(0.99)),
        ("place_alias", Some(0.97)),
        ("abbr_full", None),
        ("abbr", Some(0.98)),
        ("abbr_plain", Some(0.98)),
        ("short", Some(0.96)),
        ("short_unmarked", Some(0.95)),
        ("short_alias", Some(0.94)),
    ],
    other_known: |_| None,
    topical: 0.91,
};

/// Of the project's own queries: the floor that its tests hold.
pub fn floor() -> Reach {
    Reach {
        known: &[],
        other_known: |kind| Some(judged::floor(kind)),
        topical: judged::floor(judged::NEED),
    }
}

/// Similar models, nDCG@10.
pub const SIMILAR: f64 = 0.85;
/// Similar models of another field of work, recall@10.
pub const OTHER_SECTOR: f64 = 0.70;
/// Completions among the real records, hit@5.
pub const SUGGEST_REAL: f64 = 1.0;
/// Completions among many more, hit@5.
pub const SUGGEST_PADDED: f64 = 0.85;
/// Pairs of records, average precision.
pub const PAIRS: f64 = 0.96;
/// Rewritten records whose original is found first.
pub const FOUND_FIRST: f64 = 1.0;
