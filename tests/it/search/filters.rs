//! Filters of an address: how many are taken.

use crate::support::models::compiled;
use crate::support::prelude::*;

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
