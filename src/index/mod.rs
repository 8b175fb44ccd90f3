//! The search index of models: a tantivy index made from the database, and the way to ask it.
//!
//! The index is a cache. Whoever keeps it ([`ModelIndex`]) is told of changes in the order of the log, and
//! the number of the last one is part of each commit; a lost, damaged or older index is built anew.
//! Nothing here knows the database, and nothing the index stores is ever shown: a search yields ids, and
//! the pages show rows.
//!
//! How a text becomes findable (`analyzer`, `document`): each syllable gives a marked key, equal for all
//! spellings of the same syllable, and a folded key without marks; each pair of neighbours, the same two.
//! All texts of a model go into one combined field, repeated by weight, once for each kind of key.
//!
//! How a query is answered: `repair` mends words that the index does not know, `plan` turns the rest into
//! groups of choices, `weighed` says what they earn, `rank` scores models by the best choice of each group (BM25) in one
//! `walk` over the postings, `search` filters and counts facets on columns decoded by `columns`, `order` cuts the page,
//! `passage` chooses what is shown of the texts of results, `highlight` marks it.
//!
//! Another way to rank is a [`Ranker`], whose ranking is fused with that of the words ([`reciprocal_rank`]).
//!
//! Around it: `typed` understands what is being typed, `suggest` completes it from the `dictionary` of a field of its own,
//! `titles` orders the titles among that; `similar` measures how alike two models are by what they do.
//!
//! It holds public models only: nothing that it says can tell of another.

mod abbreviations;
mod analyzer;
mod answers;
mod columns;
mod conditions;
mod dictionary;
mod disk;
mod document;
mod echo;
mod error;
mod explain;
mod feedback;
mod first;
mod folder;
mod fuse;
mod held;
mod highlight;
mod id_key;
mod indexed_model;
mod key_texts;
mod kinship;
mod language;
mod marks;
mod misspelt;
mod name_keys;
mod numbers;
mod order;
mod parallel;
mod passage;
mod plan;
mod queued;
mod rank;
mod ranker;
mod ranking;
mod readings;
mod repair;
mod search;
mod segment;
mod shared;
mod similar;
mod snapshot;
mod spelling;
mod store;
mod suggest;
mod synonyms;
mod titles;
mod typed;
mod walk;
mod weighed;
mod writer;

pub use dictionary::SuggestionKind;
pub use error::IndexError;
pub use explain::{Explained, ExplainedChoice, ExplainedGroup, ExplainedResult};
pub use highlight::{HighlightTerms, highlight_all};
pub use indexed_model::{Change, IndexedModel};
pub use language::{Named, take_named};
pub use passage::passage;
pub use plan::LONGEST_QUERY;
pub use ranker::{Ranked, Ranker, RankerError, reciprocal_rank};
pub use readings::{readings, written_out};
pub use search::{Facets, Found, Query, Sort};
pub use similar::{Except, Practice, Traits, Wanted, sameness};
pub use store::{ModelIndex, OpenOutcome, Rebuild};
pub use suggest::{Candidate, Completions, NameCompletion};
pub use synonyms::{Relation, SynonymRule, Synonyms, built_in_rules};
pub use titles::GoingOn;
pub use typed::Typed;

#[cfg(test)]
mod tests;
