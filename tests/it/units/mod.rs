//! Units: the shipped facts, their history, finding and entering.

mod add;
mod form;
mod history;
mod order;
mod search;
