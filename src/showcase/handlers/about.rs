//! The pages about the site itself: `/gioi-thieu` and `/so-do-trang`.

use super::home::numbers;
use crate::error::Result;
use crate::models::words::Sector;
use crate::pages::meta::Described;
use crate::search::{Facet, province_name};
use crate::showcase::catalogue::Choices;
use crate::showcase::store;
use crate::showcase::views::{AboutPage, Link, SitemapPage, SitemapSection};
use crate::units;
use crate::units::model::UnitKind;
use crate::web::{Visit, paths};
use actix_web::HttpResponse;
use serde_json::json;

/// What the registry is for, and how it can be used by everyone.
pub async fn about(visit: Visit) -> Result<HttpResponse> {
    let app = visit.app.clone();
    let freshness = app.freshness();
    let (counts, changed) = app
        .db
        .read(move |conn| Ok((store::counts(conn)?, store::changed_on(conn, freshness)?)))
        .await?;
    let described = Described::page(
        "Giới thiệu",
        "Kho mô hình “Dân vận khéo” là gì, ai đưa mô hình vào kho, ai công nhận, và khả năng tiếp cận của trang.",
        "/gioi-thieu",
        changed.unwrap_or_else(|| app.clock.now()),
    );
    let page = AboutPage {
        meta: described.meta(&app.config, &[], json!({ "@type": "AboutPage" })),
        numbers: numbers(&counts),
    };
    visit.page("showcase/about.html", &page)
}

/// The sitemap for people.
pub async fn sitemap_page(visit: Visit) -> Result<HttpResponse> {
    let app = visit.app.clone();
    let (today, freshness) = (app.clock.today(), app.freshness());
    let (provinces, changed) = app
        .db
        .read(move |conn| {
            Ok((
                units::list_provinces(conn, today)?,
                store::changed_on(conn, freshness)?,
            ))
        })
        .await?;
    let link = |label: &str, href: String| Link {
        label: label.to_owned(),
        href,
    };
    let section = |title: &str, links: Vec<Link>| SitemapSection {
        title: title.to_owned(),
        links,
    };
    let by_province = provinces.iter().filter_map(|unit| {
        let code = unit.code.as_deref()?;
        Some(link(
            province_name(code)?,
            Choices::only(Facet::Province, code),
        ))
    });
    let sections = vec![
        section(
            "Trang chính",
            vec![
                link("Trang chủ", String::from("/")),
                link("Kho mô hình", paths::CATALOGUE.to_owned()),
                link("Mô hình đang được công nhận", Choices::recognised_only()),
                link("Nhân rộng", paths::SPREAD.to_owned()),
                link("Đơn vị", paths::UNITS.to_owned()),
                link("Giới thiệu và tiếp cận", String::from("/gioi-thieu")),
                link("Đăng nhập", paths::SIGN_IN.to_owned()),
            ],
        ),
        section(
            "Mô hình theo lĩnh vực",
            Sector::ALL
                .iter()
                .map(|sector| {
                    link(
                        sector.label(),
                        Choices::only(Facet::Sector, sector.as_str()),
                    )
                })
                .collect(),
        ),
        section(
            "Mô hình theo loại đơn vị",
            UnitKind::ALL
                .iter()
                .filter(|kind| **kind != UnitKind::Territory)
                .map(|kind| link(kind.label(), Choices::only(Facet::UnitKind, kind.as_str())))
                .collect(),
        ),
        section("Mô hình theo tỉnh, thành phố", by_province.collect()),
        section(
            "Tỉnh, thành phố",
            provinces
                .iter()
                .map(|unit| link(&unit.name, paths::unit(&unit.slug)))
                .collect(),
        ),
        section(
            "Dành cho máy đọc",
            vec![
                link("Tin Atom", String::from("/tin.atom")),
                link("Sơ đồ trang XML", String::from("/sitemap.xml")),
                link(
                    "Giao diện dữ liệu mở (OpenAPI)",
                    String::from("/api/v1/openapi.json"),
                ),
            ],
        ),
    ];
    let described = Described::page(
        "Sơ đồ trang",
        "Mọi trang của kho mô hình “Dân vận khéo”, xếp theo nhóm.",
        "/so-do-trang",
        changed.unwrap_or_else(|| app.clock.now()),
    );
    let page = SitemapPage {
        meta: described.meta(&app.config, &[], json!({ "@type": "CollectionPage" })),
        sections: sections
            .into_iter()
            .filter(|section| !section.links.is_empty())
            .collect(),
    };
    visit.page("showcase/sitemap.html", &page)
}
