//! `/danh-ba`: units by name, old or new, and the provinces.

use crate::db::Conn;
use crate::error::Result;
use crate::pages::meta::Described;
use crate::showcase::store;
use crate::showcase::views::{Pagination, UnitItem, UnitsPage};
use crate::units::{self, Unit};
use crate::web::{Fields, Paging, Visit, paths};
use actix_web::HttpResponse;
use chrono::NaiveDate;
use serde_json::json;

/// Bodies on a page.
const PAGE_SIZE: usize = 60;

/// The directory, with what was searched in it.
pub async fn units(visit: Visit) -> Result<HttpResponse> {
    let app = visit.app.clone();
    let fields = Fields::from_urlencoded(visit.query.as_bytes());
    let q: String = fields.text("q").chars().take(100).collect();
    let (today, freshness, searched) = (app.clock.today(), app.freshness(), q.clone());
    let paging = Paging::of(&fields, PAGE_SIZE, PAGE_SIZE);
    let (results, provinces, (others, bodies), changed) = app
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
            let mut results = Vec::new();
            for unit in units::search(conn, &searched, units::SEARCH_MAX)? {
                let note = note(conn, &unit, today)?;
                results.push(item(&unit, note, count(&unit).unwrap_or(0)));
            }
            let provinces: Vec<UnitItem> = units::list_provinces(conn, today)?
                .iter()
                .map(|unit| item(unit, None, count(unit).unwrap_or(0)))
                .collect();
            let others = if searched.is_empty() {
                bodies(conn, today, paging)?
            } else {
                Default::default()
            };
            Ok((
                results,
                provinces,
                others,
                store::changed_on(conn, freshness)?,
            ))
        })
        .await?;
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
        q,
        total: results.len() as u64,
        results,
        provinces,
        others,
        pagination: Pagination::new(
            bodies.min(paging.pages(bodies) * PAGE_SIZE) as u64,
            PAGE_SIZE as u64,
            paging.page as u64,
            "cơ quan, tổ chức",
            |page| format!("{}?trang={page}#others-title", paths::UNITS),
        ),
    };
    visit.page("showcase/units.html", &page)
}

/// A page of the bodies that stand below nothing, and how many there are.
fn bodies(conn: &mut Conn, today: NaiveDate, paging: Paging) -> Result<(Vec<UnitItem>, usize)> {
    let all = units::list_without_parent(conn, today)?;
    let page = paging.page.min(paging.pages(all.len()));
    let start = (page - 1) * paging.size;
    let shown: Vec<&Unit> = all.iter().skip(start).take(paging.size).collect();
    let ids: Vec<_> = shown.iter().map(|unit| unit.id.clone()).collect();
    let carried = store::carried(conn, &ids)?;
    let count = |unit: &Unit| carried.get(&unit.id).copied().unwrap_or(0);
    let items = shown
        .into_iter()
        .map(|unit| item(unit, None, count(unit)))
        .collect();
    Ok((items, all.len()))
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
    let names = |units: Vec<Unit>| {
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
