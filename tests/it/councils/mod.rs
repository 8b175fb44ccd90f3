//! Screening, conflicts of interest, score sheets, tallies and results, over HTTP.

pub mod line;

mod close;
mod conflict;
mod files;
mod find;
mod score;
mod screen;
mod seats;
mod surroundings;
