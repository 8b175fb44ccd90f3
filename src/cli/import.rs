//! `danvankheo import`: each bad line with its number and reason on standard error, the sum on standard output.

use super::args::{Import, ImportFile, ImportWhat};
use super::{CliResult, Exit};
use crate::access::Actor;
use crate::campaigns::{self, LoadedSet};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::error::{Doing, Result};
use crate::lines::BadLine;
use crate::models;
use crate::units::{self, Depth};
use indicatif::{ProgressBar, ProgressStyle};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// Brings a file in. Exit 1 where something of it was refused; the rest is in.
pub(super) fn import(config: &Config, args: Import) -> CliResult {
    let db = Db::open(&config.database)?;
    db.migrate()?;
    match args.what {
        ImportWhat::Units(ImportFile { file }) => import_units(&db, &file),
        ImportWhat::Models(ImportFile { file }) => import_models(&db, &file),
        ImportWhat::Criteria(ImportFile { file }) => import_criteria(&db, &file),
    }
}

fn import_units(db: &Db, file: &Path) -> CliResult {
    // The areas of the file's units stand before it does.
    units::seed_facts(db, &Clock::System, Depth::OldCommunes)?;
    let input = Input::open(file)?;
    let bar = input.bar.clone();
    let lines = units::import::read(input.reader);
    let tally = units::usecases::import_units(db, &Clock::System, &Actor::System, lines, |bad| {
        tell(&bar, bad);
    })?;
    bar.finish_and_clear();
    println!(
        "{} đơn vị mới, {} thay đổi, {} giữ nguyên, {} quan hệ kế thừa mới; {} dòng bị từ chối",
        tally.added, tally.changed, tally.unchanged, tally.successions, tally.refused
    );
    refused_if(tally.refused > 0)
}

fn import_models(db: &Db, file: &Path) -> CliResult {
    units::seed_facts(db, &Clock::System, Depth::OldCommunes)?;
    let input = Input::open(file)?;
    let bar = input.bar.clone();
    let lines = models::import::read(input.reader);
    let tally = models::import::import_models(db, &Clock::System, &Actor::System, lines, |bad| {
        tell(&bar, bad);
    })?;
    bar.finish_and_clear();
    println!(
        "{} mô hình mới, {} thay đổi, {} giữ nguyên; {} dòng bị từ chối",
        tally.added, tally.changed, tally.unchanged, tally.refused
    );
    refused_if(tally.refused > 0)
}

fn import_criteria(db: &Db, file: &Path) -> CliResult {
    let mut input = Input::open(file)?;
    let mut json = String::new();
    input
        .reader
        .read_to_string(&mut json)
        .doing(format!("reading {}", file.display()))?;
    input.bar.finish_and_clear();
    let sets = campaigns::load_criteria(db, &Clock::System, &Actor::System, &json)?;
    for set in &sets {
        print_set(set);
    }
    let new = sets.iter().filter(|set| set.is_new).count();
    println!("{} bộ tiêu chí, {new} bản mới", sets.len());
    Ok(())
}

/// One line about a set on standard output, and what is wrong with its table on standard error.
fn print_set(set: &LoadedSet) {
    let what = if set.is_new { "mới" } else { "giữ nguyên" };
    println!(
        "{}, bản {} ({what}): {}",
        set.external_id, set.revision, set.name
    );
    for defect in &set.defects {
        eprintln!("{}: {defect}", set.external_id);
    }
}

fn refused_if(refused: bool) -> CliResult {
    if refused { Err(Exit::Refused) } else { Ok(()) }
}

/// Says what is wrong with a line without spoiling the progress bar.
fn tell(bar: &ProgressBar, bad: &BadLine) {
    bar.suspend(|| eprintln!("{bad}"));
}

/// A file being read, with the bar that shows how far; the bar hides itself where nobody watches.
struct Input {
    reader: Box<dyn BufRead>,
    bar: ProgressBar,
}

impl Input {
    fn open(file: &Path) -> Result<Self> {
        const BUFFER_BYTES: usize = 256 * 1024;
        let (source, size): (Box<dyn Read>, Option<u64>) = if file.as_os_str() == "-" {
            (Box::new(std::io::stdin()), None)
        } else {
            let doing = || format!("opening {}", file.display());
            let source = File::open(file).doing(doing())?;
            let size = source.metadata().doing(doing())?.len();
            (Box::new(source), Some(size))
        };
        let (bar, template) = match size {
            Some(size) => (
                ProgressBar::new(size),
                "{bar:40} {bytes}/{total_bytes} {eta}",
            ),
            None => (ProgressBar::no_length(), "{spinner} {bytes} {elapsed}"),
        };
        let style = ProgressStyle::with_template(template).expect("the template is well formed");
        let bar = bar.with_style(style);
        let reader = BufReader::with_capacity(BUFFER_BYTES, bar.wrap_read(source));
        Ok(Self {
            reader: Box::new(reader),
            bar,
        })
    }
}
