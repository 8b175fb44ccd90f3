//! Around the search: completions of what is typed, and models like another.

use super::handlers::{item, json, number};
use super::shapes::{ErrorJson, SimilarItem, SimilarList, SuggestionItem, SuggestionList};
use crate::app::App;
use crate::db::Conn;
use crate::error::{AppError, Result};
use crate::ids::ModelId;
use crate::index::SuggestionKind;
use crate::models::{self, Model};
use crate::pages::meta::absolute;
use crate::search::{Facet, Suggestion, similar, suggest};
use crate::showcase::catalogue::Choices;
use crate::showcase::store::{self, Beside};
use crate::web::{Fields, paths};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

const SUGGESTIONS: usize = 10;
const SUGGESTIONS_MAX: usize = 20;
const SIMILAR: usize = 10;
const SIMILAR_MAX: usize = 50;

/// Completions while one types.
///
/// Themes, titles, places and units of public models that begin with what was typed or go on with it; marks may be left
/// out. Best first.
#[utoipa::path(
    get,
    path = "/api/v1/suggest",
    params(
        ("q" = String, Query, description = "What was typed so far"),
        ("page_size" = Option<u32>, Query, description = "1 to 20, 10 by default"),
    ),
    responses(
        (status = 200, description = "Completions", body = SuggestionList),
        (status = 422, description = "A parameter has a value that is not known", body = ErrorJson),
        (status = 503, description = "The search index is being built", body = ErrorJson),
    )
)]
pub(super) async fn suggestions(app: Data<App>, request: HttpRequest) -> Result<HttpResponse> {
    let fields = Fields::from_urlencoded(request.query_string().as_bytes());
    let limit = number(&fields, "page_size", SUGGESTIONS, SUGGESTIONS_MAX)?;
    let found = suggest(&app, fields.text("q"), limit).await?;
    let items = found.into_iter().map(|suggestion| SuggestionItem {
        kind: word(suggestion.kind),
        url: absolute(&app.config, &address(&suggestion)),
        text: suggestion.text,
    });
    Ok(json(&SuggestionList {
        items: items.collect(),
    }))
}

/// The word for a kind of completion.
const fn word(kind: SuggestionKind) -> &'static str {
    match kind {
        SuggestionKind::Theme => "theme",
        SuggestionKind::Model => "model",
        SuggestionKind::Unit => "unit",
        SuggestionKind::Place => "place",
    }
}

/// Where a completion leads, without the base path.
fn address(suggestion: &Suggestion) -> String {
    let text = &suggestion.text;
    match (suggestion.kind, &suggestion.slug) {
        (SuggestionKind::Theme, _) => Choices::only(Facet::Theme, text),
        (SuggestionKind::Model, Some(slug)) => paths::model(slug),
        (SuggestionKind::Place, _) => match Facet::Province.codes(text, &[]).first() {
            Some(code) => Choices::only(Facet::Province, code),
            None => Choices::searching(text),
        },
        _ => Choices::searching(text),
    }
}

/// Models that do the like.
///
/// By what they do: themes, title and method, not by place or unit. Best first, each with the reason. Of the first ten,
/// some are of other fields of work where there are any.
#[utoipa::path(
    get,
    path = "/api/v1/models/{code}/similar",
    params(
        ("code" = String, Path, description = "The code of the model, MH-2026-0001, or the id it had in its import file"),
        ("other_sectors" = Option<bool>, Query, description = "true: only models of other fields of work"),
        ("page_size" = Option<u32>, Query, description = "1 to 50, 10 by default"),
    ),
    responses(
        (status = 200, description = "Similar models", body = SimilarList),
        (status = 404, description = "There is no such model, or it is not public", body = ErrorJson),
        (status = 422, description = "A parameter has a value that is not known", body = ErrorJson),
        (status = 503, description = "The search index is being built", body = ErrorJson),
    )
)]
pub(super) async fn similar_models(
    app: Data<App>,
    code: Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let fields = Fields::from_urlencoded(request.query_string().as_bytes());
    let limit = number(&fields, "page_size", SIMILAR, SIMILAR_MAX)?;
    let others_only = match fields.text("other_sectors") {
        "" | "false" => false,
        "true" => true,
        _ => {
            return Err(AppError::field("other_sectors", "Hãy ghi true hoặc false."));
        }
    };
    let code = code.into_inner();
    let model = app.db.read(move |conn| named(conn, &code)).await?;
    let found = similar(&app, &model, others_only, limit).await?;
    let ids: Vec<ModelId> = found.iter().map(|similar| similar.id.clone()).collect();
    let (models, beside) = app
        .db
        .read(move |conn| Ok((store::public_models(conn, &ids)?, Beside::of(conn, &ids)?)))
        .await?;
    let items = models.iter().filter_map(|model| {
        let similar = found.iter().find(|similar| similar.id == model.id)?;
        Some(SimilarItem {
            item: item(&app, model, &beside),
            reason: similar.reason(),
            shared_themes: similar.themes.clone(),
            other_sector: similar.other_sector,
        })
    });
    Ok(json(&SimilarList {
        items: items.collect(),
    }))
}

/// The public model of a code or of an id from outside. Err: not found.
fn named(conn: &mut Conn, code: &str) -> Result<Model> {
    let model = match models::find_by_code(conn, code)? {
        Some(model) => Some(model),
        None => models::find_by_external_id(conn, code)?,
    };
    model
        .filter(|model| model.is_public)
        .ok_or(AppError::NotFound)
}
