//! Beside SQLite FTS5 and PostgreSQL full text: the same catalogue, the same searches, the same answer from all, in one run.
//!
//!     cargo bench --bench catalogue -- 300000 > catalogue.jsonl
//!     cargo bench --bench engines -- catalogue.jsonl --postgres postgres://… --models http://127.0.0.1:8080
//!
//! An answer is what a page of results needs: the first 20 ids by rank, how many models match, the counts of two facets
//! (province, sector) over all of them, and a marked passage of each of the 20. Our index is asked in this process as
//! SQLite is, and keeps the texts for the passages in SQLite as the program does. Each engine takes the file in on one
//! thread, reading included. They are asked in turns of some fifty searches, so that the machine's slow times are
//! everyone's. With `--models` a running server that imported the same file is asked too, over its API.

mod api;
mod engine;
mod figures;
mod fts5;
mod ours;
mod postgres;
mod queries;
mod records;
mod rows;
mod sqlite;

use crate::engine::Engine;
use crate::figures::Figures;
use clap::Parser;
use std::path::PathBuf;
use std::time::Instant;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Searches that one engine answers before the next has its turn.
const TURN: usize = 50;
/// Where a known model has to stand to count as found.
const FIRST: usize = 10;

/// Compares search engines on one catalogue.
#[derive(Parser)]
struct Arguments {
    /// What `cargo bench --bench catalogue -- 300000` prints.
    catalogue: PathBuf,
    /// A running server that has imported the same file: http://127.0.0.1:8080
    #[arg(long)]
    models: Option<String>,
    /// A database in which a schema may be made and dropped: postgres://…
    #[arg(long)]
    postgres: Option<String>,
    /// How many different searches are timed.
    #[arg(long, default_value_t = 500)]
    queries: usize,
    /// How many known models are looked for, each written in three ways.
    #[arg(long, default_value_t = 200)]
    known: usize,
}

fn main() -> Result<()> {
    // Cargo passes `--bench` along.
    let given = std::env::args().filter(|argument| argument != "--bench");
    let arguments = Arguments::parse_from(given);
    let searches = queries::searches(arguments.queries);
    let known = queries::known(&arguments.catalogue, arguments.known)?;

    let mut engines = engines(&arguments)?;
    let mut figures: Vec<Figures> = engines.iter().map(|_| Figures::default()).collect();
    for engine in &mut engines {
        for text in &searches.warm_up {
            engine.answer(text)?.check(text)?;
        }
    }
    for (turn, texts) in searches.measured.chunks(TURN).enumerate() {
        for (engine, figures) in engines.iter_mut().zip(&mut figures) {
            for text in texts {
                let began = Instant::now();
                let answer = engine.answer(text)?;
                figures.answered(began.elapsed(), answer.total);
                answer.check(text)?;
            }
        }
        let done = turn * TURN + texts.len();
        eprintln!("asked {done} of {} searches", searches.measured.len());
    }
    for (engine, figures) in engines.iter_mut().zip(&mut figures) {
        for model in &known {
            let mut found = [false; queries::FORMS];
            for (found, text) in found.iter_mut().zip(&model.forms) {
                *found = engine.titles(text, FIRST)?.contains(&model.title);
            }
            figures.looked_for(found);
        }
        eprintln!("looked for {} known models: {}", known.len(), engine.name());
    }
    print!("{}", figures::table(&engines, &figures, known.len()));
    Ok(())
}

/// The engines, ready to be asked. What was not asked for is named on standard error.
fn engines(arguments: &Arguments) -> Result<Vec<Box<dyn Engine>>> {
    let catalogue = &arguments.catalogue;
    let mut engines: Vec<Box<dyn Engine>> = Vec::new();
    eprintln!("building our index");
    engines.push(Box::new(ours::Ours::build(catalogue)?));
    eprintln!("building FTS5");
    engines.push(Box::new(fts5::Fts5::build(catalogue)?));
    match &arguments.postgres {
        Some(url) => {
            eprintln!("building PostgreSQL full text");
            engines.push(Box::new(postgres::Postgres::build(url, catalogue)?));
        }
        None => eprintln!("PostgreSQL is left out: --postgres names no database"),
    }
    match &arguments.models {
        Some(root) => engines.push(Box::new(api::Api::at(root)?)),
        None => eprintln!("the API is left out: --models names no server"),
    }
    Ok(engines)
}
