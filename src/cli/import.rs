//! `danvankheo import`: each bad line with its number and reason on standard error, the sum on standard output.

use super::args::{Import, ImportCriteria, ImportFile, ImportWhat};
use super::input::Input;
use super::{CliResult, Exit, shipped_units};
use crate::access::Actor;
use crate::campaigns::{self, LoadedSet};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::error::{AppError, Doing, Result};
use crate::lines::BadLine;
use crate::models;
use crate::units;
use indicatif::ProgressBar;
use std::io::Read;

/// Brings a file in. Exit 1 where something of it was refused; the rest is in.
pub(super) fn import(config: &Config, args: Import) -> CliResult {
    let path = match &args.what {
        ImportWhat::Units(ImportFile { file }) | ImportWhat::Models(ImportFile { file }) => {
            Some(file)
        }
        ImportWhat::Criteria(ImportCriteria { file }) => file.as_ref(),
    };
    // A file that is not there changes nothing.
    let input = path.map(|path| Input::open(path)).transpose()?;
    let db = Db::open(&config.database)?;
    db.migrate()?;
    match (args.what, input) {
        (ImportWhat::Units(_), Some(input)) => import_units(&db, input),
        (ImportWhat::Models(_), Some(input)) => import_models(&db, input),
        (_, Some(input)) => import_criteria(&db, &text_of(input)?),
        (_, None) => import_criteria(&db, campaigns::criteria::SHIPPED),
    }
}

fn import_units(db: &Db, input: Input) -> CliResult {
    // The areas of the file's units stand before it does.
    shipped_units::load(db)?;
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
    input.fault.or_none()?;
    refused_if(tally.refused > 0)
}

fn import_models(db: &Db, input: Input) -> CliResult {
    shipped_units::load(db)?;
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
    input.fault.or_none()?;
    refused_if(tally.refused > 0)
}

/// The whole of a file that is one JSON text.
fn text_of(mut input: Input) -> Result<String> {
    let mut bytes = Vec::new();
    input
        .reader
        .read_to_end(&mut bytes)
        .doing("đọc tệp bộ tiêu chí")?;
    input.bar.finish_and_clear();
    String::from_utf8(bytes).map_err(|_| AppError::field("file", "tệp không phải văn bản UTF-8."))
}

fn import_criteria(db: &Db, json: &str) -> CliResult {
    let sets = campaigns::load_criteria(db, &Clock::System, &Actor::System, json)?;
    for set in &sets {
        print_set(set);
    }
    let new = sets.iter().filter(|set| set.is_new).count();
    println!("{} bộ tiêu chí, {new} bản mới", sets.len());
    Ok(())
}

/// What became of a set and what it may be used for on standard output, and what is wrong with its table on standard error.
fn print_set(set: &LoadedSet) {
    let what = if set.is_new { "mới" } else { "giữ nguyên" };
    println!(
        "{}, bản {} ({what}): {}",
        set.external_id, set.revision, set.name
    );
    println!("  {}", set.usability);
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
