//! Where models went: counted as it is listed, each story told once, and silent on what is not public.

use crate::support::models::compiled;
use crate::support::prelude::*;
use danvankheo::models::{self, Model};

const BAR: &str = "a[href*='tinh=lang-son']";

/// The adopter's own model stands in a province.
async fn placed(t: &TestApp, code: &str, province: &'static str) {
    let (known, now) = (t.show(code, true).await, t.now());
    t.write(move |conn| {
        let placed = Model {
            province_code: Some(String::from(province)),
            ..known
        };
        models::replace(conn, &placed, now)
    })
    .await;
}

#[apply(both_backends!)]
async fn adoptions_are_counted_as_they_are_listed(t: TestApp) {
    let (known, hidden) = (
        compiled("Hiến đất mở đường"),
        compiled("Tiếng kẻng an ninh"),
    );
    let person = t.stranger();
    let mut codes = Vec::new();
    for (source, name) in [(&known, "Xã Bình An"), (&hidden, "Xã Thanh Hóa")] {
        t.enter(source).await;
        let unit = t.unit(name).await;
        let code = t.taken_up(source, &unit, "Làm theo cách hay").await;
        placed(&t, &code, "20").await;
        codes.push(code);
    }
    t.show(hidden.code.as_str(), false).await;

    let page = person.get("/nhan-rong").await.assert_ok();
    let rows = page.select("section[aria-labelledby=all-adoptions] tbody tr");
    assert_eq!(rows.len(), 1);
    for number in [
        "1 lượt nhân rộng",
        "1 mô hình được làm theo",
        "1 đơn vị làm theo",
    ] {
        assert!(page.seen().contains(number), "{number}: {}", page.shown());
    }
    assert_eq!(page.select(BAR).len(), 1, "{}", page.shown());
    let home = person.get("/").await.assert_ok();
    home.assert_says("1 lượt nhân rộng");

    // The bars lead to the catalogue: what stands in none is in no bar.
    t.show(&codes[0], false).await;
    let page = person.get("/nhan-rong").await.assert_ok();
    assert!(page.select(BAR).is_empty(), "{}", page.shown());
    page.assert_says("1 lượt nhân rộng");

    t.show(known.code.as_str(), false).await;
    let none = person.get("/nhan-rong").await.assert_ok();
    none.assert_says("Chưa có lượt nhân rộng nào");
    let home = person.get("/").await.assert_ok();
    home.assert_silent_on("lượt nhân rộng");
}

#[apply(both_backends!)]
async fn a_story_that_went_on_is_told_once(t: TestApp) {
    let source = compiled("Hiến đất mở đường");
    t.enter(&source).await;
    let first = t.unit("Xã Bình An").await;
    let code = t.taken_up(&source, &first, "Con đường chung tay").await;
    let derived = t.show(&code, true).await;
    let second = t.unit("Xã Chi Lăng").await;
    t.taken_up(&derived, &second, "Con đường của bản").await;
    let person = t.stranger();
    for (path, stories) in [("/", "li.route"), ("/nhan-rong", "article.tree")] {
        let page = person.get(path).await.assert_ok();
        assert_eq!(page.select(stories).len(), 1, "{path}: {}", page.shown());
    }
}

#[apply(both_backends!)]
async fn provinces_of_as_many_adoptions_stand_in_vietnamese_order(t: TestApp) {
    let source = compiled("Hiến đất mở đường");
    t.enter(&source).await;
    // Hà Nội, Đà Nẵng twice, An Giang: in the order of their codes.
    for (number, code) in ["01", "48", "48", "91"].into_iter().enumerate() {
        let unit = t.unit(&format!("Xã số {number}")).await;
        let own = t.taken_up(&source, &unit, "Làm theo cách hay").await;
        placed(&t, &own, code).await;
    }
    let page = t.stranger().get("/nhan-rong").await.assert_ok();
    let bars = page.select(".bars tbody th");
    assert_eq!(bars, ["Đà Nẵng", "An Giang", "Hà Nội"]);
}
