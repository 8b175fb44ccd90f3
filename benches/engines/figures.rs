//! What was measured of one engine, and the table of all of them.

use crate::engine::{Built, Engine};
use crate::queries::FORMS;
use std::time::Duration;

/// What was measured of one engine.
#[derive(Default)]
pub struct Figures {
    times: Vec<Duration>,
    totals: Vec<u64>,
    found: [usize; FORMS],
}

impl Figures {
    /// A search was answered: in what time, and how many models match.
    pub fn answered(&mut self, took: Duration, total: u64) {
        self.times.push(took);
        self.totals.push(total);
    }

    /// A known model was looked for: in which of its forms it was found.
    pub fn looked_for(&mut self, found: [bool; FORMS]) {
        for (count, found) in self.found.iter_mut().zip(found) {
            *count += usize::from(found);
        }
    }

    fn row(&self, name: &str, built: Option<Built>, known: usize) -> String {
        let built = built.map_or_else(|| String::from("| | | |"), of_building);
        let mut times = self.times.clone();
        times.sort_unstable();
        let percentile = |share| at(&times, share).unwrap_or_default().as_secs_f64() * 1000.0;
        let spent: Duration = times.iter().sum();
        let mut totals = self.totals.clone();
        totals.sort_unstable();
        let [unmarked, slipped, telex] = self.found;
        format!(
            "| {name} {built} {:.1} ms | {:.1} ms | {:.1} ms | {:.1} | {} | {unmarked} of {known} | {slipped} of {known} | {telex} of {known} |\n",
            percentile(0.5),
            percentile(0.9),
            percentile(0.99),
            times.len() as f64 / spent.as_secs_f64(),
            at(&totals, 0.5).unwrap_or_default(),
        )
    }
}

/// Three cells: time, models a second, size.
fn of_building(built: Built) -> String {
    let seconds = built.took.as_secs_f64();
    format!(
        "| {seconds:.1} s | {:.0} | {:.0} MB |",
        built.models as f64 / seconds,
        built.bytes as f64 / 1e6,
    )
}

/// The value that `share` of all are not above.
fn at<T: Copy>(sorted: &[T], share: f64) -> Option<T> {
    let place = (sorted.len() as f64 * share).ceil() as usize;
    sorted.get(place.saturating_sub(1)).copied()
}

/// The table in Markdown, a row for each engine. Times are of one client; the last three columns say how many known
/// models stood among the first ten.
pub fn table(engines: &[Box<dyn Engine>], figures: &[Figures], known: usize) -> String {
    let mut table = String::from(
        "| engine | build | models a second | on disk | p50 | p90 | p99 | searches a second | models that match, median \
         | known title, unmarked | with a slip | raw Telex |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for (engine, figures) in engines.iter().zip(figures) {
        table += &figures.row(&engine.name(), engine.built(), known);
    }
    table
}
