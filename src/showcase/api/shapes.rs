//! The shapes of the API. Words are codes in English, texts are Vietnamese; fields are added, never renamed.

use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A page of models.
#[derive(Debug, Serialize, ToSchema)]
pub struct ModelList {
    /// How many models answer or come near, on all pages: what `page` runs through.
    pub total: u64,
    /// How many of `total` only come near: they hold less of what was searched, and stand last in every order. The others,
    /// `total` less `near`, answer.
    pub near: u64,
    /// The page, from 1.
    pub page: u64,
    /// Models on a page.
    pub page_size: u64,
    /// The models of this page.
    pub items: Vec<ModelItem>,
    /// For each facet its values with the number of models, most first (years: newest first). Only models that answer are
    /// counted, those that only come near where none answers; of the filters all but the facet's own hold.
    pub facets: BTreeMap<&'static str, Vec<FacetCount>>,
    /// How the search was read, where its spelling was mended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_as: Option<String>,
    /// The search with what was probably meant by words that are known but stand so nowhere: looked for beside them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub also: Option<String>,
    /// How many characters of the search were read, where it was longer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_until: Option<usize>,
}

/// A value of a facet.
#[derive(Debug, Serialize, ToSchema)]
pub struct FacetCount {
    /// The value, to be used as a parameter.
    pub value: String,
    /// Its words in Vietnamese.
    pub label: String,
    /// How many models that answer have it.
    pub count: u64,
}

/// A model in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ModelItem {
    /// `MH-2026-0001`.
    pub code: String,
    /// The id it had in its import file.
    pub external_id: Option<String>,
    /// Its name.
    pub title: String,
    /// Last part of its address.
    pub slug: String,
    /// The unit that carries it, as named at the record's date.
    pub unit: String,
    /// The kind of unit.
    pub unit_kind: &'static str,
    /// The province of today.
    pub province: Option<&'static str>,
    /// The field of work.
    pub sector: &'static str,
    /// Free tags.
    pub themes: Vec<String>,
    /// Year of start or report.
    pub year: Option<i32>,
    /// Level of recognition: of a registered model by a decision in force, of a compiled one as its source says.
    pub level: Option<&'static str>,
    /// `dan_van_kheo` or `related_practice`.
    pub label: &'static str,
    /// `registered` or `compiled`; a compiled one is never recognised.
    pub origin: &'static str,
    /// Whether a decision in force recognises it.
    pub recognised: bool,
    /// One or two sentences.
    pub summary: String,
    /// Address of its page.
    pub url: String,
}

/// Completions of what is typed.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuggestionList {
    /// Best first.
    pub items: Vec<SuggestionItem>,
}

/// One completion.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuggestionItem {
    /// The theme, title or name.
    pub text: String,
    /// `theme`, `model`, `place` or `unit`.
    pub kind: &'static str,
    /// Where it leads.
    pub url: String,
}

/// Models that do the like.
#[derive(Debug, Serialize, ToSchema)]
pub struct SimilarList {
    /// Best first.
    pub items: Vec<SimilarItem>,
}

/// A model that does the like.
#[derive(Debug, Serialize, ToSchema)]
pub struct SimilarItem {
    /// What lists show.
    #[serde(flatten)]
    pub item: ModelItem,
    /// Why it is taken for like, in Vietnamese.
    pub reason: String,
    /// Themes that both have.
    pub shared_themes: Vec<String>,
    /// Whether its field of work is another.
    pub other_sector: bool,
}

/// A model with everything its page shows.
#[derive(Debug, Serialize, ToSchema)]
pub struct ModelDetail {
    /// What lists show.
    #[serde(flatten)]
    pub item: ModelItem,
    /// `model`, `collective`, `individual` or `household`.
    pub subject: &'static str,
    /// How it fares.
    pub state: &'static str,
    /// Place as named at the record's date.
    pub place: Place,
    /// Situation before, and reason.
    pub problem: String,
    /// Objectives and criteria.
    pub objectives: String,
    /// Content and method.
    pub approach: String,
    /// The method step by step.
    pub steps: Vec<String>,
    /// What another unit would need.
    pub conditions: String,
    /// Results.
    pub results: String,
    /// Claimed numbers.
    pub figures: Vec<FigureItem>,
    /// Roles and bodies that took part.
    pub actors: Vec<String>,
    /// Spread as the source tells it.
    pub replicated_by: String,
    /// What a compiled model was made from.
    pub source: Option<SourceItem>,
    /// How many units took it up.
    pub adoptions: u64,
    /// The public model it was derived from, by code.
    pub derived_from: Option<String>,
    /// Public models derived from it, by code.
    pub derived: Vec<String>,
    /// When it was published, in UTC.
    pub published_at: Option<String>,
    /// When it last changed, in UTC.
    pub updated_at: String,
}

/// Where a model is carried out, in the names of the record's date.
#[derive(Debug, Serialize, ToSchema)]
pub struct Place {
    /// Commune.
    pub commune: Option<String>,
    /// District, until 30 June 2025.
    pub district: Option<String>,
    /// Province.
    pub province: String,
    /// Code of the province of today.
    pub province_code: Option<String>,
}

/// A claimed number, in Vietnamese number style.
#[derive(Debug, Serialize, ToSchema)]
pub struct FigureItem {
    /// What is counted.
    pub indicator: String,
    /// How much, as claimed.
    pub value: String,
    /// Of what.
    pub unit: Option<String>,
    /// In which time.
    pub period: Option<String>,
    /// What it was before.
    pub baseline: Option<String>,
    /// What supports it; null where nothing does.
    pub evidence: Option<String>,
}

/// The page a compiled model was made from.
#[derive(Debug, Serialize, ToSchema)]
pub struct SourceItem {
    /// Title.
    pub title: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Date as exactly as it is known.
    pub date: Option<String>,
}

/// An error.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErrorJson {
    /// Stable code: `not_found`, `invalid`, `search.not_ready` …
    pub code: String,
    /// What happened, in Vietnamese.
    pub message: String,
    /// What to quote when asking for help.
    pub request_id: String,
    /// Wrong parameters.
    pub fields: Vec<FieldErrorJson>,
}

/// A wrong parameter.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldErrorJson {
    /// The parameter.
    pub field: String,
    /// What is wrong with it, in Vietnamese.
    pub message: String,
}
