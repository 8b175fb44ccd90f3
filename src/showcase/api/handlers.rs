//! Answers programs.

use super::Description;
use super::shapes::{
    ErrorJson, FacetCount, FigureItem, ModelDetail, ModelItem, ModelList, Place, SourceItem,
};
use crate::app::App;
use crate::clock::Moment;
use crate::error::{AppError, FieldErrors, Result};
use crate::ids::model_ids;
use crate::index::LONGEST_QUERY;
use crate::models::model::Origin;
use crate::models::{self, Model};
use crate::pages::meta::absolute;
use crate::search::{Facet, ask, province_name};
use crate::showcase::catalogue::{Choices, count_missing, not_kept};
use crate::showcase::store::{self, Beside};
use crate::web::{Fields, Paging, Visit, paths};
use actix_web::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use utoipa::OpenApi;
use utoipa::openapi::{OpenApi as Document, Server};

const PAGE_SIZE: usize = 20;
const PAGE_SIZE_MAX: usize = 100;

/// Models under filters, with facets.
///
/// Filters may be given several times, or once with commas between (themes: several times); values of one filter are
/// alternatives, at most 20 different ones (years: 201), and different filters narrow each other.
#[utoipa::path(
    get,
    path = "/api/v1/models",
    params(
        ("q" = Option<String>, Query, description = "Vietnamese text, with or without marks; \"a phrase\", -without, tỉnh:hà-giang, lĩnh-vực:kinh-tế, năm:2020..2025"),
        ("literal" = Option<bool>, Query, description = "true: what was typed and nothing else, no word mended, none of nearly the same meaning looked for; an abbreviation is what it stands for"),
        ("sector" = Option<String>, Query, description = "economy, culture_society, defense_security, political_system"),
        ("theme" = Option<String>, Query, description = "A theme as the facets give it"),
        ("province" = Option<String>, Query, description = "Code or name of a province, of today or former; a former one means that of today"),
        ("year" = Option<String>, Query, description = "Year of start or report"),
        ("unit_kind" = Option<String>, Query, description = "party, government, front_org, armed_forces, school, enterprise, religious, community"),
        ("level" = Option<String>, Query, description = "commune, district, province, central"),
        ("label" = Option<String>, Query, description = "dan_van_kheo, related_practice"),
        ("recognised" = Option<bool>, Query, description = "true: only models that a decision in force recognises"),
        ("sort" = Option<String>, Query, description = "relevance, newest, most_adopted, title"),
        ("page" = Option<u32>, Query, description = "From 1"),
        ("page_size" = Option<u32>, Query, description = "1 to 100, 20 by default"),
    ),
    responses(
        (status = 200, description = "A page of models", body = ModelList),
        (status = 422, description = "A parameter has a value that is not known", body = ErrorJson),
        (status = 503, description = "The search index is being built", body = ErrorJson),
    )
)]
pub(super) async fn list_models(app: Data<App>, request: HttpRequest) -> Result<HttpResponse> {
    let fields = Fields::from_urlencoded(request.query_string().as_bytes());
    let themes = crate::showcase::catalogue::themes(&app, &fields).await?;
    let choices = Choices::of_api(&fields, &themes)?;
    let paging = paging(&fields)?;
    let found = ask(&app, choices.query(paging.offset(), paging.rows())).await?;
    let signed_in = Visit::of(&request)?.signed_in;
    let counted = found.full == 0
        && paging.page == 1
        && count_missing(&app, &choices, signed_in.as_ref()).await?;
    let ids = model_ids(&found.ids);
    let (models, beside) = app
        .db
        .read(move |conn| {
            let models = store::public_models(conn, &ids)?;
            let beside = Beside::of(conn, &ids)?;
            Ok((models, beside))
        })
        .await?;
    let facets = Facet::ALL.into_iter().map(|facet| {
        let counts = facet.counts(&found.facets).into_iter();
        let values = counts.map(|(value, count)| FacetCount {
            label: facet.label(&value),
            value,
            count: count as u64,
        });
        (facet.parameter(), values.collect())
    });
    let response = json(&ModelList {
        total: found.total as u64,
        near: (found.total - found.full) as u64,
        page: paging.page as u64,
        page_size: paging.size as u64,
        items: models
            .iter()
            .map(|model| item(&app, model, &beside))
            .collect(),
        facets: facets.collect(),
        read_as: found.repaired,
        also: found.meant,
        read_until: (fields.text("q").chars().count() > LONGEST_QUERY).then_some(LONGEST_QUERY),
    });
    Ok(if counted {
        not_kept(response)
    } else {
        response
    })
}

/// One model.
#[utoipa::path(
    get,
    path = "/api/v1/models/{code}",
    params(("code" = String, Path, description = "The code of the model: MH-2026-0001")),
    responses(
        (status = 200, description = "The model", body = ModelDetail),
        (status = 404, description = "There is no such model, or it is not public", body = ErrorJson),
    )
)]
pub(super) async fn get_model(app: Data<App>, code: Path<String>) -> Result<HttpResponse> {
    let code = code.into_inner();
    let (model, beside, above, below) = app
        .db
        .read(move |conn| {
            let found = models::find_by_code(conn, &code)?;
            let model = found
                .filter(|model| model.is_public)
                .ok_or(AppError::NotFound)?;
            let beside = Beside::of(conn, std::slice::from_ref(&model.id))?;
            let (above, below) = store::neighbours(conn, &model.id)?;
            Ok((model, beside, above, below))
        })
        .await?;
    Ok(json(&detail(&app, model, &beside, above, below)))
}

/// The description of the API, with the address it is served at.
pub(super) async fn openapi(app: Data<App>) -> Result<HttpResponse> {
    let mut document: Document = Description::openapi();
    document.servers = Some(vec![Server::new(absolute(&app.config, ""))]);
    Ok(json(&document))
}

fn paging(fields: &Fields) -> Result<Paging> {
    let mut errors = FieldErrors::new();
    for (name, most) in [
        ("page", u64::from(u32::MAX)),
        ("page_size", PAGE_SIZE_MAX as u64),
    ] {
        if let Some(text) = fields.some(name)
            && !text
                .parse::<u64>()
                .is_ok_and(|number| (1..=most).contains(&number))
        {
            errors.push(name, format!("Hãy ghi một số nguyên từ 1 đến {most}."));
        }
    }
    errors.into_result(())?;
    Ok(Paging::of(fields, PAGE_SIZE, PAGE_SIZE_MAX))
}

/// A whole number from 1 to `most`, or `default` where there is none. Err: it is something else.
pub(super) fn number(fields: &Fields, name: &str, default: usize, most: usize) -> Result<usize> {
    match fields.some(name) {
        None => Ok(default),
        Some(text) => text
            .parse::<usize>()
            .ok()
            .filter(|number| (1..=most).contains(number))
            .ok_or_else(|| {
                AppError::field(name, format!("Hãy ghi một số nguyên từ 1 đến {most}."))
            }),
    }
}

/// A model as lists show it.
pub(super) fn item(app: &App, model: &Model, beside: &Beside) -> ModelItem {
    let recognised = beside
        .recognised(&model.id)
        .filter(|_| model.origin == Origin::Registered);
    ModelItem {
        code: model.code.to_string(),
        external_id: model.external_id.clone(),
        title: model.title.clone(),
        slug: model.slug.clone(),
        unit: model.unit_name.clone(),
        unit_kind: model.unit_kind.as_str(),
        province: model.province_code.as_deref().and_then(province_name),
        sector: model.sector.as_str(),
        themes: model.themes.clone(),
        year: model.year,
        level: recognised.or(model.level).map(|level| level.as_str()),
        label: model.label.as_str(),
        origin: model.origin.as_str(),
        recognised: recognised.is_some(),
        summary: store::summary(model),
        url: absolute(&app.config, &paths::model(&model.slug)),
    }
}

fn detail(
    app: &App,
    model: Model,
    beside: &Beside,
    above: Option<String>,
    below: Vec<String>,
) -> ModelDetail {
    let item = item(app, &model, beside);
    let story = model.story;
    ModelDetail {
        item,
        subject: model.subject.as_str(),
        state: model.state.as_str(),
        place: Place {
            commune: model.commune_name,
            district: model.district_name,
            province: model.province_name,
            province_code: model.province_code,
        },
        problem: story.problem,
        objectives: story.objectives,
        approach: story.approach,
        steps: story.steps,
        conditions: story.conditions,
        results: story.results,
        figures: model
            .figures
            .into_iter()
            .map(|figure| FigureItem {
                indicator: figure.indicator,
                value: figure.value,
                unit: figure.unit,
                period: figure.period,
                baseline: figure.baseline,
                evidence: figure.evidence,
            })
            .collect(),
        actors: story.actors,
        replicated_by: story.replicated_by,
        source: model
            .source
            .filter(|_| model.origin == Origin::Compiled)
            .map(|source| SourceItem {
                title: source.title,
                publisher: source.publisher,
                url: source.url,
                date: source.date,
            }),
        adoptions: beside.adoptions(&model.id),
        derived_from: above,
        derived: below,
        published_at: model.published_at.map(utc),
        updated_at: utc(model.updated_at),
    }
}

fn utc(moment: Moment) -> String {
    moment.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// JSON that anyone may read from anywhere and that the page cache may keep.
pub(super) fn json(body: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, no-cache"))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .json(body)
}
