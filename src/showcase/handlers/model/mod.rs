//! `/mo-hinh/{slug}`: one model.

mod facts;
mod history;
mod linked;

use super::lead::lead_and_rest;
use super::lineage::tree;
use crate::app::App;
use crate::clock::in_vietnam;
use crate::db::Conn;
use crate::error::{AppError, Result};
use crate::ids::ModelId;
use crate::models::model::Origin;
use crate::models::story::paragraphs;
use crate::models::{self, Model};
use crate::pages::meta::Described;
use crate::search::{Facet, similar};
use crate::showcase::catalogue::Choices;
use crate::showcase::drawing::picture;
use crate::showcase::store::{self, Beside, Lineage, ModelStory};
use crate::showcase::views::{Link, ModelPage, Related, When};
use crate::units::{self, Unit};
use crate::web::{Fields, Visit, paths};
use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::web::Path;
use facts::{facts, figure_row, place_now, source_view};
use history::{derived_from, recognitions, timeline, tombstone};
use linked::{linked_data, report_href};

/// Models offered as similar.
const RELATED: usize = 6;
/// The parameter that asks for similar models of other fields of work only, and its value.
const OTHER_SECTORS: (&str, &str) = ("khac_linh_vuc", "1");

struct Read {
    model: Model,
    beside: Beside,
    story: ModelStory,
    lineage: Lineage,
    steward: Option<Unit>,
    place_now: Option<String>,
}

/// The page of a public model; a former slug leads on to the present one.
pub async fn model(visit: Visit, slug: Path<String>) -> Result<HttpResponse> {
    let app = visit.app.clone();
    let slug = slug.into_inner();
    let asked = slug.clone();
    let read = app.db.read(move |conn| read(conn, &slug)).await?;
    if read.model.slug != asked {
        return Ok(moved(&app, &paths::model(&read.model.slug)));
    }
    let (related, related_link) = related(&visit, &read.model).await?;
    let mut page = page(&app, read);
    (page.related, page.related_link) = (related, related_link);
    visit.page("showcase/model.html", &page)
}

fn read(conn: &mut Conn, slug: &str) -> Result<Read> {
    let model = models::find_by_slug(conn, slug)?
        .filter(|model| model.is_public)
        .ok_or(AppError::NotFound)?;
    let beside = Beside::of(conn, std::slice::from_ref(&model.id))?;
    let story = store::model_story(conn, &model.id)?;
    let lineage = store::lineage(conn, &model.id)?;
    let steward = model
        .unit_id
        .as_ref()
        .map(|id| units::get(conn, id))
        .transpose()?;
    let place_now = place_now(conn, &model)?;
    Ok(Read {
        model,
        beside,
        story,
        lineage,
        steward,
        place_now,
    })
}

fn moved(app: &App, path: &str) -> HttpResponse {
    HttpResponse::MovedPermanently()
        .insert_header((LOCATION, format!("{}{path}", app.config.base_path)))
        .insert_header((CACHE_CONTROL, "no-cache"))
        .finish()
}

/// Others that do the like, with the reason, and the way to those of other fields of work.
async fn related(visit: &Visit, model: &Model) -> Result<(Vec<Related>, Option<Link>)> {
    let fields = Fields::from_urlencoded(visit.query.as_bytes());
    let others_only = fields.text(OTHER_SECTORS.0) == OTHER_SECTORS.1;
    let found = match similar(&visit.app, model, others_only, RELATED).await {
        // While the index is being built the page opens without them, and is made anew after that.
        Err(AppError::Busy(_)) => Vec::new(),
        found => found?,
    };
    let ids: Vec<ModelId> = found.iter().map(|similar| similar.id.clone()).collect();
    let cards = visit
        .app
        .db
        .read(move |conn| store::cards(conn, &ids, None))
        .await?;
    // A card may be missing where a model left public sight since the index was read.
    let mut reasons = found.iter().map(|similar| similar.reason());
    let related = if cards.len() == found.len() {
        cards
            .into_iter()
            .map(|card| Related {
                card,
                reason: reasons.next().unwrap_or_default(),
            })
            .collect()
    } else {
        Vec::new()
    };
    let path = paths::model(&model.slug);
    let link = if others_only {
        Link {
            label: String::from("Xem mô hình tương tự ở mọi lĩnh vực"),
            href: format!("{path}#mo-hinh-tuong-tu"),
        }
    } else {
        Link {
            label: String::from("Chỉ xem mô hình tương tự ở lĩnh vực khác"),
            href: format!(
                "{path}?{}={}#mo-hinh-tuong-tu",
                OTHER_SECTORS.0, OTHER_SECTORS.1
            ),
        }
    };
    let shown = others_only || !related.is_empty();
    Ok((related, shown.then_some(link)))
}

fn page(app: &App, read: Read) -> ModelPage {
    let Read {
        model,
        beside,
        story,
        lineage,
        steward,
        place_now,
    } = read;
    let recognised = beside
        .recognised(&model.id)
        .filter(|_| model.origin == Origin::Registered);
    let standing = store::standing(&model, recognised);
    let breadcrumb = vec![
        Link {
            label: String::from("Kho mô hình"),
            href: paths::CATALOGUE.to_owned(),
        },
        Link {
            label: model.sector.label().to_owned(),
            href: Choices::only(Facet::Sector, model.sector.as_str()),
        },
    ];
    let summary = store::summary(&model);
    let place = store::place(&model);
    let path = paths::model(&model.slug);
    let source = model
        .source
        .as_ref()
        .filter(|_| model.origin == Origin::Compiled);
    let described = Described {
        creator: &model.unit_name,
        subjects: &model.themes,
        kind: "Text",
        source: source.and_then(|source| source.url.as_deref()),
        coverage: Some(&place),
        ..Described::page(&model.title, &summary, &path, model.updated_at)
    };
    let derived_from = derived_from(&lineage, &model.id);
    let photos = beside.photos(&model.id);
    let meta = described.meta(
        &app.config,
        &breadcrumb,
        linked_data(app, &model, &place, derived_from.as_ref()),
    );
    let text = |text: &str| paragraphs(text).map(str::to_owned).collect::<Vec<String>>();
    let labelled = |label: &str, text: &str| {
        let mut lines: Vec<String> = paragraphs(text).map(str::to_owned).collect();
        if let Some(first) = lines.first_mut() {
            *first = format!("{label}: {first}");
        }
        lines
    };
    let told = &model.story;
    let mut problem = text(&told.problem);
    problem.extend(labelled("Mục tiêu", &told.objectives));
    let mut approach = text(&told.approach);
    if told.steps.len() > 1 && approach == told.steps {
        approach.clear();
    }
    let standfirst = match lead_and_rest(&approach) {
        Some((lead, rest)) => {
            approach = rest;
            lead
        }
        None => String::new(),
    };
    approach.extend(labelled("Lực lượng thực hiện", &told.forces));
    let mut conditions = text(&told.conditions);
    conditions.extend(labelled("Địa bàn, đối tượng", &told.place_and_target));
    conditions.extend(labelled("Nguồn lực", &told.resources));
    conditions.extend(labelled("Thời gian", &told.schedule));
    ModelPage {
        meta,
        breadcrumb,
        code: model.code.to_string(),
        title: model.title.clone(),
        standfirst,
        sector: store::sector(&model),
        standing,
        tombstone: tombstone(&model, &story),
        photo: photos.first().cloned(),
        picture: picture(model.sector.as_str(), &model.title),
        facts: facts(&model, steward.as_ref(), &place, place_now),
        themes: model
            .themes
            .iter()
            .map(|theme| Link { label: theme.clone(), href: Choices::only(Facet::Theme, theme) })
            .collect(),
        problem,
        approach,
        steps: told.steps.clone(),
        conditions,
        editorial_note: (model.origin == Origin::Compiled && !(told.steps.is_empty() && told.conditions.is_empty()))
            .then(|| String::from("Các bước và điều kiện do người biên soạn rút ra từ bài đăng, không phải lời của đơn vị.")),
        results: text(&told.results),
        figures: model.figures.iter().map(|figure| figure_row(figure, source)).collect(),
        actors: told.actors.clone(),
        photos: photos.iter().skip(1).cloned().collect(),
        recognitions: if recognised.is_some() { recognitions(&story) } else { Vec::new() },
        source: source.map(|source| source_view(source, model.label)),
        spread_told: Some(told.replicated_by.clone()).filter(|text| !text.is_empty()),
        timeline: timeline(&model, &story, &lineage),
        lineage: tree(&lineage, Some(&model.id)),
        derived_from,
        adoptions: beside.adoptions(&model.id),
        adopt_href: model.state.is_alive().then(|| format!("{path}/nhan-rong")),
        report_href: report_href(app, &model),
        updated: When::on(in_vietnam(model.updated_at).date_naive()),
        related: Vec::new(),
        related_link: None,
    }
}
