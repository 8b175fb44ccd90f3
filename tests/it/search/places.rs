//! Places through the history of units: what a place was called, what it went into, which district it lay in.

use crate::support::models::compiled;
use crate::support::prelude::*;
use chrono::NaiveDate;
use danvankheo::ids::UnitId;
use danvankheo::models::Model;
use danvankheo::units::{self, Depth, seed_facts};

/// First days of the areas of before July 2025 and of those since.
const BEFORE: &str = "2004-07-08";
const SINCE: &str = "2025-07-01";

async fn area(t: &TestApp, code: &'static str, from: &str) -> UnitId {
    let from: NaiveDate = from.parse().unwrap();
    let found = t.read(move |conn| units::find_by_key(conn, code, from));
    found.await.unwrap().id
}

/// The titles found, the best first.
async fn titles(client: &Client, query: &str) -> Vec<String> {
    let query = serde_urlencoded::to_string([("q", query)]).unwrap();
    let answer = client.get(&format!("/api/v1/models?{query}")).await;
    let json = answer.assert_ok().json();
    let items = json["items"].as_array().unwrap().iter();
    items
        .map(|item| item["title"].as_str().unwrap().to_owned())
        .collect()
}

#[apply(both_backends!)]
async fn a_place_is_found_by_what_it_was_and_what_it_became(t: TestApp) {
    seed_facts(&t.app.db, t.clock(), Depth::OldCommunes).unwrap();
    let somewhere = |title: &str, province: &str, commune: &str| Model {
        province_name: province.to_owned(),
        province_code: Some(String::from("08")),
        commune_name: Some(commune.to_owned()),
        ..compiled(title)
    };
    // The commune of today, into which the commune Má Lé of the district Đồng Văn went.
    t.enter(&Model {
        place_unit_id: Some(area(&t, "00715", SINCE).await),
        ..somewhere("Thả diều một", "Tuyên Quang", "Lũng Cú")
    })
    .await;
    t.enter(&Model {
        place_unit_id: Some(area(&t, "00718", BEFORE).await),
        district_name: Some(String::from("Đồng Văn")),
        ..somewhere("Thả diều hai", "Hà Giang", "Má Lé")
    })
    .await;
    // The commune of today that has the name of the former district.
    t.enter(&Model {
        place_unit_id: Some(area(&t, "00721", SINCE).await),
        ..somewhere("Thả diều ba", "Tuyên Quang", "Đồng Văn")
    })
    .await;
    t.enter(&Model {
        province_code: Some(String::from("20")),
        ..somewhere("Thả diều bốn", "Lạng Sơn", "Bình Gia")
    })
    .await;
    let person = t.stranger();
    let (today, before, named) = ("Thả diều một", "Thả diều hai", "Thả diều ba");

    let district = titles(&person, "Đồng Văn").await;
    let third = district.get(2).map(String::as_str);
    assert_eq!(third, Some(today), "an own name comes first: {district:?}");
    assert_eq!(titles(&person, "Má Lé").await[..2], [before, today]);
    assert_eq!(titles(&person, "xã Má Lé").await[..2], [before, today]);
    assert_eq!(titles(&person, "Lũng Cú").await[..2], [today, before]);

    let former = titles(&person, "Hà Giang").await;
    assert_eq!(former[0], before);
    assert!(former.iter().any(|title| title == named), "{former:?}");
    let province = titles(&person, "Tuyên Quang").await;
    assert!(province.iter().any(|title| title == before), "{province:?}");
}

#[apply(both_backends!)]
async fn a_place_is_found_by_the_provinces_merged_into_its_own_however_spelt(t: TestApp) {
    seed_facts(&t.app.db, t.clock(), Depth::Provinces).unwrap();
    let place = area(&t, "25747", SINCE).await;
    let written = [
        ("Thả diều một", "Thành phố Hồ Chí Minh"),
        ("Thả diều hai", "TP Hồ Chí Minh"),
        ("Thả diều ba", "TP. HỒ CHÍ MINH"),
        ("Thả diều bốn", "Hồ Chí Minh"),
    ];
    let entered = |title: &str, province: &str| Model {
        place_unit_id: Some(place.clone()),
        province_name: province.to_owned(),
        province_code: Some(String::from("79")),
        commune_name: None,
        ..compiled(title)
    };
    for (title, province) in written {
        t.enter(&entered(title, province)).await;
    }
    // What lay in Bình Dương never was in Vũng Tàu.
    t.enter(&entered("Thả diều năm", "Bình Dương")).await;
    let person = t.stranger();
    let found = titles(&person, "Bà Rịa - Vũng Tàu").await;
    for (title, province) in written {
        assert!(found.iter().any(|found| found == title), "{province}");
    }
    assert_eq!(found.len(), written.len(), "{found:?}");
}
