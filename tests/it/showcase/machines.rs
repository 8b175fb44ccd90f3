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
