//! Brings the models of a catalogue into the registry, as tư liệu: public, with their source, never recognised.

use super::{CompiledFigure, CompiledModel};
use crate::access::{Action, Actor, Facts, require};
use crate::clock::{Clock, Moment};
use crate::db::{Conn, Db, sql};
use crate::error::Result;
use crate::ids::{Code, ModelId};
use crate::lines::BadLine;
use crate::log::{self, Event, EventKind};
use crate::models::figure::{Figure, parse_number};
use crate::models::model::{ModelState, Origin};
use crate::models::record::Model;
use crate::models::store;
use crate::models::story::{Source, Story};
use crate::partial_date::PartialDate;
use crate::units::Places;
use chrono::{Datelike, NaiveDate};
use serde_json::json;
use std::collections::HashSet;

/// How many models share a transaction.
const BATCH: usize = 500;
/// How much text they hold together at most, in bytes, so that a catalogue of very long texts takes no more memory.
const BATCH_BYTES: usize = 16 * 1024 * 1024;

/// What came of the lines of a catalogue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ModelTally {
    /// Models entered.
    pub added: u64,
    /// Models that were there and whose content changed.
    pub changed: u64,
    /// Models that were there as the line says.
    pub unchanged: u64,
    /// Lines refused.
    pub refused: u64,
}

/// Brings models in, some 500 a transaction, in the memory of one batch. The `id` of a line is what a model is known
/// by: the same content again changes nothing, other content makes a new version and keeps the former one, and of two
/// lines with one id the later holds. `refuse` is told each bad line. Err: the database; what was committed before
/// stays, and importing again goes on from there.
pub fn import_models(
    db: &Db,
    clock: &Clock,
    actor: &Actor,
    lines: impl Iterator<Item = Result<CompiledModel, BadLine>>,
    mut refuse: impl FnMut(&BadLine),
) -> Result<ModelTally> {
    require(actor, Action::ImportModels, &Facts::default())?;
    let places = db.read_now(Places::load)?;
    let mut tally = ModelTally::default();
    let mut lines = lines.peekable();
    while lines.peek().is_some() {
        let mut batch: Vec<CompiledModel> = Vec::new();
        let mut ids: HashSet<String> = HashSet::new();
        let mut bytes = 0;
        while batch.len() < BATCH && bytes < BATCH_BYTES {
            match lines.next_if(|line| !matches!(line, Ok(model) if ids.contains(&model.id))) {
                Some(Ok(model)) => {
                    ids.insert(model.id.clone());
                    bytes += weight(&model);
                    batch.push(model);
                }
                Some(Err(bad)) => {
                    tally.refused += 1;
                    refuse(&bad);
                }
                None => break,
            }
        }
        if batch.is_empty() {
            continue;
        }
        let (now, year) = (clock.now(), clock.today().year());
        let done = db.write_now(|conn| bring_in(conn, actor, &places, &batch, now, year))?;
        tally.added += done.added;
        tally.changed += done.changed;
        tally.unchanged += done.unchanged;
    }
    Ok(tally)
}

/// Roughly how many bytes of text a model holds.
fn weight(model: &CompiledModel) -> usize {
    let text = |part: &Option<String>| part.as_ref().map_or(0, String::len);
    model.approach.len() + text(&model.problem) + text(&model.results) + text(&model.replicated_by)
}

/// Writes one batch, in which no id stands twice.
fn bring_in(
    conn: &mut Conn,
    actor: &Actor,
    places: &Places,
    batch: &[CompiledModel],
    now: Moment,
    year: i32,
) -> Result<ModelTally> {
    let ids: Vec<&str> = batch.iter().map(|model| model.id.as_str()).collect();
    let mut standing = store::list_by_external_id(conn, &ids)?;
    let mut tally = ModelTally::default();
    let mut events = Vec::new();
    let mut fresh: Vec<&CompiledModel> = Vec::new();
    for compiled in batch {
        let Some(before) = standing.remove(&compiled.id) else {
            fresh.push(compiled);
            continue;
        };
        let after = with_content(before.clone(), compiled, places);
        if after == before {
            tally.unchanged += 1;
            continue;
        }
        store::append_version(conn, &before, now)?;
        let after = store::replace(conn, &after, now)?;
        tally.changed += 1;
        events.push(
            Event::model(EventKind::ModelImported, &after.id)
                .with(json!({ "external_id": compiled.id, "version": after.version })),
        );
    }
    let added = added(conn, &fresh, places, now, year)?;
    store::insert_all(conn, &added)?;
    for model in &added {
        tally.added += 1;
        events.push(
            Event::model(EventKind::ModelImported, &model.id)
                .with(json!({ "external_id": model.external_id, "version": model.version })),
        );
    }
    if !events.is_empty() {
        log::append_all(conn, actor, events, now)?;
    }
    Ok(tally)
}

/// New models of these records, each with its code and an address of its own.
fn added(
    conn: &mut Conn,
    fresh: &[&CompiledModel],
    places: &Places,
    now: Moment,
    year: i32,
) -> Result<Vec<Model>> {
    let Ok(count @ 1..) = u32::try_from(fresh.len()) else {
        return Ok(Vec::new());
    };
    let first = sql::next_numbers(conn, &format!("MH-{year}"), count)?;
    let slugs: Vec<String> = fresh
        .iter()
        .map(|model| store::slug_of(&model.title))
        .collect();
    let mut taken = store::taken_slugs(conn, &slugs)?;
    let mut models = Vec::with_capacity(fresh.len());
    for ((number, compiled), slug) in (first..).zip(fresh).zip(slugs) {
        let code = Code::numbered("MH", year, number, 4);
        let own = code.as_str().to_lowercase();
        let slug = match slug.as_str() {
            "" => own,
            plain if taken.contains(plain) => format!("{plain}-{own}"),
            _ => slug,
        };
        taken.insert(slug.clone());
        let empty = Model {
            id: ModelId::new(),
            code,
            slug,
            external_id: Some(compiled.id.clone()),
            title: String::new(),
            origin: Origin::Compiled,
            label: compiled.label,
            // Its source tells of something that is done; what became of it since nobody told us.
            state: ModelState::Running,
            unit_id: None,
            unit_name: String::new(),
            unit_kind: compiled.unit_kind,
            subject: compiled.subject,
            sector: compiled.sector,
            place_unit_id: None,
            province_name: String::new(),
            district_name: None,
            commune_name: None,
            province_code: None,
            year: None,
            year_recognised: None,
            level: None,
            story: Story::default(),
            source: None,
            is_public: true,
            published_at: Some(now),
            created_at: now,
            updated_at: now,
            version: 1,
            themes: Vec::new(),
            figures: Vec::new(),
        };
        models.push(with_content(empty, compiled, places));
    }
    Ok(models)
}

/// The model with all that the record says. Its code, address and history stay.
fn with_content(model: Model, compiled: &CompiledModel, places: &Places) -> Model {
    let province_today = compiled.province_today();
    let province_name = compiled
        .province
        .as_ref()
        .unwrap_or(&compiled.location_2025.province);
    let place_unit_id = places.find(
        province_name,
        compiled.district.as_deref(),
        compiled.commune.as_deref(),
        told_on(compiled),
    );
    Model {
        title: compiled.title.clone(),
        label: compiled.label,
        unit_name: compiled.unit.clone(),
        unit_kind: compiled.unit_kind,
        subject: compiled.subject,
        sector: compiled.sector,
        place_unit_id,
        province_name: province_name.clone(),
        district_name: compiled.district.clone(),
        commune_name: compiled.commune.clone(),
        province_code: Some(province_today.key.code.clone()),
        year: compiled.year,
        year_recognised: compiled.year_recognised,
        level: compiled.level,
        story: Story::of_compiled(compiled),
        source: Some(Source::of_compiled(compiled)),
        themes: compiled.themes.clone(),
        figures: compiled.figures.iter().map(figure).collect(),
        ..model
    }
}

/// The day whose place names the record uses: its source's; else the year it is reported for. `None` where it names no
/// place of its own and only today's province is known.
fn told_on(compiled: &CompiledModel) -> Option<NaiveDate> {
    compiled.province.as_ref()?;
    compiled
        .source_date
        .or(compiled.year.map(PartialDate::Year))
        .map(PartialDate::first_day)
}

fn figure(compiled: &CompiledFigure) -> Figure {
    Figure {
        indicator: compiled.what.clone(),
        number: parse_number(&compiled.value),
        value: compiled.value.clone(),
        unit: Some(compiled.unit.clone()).filter(|unit| !unit.is_empty()),
        period: None,
        baseline: None,
        evidence: None,
    }
}
