//! The site as a part of another: every address stays under the base path.

use crate::support::models::compiled;
use crate::support::prelude::*;
use scraper::{Html, Selector};

const BASE: &str = "/cong/dan-van";

#[actix_web::test]
async fn every_address_on_a_page_stays_under_the_base_path() {
    let t = TestApp::with(Backend::Sqlite, |settings| {
        settings.public_url = Some(format!("https://tinh.example.vn{BASE}/"));
    })
    .await
    .expect("SQLite is built in");
    let model = compiled("Hiến đất mở đường");
    t.enter(&model).await;
    let person = t.stranger();
    let own = format!("/mo-hinh/{}", model.slug);
    for path in [
        "",
        "/mo-hinh?linh-vuc=phat-trien-kinh-te",
        "/danh-ba",
        "/nhan-rong",
        "/gioi-thieu",
        "/so-do-trang",
        &own,
    ] {
        let page = person.get(path).await.assert_ok();
        let document = Html::parse_document(page.text());
        for (css, attribute) in [("[href]", "href"), ("[src]", "src"), ("[action]", "action")] {
            for element in document.select(&Selector::parse(css).unwrap()) {
                let address = element.attr(attribute).unwrap();
                let ours = address.starts_with(BASE)
                    || address.starts_with(&format!("https://tinh.example.vn{BASE}"));
                let elsewhere = ["https://vietnamnet.vn/", "mailto:", "#", "http://purl.org/"];
                assert!(
                    ours || elsewhere.iter().any(|known| address.starts_with(known)),
                    "{path}: {address}"
                );
            }
        }
    }
    let map = person.get("/sitemap/mo-hinh-1.xml").await.assert_ok();
    assert!(
        map.text()
            .contains(&format!("https://tinh.example.vn{BASE}{own}"))
    );
}
