//! Units: the shipped facts, their history, finding and entering.

mod add;
mod history;
mod search;
