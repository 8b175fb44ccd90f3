//! Completions while one types.

use crate::support::models::compiled;
use crate::support::prelude::*;
use danvankheo::access::Actor;
use danvankheo::log::{self, Event, EventKind};
use danvankheo::models::{self, Model};

fn items(answer: &Answer) -> Vec<(String, String)> {
    answer.json()["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| {
            let text = |name: &str| item[name].as_str().unwrap().to_owned();
            (text("kind"), text("text"))
        })
        .collect()
}

async fn completed(person: &Client, typed: &str) -> Vec<(String, String)> {
    let query = serde_urlencoded::to_string([("q", typed)]).unwrap();
    items(
        &person
            .get(&format!("/api/v1/suggest?{query}"))
            .await
            .assert_ok(),
    )
}

fn pair(kind: &str, text: &str) -> (String, String) {
    (kind.to_owned(), text.to_owned())
}

#[apply(both_backends!)]
async fn themes_titles_places_and_units_are_completed_marked_or_not(t: TestApp) {
    t.enter(&compiled("Tiếng kẻng hiến kế")).await;
    t.enter(&Model {
        themes: vec![String::from("hiến máu")],
        unit_name: String::from("Hội Nông dân xã Hiền Quan"),
        ..compiled("Hiền tài về làng")
    })
    .await;
    let person = t.stranger();
    for typed in ["hiến", "HIẾN", "hieens", "hie\u{302}\u{301}n"] {
        let found = completed(&person, typed).await;
        assert_eq!(
            found[..2],
            [
                pair("theme", "hiến máu"),
                pair("theme", "hiến đất làm đường")
            ],
            "{typed}"
        );
        assert!(
            found.contains(&pair("model", "Tiếng kẻng hiến kế")),
            "{typed}"
        );
    }
    for half_raw in ["hiến maus", "hieens máu", "hiến ma1u", "hiến mas"] {
        let found = completed(&person, half_raw).await;
        assert_eq!(found[0], pair("theme", "hiến máu"), "{half_raw}");
    }
    let unmarked = completed(&person, "hien ta").await;
    assert_eq!(unmarked[0], pair("model", "Hiền tài về làng"));
    assert_eq!(
        completed(&person, "hien quan").await,
        [pair("unit", "Hội Nông dân xã Hiền Quan")]
    );
    let marked = completed(&person, "lạng").await;
    assert_eq!(marked[0], pair("place", "Lạng Sơn"), "làng comes after it");
    for nothing in ["", " ", "!?", "\u{1F600}", "xyz"] {
        assert_eq!(completed(&person, nothing).await, [], "{nothing:?}");
    }
}

#[apply(both_backends!)]
async fn a_completion_leads_to_what_it_names(t: TestApp) {
    let model = compiled("Tiếng kẻng an ninh");
    t.enter(&model).await;
    let person = t.stranger();
    for (typed, address) in [
        ("hiến", String::from("/mo-hinh?chu-de=hien-dat-lam-duong")),
        ("tiếng", format!("/mo-hinh/{}", model.slug)),
        ("lạng", String::from("/mo-hinh?tinh=lang-son")),
    ] {
        let answer = person
            .get(&format!("/api/v1/suggest?q={typed}"))
            .await
            .assert_ok()
            .json();
        let url = answer["items"][0]["url"].as_str().unwrap();
        assert!(url.ends_with(&address), "{url}");
        person
            .get(&address)
            .await
            .assert_ok()
            .assert_says("Tiếng kẻng an ninh");
    }
}

#[apply(both_backends!)]
async fn what_is_not_public_is_never_completed(t: TestApp) {
    let secret = Model {
        is_public: false,
        themes: vec![String::from("chuyện kín")],
        unit_name: String::from("Tổ Kín"),
        commune_name: Some(String::from("Kín Đáo")),
        ..compiled("Kín như bưng")
    };
    t.enter(&secret).await;
    let shown = Model {
        themes: vec![String::from("kín gió")],
        ..compiled("Kín cổng")
    };
    t.enter(&shown).await;
    let person = t.stranger();
    let found = completed(&person, "kín").await;
    assert_eq!(found, [pair("theme", "kín gió"), pair("model", "Kín cổng")]);

    let (row, now) = (shown.clone(), t.now());
    t.change(move |conn| {
        let hidden = Model {
            is_public: false,
            ..row
        };
        models::replace(conn, &hidden, now)?;
        let event = Event::model(EventKind::ModelChanged, &hidden.id);
        log::append(conn, &Actor::System, event, now)
    })
    .await;
    assert_eq!(completed(&person, "kín").await, []);
}

#[apply(both_backends!)]
async fn odd_typing_is_answered_and_a_wrong_number_is_named(t: TestApp) {
    t.enter(&compiled("Hiến đất")).await;
    let person = t.stranger();
    let long = "hiến đất ".repeat(500);
    for typed in [
        long.as_str(),
        "%00%ff",
        "\"'<script>",
        "t0hien\u{1}",
        "((",
        "\u{200D}",
    ] {
        completed(&person, typed).await;
    }
    for size in ["0", "21", "x"] {
        let answer = person
            .get(&format!("/api/v1/suggest?q=hi&page_size={size}"))
            .await
            .assert_status(422);
        assert_eq!(answer.json()["fields"][0]["field"], "page_size");
    }
    let one = person.get("/api/v1/suggest?q=hi&page_size=1").await;
    assert_eq!(items(&one).len(), 1);
}

#[apply(both_backends!)]
async fn the_search_box_says_where_completions_come_from(t: TestApp) {
    let person = t.stranger();
    for path in ["/", "/mo-hinh"] {
        let page = person.get(path).await.assert_ok();
        assert_eq!(
            page.attribute("form.search", "data-suggest").as_deref(),
            Some("/api/v1/suggest"),
            "{path}"
        );
    }
    let units = person.get("/danh-ba").await.assert_ok();
    assert_eq!(units.attribute("form.search", "data-suggest"), None);
}

#[apply(both_backends!)]
async fn a_province_is_completed_by_its_name_of_today_and_of_the_record(t: TestApp) {
    for (title, province) in [
        ("Áo dài", "Thừa Thiên Huế"),
        ("Rừng ngập mặn", "Tỉnh Cà Mau"),
    ] {
        t.enter(&Model {
            province_name: String::from(province),
            ..compiled(title)
        })
        .await;
    }
    let person = t.stranger();
    let found = completed(&person, "hue").await;
    assert_eq!(found[0], pair("place", "Huế"));
    assert!(
        found.contains(&pair("place", "Thừa Thiên Huế")),
        "{found:?}"
    );
    // The word for the sort of area makes no other place of it.
    let found = completed(&person, "cà mau").await;
    assert_eq!(found, [pair("place", "Tỉnh Cà Mau")]);
}
