//! `/mo-hinh/{slug}`: one model.

use super::lead::lead_and_rest;
use super::lineage::tree;
use crate::app::App;
use crate::clock::in_vietnam;
use crate::db::Conn;
use crate::error::{AppError, Result};
use crate::ids::ModelId;
use crate::models::figure::Figure;
use crate::models::model::Origin;
use crate::models::story::{Source as StoredSource, paragraphs};
use crate::models::words::{Label, RecognitionLevel};
use crate::models::{self, Model};
use crate::partial_date::PartialDate;
use crate::recognition::Form;
use crate::search::similar;
use crate::showcase::catalogue::{Choices, Facet, province_name};
use crate::showcase::drawing::picture;
use crate::showcase::meta::{Described, absolute};
use crate::showcase::store::{self, Beside, Lineage, ModelStory};
use crate::showcase::views::{
    Fact, FigureRow, Link, ModelPage, Recognition, Related, Source, TimelineItem, When,
};
use crate::units::{self, Unit};
use crate::web::{Fields, Visit, paths};
use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::web::Path;
use serde_json::{Value, json};

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

/// "nay thuộc Phường Hồng Thái, tỉnh Bắc Ninh" for a place that has another name today.
fn place_now(conn: &mut Conn, model: &Model) -> Result<Option<String>> {
    let province = model.province_code.as_deref().and_then(province_name);
    let Some(id) = &model.place_unit_id else {
        let now =
            province.filter(|name| !model.province_name.is_empty() && *name != model.province_name);
        return Ok(now.map(|name| format!("nay thuộc {name}")));
    };
    let place = units::get(conn, id)?;
    if place.validity.to.is_none() {
        return Ok(None);
    }
    let mut names: Vec<String> = units::today(conn, id)?
        .into_iter()
        .map(|unit| unit.name)
        .collect();
    if names.len() != 1 {
        names.clear();
    }
    if let Some(province) = province
        && !names.iter().any(|name| name.ends_with(province))
    {
        names.push(province.to_owned());
    }
    Ok((!names.is_empty()).then(|| format!("nay thuộc {}", names.join(", "))))
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
    let found = similar(&visit.app, model, others_only, RELATED).await?;
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
        app,
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

fn facts(
    model: &Model,
    steward: Option<&Unit>,
    place: &str,
    place_now: Option<String>,
) -> Vec<Fact> {
    let fact = |term: &str, text: String| Fact::new(term, text);
    let optional = |term: &str, text: Option<String>| text.map(|text| fact(term, text));
    let mut facts = vec![
        Fact {
            href: steward.map(|unit| paths::unit(&unit.slug)),
            note: steward
                .filter(|unit| unit.name != model.unit_name)
                .map(|unit| format!("nay là {}", unit.name)),
            ..fact("Đơn vị thực hiện", model.unit_name.clone())
        },
        Fact {
            note: place_now,
            ..fact("Nơi thực hiện", place.to_owned())
        },
        fact("Loại đơn vị", model.unit_kind.label().to_owned()),
        fact("Loại điển hình", model.subject.label().to_owned()),
    ];
    facts.extend(optional("Năm", model.year.map(|year| year.to_string())));
    if model.origin == Origin::Compiled {
        facts.push(fact("Tên gọi theo nguồn", model.label.label().to_owned()));
        facts.extend(optional(
            "Cấp nêu trong nguồn",
            model.level.map(|level| level.label().to_owned()),
        ));
        facts.extend(optional(
            "Năm ghi nhận theo nguồn",
            model.year_recognised.map(|year| year.to_string()),
        ));
    } else {
        facts.push(fact("Tình trạng", model.state.label().to_owned()));
    }
    facts.extend(optional(
        "Ghi chú về địa bàn",
        Some(model.story.place_note.clone()),
    ));
    facts.retain(|fact| !fact.text.is_empty());
    facts
}

fn figure_row(figure: &Figure, source: Option<&StoredSource>) -> FigureRow {
    let note = match (&figure.period, &figure.baseline) {
        (None, None) => None,
        (Some(period), None) => Some(period.clone()),
        (None, Some(before)) => Some(format!("trước đó: {before}")),
        (Some(period), Some(before)) => Some(format!("{period}; trước đó: {before}")),
    };
    let told = source.filter(|_| figure.evidence.is_none());
    let by_source = told
        .and_then(|source| source.publisher.as_ref())
        .map(|publisher| format!("Theo {publisher}"));
    FigureRow {
        label: figure.indicator.clone(),
        value: figure.value.clone(),
        unit: figure.unit.clone(),
        note,
        evidence: figure.evidence.clone().or(by_source),
        evidence_href: told.and_then(|source| source.url.clone()),
    }
}

fn source_view(source: &StoredSource, label: Label) -> Source {
    let publisher = source.publisher.clone().or_else(|| source.title.clone());
    Source {
        title: source.title.clone(),
        publisher: publisher.unwrap_or_else(|| String::from("Nguồn công khai")),
        href: source.url.clone(),
        date: source
            .date
            .as_deref()
            .and_then(|date| date.parse().ok())
            .map(partial),
        names_dan_van_kheo: label == Label::DanVanKheo,
    }
}

/// A date known to the year, month or day.
fn partial(date: PartialDate) -> When {
    match date {
        PartialDate::Day(day) => When::on(day),
        PartialDate::Month(year, month) => When {
            iso: date.to_string(),
            text: format!("tháng {month}/{year}"),
        },
        PartialDate::Year(year) => When {
            iso: date.to_string(),
            text: year.to_string(),
        },
    }
}

/// What people read for a stored form of recognition.
fn form_label(word: &str) -> String {
    match word.parse::<Form>() {
        Ok(form) => form.label().to_owned(),
        Err(_) => word.to_owned(),
    }
}

fn recognitions(story: &ModelStory) -> Vec<Recognition> {
    let mut rows: Vec<_> = story
        .recognitions
        .iter()
        .map(|row| {
            let level = row.level.parse::<RecognitionLevel>().ok();
            let view = Recognition {
                form: form_label(&row.form),
                level: level.map_or_else(String::new, |level| level.label().to_owned()),
                decision_no: row.number.clone(),
                decided: When::on(row.decided_on),
                decided_by: if row.signer_position.is_empty() {
                    row.unit_name.clone()
                } else {
                    format!("{} – {}", row.unit_name, row.signer_position)
                },
                campaign: Some(row.campaign.clone()),
                until: row.valid_to.map(When::on),
            };
            (level, view)
        })
        .collect();
    rows.sort_by_key(|(level, _)| std::cmp::Reverse(*level));
    rows.into_iter().map(|(_, view)| view).collect()
}

fn tombstone(model: &Model, story: &ModelStory) -> Option<String> {
    if model.state.is_alive() || model.origin == Origin::Compiled {
        return None;
    }
    let ended = story.ended.last();
    let when = ended.map_or_else(String::new, |(at, _)| {
        format!(" từ ngày {}", in_vietnam(*at).format("%d/%m/%Y"))
    });
    let why = ended
        .and_then(|(_, reason)| reason.as_ref())
        .filter(|reason| !reason.is_empty())
        .map_or_else(String::new, |reason| format!(": {reason}"));
    Some(format!(
        "{}{when}{why}. Trang này được giữ lại để tra cứu.",
        model.state.label()
    ))
}

fn timeline(model: &Model, story: &ModelStory, lineage: &Lineage) -> Vec<TimelineItem> {
    let mut items: Vec<(chrono::NaiveDate, TimelineItem)> = Vec::new();
    let mut add = |day: chrono::NaiveDate,
                   title: String,
                   text: String,
                   kind: &'static str,
                   link: Option<Link>| {
        items.push((
            day,
            TimelineItem {
                when: When::on(day),
                title,
                text,
                kind,
                link,
            },
        ));
    };
    for event in &story.events {
        // Shown below with more about them.
        if matches!(event.kind.as_str(), "recognised" | "taken_up" | "derived") {
            continue;
        }
        let note = event.note.clone();
        match event_title(&event.kind) {
            "" => add(event.on_date, note, String::new(), "", None),
            title => add(event.on_date, title.to_owned(), note, "", None),
        }
    }
    if model.origin == Origin::Registered {
        for row in &story.recognitions {
            let level = row
                .level
                .parse::<RecognitionLevel>()
                .map_or("", RecognitionLevel::label);
            let title = format!("{}, {}", form_label(&row.form), level.to_lowercase());
            add(
                row.recognised_on,
                title,
                format!("Quyết định số {}", row.number),
                "recognised",
                None,
            );
        }
    }
    for adoption in lineage.adoptions.get(&model.id).into_iter().flatten() {
        let derived = lineage
            .members
            .get(&adoption.derived)
            .filter(|derived| derived.is_public);
        let link = derived.map(|derived| Link {
            label: derived.title.clone(),
            href: paths::model(&derived.slug),
        });
        add(
            adoption.started_on,
            format!("{} nhân rộng mô hình", adoption.unit_name),
            String::new(),
            "",
            link,
        );
    }
    let taken_up = lineage
        .adoptions
        .values()
        .flatten()
        .find(|adoption| adoption.derived == model.id);
    if let Some(adoption) = taken_up {
        add(
            adoption.started_on,
            String::from("Bắt đầu làm theo mô hình của đơn vị khác"),
            String::new(),
            "",
            derived_from(lineage, &model.id),
        );
    }
    if let Some(at) = model.published_at {
        add(
            in_vietnam(at).date_naive(),
            String::from("Đưa vào kho mô hình"),
            String::new(),
            "",
            None,
        );
    }
    items.sort_by_key(|(day, _)| *day);
    items.into_iter().map(|(_, item)| item).collect()
}

/// What people read of a kind of event; empty for a kind without words of its own.
fn event_title(kind: &str) -> &'static str {
    match kind {
        "registered" => "Đăng ký mô hình",
        "launched" => "Ra mắt mô hình",
        "inspected" => "Kiểm tra",
        "reviewed" => "Rà soát hằng năm",
        "strengthened" => "Củng cố",
        "handed_over" => "Chuyển giao đơn vị phụ trách",
        "delisted" => "Đưa ra khỏi danh sách",
        "ended" => "Kết thúc",
        _ => "",
    }
}

fn derived_from(lineage: &Lineage, id: &ModelId) -> Option<Link> {
    let adoption = lineage
        .adoptions
        .values()
        .flatten()
        .find(|adoption| adoption.derived == *id)?;
    let source = lineage
        .members
        .get(&adoption.source)
        .filter(|source| source.is_public)?;
    Some(Link {
        label: source.title.clone(),
        href: paths::model(&source.slug),
    })
}

/// Where an error is reported; `None` where nobody reads e-mail.
fn report_href(app: &App, model: &Model) -> Option<String> {
    let email = Some(&app.config.contact.email).filter(|email| !email.is_empty())?;
    let subject = [(
        "subject",
        format!("Báo sai sót: {} ({})", model.title, model.code),
    )];
    let query = serde_urlencoded::to_string(subject).expect("a text can be written as a query");
    // In a mailto address a space is %20; a plus that was typed is %2B already.
    Some(format!("mailto:{email}?{}", query.replace('+', "%20")))
}

fn linked_data(app: &App, model: &Model, place: &str, derived_from: Option<&Link>) -> Value {
    let mut own = json!({
        "@type": "Article",
        "headline": model.title,
        "identifier": model.code.as_str(),
        "articleSection": model.sector.label(),
        "keywords": model.themes,
        "author": { "@type": "Organization", "name": model.unit_name },
        "isAccessibleForFree": true,
    });
    let fields = own.as_object_mut().expect("it was just made an object");
    if let Some(at) = model.published_at {
        fields.insert(
            "datePublished".into(),
            json!(in_vietnam(at).format("%Y-%m-%d").to_string()),
        );
    }
    if !place.is_empty() {
        fields.insert(
            "contentLocation".into(),
            json!({ "@type": "Place", "name": place }),
        );
    }
    if let Some(url) = model.source.as_ref().and_then(|source| source.url.as_ref()) {
        fields.insert("isBasedOn".into(), json!(url));
    } else if let Some(source) = derived_from {
        fields.insert("isBasedOn".into(), json!(absolute(app, &source.href)));
    }
    own
}
