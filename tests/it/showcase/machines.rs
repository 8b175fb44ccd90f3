//! Sitemaps, `robots.txt` and the Atom feed.

use crate::support::models::compiled;
use crate::support::prelude::*;

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
