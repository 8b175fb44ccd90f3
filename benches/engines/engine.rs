//! What is asked of every engine.

use crate::Result;
use std::collections::BTreeMap;
use std::time::Duration;

/// Models of one page of results.
pub const PAGE: usize = 20;
/// Length of a passage: in characters where an engine counts those, else in words.
pub const PASSAGE_CHARS: usize = 240;
pub const PASSAGE_WORDS: usize = 48;

/// An engine that has taken the catalogue in.
pub trait Engine {
    /// What it is and how it is set.
    fn name(&self) -> String;
    /// What taking the catalogue in cost; `None` where that happened elsewhere.
    fn built(&self) -> Option<Built>;
    /// The first page for a search, with its counts and passages.
    fn answer(&mut self, text: &str) -> Result<Answer>;
    /// The titles of the first `count` models, in order.
    fn titles(&mut self, text: &str, count: usize) -> Result<Vec<String>>;
}

/// What taking the catalogue in cost.
#[derive(Clone, Copy)]
pub struct Built {
    /// From the first line read until it could be asked.
    pub took: Duration,
    /// Models taken in.
    pub models: usize,
    /// Size on disk, with the texts that passages are cut from.
    pub bytes: u64,
}

/// A page of results.
#[derive(Default)]
pub struct Answer {
    /// By rank.
    pub ids: Vec<String>,
    /// How many match on all pages.
    pub total: u64,
    /// How many of them of each province and sector. Ours count what answers, and not what only comes near.
    pub provinces: BTreeMap<String, u64>,
    pub sectors: BTreeMap<String, u64>,
    /// One for each id.
    pub passages: Vec<String>,
}

impl Answer {
    /// Adds the models of one province and sector to the total and to both facets.
    pub fn count(&mut self, province: String, sector: String, models: u64) {
        self.total += models;
        *self.provinces.entry(province).or_default() += models;
        *self.sectors.entry(sector).or_default() += models;
    }

    /// Err: something is missing, and the time of the answer would flatter the engine.
    pub fn check(&self, text: &str) -> Result<()> {
        let wanted = PAGE.min(usize::try_from(self.total)?);
        let counted = |facet: &BTreeMap<String, u64>| facet.values().sum::<u64>();
        let whole = self.ids.len() == wanted
            && self.passages.len() == wanted
            && counted(&self.provinces) <= self.total
            && counted(&self.sectors) <= self.total;
        if whole {
            return Ok(());
        }
        Err(format!(
            "an answer to {text:?} is not whole: {} ids and {} passages of {} models, {} by province, {} by sector",
            self.ids.len(),
            self.passages.len(),
            self.total,
            counted(&self.provinces),
            counted(&self.sectors),
        )
        .into())
    }
}
