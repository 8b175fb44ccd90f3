//! What a model gives the index: reads a batch of models with a fixed number of statements.

use super::places::Places;
use crate::clock::Moment;
use crate::db::Conn;
use crate::db::schema::{model_themes, models};
use crate::error::Result;
use crate::ids::{ModelId, UnitId};
use crate::index::IndexedModel;
use crate::models::story::{Story, paragraphs};
use crate::models::words::RecognitionLevel;
use crate::units::names::{find_province, marked_key, split_kind};
use crate::{recognition, replication};
use diesel::prelude::*;
use std::collections::HashMap;

#[derive(Queryable, Selectable)]
#[diesel(table_name = models)]
struct Row {
    id: ModelId,
    code: String,
    external_id: Option<String>,
    title: String,
    label: String,
    unit_id: Option<UnitId>,
    unit_name: String,
    unit_kind: String,
    sector: String,
    place_unit_id: Option<UnitId>,
    province_name: String,
    district_name: Option<String>,
    commune_name: Option<String>,
    province_code: Option<String>,
    year: Option<i32>,
    level: Option<String>,
    story: String,
    published_at: Option<Moment>,
    created_at: Moment,
}

/// Reads models for the index; what it learns of units serves the next batch too.
#[derive(Default)]
pub(super) struct Reader {
    places: Places,
}

impl Reader {
    /// The public models of these ids, in no particular order. At most a few hundred ids at a time.
    pub(super) fn read(&mut self, conn: &mut Conn, ids: &[ModelId]) -> Result<Vec<IndexedModel>> {
        let rows: Vec<Row> = models::table
            .filter(models::id.eq_any(ids))
            .filter(models::is_public.eq(true))
            .select(Row::as_select())
            .load(conn)?;
        let mut themes = themes(conn, ids)?;
        let adoptions = replication::adoption_counts(conn, ids)?;
        let recognised = recognition::highest_levels(conn, ids)?;
        let mut units: Vec<UnitId> = rows
            .iter()
            .flat_map(|row| [row.unit_id.clone(), row.place_unit_id.clone()])
            .flatten()
            .collect();
        units.sort();
        units.dedup();
        self.places.meet(conn, &units)?;
        rows.into_iter()
            .map(|row| {
                let themes = themes.remove(&row.id).unwrap_or_default();
                let adoptions = adoptions.get(&row.id).copied().unwrap_or(0);
                let adoptions = u32::try_from(adoptions).unwrap_or(u32::MAX);
                let recognised = recognised.get(&row.id).copied();
                self.indexed(row, themes, adoptions, recognised)
            })
            .collect()
    }

    fn indexed(
        &self,
        row: Row,
        themes: Vec<String>,
        adoptions: u32,
        recognised: Option<RecognitionLevel>,
    ) -> Result<IndexedModel> {
        let story = Story::from_json(&row.story)?;
        let (place_aliases, place_history) = self.other_places(&row);
        let published_at = row.published_at.unwrap_or(row.created_at);
        Ok(IndexedModel {
            unit_names: self.unit_names(&row),
            place_names: [
                Some(&row.province_name),
                row.district_name.as_ref(),
                row.commune_name.as_ref(),
            ]
            .into_iter()
            .flatten()
            .filter(|name| !name.is_empty())
            .cloned()
            .collect(),
            province_today: province_today(&row),
            place_aliases,
            place_history,
            body: body(&story),
            id: row.id.to_string(),
            code: row.code,
            external_id: row.external_id,
            title: row.title,
            themes,
            sector: row.sector,
            actors: story.actors,
            unit_kind: row.unit_kind,
            province_code: row.province_code.unwrap_or_default(),
            level: recognised
                .map(|level| level.as_str().to_owned())
                .or(row.level),
            label: row.label,
            year: row.year,
            published_at_us: published_at.and_utc().timestamp_micros(),
            adoptions,
            recognised: recognised.is_some(),
        })
    }

    fn unit_names(&self, row: &Row) -> Vec<String> {
        let own = std::iter::once(&row.unit_name);
        match row.unit_id.as_ref().and_then(|id| self.places.names(id)) {
            Some(names) => {
                let others = (names.own.iter()).chain(&names.earlier).chain(&names.later);
                distinct(own.chain(others), &[])
            }
            None => distinct(own, &[]),
        }
    }

    /// The other names of the place and of what lies above it, with those of the province before and after mergers;
    /// and apart from them the communes before and after the place's own, with their districts. A record that names a
    /// former province lies there: only then the other provinces merged with it are not its aliases.
    fn other_places(&self, row: &Row) -> (Vec<String>, Vec<String>) {
        let Some(place) = row.place_unit_id.as_ref().or(row.unit_id.as_ref()) else {
            return (Vec::new(), Vec::new());
        };
        let line = self.places.line(place);
        let recorded = marked_key(split_kind(&row.province_name).1);
        let (mut aliases, mut history): (Vec<&String>, Vec<&String>) = (Vec::new(), Vec::new());
        for unit in &line {
            let Some(names) = self.places.names(unit) else {
                continue;
            };
            let is_recorded = |name: &String| marked_key(split_kind(name).1) == recorded;
            let named_otherwise = names.is_top
                && unit != place
                && !recorded.is_empty()
                && !names.own.first().is_some_and(is_recorded);
            aliases.extend(&names.own);
            let others = if names.is_top {
                &mut aliases
            } else {
                &mut history
            };
            others.extend(&names.later);
            if !named_otherwise {
                others.extend(&names.earlier);
            }
            others.extend(&names.between);
        }
        let mut shown: Vec<&str> = [
            Some(row.province_name.as_str()),
            row.district_name.as_deref(),
            row.commune_name.as_deref(),
        ]
        .into_iter()
        .flatten()
        .collect();
        let aliases = distinct(aliases, &shown);
        shown.extend(aliases.iter().map(String::as_str));
        let history = distinct(history, &shown);
        (aliases, history)
    }
}

/// What the province of a record is called today, where the record calls it otherwise.
fn province_today(row: &Row) -> Option<String> {
    let today = find_province(&row.province_name, None).today()?;
    let recorded = split_kind(&row.province_name).1;
    (marked_key(&today.name) != marked_key(recorded)).then(|| today.name.clone())
}

/// The texts, each paragraph on its own.
fn body(story: &Story) -> Vec<String> {
    let mut body: Vec<String> = story
        .texts()
        .flat_map(paragraphs)
        .map(str::to_owned)
        .collect();
    body.extend(story.steps.iter().cloned());
    body
}

fn distinct<'a>(names: impl IntoIterator<Item = &'a String>, without: &[&str]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for name in names {
        if !kept.contains(name) && !without.contains(&name.as_str()) {
            kept.push(name.clone());
        }
    }
    kept
}

fn themes(conn: &mut Conn, ids: &[ModelId]) -> Result<HashMap<ModelId, Vec<String>>> {
    let rows: Vec<(ModelId, String)> = model_themes::table
        .filter(model_themes::model_id.eq_any(ids))
        .order((model_themes::model_id, model_themes::position))
        .select((model_themes::model_id, model_themes::theme))
        .load(conn)?;
    let mut themes: HashMap<ModelId, Vec<String>> = HashMap::new();
    for (id, theme) in rows {
        themes.entry(id).or_default().push(theme);
    }
    Ok(themes)
}
