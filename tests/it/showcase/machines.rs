//! Sitemaps, `robots.txt` and the Atom feed.

use crate::support::models::compiled;
use crate::support::prelude::*;
use danvankheo::units::{self, Depth};
use diesel::prelude::*;
use std::collections::BTreeSet;

#[apply(both_backends!)]
async fn what_machines_read_is_well_formed_and_names_the_model(t: TestApp) {
    let model = compiled("Hiến đất & mở <đường>");
    t.enter(&model).await;
    let person = t.stranger();
    let index = person.get("/sitemap.xml").await.assert_ok();
    assert!(elements(index.text()).contains(&"sitemapindex".to_owned()));
    assert!(index.text().contains("/sitemap/mo-hinh-1.xml"));
    let part = person.get("/sitemap/mo-hinh-1.xml").await.assert_ok();
    assert!(elements(part.text()).contains(&"urlset".to_owned()));
    assert!(
        part.text()
            .contains(&format!("/mo-hinh/{}</loc>", model.slug))
    );
    person
        .get("/sitemap/mo-hinh-99.xml")
        .await
        .assert_status(404);
    let feed = person.get("/tin.atom").await.assert_ok();
    assert!(
        feed.header("content-type")
            .starts_with("application/atom+xml")
    );
    assert!(elements(feed.text()).contains(&"entry".to_owned()));
    assert!(feed.text().contains("Hiến đất &amp; mở &lt;đường&gt;"));
    person
        .get("/robots.txt")
        .await
        .assert_ok()
        .assert_says("Sitemap:");
}

/// Units of which nothing is known but that they are there.
pub(super) async fn many_units(t: &TestApp, count: usize) {
    t.write(move |conn| {
        let sql = format!(
            "INSERT INTO units (id, slug, kind, level, name, name_key, aliases, valid_from, version) \
             WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count}) \
             SELECT 'id-' || n, 'don-vi-so-' || n, 'party', 'grassroots', 'Chi bộ', 'chi bo', '[]', \
             '2025-07-01', 1 FROM numbers"
        );
        Ok(diesel::sql_query(sql).execute(conn)?)
    })
    .await;
}

/// The addresses that a sitemap names.
fn addresses(xml: &str) -> Vec<&str> {
    let named = xml.split("<loc>").skip(1);
    named
        .map(|rest| rest.split("</loc>").next().unwrap())
        .collect()
}

#[apply(both_backends!)]
async fn every_unit_is_in_one_part_of_the_sitemap(t: TestApp) {
    const UNITS: usize = 20_003;
    let person = t.stranger();
    let parts = async || {
        let index = person.get("/sitemap.xml").await.assert_ok();
        let named = addresses(index.text());
        let of_units = named.iter().filter(|part| part.contains("/don-vi-"));
        of_units
            .map(|part| part[part.find("/sitemap/").unwrap()..].to_owned())
            .collect::<Vec<_>>()
    };
    assert!(parts().await.is_empty(), "there is no unit yet");
    person.get("/sitemap/don-vi-1.xml").await.assert_status(404);
    many_units(&t, UNITS).await;
    // The sitemap is as old as the last thing that happened before the public.
    t.enter(&compiled("Hiến đất mở đường")).await;
    let parts = parts().await;
    assert_eq!(parts, ["/sitemap/don-vi-1.xml", "/sitemap/don-vi-2.xml"]);
    let mut named = BTreeSet::new();
    for part in parts {
        let part = person.get(&part).await.assert_ok();
        assert!(elements(part.text()).contains(&"urlset".to_owned()));
        named.extend(addresses(part.text()).into_iter().map(str::to_owned));
    }
    let expected: BTreeSet<String> = (1..=UNITS)
        .map(|number| format!("{}/danh-ba/don-vi-so-{number}", t.app.config.origin))
        .collect();
    assert!(named == expected, "{} addresses", named.len());
    for beyond in ["3", "0"] {
        let part = format!("/sitemap/don-vi-{beyond}.xml");
        person.get(&part).await.assert_status(404);
    }
}

#[apply(both_backends!)]
async fn the_map_of_the_site_leads_to_every_list(t: TestApp) {
    units::seed_facts(&t.app.db, t.clock(), Depth::Provinces).unwrap();
    let person = t.stranger();
    let page = person.get("/so-do-trang").await.assert_ok();
    assert_eq!(
        page.select(".sitemap h2"),
        [
            "Trang chính",
            "Mô hình theo lĩnh vực",
            "Mô hình theo loại đơn vị",
            "Mô hình theo tỉnh, thành phố",
            "Tỉnh, thành phố",
            "Dành cho máy đọc",
        ]
    );
    let named = page.attributes(".sitemap a", "href");
    assert_eq!(
        named
            .iter()
            .filter(|href| href.starts_with("/danh-ba/"))
            .count(),
        34,
        "every province of today"
    );
    let mut kinds = BTreeSet::new();
    for href in &named {
        // One of each kind is enough: the addresses of a kind differ in one value.
        let kind = href.split('=').next().unwrap();
        let kind = kind.strip_prefix("/danh-ba/").map_or(kind, |_| "/danh-ba/");
        if kinds.insert(kind) {
            person.get(href).await.assert_ok();
        }
    }
    assert!(kinds.len() > 10, "{kinds:?}");
}

#[apply(both_backends!)]
async fn a_search_has_a_feed_of_its_own(t: TestApp) {
    t.enter(&compiled("Hiến đất mở đường")).await;
    t.enter(&danvankheo::models::Model {
        province_name: String::from("Cao Bằng"),
        province_code: Some(String::from("04")),
        ..compiled("Tiếng kẻng an ninh")
    })
    .await;
    t.enter(&danvankheo::models::Model {
        is_public: false,
        ..compiled("Tiếng kẻng kín")
    })
    .await;
    let person = t.stranger();
    let page = person.get("/mo-hinh?q=tieng+keng").await.assert_ok();
    let address = page.attribute("a[href^='/tin.atom']", "href").unwrap();
    assert_eq!(address, "/tin.atom?q=tieng+keng");
    let feed = person.get(&address).await.assert_ok();
    assert_eq!(
        elements(feed.text())
            .iter()
            .filter(|name| *name == "entry")
            .count(),
        1
    );
    assert!(feed.text().contains("Tiếng kẻng an ninh"));
    assert!(feed.text().contains("“tieng keng”"));
    let place = person.get("/tin.atom?tinh=lang-son").await.assert_ok();
    assert!(place.text().contains("Hiến đất mở đường"));
    assert!(!place.text().contains("Tiếng kẻng"));
    for odd in ["?q=%00%ff", "?tinh=atlantis", "?q=xyzxyz", "?&&=="] {
        let feed = person.get(&format!("/tin.atom{odd}")).await.assert_ok();
        assert!(elements(feed.text()).contains(&"feed".to_owned()), "{odd}");
    }
}

#[apply(both_backends!)]
async fn the_feed_of_a_search_has_the_newest_first_and_what_becomes_public(t: TestApp) {
    let on = |title: &str, day: &str| danvankheo::models::Model {
        published_at: Some(format!("{day}T03:00:00").parse().unwrap()),
        ..compiled(title)
    };
    t.enter(&on("Tiếng kẻng bản Lin", "2026-11-02")).await;
    t.enter(&on("Tiếng kẻng bản Mới", "2026-11-09")).await;
    t.enter(&on("Tiếng kẻng bản Xa", "2026-11-05")).await;
    t.enter(&on("Hiến đất mở đường", "2026-11-20")).await;
    let hidden = danvankheo::models::Model {
        is_public: false,
        published_at: None,
        ..compiled("Tiếng kẻng bản Kín")
    };
    t.enter(&hidden).await;
    let person = t.stranger();
    let entries = async || {
        let feed = person.get("/tin.atom?q=tieng+keng").await.assert_ok();
        let entries = feed.text().split("<entry>").skip(1);
        let titles = entries.map(|entry| entry.split("</title>").next().unwrap());
        titles
            .map(|title| title.rsplit('>').next().unwrap().to_owned())
            .collect::<Vec<String>>()
    };
    let known = [
        "Tiếng kẻng bản Mới",
        "Tiếng kẻng bản Xa",
        "Tiếng kẻng bản Lin",
    ];
    assert_eq!(entries().await, known);
    t.show(hidden.code.as_str(), true).await;
    let found = entries().await;
    assert_eq!(found[0], "Tiếng kẻng bản Kín");
    assert_eq!(found[1..], known);
    t.show(hidden.code.as_str(), false).await;
    assert_eq!(entries().await, known);
}

/// The names of all elements. Fails where the text is not well-formed XML.
fn elements(xml: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut names = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(start) | quick_xml::events::Event::Empty(start) => {
                names.push(start.local_name().as_ref().to_owned());
            }
            quick_xml::events::Event::Eof => return names,
            _ => {}
        }
    }
}
