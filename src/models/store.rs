//! Rows of models, their themes, figures, former slugs and former versions.

use super::figure::{Figure, parse_number};
use super::model::{ModelState, Origin};
use super::record::{Model, ModelScope};
use super::story::{Source, Story};
use crate::clock::Moment;
use crate::db::schema::{figures, former_slugs, model_themes, model_versions, models};
use crate::db::sql::insert_each;
use crate::db::{Conn, IDS_AT_ONCE, expect_one};
use crate::error::{AppError, Result};
use crate::ids::{Code, ModelId, RowId, UnitId};
use crate::vietnamese;
use diesel::prelude::*;
use serde::Serialize;
use std::collections::{HashMap, HashSet};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = models, treat_none_as_null = true, treat_none_as_default_value = false)]
struct ModelRow {
    id: ModelId,
    code: String,
    slug: String,
    external_id: Option<String>,
    title: String,
    origin: String,
    label: String,
    state: String,
    unit_id: Option<UnitId>,
    unit_name: String,
    unit_kind: String,
    subject: String,
    sector: String,
    place_unit_id: Option<UnitId>,
    province_name: String,
    district_name: Option<String>,
    commune_name: Option<String>,
    province_code: Option<String>,
    year: Option<i32>,
    year_recognised: Option<i32>,
    level: Option<String>,
    story: String,
    source: Option<String>,
    is_public: bool,
    published_at: Option<Moment>,
    created_at: Moment,
    updated_at: Moment,
    version: i64,
}

impl ModelRow {
    fn of(model: &Model) -> Self {
        Self {
            id: model.id.clone(),
            code: model.code.to_string(),
            slug: model.slug.clone(),
            external_id: model.external_id.clone(),
            title: model.title.clone(),
            origin: model.origin.as_str().to_owned(),
            label: model.label.as_str().to_owned(),
            state: model.state.as_str().to_owned(),
            unit_id: model.unit_id.clone(),
            unit_name: model.unit_name.clone(),
            unit_kind: model.unit_kind.as_str().to_owned(),
            subject: model.subject.as_str().to_owned(),
            sector: model.sector.as_str().to_owned(),
            place_unit_id: model.place_unit_id.clone(),
            province_name: model.province_name.clone(),
            district_name: model.district_name.clone(),
            commune_name: model.commune_name.clone(),
            province_code: model.province_code.clone(),
            year: model.year,
            year_recognised: model.year_recognised,
            level: model.level.map(|level| level.as_str().to_owned()),
            story: model.story.to_json(),
            source: model.source.as_ref().map(Source::to_json),
            is_public: model.is_public,
            published_at: model.published_at,
            created_at: model.created_at,
            updated_at: model.updated_at,
            version: model.version,
        }
    }

    fn into_model(self, themes: Vec<String>, figures: Vec<Figure>) -> Result<Model> {
        let unknown = |word: &str| {
            AppError::internal("reading a stored model", format!("unknown word {word:?}"))
        };
        Ok(Model {
            id: self.id,
            code: Code::from(self.code),
            slug: self.slug,
            external_id: self.external_id,
            title: self.title,
            origin: Origin::from_text(&self.origin).ok_or_else(|| unknown(&self.origin))?,
            label: self.label.parse()?,
            state: ModelState::from_text(&self.state).ok_or_else(|| unknown(&self.state))?,
            unit_id: self.unit_id,
            unit_name: self.unit_name,
            unit_kind: self.unit_kind.parse()?,
            subject: self.subject.parse()?,
            sector: self.sector.parse()?,
            place_unit_id: self.place_unit_id,
            province_name: self.province_name,
            district_name: self.district_name,
            commune_name: self.commune_name,
            province_code: self.province_code,
            year: self.year,
            year_recognised: self.year_recognised,
            level: self.level.as_deref().map(str::parse).transpose()?,
            story: Story::from_json(&self.story)?,
            source: self.source.as_deref().map(Source::from_json).transpose()?,
            is_public: self.is_public,
            published_at: self.published_at,
            created_at: self.created_at,
            updated_at: self.updated_at,
            version: self.version,
            themes,
            figures,
        })
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = model_themes)]
struct ThemeRow {
    model_id: ModelId,
    position: i32,
    theme: String,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = figures)]
struct FigureRow {
    model_id: ModelId,
    position: i32,
    indicator: String,
    value: String,
    unit: String,
    period: String,
    baseline: String,
    evidence: String,
}

impl FigureRow {
    fn of(model_id: &ModelId, position: i32, figure: &Figure) -> Self {
        let text = |part: &Option<String>| part.clone().unwrap_or_default();
        Self {
            model_id: model_id.clone(),
            position,
            indicator: figure.indicator.clone(),
            value: figure.value.clone(),
            unit: text(&figure.unit),
            period: text(&figure.period),
            baseline: text(&figure.baseline),
            evidence: text(&figure.evidence),
        }
    }

    fn into_figure(self) -> Figure {
        let some = |text: String| (!text.is_empty()).then_some(text);
        Figure {
            number: parse_number(&self.value),
            indicator: self.indicator,
            value: self.value,
            unit: some(self.unit),
            period: some(self.period),
            baseline: some(self.baseline),
            evidence: some(self.evidence),
        }
    }
}

/// The model of an id. Err: not found.
pub fn get(conn: &mut Conn, id: &ModelId) -> Result<Model> {
    let row: ModelRow = models::table
        .find(id)
        .select(ModelRow::as_select())
        .first(conn)?;
    one(conn, row)
}

/// The models of these ids that there are, in the order of `ids`.
pub fn list(conn: &mut Conn, ids: &[ModelId]) -> Result<Vec<Model>> {
    let mut found = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(IDS_AT_ONCE) {
        let rows: Vec<ModelRow> = models::table
            .filter(models::id.eq_any(ids))
            .select(ModelRow::as_select())
            .load(conn)?;
        for model in many(conn, rows)? {
            found.insert(model.id.clone(), model);
        }
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// The model of a code, whoever may read it. Public pages and exports filter by `is_public`; the back office asks
/// [`get_by_code`].
pub fn find_by_code(conn: &mut Conn, code: &str) -> Result<Option<Model>> {
    let row: Option<ModelRow> = models::table
        .filter(models::code.eq(code))
        .select(ModelRow::as_select())
        .first(conn)
        .optional()?;
    row.map(|row| one(conn, row)).transpose()
}

/// The model of a code, within a scope. Err: not found.
pub fn get_by_code(conn: &mut Conn, scope: &ModelScope, code: &str) -> Result<Model> {
    find_by_code(conn, code)?
        .filter(|model| scope.holds(model))
        .ok_or(AppError::NotFound)
}

/// The model of a slug or of a former slug: where its `slug` differs from the one asked for, a page redirects.
pub fn find_by_slug(conn: &mut Conn, slug: &str) -> Result<Option<Model>> {
    let row: Option<ModelRow> = models::table
        .filter(models::slug.eq(slug))
        .select(ModelRow::as_select())
        .first(conn)
        .optional()?;
    if let Some(row) = row {
        return one(conn, row).map(Some);
    }
    let former: Option<ModelId> = former_slugs::table
        .find(slug)
        .select(former_slugs::model_id)
        .first(conn)
        .optional()?;
    former.map(|id| get(conn, &id)).transpose()
}

/// The model that had this id in its import file.
pub fn find_by_external_id(conn: &mut Conn, external_id: &str) -> Result<Option<Model>> {
    let row: Option<ModelRow> = models::table
        .filter(models::external_id.eq(external_id))
        .select(ModelRow::as_select())
        .first(conn)
        .optional()?;
    row.map(|row| one(conn, row)).transpose()
}

/// The models that had these ids in their import files, by them.
pub(super) fn list_by_external_id(
    conn: &mut Conn,
    external_ids: &[&str],
) -> Result<HashMap<String, Model>> {
    let mut found = HashMap::new();
    for external_ids in external_ids.chunks(IDS_AT_ONCE) {
        let rows: Vec<ModelRow> = models::table
            .filter(models::external_id.eq_any(external_ids))
            .select(ModelRow::as_select())
            .load(conn)?;
        for model in many(conn, rows)? {
            if let Some(external_id) = model.external_id.clone() {
                found.insert(external_id, model);
            }
        }
    }
    Ok(found)
}

/// The models of a unit, the newest change first.
pub fn list_for_unit(conn: &mut Conn, unit_id: &UnitId) -> Result<Vec<Model>> {
    list_for_units(conn, std::slice::from_ref(unit_id))
}

/// The models of several units, the newest change first.
pub fn list_for_units(conn: &mut Conn, unit_ids: &[UnitId]) -> Result<Vec<Model>> {
    let rows: Vec<ModelRow> = models::table
        .filter(models::unit_id.eq_any(unit_ids))
        .order((models::updated_at.desc(), models::id.desc()))
        .select(ModelRow::as_select())
        .load(conn)?;
    many(conn, rows)
}

/// At most `limit` models of a scope behind the first `offset`, the newest change first; compiled ones of other units,
/// which are public, apart.
pub fn newest_of(
    conn: &mut Conn,
    scope: &ModelScope,
    offset: usize,
    limit: usize,
) -> Result<Vec<Model>> {
    let newest = models::table
        .order((models::updated_at.desc(), models::id.desc()))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .offset(i64::try_from(offset).unwrap_or(i64::MAX))
        .select(ModelRow::as_select());
    let rows: Vec<ModelRow> = match scope {
        ModelScope::All => newest.load(conn)?,
        ModelScope::Units(own) => newest.filter(models::unit_id.eq_any(own)).load(conn)?,
        ModelScope::Registered(own) => {
            let is_own = models::unit_id
                .is_not_null()
                .and(models::unit_id.assume_not_null().eq_any(own));
            let is_registered = models::origin
                .eq(Origin::Registered.as_str())
                .and(models::state.ne(ModelState::Draft.as_str()));
            newest.filter(is_own.or(is_registered)).load(conn)?
        }
    };
    many(conn, rows)
}

/// Enters a new model with its themes and figures.
pub fn insert(conn: &mut Conn, model: &Model) -> Result<()> {
    diesel::insert_into(models::table)
        .values(&ModelRow::of(model))
        .execute(conn)?;
    insert_lists(conn, model)
}

/// Enters many new models with their themes and figures.
pub(super) fn insert_all(conn: &mut Conn, models: &[Model]) -> Result<()> {
    let rows: Vec<ModelRow> = models.iter().map(ModelRow::of).collect();
    insert_each!(conn, models::table, &rows);
    let themes: Vec<ThemeRow> = models.iter().flat_map(theme_rows).collect();
    insert_each!(conn, model_themes::table, &themes);
    let claimed: Vec<FigureRow> = models.iter().flat_map(figure_rows).collect();
    insert_each!(conn, figures::table, &claimed);
    Ok(())
}

/// Replaces a model read before, with its themes and figures, and gives it with its new version and time of change.
/// A public address that changes stays known as a former one. Err: `Conflict("conflict.changed")` if someone was
/// faster.
pub fn replace(conn: &mut Conn, model: &Model, now: Moment) -> Result<Model> {
    let replaced = Model {
        version: model.version + 1,
        updated_at: now,
        ..model.clone()
    };
    let former: Option<String> = models::table
        .find(&model.id)
        .filter(models::slug.ne(&model.slug))
        .filter(models::published_at.is_not_null())
        .select(models::slug)
        .first(conn)
        .optional()?;
    let changed = diesel::update(
        models::table
            .filter(models::id.eq(&model.id))
            .filter(models::version.eq(model.version)),
    )
    .set(&ModelRow::of(&replaced))
    .execute(conn)?;
    expect_one(changed)?;
    if let Some(former) = former {
        diesel::delete(former_slugs::table.find(&model.slug)).execute(conn)?;
        diesel::insert_into(former_slugs::table)
            .values((
                former_slugs::slug.eq(former),
                former_slugs::model_id.eq(&model.id),
            ))
            .execute(conn)?;
    }
    diesel::delete(model_themes::table.filter(model_themes::model_id.eq(&model.id)))
        .execute(conn)?;
    diesel::delete(figures::table.filter(figures::model_id.eq(&model.id))).execute(conn)?;
    insert_lists(conn, model)?;
    Ok(replaced)
}

/// A slug from a title that no other model has or had; `code` makes it unique where the title alone does not.
pub fn free_slug(conn: &mut Conn, title: &str, code: &Code, model_id: &ModelId) -> Result<String> {
    let own = code.as_str().to_lowercase();
    let plain = slug_of(title);
    if plain.is_empty() {
        return Ok(own);
    }
    let taken: i64 = models::table
        .filter(models::slug.eq(&plain))
        .filter(models::id.ne(model_id))
        .count()
        .get_result(conn)?;
    let formerly: i64 = former_slugs::table
        .filter(former_slugs::slug.eq(&plain))
        .filter(former_slugs::model_id.ne(model_id))
        .count()
        .get_result(conn)?;
    Ok(if taken + formerly == 0 {
        plain
    } else {
        format!("{plain}-{own}")
    })
}

/// Which of these slugs a model has or had.
pub(super) fn taken_slugs(conn: &mut Conn, slugs: &[String]) -> Result<HashSet<String>> {
    let mut taken = HashSet::new();
    for slugs in slugs.chunks(IDS_AT_ONCE) {
        let standing: Vec<String> = models::table
            .filter(models::slug.eq_any(slugs))
            .select(models::slug)
            .load(conn)?;
        let former: Vec<String> = former_slugs::table
            .filter(former_slugs::slug.eq_any(slugs))
            .select(former_slugs::slug)
            .load(conn)?;
        taken.extend(standing);
        taken.extend(former);
    }
    Ok(taken)
}

/// The slug of a title, empty where it has no letter or digit; not yet known to be free.
pub(super) fn slug_of(title: &str) -> String {
    vietnamese::slug(title, SLUG_MAX)
}

/// Longest slug without what makes it unique, in characters.
const SLUG_MAX: usize = 80;

/// A former text of a model, as `model_versions.story` keeps it: the story's own keys, and the lists beside it.
#[derive(Serialize)]
struct FormerText<'m> {
    #[serde(flatten)]
    story: &'m Story,
    themes: &'m [String],
    figures: &'m [Figure],
}

/// Keeps the text of `model` as a former version, before it is replaced.
pub fn append_version(conn: &mut Conn, model: &Model, now: Moment) -> Result<()> {
    let text = FormerText {
        story: &model.story,
        themes: &model.themes,
        figures: &model.figures,
    };
    diesel::insert_into(model_versions::table)
        .values((
            model_versions::id.eq(RowId::new()),
            model_versions::model_id.eq(&model.id),
            model_versions::number.eq(model.version),
            model_versions::title.eq(&model.title),
            model_versions::story.eq(serde_json::to_string(&text)?),
            model_versions::replaced_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

fn insert_lists(conn: &mut Conn, model: &Model) -> Result<()> {
    let themes: Vec<ThemeRow> = theme_rows(model).collect();
    insert_each!(conn, model_themes::table, &themes);
    let claimed: Vec<FigureRow> = figure_rows(model).collect();
    insert_each!(conn, figures::table, &claimed);
    Ok(())
}

fn theme_rows(model: &Model) -> impl Iterator<Item = ThemeRow> {
    (0..).zip(&model.themes).map(|(position, theme)| ThemeRow {
        model_id: model.id.clone(),
        position,
        theme: theme.clone(),
    })
}

fn figure_rows(model: &Model) -> impl Iterator<Item = FigureRow> {
    (0..)
        .zip(&model.figures)
        .map(|(position, figure)| FigureRow::of(&model.id, position, figure))
}

fn one(conn: &mut Conn, row: ModelRow) -> Result<Model> {
    many(conn, vec![row])?.pop().ok_or(AppError::NotFound)
}

/// The rows with their lists, in the order of the rows.
fn many(conn: &mut Conn, rows: Vec<ModelRow>) -> Result<Vec<Model>> {
    let mut models = Vec::with_capacity(rows.len());
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let chunk: Vec<ModelRow> = rows.by_ref().take(IDS_AT_ONCE).collect();
        let ids: Vec<&ModelId> = chunk.iter().map(|row| &row.id).collect();
        let mut themes: HashMap<ModelId, Vec<String>> = HashMap::new();
        let found: Vec<ThemeRow> = model_themes::table
            .filter(model_themes::model_id.eq_any(ids.clone()))
            .order((model_themes::model_id, model_themes::position))
            .select(ThemeRow::as_select())
            .load(conn)?;
        for row in found {
            themes.entry(row.model_id).or_default().push(row.theme);
        }
        let mut claimed: HashMap<ModelId, Vec<Figure>> = HashMap::new();
        let found: Vec<FigureRow> = figures::table
            .filter(figures::model_id.eq_any(ids))
            .order((figures::model_id, figures::position))
            .select(FigureRow::as_select())
            .load(conn)?;
        for row in found {
            claimed
                .entry(row.model_id.clone())
                .or_default()
                .push(row.into_figure());
        }
        for row in chunk {
            let themes = themes.remove(&row.id).unwrap_or_default();
            let figures = claimed.remove(&row.id).unwrap_or_default();
            models.push(row.into_model(themes, figures)?);
        }
    }
    Ok(models)
}
