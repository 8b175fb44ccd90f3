//! The public pages: home, catalogue, model, unit, spread. Reads what all features offer; no feature calls it.

pub mod drawing;
pub mod views;

#[cfg(test)]
mod samples;
