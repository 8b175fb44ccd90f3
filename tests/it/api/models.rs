//! `/api/v1/models` and what describes it.

use crate::support::models::compiled;
use crate::support::prelude::*;
use danvankheo::models::Model;
use danvankheo::models::words::Sector;

#[apply(both_backends!)]
async fn a_list_has_items_and_facets_that_count_what_the_other_filters_leave(t: TestApp) {
    t.enter(&compiled("Hiến đất mở đường")).await;
    let culture = Model {
        sector: Sector::CultureSociety,
        year: Some(2024),
        ..compiled("Thư viện thôn")
    };
    t.enter(&culture).await;
    let person = t.stranger();

    let all = person.get("/api/v1/models").await.assert_ok().json();
    assert_eq!(all["total"], 2);
    let one = person
        .get("/api/v1/models?sector=economy")
        .await
        .assert_ok()
        .json();
    assert_eq!(one["total"], 1);
    let item = &one["items"][0];
    assert_eq!(item["title"], "Hiến đất mở đường");
    assert_eq!(item["province"], "Lạng Sơn");
    assert_eq!(item["recognised"], false);
    assert_eq!(
        one["facets"]["sector"].as_array().unwrap().len(),
        2,
        "the own filter does not narrow its facet"
    );
    assert_eq!(one["facets"]["year"][0]["value"], "2025");
    assert_eq!(one["facets"]["year"].as_array().unwrap().len(), 1);
    let both = person
        .get("/api/v1/models?sector=economy,culture_society&year=2024&year=2025")
        .await
        .json();
    assert_eq!(both["total"], 2);

    let code = item["code"].as_str().unwrap();
    let detail = person
        .get(&format!("/api/v1/models/{code}"))
        .await
        .assert_ok()
        .json();
    assert_eq!(detail["title"], item["title"]);
    assert_eq!(detail["steps"][0], "Họp thôn.");
    assert_eq!(detail["source"]["publisher"], "VietNamNet");
}

#[apply(both_backends!)]
async fn what_is_not_known_is_named_and_nothing_odd_is_a_defect(t: TestApp) {
    let person = t.stranger();
    for query in [
        "sector=x",
        "sort=up",
        "page=0",
        "page_size=1000",
        "page=a",
        "province=Atlantis",
        "recognised=x",
    ] {
        let answer = person
            .get(&format!("/api/v1/models?{query}"))
            .await
            .assert_status(422);
        let field = query.split_once('=').unwrap().0;
        assert_eq!(answer.json()["fields"][0]["field"], field, "{query}");
    }
    for query in [
        "",
        "q=%00%ff%fe",
        "q=((((\"*~^",
        "theme=kh%C3%B4ng+c%C3%B3",
        "year=99999",
        "page=500",
        "q=%F0%9F%98%80",
        "&&==&",
    ] {
        person
            .get(&format!("/api/v1/models?{query}"))
            .await
            .assert_ok();
        person.get(&format!("/mo-hinh?{query}")).await.assert_ok();
    }
    let missing = person
        .get("/api/v1/models/MH-1999-0001")
        .await
        .assert_status(404);
    assert_eq!(missing.json()["code"], "not_found");
}

#[apply(both_backends!)]
async fn the_description_is_openapi_and_names_both_addresses(t: TestApp) {
    let document = t
        .stranger()
        .get("/api/v1/openapi.json")
        .await
        .assert_ok()
        .json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    assert!(document["paths"]["/api/v1/models"]["get"].is_object());
    assert!(document["paths"]["/api/v1/models/{code}"]["get"].is_object());
}
