//! `/`: what the registry is and what is worth reading first.

use crate::error::Result;
use crate::ids::ModelId;
use crate::models::words::Sector;
use crate::pages::meta::{Described, absolute};
use crate::pages::number_vi;
use crate::search::Facet;
use crate::showcase::catalogue::Choices;
use crate::showcase::drawing::picture;
use crate::showcase::store::{self, Counts, Lineage};
use crate::showcase::views::{HomePage, Link, ModelCard, SectorTile, SpreadStory, Stat};
use crate::web::{Visit, paths};
use actix_web::HttpResponse;
use serde_json::json;

/// Searches worth trying, each answered by several models of the catalogue that ships with the program.
const TRY: [&str; 4] = [
    "hiến đất làm đường",
    "tiếng kẻng an ninh",
    "phân loại rác",
    "tổ công nghệ số cộng đồng",
];
const FEATURED: i64 = 4;
const NEWEST: i64 = 6;
const SPREAD: usize = 3;
/// Adopters named on a card.
const STOPS: usize = 4;

struct Read {
    any_recognised: bool,
    featured: Vec<ModelCard>,
    newest: Vec<ModelCard>,
    counts: Counts,
    trees: Vec<Lineage>,
    changed: Option<crate::clock::Moment>,
}

/// The home page.
pub async fn home(visit: Visit) -> Result<HttpResponse> {
    let app = visit.app.clone();
    let freshness = app.freshness();
    let read = app
        .db
        .read(move |conn| {
            let recognised = store::recognised(conn, FEATURED)?;
            let any_recognised = !recognised.is_empty();
            let mut newest: Vec<ModelId> = store::newest(conn, NEWEST + FEATURED)?
                .into_iter()
                .filter(|id| !recognised.contains(id))
                .collect();
            // Before the first recognition the newest stories lead the page.
            let featured = if any_recognised {
                recognised
            } else {
                newest
                    .drain(..newest.len().min(usize::try_from(FEATURED).unwrap_or(0)))
                    .collect()
            };
            newest.truncate(usize::try_from(NEWEST).unwrap_or(0));
            Ok(Read {
                any_recognised,
                featured: store::cards(conn, &featured, None)?,
                newest: store::cards(conn, &newest, None)?,
                counts: store::counts(conn)?,
                trees: store::trees(conn, SPREAD)?,
                changed: store::changed_on(conn, freshness)?,
            })
        })
        .await?;
    let site = &app.config.contact.site_name;
    let own = json!({ "@type": "WebSite", "potentialAction": {
        "@type": "SearchAction",
        "target": { "@type": "EntryPoint", "urlTemplate": format!("{}?q={{q}}", absolute(&app.config, paths::CATALOGUE)) },
        "query-input": "required name=q",
    } });
    let description = "Kho mô hình của phong trào thi đua “Dân vận khéo”: đã làm thế nào, kết quả ra sao, nơi khác làm theo thế nào.";
    let described = Described::page(
        site,
        description,
        "/",
        read.changed.unwrap_or_else(|| app.clock.now()),
    );
    let page = HomePage {
        meta: described.meta(&app.config, &[], own),
        search_href: paths::CATALOGUE.to_owned(),
        try_searches: TRY
            .iter()
            .map(|text| Link {
                label: (*text).to_owned(),
                href: Choices::searching(text),
            })
            .collect(),
        sectors: Sector::ALL
            .iter()
            .map(|sector| tile(*sector, &read.counts))
            .collect(),
        spread: read.trees.iter().filter_map(story).collect(),
        numbers: numbers(&read.counts),
        featured_title: if read.any_recognised {
            "Mô hình được công nhận"
        } else {
            "Cách làm đáng đọc"
        },
        featured_href: if read.any_recognised {
            Choices::recognised_only()
        } else {
            paths::CATALOGUE.to_owned()
        },
        featured: read.featured,
        newest: read.newest,
    };
    visit.page("showcase/home.html", &page)
}

fn tile(sector: Sector, counts: &Counts) -> SectorTile {
    let text = match sector {
        Sector::Economy => "Sinh kế, hiến đất làm đường, nông thôn mới, đô thị văn minh.",
        Sector::CultureSociety => "Học tập, y tế, an sinh, nếp sống văn hóa, môi trường.",
        Sector::DefenseSecurity => {
            "Giữ bình yên thôn xóm, bảo vệ biên giới, phòng cháy, an toàn giao thông."
        }
        Sector::PoliticalSystem => "Xây dựng Đảng, chính quyền gần dân, Mặt trận và đoàn thể.",
    };
    SectorTile {
        code: sector.as_str().to_owned(),
        label: sector.label().to_owned(),
        text: text.to_owned(),
        count: counts.sectors.get(sector.as_str()).copied().unwrap_or(0),
        href: Choices::only(Facet::Sector, sector.as_str()),
        picture: picture(sector.as_str(), text),
    }
}

fn story(tree: &Lineage) -> Option<SpreadStory> {
    let root = tree
        .members
        .get(tree.root.as_ref()?)
        .filter(|root| root.is_public)?;
    let mut adopters: Vec<Link> = Vec::new();
    for adoption in tree.adoptions.values().flatten() {
        if let Some(derived) = tree
            .members
            .get(&adoption.derived)
            .filter(|derived| derived.is_public)
        {
            adopters.push(Link {
                label: adoption.unit_name.clone(),
                href: paths::model(&derived.slug),
            });
        }
    }
    adopters.sort_by(|left, right| crate::vietnamese::compare(&left.label, &right.label));
    adopters.truncate(STOPS);
    Some(SpreadStory {
        source: Link {
            label: root.title.clone(),
            href: paths::model(&root.slug),
        },
        origin: if root.province_name.is_empty() {
            root.unit_name.clone()
        } else {
            format!("{}, {}", root.unit_name, root.province_name)
        },
        more: tree.derived() - adopters.len() as u64,
        adopters,
    })
}

/// The registry in numbers; what there is none of is left out.
pub(super) fn numbers(counts: &Counts) -> Vec<Stat> {
    let stat = |value: u64, label: &str, href: String| Stat {
        href: Some(href),
        ..Stat::new(number_vi(value as f64), label)
    };
    [
        stat(
            counts.models,
            "mô hình, cách làm hay",
            paths::CATALOGUE.to_owned(),
        ),
        stat(
            counts.provinces,
            "tỉnh, thành phố có mô hình",
            paths::UNITS.to_owned(),
        ),
        stat(
            counts.recognised,
            "mô hình đang được công nhận",
            Choices::recognised_only(),
        ),
        stat(counts.adoptions, "lượt nhân rộng", paths::SPREAD.to_owned()),
    ]
    .into_iter()
    .filter(|stat| stat.value != "0")
    .collect()
}
