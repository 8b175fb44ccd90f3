//! The index in step with the log, what strangers notice of it, the language of queries, synonyms, places, turns, and what is built
//! around the search.

mod feed;
mod filters;
mod hostile;
mod language;
mod nothing;
mod places;
mod provinces;
mod similar;
mod suggest;
mod synonyms;
mod turns;
mod units;
mod unseen;
