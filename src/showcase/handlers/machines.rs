//! What machines read: the sitemap for engines, `robots.txt` and the Atom feed.

use crate::app::App;
use crate::clock::{Moment, in_vietnam};
use crate::db::Conn;
use crate::error::{AppError, Doing, Result};
use crate::ids::{ModelId, model_ids};
use crate::index::{Query, Sort};
use crate::pages::meta::{absolute, publisher};
use crate::search::ask;
use crate::showcase::catalogue::{Choices, themes};
use crate::showcase::store;
use crate::web::{Fields, paths};
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use atom_syndication::{Category, Entry, Feed, Generator, Link, Person, Text};
use chrono::{DateTime, FixedOffset};
use std::fmt::Write;

/// Addresses in one part of the sitemap; the protocol allows 50,000 in 50 MiB.
const PART: i64 = 20_000;
/// Entries of the feed.
const ENTRIES: i64 = 30;

/// `/sitemap.xml`: names the parts.
pub async fn sitemap_index(app: Data<App>) -> Result<HttpResponse> {
    let (models, units) = app
        .db
        .read(|conn| {
            Ok((
                store::sitemap_parts(conn, PART)?,
                store::unit_sitemap_parts(conn, PART)?,
            ))
        })
        .await?;
    let of_models = (1..=models.max(1)).map(|part| format!("/sitemap/mo-hinh-{part}.xml"));
    let of_units = (1..=units).map(|part| format!("/sitemap/don-vi-{part}.xml"));
    let mut xml = String::from(HEAD);
    xml.push_str("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for part in of_models.chain(of_units) {
        line(&mut xml, "sitemap", &absolute(&app.config, &part), None);
    }
    xml.push_str("</sitemapindex>\n");
    Ok(answer("application/xml; charset=utf-8", xml))
}

/// A part of the sitemap: pages of models, and in the first part the pages of the site itself.
pub async fn sitemap_models(app: Data<App>, part: Path<i64>) -> Result<HttpResponse> {
    let part = part.into_inner();
    if part < 1 {
        return Err(AppError::NotFound);
    }
    let entries = app
        .db
        .read(move |conn| store::sitemap_entries(conn, part - 1, PART))
        .await?;
    if entries.is_empty() && part > 1 {
        return Err(AppError::NotFound);
    }
    let mut xml = urlset();
    if part == 1 {
        for path in [
            "/",
            paths::CATALOGUE,
            paths::SPREAD,
            paths::UNITS,
            "/gioi-thieu",
            "/so-do-trang",
        ] {
            line(&mut xml, "url", &absolute(&app.config, path), None);
        }
    }
    for (slug, changed) in entries {
        let day = in_vietnam(changed).format("%Y-%m-%d").to_string();
        line(
            &mut xml,
            "url",
            &absolute(&app.config, &paths::model(&slug)),
            Some(&day),
        );
    }
    xml.push_str("</urlset>\n");
    Ok(answer("application/xml; charset=utf-8", xml))
}

/// A part of the sitemap: pages of units.
pub async fn sitemap_units(app: Data<App>, part: Path<i64>) -> Result<HttpResponse> {
    let part = part.into_inner();
    let entries = app
        .db
        .read(move |conn| store::unit_sitemap(conn, part.max(1) - 1, PART))
        .await?;
    if part < 1 || entries.is_empty() {
        return Err(AppError::NotFound);
    }
    let mut xml = urlset();
    for slug in entries {
        line(
            &mut xml,
            "url",
            &absolute(&app.config, &paths::unit(&slug)),
            None,
        );
    }
    xml.push_str("</urlset>\n");
    Ok(answer("application/xml; charset=utf-8", xml))
}

/// `/robots.txt`: everything public may be read; the desks and the endless combinations of filters need not be.
pub async fn robots(app: Data<App>) -> Result<HttpResponse> {
    let base = &app.config.base_path;
    let closed = [
        "/don-vi",
        "/hoi-dong",
        "/dot-thi-dua",
        "/quan-tri",
        "/tai-khoan",
        "/dang-nhap",
        "/mo-hinh?",
        "/tin.atom?",
        "/nhu-cau",
        "/tim-trong-ho-so",
    ];
    let mut text = String::from("User-agent: *\n");
    for path in closed {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "Disallow: {base}{path}");
    }
    let _ = writeln!(text, "\nSitemap: {}", absolute(&app.config, "/sitemap.xml"));
    Ok(answer("text/plain; charset=utf-8", text))
}

/// `/tin.atom`: the models published last; with the parameters of a search, the last of those that it finds. Such an
/// address is a saved search: it needs no account and nothing is kept of who reads it.
pub async fn atom(app: Data<App>, request: HttpRequest) -> Result<HttpResponse> {
    let fields = Fields::from_urlencoded(request.query_string().as_bytes());
    let themes = themes(&app, &fields).await?;
    let (choices, _) = Choices::of_page(&fields, &themes);
    let found = if choices.narrows() {
        Some(newest_found(&app, &choices).await?)
    } else {
        None
    };
    let (models, updated) = app
        .db
        .read(move |conn| {
            let ids = match found {
                Some(ids) => ids,
                None => store::newest(conn, ENTRIES)?,
            };
            let models = store::public_models(conn, &ids)?;
            let updated = match models.iter().map(|model| model.updated_at).max() {
                Some(newest) => Some(newest),
                None => newest_published(conn)?,
            };
            Ok((models, updated))
        })
        .await?;
    let person = |name: &str| Person {
        name: name.to_owned(),
        ..Person::default()
    };
    let link = |href: String, rel: &str, kind: Option<&str>| Link {
        href,
        rel: rel.to_owned(),
        mime_type: kind.map(str::to_owned),
        ..Link::default()
    };
    let entries: Vec<Entry> = models
        .iter()
        .map(|model| {
            let address = absolute(&app.config, &paths::model(&model.slug));
            Entry {
                title: Text::plain(model.title.clone()),
                id: format!("urn:uuid:{}", model.id),
                updated: fixed(model.updated_at),
                published: model.published_at.map(fixed),
                authors: vec![person(&model.unit_name)],
                categories: std::iter::once(model.sector.label().to_owned())
                    .chain(model.themes.iter().cloned())
                    .map(|term| Category {
                        term,
                        ..Category::default()
                    })
                    .collect(),
                links: vec![link(address, "alternate", Some("text/html"))],
                summary: Some(Text::plain(store::summary(model))),
                ..Entry::default()
            }
        })
        .collect();
    let own = choices.feed_href();
    let feed = Feed {
        title: Text::plain(format!(
            "{}: mô hình mới{}",
            app.config.contact.site_name,
            described(&choices)
        )),
        id: absolute(&app.config, &own),
        updated: fixed(updated.unwrap_or_else(|| app.clock.now())),
        authors: vec![person(publisher(&app.config))],
        generator: Some(Generator {
            value: String::from("danvankheo"),
            ..Generator::default()
        }),
        links: vec![
            link(
                absolute(&app.config, &own),
                "self",
                Some("application/atom+xml"),
            ),
            link(
                absolute(&app.config, &page_of(&choices)),
                "alternate",
                Some("text/html"),
            ),
        ],
        lang: Some(String::from("vi")),
        entries,
        ..Feed::default()
    };
    let bytes = feed.write_to(Vec::new()).doing("writing the Atom feed")?;
    let xml = String::from_utf8(bytes).doing("writing the Atom feed")?;
    Ok(answer("application/atom+xml; charset=utf-8", xml))
}

/// When a feed without entries could have told of a model last: no later than anyone saw one.
fn newest_published(conn: &mut Conn) -> Result<Option<Moment>> {
    let newest = store::newest(conn, 1)?;
    let newest = store::public_models(conn, &newest)?.into_iter().next();
    Ok(newest.map(|model| model.published_at.unwrap_or(model.created_at)))
}

/// The newest of what a search finds; what only comes near is no news of it.
async fn newest_found(app: &App, choices: &Choices) -> Result<Vec<ModelId>> {
    let limit = usize::try_from(ENTRIES).unwrap_or(usize::MAX);
    let query = Query {
        sort: Sort::Newest,
        ..choices.query(0, limit)
    };
    let mut found = ask(app, query).await?;
    found.ids.truncate(found.full);
    Ok(model_ids(&found.ids))
}

/// What a feed is narrowed to, in words: " – “hiến đất”, Lạng Sơn".
fn described(choices: &Choices) -> String {
    let mut words = Vec::new();
    if !choices.text().is_empty() {
        words.push(format!("“{}”", choices.text()));
    }
    words.extend(
        choices
            .filters
            .iter()
            .map(|(facet, code)| facet.label(code)),
    );
    if choices.recognised {
        words.push(String::from("đang được công nhận"));
    }
    if words.is_empty() {
        String::new()
    } else {
        format!(" – {}", words.join(", "))
    }
}

/// The page that shows what a feed tells of.
fn page_of(choices: &Choices) -> String {
    if choices.narrows() {
        choices.href(1)
    } else {
        String::from("/")
    }
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

fn urlset() -> String {
    format!("{HEAD}<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
}

fn line(xml: &mut String, element: &str, address: &str, changed: Option<&str>) {
    let address = quick_xml::escape::escape(address);
    let changed = changed.map_or_else(String::new, |day| format!("<lastmod>{day}</lastmod>"));
    // Writing to a String cannot fail.
    let _ = writeln!(xml, "<{element}><loc>{address}</loc>{changed}</{element}>");
}

fn fixed(moment: Moment) -> DateTime<FixedOffset> {
    moment.and_utc().fixed_offset()
}

/// An answer that the page cache may keep.
fn answer(kind: &'static str, text: String) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, no-cache"))
        .content_type(kind)
        .body(text)
}
