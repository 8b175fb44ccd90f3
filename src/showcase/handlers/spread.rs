//! `/nhan-rong`: where models went.

use super::lineage::{state_kind, state_label, tree};
use crate::error::Result;
use crate::pages::meta::Described;
use crate::pages::number_vi;
use crate::search::{Facet, province_name};
use crate::showcase::catalogue::Choices;
use crate::showcase::store;
use crate::showcase::views::{
    AdoptionRow, Bar, Link, Pagination, SpreadPage, SpreadTree, Stat, When,
};
use crate::web::{Fields, Paging, Visit, paths};
use actix_web::HttpResponse;
use serde_json::json;

const PAGE_SIZE: usize = 30;
/// Trees drawn.
const TREES: usize = 3;

/// Adoptions in numbers, as trees, by province, and all of them in a table.
pub async fn spread(visit: Visit) -> Result<HttpResponse> {
    let app = visit.app.clone();
    let paging = Paging::of(
        &Fields::from_urlencoded(visit.query.as_bytes()),
        PAGE_SIZE,
        PAGE_SIZE,
    );
    let freshness = app.freshness();
    let (offset, limit) = (
        i64::try_from(paging.offset()).unwrap_or(0),
        PAGE_SIZE as i64,
    );
    let (counts, lineages, provinces, rows, changed) = app
        .db
        .read(move |conn| {
            Ok((
                store::spread_counts(conn)?,
                store::trees(conn, TREES)?,
                store::spread_provinces(conn)?,
                store::adoptions(conn, offset, limit)?,
                store::changed_on(conn, freshness)?,
            ))
        })
        .await?;
    let (all, sources, takers) = counts;
    let (rows, members) = rows;
    let link = |id: &crate::ids::ModelId| {
        let member = members.get(id);
        match member.filter(|member| member.is_public) {
            Some(member) => Link {
                label: member.title.clone(),
                href: paths::model(&member.slug),
            },
            None => Link {
                label: String::from("Mô hình đang được đơn vị xây dựng"),
                href: String::new(),
            },
        }
    };
    let adoptions: Vec<AdoptionRow> = rows
        .iter()
        .map(|row| {
            let (source, derived) = (members.get(&row.source), members.get(&row.derived));
            let is_public = derived.is_some_and(|member| member.is_public);
            AdoptionRow {
                code: row.code.clone(),
                source: link(&row.source),
                source_unit: source
                    .map(|member| member.unit_name.clone())
                    .unwrap_or_default(),
                derived: link(&row.derived),
                adopter: row.unit_name.clone(),
                place: derived
                    .map(|member| member.province_name.clone())
                    .unwrap_or_default(),
                date: When::on(row.started_on),
                state: state_label(&row.state).to_owned(),
                state_kind: state_kind(&row.state),
                adapted: is_public
                    .then(|| row.adapted.clone())
                    .filter(|text| !text.is_empty()),
            }
        })
        .collect();
    let stat = |value: u64, label: &str| Stat::new(number_vi(value as f64), label);
    let described = Described::page(
        "Nhân rộng",
        "Mô hình “Dân vận khéo” đi từ đâu đến đâu: đơn vị nào làm theo, giữ gì và điều chỉnh gì.",
        paths::SPREAD,
        changed.unwrap_or_else(|| app.clock.now()),
    );
    let page = SpreadPage {
        meta: described.meta(&app.config, &[], json!({ "@type": "CollectionPage" })),
        numbers: if all == 0 {
            Vec::new()
        } else {
            vec![
                stat(all, "lượt nhân rộng"),
                stat(sources, "mô hình được làm theo"),
                stat(takers, "đơn vị làm theo"),
            ]
        },
        trees: lineages
            .iter()
            .filter_map(|lineage| {
                let root = tree(lineage, None)?;
                Some(SpreadTree {
                    title: root.title.clone(),
                    count: lineage.derived(),
                    root,
                })
            })
            .collect(),
        by_province: bars(&provinces),
        pagination: Pagination::new(
            all,
            PAGE_SIZE as u64,
            paging.page as u64,
            "lượt nhân rộng",
            |page| format!("{}?trang={page}", paths::SPREAD),
        ),
        adoptions,
    };
    visit.page("showcase/spread.html", &page)
}

fn bars(provinces: &[(String, u64)]) -> Vec<Bar> {
    let longest = provinces
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or(1)
        .max(1);
    provinces
        .iter()
        .filter_map(|(code, count)| {
            Some(Bar {
                label: province_name(code)?.to_owned(),
                href: Some(Choices::only(Facet::Province, code)),
                value: *count,
                percent: u8::try_from(count * 100 / longest).unwrap_or(100),
            })
        })
        .collect()
}
