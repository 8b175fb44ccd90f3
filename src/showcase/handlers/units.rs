//! `/danh-ba`: units by name, old or new, and the provinces.

use crate::app::App;
use crate::db::Conn;
use crate::error::Result;
use crate::pages::meta::Described;
use crate::showcase::catalogue::nearest_spelling;
use crate::showcase::store;
use crate::showcase::views::{Link, Pagination, UnitItem, UnitsPage};
use crate::units::{self, Unit};
use crate::web::{Fields, Paging, Visit, paths};
use actix_web::HttpResponse;
use chrono::NaiveDate;
use serde_json::json;

/// Units on a page.
const PAGE_SIZE: usize = 60;

/// The directory, with what was searched in it.
pub async fn units(visit: Visit) -> Result<HttpResponse> {
    let app = visit.app.clone();
    let fields = Fields::from_urlencoded(visit.query.as_bytes());
    let q: String = fields.text("q").chars().take(100).collect();
    let (today, freshness, searched) = (app.clock.today(), app.freshness(), q.clone());
    let paging = Paging::of(&fields, PAGE_SIZE, PAGE_SIZE);
    let (results, provinces, others, changed) = app
        .db
        .read(move |conn| {
            let counts = store::province_counts(conn)?;
            let count = |unit: &Unit| {
                unit.code
                    .as_ref()
                    .filter(|_| unit.validity.to.is_none())
                    .and_then(|code| counts.get(code))
                    .copied()
            };
            let found = units::search_all(conn, &searched)?;
            let mut results = Listed::page(&found.units, paging, |shown| {
                let item_of = |unit: &Unit| {
                    let note = note(conn, unit, today)?;
                    Ok(item(unit, note, count(unit).unwrap_or(0)))
                };
                shown.iter().map(item_of).collect()
            })?;
            results.total = found.total;
            let provinces: Vec<UnitItem> = units::list_provinces(conn, today)?
                .iter()
                .map(|unit| item(unit, None, count(unit).unwrap_or(0)))
                .collect();
            let others = if searched.is_empty() {
                bodies(conn, today, paging)?
            } else {
                Listed::default()
            };
            Ok((
                results,
                provinces,
                others,
                store::changed_on(conn, freshness)?,
            ))
        })
        .await?;
    let spelling = if q.is_empty() || results.total > 0 {
        None
    } else {
        spelling(&app, &q).await?
    };
    let title = if q.is_empty() {
        String::from("Đơn vị")
    } else {
        format!("Tìm đơn vị “{q}”")
    };
    let described = Described::page(
        &title,
        "Danh bạ tỉnh, thành phố, xã, phường, đặc khu theo tên cũ và tên mới, cùng các đơn vị có mô hình “Dân vận khéo”.",
        paths::UNITS,
        changed.unwrap_or_else(|| app.clock.now()),
    );
    let page = UnitsPage {
        meta: described.meta(&app.config, &[], json!({ "@type": "CollectionPage" })),
        search_href: paths::UNITS.to_owned(),
        pagination: pagination(&q, if q.is_empty() { &others } else { &results }),
        q,
        total: results.total as u64,
        results: results.items,
        spelling,
        provinces,
        others: others.items,
    };
    visit.page("showcase/units.html", &page)
}

/// A page of a list of units.
#[derive(Default)]
struct Listed {
    items: Vec<UnitItem>,
    /// The page, from 1.
    page: usize,
    /// How many rows can be paged to.
    rows: usize,
    /// How many units there are.
    total: usize,
}

impl Listed {
    /// The page that is asked for, or the last one there is.
    fn page(
        all: &[Unit],
        paging: Paging,
        items: impl FnOnce(&[Unit]) -> Result<Vec<UnitItem>>,
    ) -> Result<Self> {
        let pages = paging.pages(all.len());
        let page = paging.page.min(pages);
        let start = (page - 1) * paging.size;
        let end = all.len().min(start + paging.size);
        Ok(Self {
            items: items(&all[start..end])?,
            page,
            rows: all.len().min(pages * paging.size),
            total: all.len(),
        })
    }
}

/// The other pages of what was found, or of the bodies where nothing was searched.
fn pagination(q: &str, listed: &Listed) -> Option<Pagination> {
    let (noun, mark) = if q.is_empty() {
        ("cơ quan, tổ chức", "#others-title")
    } else {
        ("đơn vị", "")
    };
    Pagination::new(
        listed.rows as u64,
        PAGE_SIZE as u64,
        listed.page as u64,
        noun,
        |page| format!("{}{mark}", address(q, page)),
    )
}

/// The address of a page of the directory, without the base path.
fn address(q: &str, page: u64) -> String {
    let page = if page > 1 {
        page.to_string()
    } else {
        String::new()
    };
    let said = [("q", q), ("trang", page.as_str())].into_iter();
    let pairs: Vec<(&str, &str)> = said.filter(|(_, value)| !value.is_empty()).collect();
    if pairs.is_empty() {
        return paths::UNITS.to_owned();
    }
    let query =
        serde_urlencoded::to_string(pairs).expect("pairs of texts can be written as a query");
    format!("{}?{query}", paths::UNITS)
}

/// The nearest spelling of a search that found nothing, where it finds units; none while the index is being built.
async fn spelling(app: &App, q: &str) -> Result<Option<Link>> {
    if !app.index_ready() {
        return Ok(None);
    }
    let Some(text) = nearest_spelling(app, q).await? else {
        return Ok(None);
    };
    let searched = text.clone();
    let found = app
        .db
        .read(move |conn| units::search(conn, &searched, 1))
        .await?;
    Ok((!found.is_empty()).then(|| Link {
        href: address(&text, 1),
        label: text,
    }))
}

/// A page of the bodies that stand below nothing.
fn bodies(conn: &mut Conn, today: NaiveDate, paging: Paging) -> Result<Listed> {
    let all = units::list_without_parent(conn, today)?;
    Listed::page(&all, paging, |shown| {
        let ids: Vec<_> = shown.iter().map(|unit| unit.id.clone()).collect();
        let carried = store::carried(conn, &ids)?;
        let count = |unit: &Unit| carried.get(&unit.id).copied().unwrap_or(0);
        Ok(shown
            .iter()
            .map(|unit| item(unit, None, count(unit)))
            .collect())
    })
}

pub(super) fn item(unit: &Unit, note: Option<String>, models: u64) -> UnitItem {
    UnitItem {
        name: unit.name.clone(),
        href: paths::unit(&unit.slug),
        note,
        models,
    }
}

/// Where it stands; for one that ended what it is today, for one that followed others what it was.
fn note(conn: &mut Conn, unit: &Unit, today: NaiveDate) -> Result<Option<String>> {
    let names = |mut units: Vec<Unit>| {
        units.sort_by(Unit::compare_names);
        units
            .into_iter()
            .map(|unit| unit.name)
            .collect::<Vec<_>>()
            .join(", ")
    };
    if unit.validity.to.is_some_and(|last| last < today) {
        let now = names(units::today(conn, &unit.id)?);
        let until = unit
            .validity
            .to
            .map(|last| last.format("đến %d/%m/%Y").to_string())
            .unwrap_or_default();
        return Ok(Some(if now.is_empty() {
            until
        } else {
            format!("{until}; nay thuộc {now}")
        }));
    }
    let mut notes = Vec::new();
    if let Some(parent) = &unit.parent_id {
        notes.push(units::get(conn, parent)?.name);
    }
    if unit.level == units::model::UnitLevel::Province {
        let before: Vec<Unit> = units::predecessors(conn, &unit.id)?
            .into_iter()
            .filter(|other| other.short_name() != unit.short_name())
            .collect();
        if !before.is_empty() {
            notes.push(format!("gồm cả {} trước đây", names(before)));
        }
    }
    Ok((!notes.is_empty()).then(|| notes.join("; ")))
}
