//! `/danh-ba/{slug}`: one unit, its history both ways, its models under old and new names.

use super::units::item;
use crate::db::Conn;
use crate::error::{AppError, Result};
use crate::pages::meta::Described;
use crate::pages::number_vi;
use crate::showcase::store;
use crate::showcase::views::{
    Fact, Link, ModelCard, Pagination, Stat, Succession, UnitItem, UnitPage, When,
};
use crate::text::capitalised;
use crate::units::model::{UnitKind, UnitLevel};
use crate::units::{self, Unit};
use crate::web::{Fields, Paging, Visit, paths};
use actix_web::HttpResponse;
use actix_web::web::Path;
use chrono::NaiveDate;
use serde_json::json;

const PAGE_SIZE: usize = 20;

struct Read {
    unit: Unit,
    above: Vec<Unit>,
    predecessors: Vec<Succession>,
    successors: Vec<Succession>,
    now: Vec<Unit>,
    children: Vec<UnitItem>,
    cards: Vec<ModelCard>,
    total: usize,
    changed: Option<crate::clock::Moment>,
}

/// The page of a unit.
pub async fn unit(visit: Visit, slug: Path<String>) -> Result<HttpResponse> {
    let app = visit.app.clone();
    let paging = Paging::of(
        &Fields::from_urlencoded(visit.query.as_bytes()),
        PAGE_SIZE,
        PAGE_SIZE,
    );
    let slug = slug.into_inner();
    let (today, freshness) = (app.clock.today(), app.freshness());
    let read = app
        .db
        .read(move |conn| read(conn, &slug, today, freshness, paging))
        .await?;
    let path = paths::unit(&read.unit.slug);
    let ended = ended(&read.unit, &read.now, today);
    let description = match &ended {
        Some(ended) => format!("{}. {ended}", read.unit.name),
        None => format!(
            "{}: {} mô hình, cách làm hay trong kho “Dân vận khéo”.",
            read.unit.name, read.total
        ),
    };
    let breadcrumb: Vec<Link> = std::iter::once(Link {
        label: String::from("Đơn vị"),
        href: paths::UNITS.to_owned(),
    })
    .chain(read.above.iter().rev().map(|unit| Link {
        label: unit.name.clone(),
        href: paths::unit(&unit.slug),
    }))
    .collect();
    let kind = if read.unit.kind == UnitKind::Territory {
        "AdministrativeArea"
    } else {
        "Organization"
    };
    let own = json!({ "@type": kind, "identifier": read.unit.code });
    let described = Described {
        kind: "Text",
        ..Described::page(
            &read.unit.name,
            &description,
            &path,
            read.changed.unwrap_or_else(|| app.clock.now()),
        )
    };
    let total = read.total as u64;
    let page = UnitPage {
        meta: described.meta(&app.config, &breadcrumb, own),
        breadcrumb,
        kind: kind_label(&read.unit),
        ended,
        facts: facts(&read.unit, today),
        predecessors: read.predecessors,
        successors: read.successors,
        numbers: numbers(total),
        models: read.cards,
        total,
        pagination: Pagination::new(
            total.min((paging.pages(read.total) * PAGE_SIZE) as u64),
            PAGE_SIZE as u64,
            paging.page as u64,
            "mô hình",
            |page| {
                if page > 1 {
                    format!("{path}?trang={page}")
                } else {
                    path.clone()
                }
            },
        ),
        children_title: children_title(&read.unit, &read.children),
        children: read.children,
        name: read.unit.name,
    };
    visit.page("showcase/unit.html", &page)
}

fn read(
    conn: &mut Conn,
    slug: &str,
    today: NaiveDate,
    freshness: i64,
    paging: Paging,
) -> Result<Read> {
    let unit = units::find_by_slug(conn, slug)?.ok_or(AppError::NotFound)?;
    let above = units::ancestors(conn, &unit.id)?;
    let predecessors = units::list_predecessors(conn, &unit.id)?;
    let successors = units::list_successors(conn, &unit.id)?;
    let mut now = if unit.validity.to.is_some() {
        units::today(conn, &unit.id)?
    } else {
        Vec::new()
    };
    now.sort_by(Unit::compare_names);
    let children = units::list_children(conn, &unit.id)?;
    let child_ids: Vec<_> = children.iter().map(|child| child.id.clone()).collect();
    let family = units::with_predecessors(conn, &unit.id)?;
    let of_today = unit.kind == UnitKind::Territory
        && unit.level == UnitLevel::Province
        && unit.validity.to.is_none();
    let code = unit.code.as_deref().filter(|_| of_today);
    let models = store::models_of(conn, &family, code, &child_ids)?;
    let shown: Vec<_> = models
        .ids
        .iter()
        .skip(paging.offset())
        .take(paging.size)
        .cloned()
        .collect();
    let children = children
        .iter()
        .map(|child| {
            let gone = child.validity.to.filter(|last| *last < today);
            let note = gone.map(|last| last.format("đến %d/%m/%Y").to_string());
            item(
                child,
                note,
                models.below.get(&child.id).copied().unwrap_or(0),
            )
        })
        .collect();
    Ok(Read {
        above,
        predecessors: predecessors.iter().map(succession).collect(),
        successors: successors.iter().map(succession).collect(),
        now,
        children,
        cards: store::cards(conn, &shown, None)?,
        total: models.ids.len(),
        changed: store::changed_on(conn, freshness)?,
        unit,
    })
}

fn succession((step, other): &(units::Succession, Unit)) -> Succession {
    Succession {
        unit: Link {
            label: other.name.clone(),
            href: paths::unit(&other.slug),
        },
        kind: step.kind.label().to_owned(),
        date: When::on(step.on),
        instrument: Some(step.instrument.clone()).filter(|text| !text.is_empty()),
    }
}

fn ended(unit: &Unit, now: &[Unit], today: NaiveDate) -> Option<String> {
    let last = unit.validity.to.filter(|last| *last < today)?;
    let first_without = last.succ_opt().unwrap_or(last);
    let names: Vec<&str> = now.iter().map(|unit| unit.name.as_str()).collect();
    let names = if names.is_empty() {
        String::new()
    } else {
        format!("; nay thuộc {}", names.join(", "))
    };
    Some(format!(
        "Đã kết thúc hoạt động từ ngày {}{names}.",
        first_without.format("%d/%m/%Y")
    ))
}

fn kind_label(unit: &Unit) -> String {
    if unit.kind == UnitKind::Territory {
        let kind = units::names::split_kind(&unit.name).0;
        kind.map_or_else(|| unit.level.label().to_owned(), capitalised)
    } else {
        unit.kind.label().to_owned()
    }
}

fn facts(unit: &Unit, today: NaiveDate) -> Vec<Fact> {
    let fact = |term: &str, text: String| Fact::new(term, text);
    let mut facts = vec![fact("Cấp", unit.level.label().to_owned())];
    facts.extend(
        unit.code
            .as_ref()
            .map(|code| fact("Mã đơn vị hành chính", code.clone())),
    );
    facts.extend(
        unit.agency_code
            .as_ref()
            .map(|code| fact("Mã định danh", code.as_str().to_owned())),
    );
    if let Some(last) = unit.validity.to.filter(|last| *last < today) {
        facts.push(fact("Tồn tại đến", last.format("%d/%m/%Y").to_string()));
    } else if unit.validity.from >= units::facts::two_levels_since() {
        facts.push(fact(
            "Từ ngày",
            unit.validity.from.format("%d/%m/%Y").to_string(),
        ));
    }
    facts
}

fn numbers(total: u64) -> Vec<Stat> {
    if total == 0 {
        return Vec::new();
    }
    vec![Stat::new(
        number_vi(total as f64),
        "mô hình, kể cả của đơn vị trước sắp xếp",
    )]
}

fn children_title(unit: &Unit, children: &[UnitItem]) -> String {
    let title = match (unit.kind, unit.level) {
        _ if children.is_empty() => "",
        (UnitKind::Territory, UnitLevel::Province) if unit.validity.to.is_none() => {
            "Xã, phường, đặc khu và cơ quan cấp tỉnh"
        }
        (UnitKind::Territory, UnitLevel::Province) => "Các đơn vị trực thuộc trước đây",
        (UnitKind::Territory, _) => "Cơ quan, tổ chức trên địa bàn",
        _ => "Đơn vị trực thuộc",
    };
    title.to_owned()
}
