//! Taking a model up.

mod adopt;
mod begin;
