//! Taking a model up.

mod adopt;
