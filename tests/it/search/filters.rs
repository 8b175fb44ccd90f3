//! Filters of an address: how many are taken, and how they are taken away again.

use crate::support::models::compiled;
use crate::support::prelude::*;
use danvankheo::models::Model;

#[apply(both_backends!)]
async fn of_too_many_filters_a_page_says_what_it_leaves_out_and_the_api_refuses(t: TestApp) {
    t.enter(&compiled("Hiến đất mở đường")).await;
    let person = t.stranger();
    let with = |parameter: &str, count: usize| -> String {
        let pairs = (0..count).map(|number| format!("{parameter}=so-{number}"));
        let pairs: Vec<String> = pairs.collect();
        pairs.join("&")
    };
    let said = "chỉ lọc theo một phần: Chủ đề (20 điều kiện đầu, bỏ 3).";
    let page = person
        .get(&format!("/mo-hinh?{}", with("chu-de", 23)))
        .await;
    page.assert_ok().assert_says(said);
    let page = person
        .get(&format!("/mo-hinh?{}", with("chu-de", 20)))
        .await;
    page.assert_ok().assert_silent_on("chỉ lọc theo một phần");

    let api = |query: String| format!("/api/v1/models?{query}");
    person.get(&api(with("theme", 20))).await.assert_ok();
    let refused = person.get(&api(with("theme", 21))).await;
    let refused = refused.assert_status(422).json();
    assert_eq!(refused["fields"][0]["field"], "theme");
    let message = refused["fields"][0]["message"].to_string();
    assert!(message.contains("nhiều nhất 20"), "{message}");
}

#[apply(both_backends!)]
async fn themes_that_differ_in_spelling_alone_are_one_filter_and_go_together(t: TestApp) {
    let on = |theme: &str, year: i32, title: &str| Model {
        themes: vec![theme.to_owned()],
        year: Some(year),
        ..compiled(title)
    };
    t.enter(&on("hòa giải", 2024, "Bếp lửa nhà sàn")).await;
    t.enter(&on("hoà giải", 2025, "Ghế đá đầu làng")).await;
    t.enter(&on("nước sạch", 1999, "Giếng khơi")).await;
    let person = t.stranger();
    let page = person.get("/mo-hinh?chu-de=hoa-giai").await.assert_ok();
    let page = page
        .assert_says("Bếp lửa nhà sàn")
        .assert_says("Ghế đá đầu làng");
    let chips = page.attributes(".chip", "href");
    assert_eq!(chips, ["/mo-hinh"], "{}", page.shown());
    let selected = page.attributes("a.facet__option[aria-current=true]", "href");
    assert_eq!(selected, ["/mo-hinh", "/mo-hinh"]);

    let none = person.get("/mo-hinh?chu-de=hoa-giai&nam=1999").await;
    let offers: Vec<String> = none.assert_ok().select(".empty li")[..3].to_vec();
    for (offer, begins, ends) in [
        (&offers[0], "Bỏ điều kiện Chủ đề: ho", "(1 mô hình);"),
        (&offers[1], "Bỏ điều kiện Năm: 1999", "(2 mô hình);"),
        (&offers[2], "Bỏ tất cả điều kiện lọc", "(3 mô hình);"),
    ] {
        assert!(
            offer.starts_with(begins) && offer.ends_with(ends),
            "{offers:?}"
        );
    }
}
