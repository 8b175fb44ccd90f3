//! `/api/v1/models` and what describes it.

use crate::support::models::compiled;
use crate::support::prelude::*;
use danvankheo::models::Model;
use danvankheo::models::words::{Label, RecognitionLevel, Sector};
use danvankheo::units::model::UnitKind;
use serde_json::{Value, json};

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
async fn a_mended_search_says_how_it_was_read_and_a_literal_one_mends_nothing(t: TestApp) {
    t.enter(&compiled("Thả diều bên sông")).await;
    t.enter(&compiled("Xây cầu")).await;
    let person = t.stranger();
    let found = async |query: &str| {
        let answer = person.get(&format!("/api/v1/models?{query}")).await;
        answer.assert_ok().json()
    };
    let mended = found("q=thar+dieeuf").await;
    assert_eq!(mended["read_as"], "thả diều");
    assert_eq!(titles(&mended), ["Thả diều bên sông"]);
    let literal = found("q=thar+dieeuf&literal=true").await;
    assert_eq!(
        (&literal["total"], &literal["read_as"]),
        (&json!(0), &Value::Null)
    );
    for query in [
        "q=th%E1%BA%A3+di%E1%BB%81u",
        "q=th%E1%BA%A3+di%E1%BB%81u&literal=true",
        "q=th%E1%BA%A3+di%E1%BB%81u&literal=false",
    ] {
        let known = found(query).await;
        assert_eq!(titles(&known), ["Thả diều bên sông"], "{query}");
        assert_eq!(known["read_as"], Value::Null, "{query}");
    }
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
        "year=abc",
        "year=99999999999",
        "recognised=x",
        "literal=co",
    ] {
        let answer = person
            .get(&format!("/api/v1/models?{query}"))
            .await
            .assert_status(422);
        let field = query.split_once('=').unwrap().0;
        assert_eq!(answer.json()["fields"][0]["field"], field, "{query}");
        let message = answer.json()["message"].to_string();
        assert!(message.contains("từng tham số") && !message.contains("đã nhập"));
    }
    for query in [
        "",
        "q=%00%ff%fe",
        "q=((((\"*~^",
        "theme=kh%C3%B4ng+c%C3%B3",
        "year=99999",
        "year=1899",
        "year=-1",
        "nam=1899",
        "nam=99999999999",
        "nam=abc",
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
    let config = &t.app.config;
    let served_at = format!("{}{}", config.origin, config.base_path);
    assert_eq!(document["servers"][0]["url"], served_at);
    let paths = document["paths"].as_object().unwrap();
    let described: Vec<&str> = paths.keys().map(String::as_str).collect();
    assert_eq!(
        described,
        [
            "/api/v1/models",
            "/api/v1/models/{code}",
            "/api/v1/models/{code}/similar",
            "/api/v1/suggest",
        ]
    );
    let parameters = &paths["/api/v1/models"]["get"]["parameters"];
    let parameters = parameters.as_array().unwrap().iter();
    let named: Vec<&str> = parameters
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    for name in [
        "q",
        "sector",
        "theme",
        "province",
        "year",
        "unit_kind",
        "level",
        "sort",
        "page",
        "page_size",
    ] {
        assert!(named.contains(&name), "{name}");
    }
}

/// What a part of an answer has that the description does not tell, and lacks that it promises; by where it stands.
fn untrue(document: &Value, schema: &Value, answer: &Value, at: &str) -> Vec<String> {
    let schema = match schema["$ref"].as_str() {
        Some(address) => document
            .pointer(address.trim_start_matches('#'))
            .unwrap_or_else(|| panic!("{at}: nothing is at {address}")),
        None => schema,
    };
    match answer {
        Value::Array(items) => {
            let parts = items.iter().enumerate();
            parts
                .flat_map(|(place, item)| {
                    untrue(document, &schema["items"], item, &format!("{at}[{place}]"))
                })
                .collect()
        }
        Value::Object(fields) if schema["properties"].is_object() => {
            let told = schema["properties"].as_object().unwrap();
            let required = schema["required"].as_array().into_iter().flatten();
            let lacks = required
                .filter_map(Value::as_str)
                .filter(|name| !fields.contains_key(*name))
                .map(|name| format!("{at} lacks {name}"));
            let below = fields
                .iter()
                .flat_map(|(name, value)| match told.get(name) {
                    Some(schema) => untrue(document, schema, value, &format!("{at}.{name}")),
                    None => vec![format!("{at} has {name} untold")],
                });
            lacks.chain(below).collect()
        }
        _ => Vec::new(),
    }
}

#[apply(both_backends!)]
async fn answers_have_the_fields_that_the_description_tells(t: TestApp) {
    three(&t).await;
    let person = t.stranger();
    let document = person.get("/api/v1/openapi.json").await.json();
    let list = person.get("/api/v1/models").await.json();
    let code = list["items"][0]["code"].as_str().unwrap();
    for (path, asked) in [
        ("/api/v1/models", "/api/v1/models?q=hoa".to_owned()),
        ("/api/v1/models/{code}", format!("/api/v1/models/{code}")),
        (
            "/api/v1/models/{code}/similar",
            format!("/api/v1/models/{code}/similar"),
        ),
        ("/api/v1/suggest", "/api/v1/suggest?q=h".to_owned()),
    ] {
        let answer = person.get(&asked).await.assert_ok().json();
        let schema = &document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
            ["schema"];
        assert!(schema.is_object(), "{path}");
        let untrue = untrue(&document, schema, &answer, "answer");
        assert!(untrue.is_empty(), "{path}: {untrue:#?}");
    }
    // The comparison can fail.
    let strange = json!({ "total": 1, "items": [{ "code": "MH-2026-0001" }], "extra": 1 });
    let schema = &document["paths"]["/api/v1/models"]["get"]["responses"]["200"]["content"]["application/json"]
        ["schema"];
    let found = untrue(&document, schema, &strange, "answer").join("; ");
    for told in [
        "answer has extra untold",
        "answer lacks facets",
        "answer.items[0] lacks title",
    ] {
        assert!(found.contains(told), "{found}");
    }
}

#[apply(both_backends!)]
async fn an_imported_record_says_in_a_list_all_that_lists_promise(t: TestApp) {
    let model = Model {
        external_id: Some(String::from("r0417")),
        unit_name: String::from("Hội Phụ nữ xã Vạn Linh"),
        unit_kind: UnitKind::FrontOrg,
        sector: Sector::CultureSociety,
        label: Label::RelatedPractice,
        level: Some(RecognitionLevel::Province),
        year: Some(2024),
        themes: vec![
            String::from("hiến đất làm đường"),
            String::from("nông thôn mới"),
        ],
        ..compiled("Hiến đất mở đường")
    };
    t.enter(&model).await;
    let config = &t.app.config;
    let promised = json!({
        "code": model.code.as_str(),
        "external_id": "r0417",
        "title": "Hiến đất mở đường",
        "slug": model.slug,
        "unit": "Hội Phụ nữ xã Vạn Linh",
        "unit_kind": "front_org",
        "province": "Lạng Sơn",
        "sector": "culture_society",
        "themes": ["hiến đất làm đường", "nông thôn mới"],
        "year": 2024,
        "level": "province",
        "label": "related_practice",
        "origin": "compiled",
        "recognised": false,
        "summary": "Cấp ủy thôn đưa phương án ra bàn công khai, vận động từng hộ hiến đất.",
        "url": format!("{}{}/mo-hinh/{}", config.origin, config.base_path, model.slug),
    });
    let person = t.stranger();
    let list = person.get("/api/v1/models").await.assert_ok().json();
    assert_eq!(list["items"], json!([promised]));
    let detail = format!("/api/v1/models/{}", model.code);
    let detail = person.get(&detail).await.assert_ok().json();
    for (field, value) in promised.as_object().unwrap() {
        assert_eq!(&detail[field], value, "{field}");
    }
}

/// The titles of the models on a page, in order.
fn titles(list: &Value) -> Vec<&str> {
    let items = list["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["title"].as_str().unwrap())
        .collect()
}

/// Three models that differ in all that lists are narrowed and ordered by, entered in the order of the alphabet,
/// published in another, and the first of them taken up once.
async fn three(t: &TestApp) {
    let published = |day: u32| {
        let moment = format!("2026-11-{day:02}T03:00:00");
        Some(moment.parse().unwrap())
    };
    let themes = vec![String::from("an sinh xã hội")];
    let pond = Model {
        unit_kind: UnitKind::School,
        level: Some(RecognitionLevel::Commune),
        label: Label::RelatedPractice,
        province_code: Some(String::from("01")),
        province_name: String::from("Hà Nội"),
        themes: themes.clone(),
        published_at: published(2),
        ..compiled("Ao cá khuyến học")
    };
    t.enter(&pond).await;
    t.enter(&Model {
        unit_kind: UnitKind::FrontOrg,
        level: Some(RecognitionLevel::Province),
        themes,
        published_at: published(3),
        ..compiled("Đường hoa")
    })
    .await;
    t.enter(&Model {
        published_at: published(1),
        ..compiled("Hiến đất mở đường")
    })
    .await;
    let unit = t.unit("Xã Bình An").await;
    t.taken_up(&pond, &unit, "Ao cá của xã").await;
}

#[apply(both_backends!)]
async fn every_parameter_narrows_orders_or_turns_the_page(t: TestApp) {
    three(&t).await;
    let (pond, flowers, road) = ("Ao cá khuyến học", "Đường hoa", "Hiến đất mở đường");
    let person = t.stranger();
    for (query, expected) in [
        ("sort=title", vec![pond, flowers, road]),
        ("sort=newest", vec![flowers, pond, road]),
        ("sort=most_adopted", vec![pond, flowers, road]),
        (
            "sort=title&theme=an+sinh+x%C3%A3+h%E1%BB%99i",
            vec![pond, flowers],
        ),
        ("theme=khong+co", vec![]),
        ("sort=title&province=20", vec![flowers, road]),
        ("province=H%C3%A0+N%E1%BB%99i", vec![pond]),
        ("unit_kind=school", vec![pond]),
        ("sort=title&unit_kind=school,front_org", vec![pond, flowers]),
        ("level=commune", vec![pond]),
        (
            "sort=title&level=commune&level=province",
            vec![pond, flowers],
        ),
        ("level=central", vec![]),
        ("label=related_practice", vec![pond]),
        ("recognised=true", vec![]),
        (
            "theme=an+sinh+x%C3%A3+h%E1%BB%99i&province=20",
            vec![flowers],
        ),
    ] {
        let list = person.get(&format!("/api/v1/models?{query}")).await;
        let list = list.assert_ok().json();
        assert_eq!(titles(&list), expected, "{query}");
        assert_eq!(list["total"], expected.len(), "{query}");
    }
    for (page, expected) in [(1, vec![pond, flowers]), (2, vec![road]), (3, vec![])] {
        let query = format!("/api/v1/models?sort=title&page_size=2&page={page}");
        let list = person.get(&query).await.assert_ok().json();
        assert_eq!(titles(&list), expected, "{query}");
        let counts = [&list["total"], &list["page"], &list["page_size"]];
        assert_eq!(counts, [&json!(3), &json!(page), &json!(2)]);
    }
    let list = person.get("/api/v1/models").await.assert_ok().json();
    assert_eq!([&list["page"], &list["page_size"]], [&json!(1), &json!(20)]);
}

#[apply(both_backends!)]
async fn a_model_that_was_taken_up_names_what_came_of_it_once_anyone_may_read_it(t: TestApp) {
    let source = compiled("Hiến đất mở đường");
    t.enter(&source).await;
    let unit = t.unit("Xã Bình An").await;
    let code = t.taken_up(&source, &unit, "Con đường chung tay").await;
    let person = t.stranger();
    let (above, below) = (
        format!("/api/v1/models/{}", source.code),
        format!("/api/v1/models/{code}"),
    );
    let detail = person.get(&above).await.assert_ok().json();
    assert_eq!(detail["adoptions"], 1);
    assert_eq!(detail["derived"], json!([]), "a draft is nobody's to read");
    assert_eq!(detail["derived_from"], Value::Null);
    person.get(&below).await.assert_status(404);

    t.show(&code, true).await;
    let detail = person.get(&above).await.assert_ok().json();
    assert_eq!(detail["derived"], json!([code]));
    let detail = person.get(&below).await.assert_ok().json();
    assert_eq!(detail["derived_from"], source.code.as_str());
    assert_eq!(detail["derived"], json!([]));
    assert_eq!(detail["origin"], "registered");

    t.show(source.code.as_str(), false).await;
    let detail = person.get(&below).await.assert_ok().json();
    assert_eq!(detail["derived_from"], Value::Null);
}

#[apply(both_backends!)]
async fn whoever_follows_the_pages_comes_to_an_end(t: TestApp) {
    t.enter(&compiled("Hiến đất mở đường")).await;
    let person = t.stranger();
    for page in ["2", "500", "501", "99999999"] {
        let asked = format!("/api/v1/models?page={page}&page_size=20");
        let answer = person.get(&asked).await.assert_ok().json();
        let items = answer["items"].as_array().unwrap();
        assert!(items.is_empty(), "{page}");
        assert_eq!(answer["total"], 1, "{page}");
    }
    // The page for people shows the last there is.
    let list = person.get("/mo-hinh?trang=99999999").await.assert_ok();
    list.assert_says("Hiến đất mở đường");
}

#[apply(both_backends!)]
async fn seven_facets_name_their_values_and_count_them_for_people_and_programs(t: TestApp) {
    let themes = |theme: &str| vec![String::from("hiến đất làm đường"), theme.to_owned()];
    t.enter(&Model {
        level: Some(RecognitionLevel::Commune),
        themes: themes("đường hoa"),
        ..compiled("Hiến đất mở đường")
    })
    .await;
    t.enter(&Model {
        sector: Sector::CultureSociety,
        year: Some(2024),
        unit_kind: UnitKind::School,
        label: Label::RelatedPractice,
        level: Some(RecognitionLevel::Commune),
        province_name: String::from("Cao Bằng"),
        province_code: Some(String::from("04")),
        themes: themes("khuyến học"),
        ..compiled("Ao cá khuyến học")
    })
    .await;
    let person = t.stranger();
    let facets = person.get("/api/v1/models").await.assert_ok().json()["facets"].clone();
    let page = person.get("/mo-hinh").await.assert_ok();
    let shown = page.select("details.facet");
    for (key, name, values) in [
        (
            "sector",
            "Lĩnh vực",
            vec![
                ("culture_society", "Văn hóa – xã hội", 1),
                ("economy", "Phát triển kinh tế", 1),
            ],
        ),
        (
            "theme",
            "Chủ đề",
            vec![
                ("hiến đất làm đường", "hiến đất làm đường", 2),
                ("đường hoa", "đường hoa", 1),
                ("khuyến học", "khuyến học", 1),
            ],
        ),
        (
            "province",
            "Tỉnh, thành phố",
            vec![("04", "Cao Bằng", 1), ("20", "Lạng Sơn", 1)],
        ),
        (
            "unit_kind",
            "Loại đơn vị",
            vec![("party", "Tổ chức Đảng", 1), ("school", "Trường học", 1)],
        ),
        (
            "year",
            "Năm",
            vec![("2025", "2025", 1), ("2024", "2024", 1)],
        ),
        ("level", "Cấp ghi nhận", vec![("commune", "Cấp xã", 2)]),
        (
            "label",
            "Tên gọi",
            vec![
                ("dan_van_kheo", "Dân vận khéo", 1),
                ("related_practice", "Cách làm liên quan", 1),
            ],
        ),
    ] {
        let counted = facets[key].as_array().unwrap();
        assert_eq!(counted.len(), values.len(), "{key}: {counted:?}");
        let facet = shown.iter().find(|facet| facet.starts_with(name)).unwrap();
        for (value, label, count) in values {
            let found = counted.iter().find(|option| option["value"] == value);
            let found = found.unwrap_or_else(|| panic!("{key}: {value}: {counted:?}"));
            assert_eq!(found["count"], count, "{key}: {value}");
            let option = format!("{label} {count} mô hình");
            assert!(facet.contains(&option), "{option}: {facet}");
        }
    }
}
