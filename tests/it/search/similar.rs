//! Models that do the like.

use crate::support::models::compiled;
use crate::support::prelude::*;
use danvankheo::models::Model;
use danvankheo::models::story::Story;
use danvankheo::models::words::Sector;

fn doing(title: &str, theme: &str, approach: &str) -> Model {
    Model {
        themes: vec![theme.to_owned()],
        story: Story {
            approach: approach.to_owned(),
            ..Story::default()
        },
        ..compiled(title)
    }
}

fn titles(answer: &Answer) -> Vec<String> {
    answer.json()["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["title"].as_str().unwrap().to_owned())
        .collect()
}

/// A model, one like it, one like it of another field of work, one that is hidden, and two others.
pub(super) async fn five(t: &TestApp) -> Model {
    let land = doing(
        "Hiến đất mở đường",
        "hiến đất làm đường",
        "Đến từng nhà vận động hiến đất.",
    );
    t.enter(&land).await;
    t.enter(&doing(
        "Nhường đất",
        "hiến đất làm đường",
        "Bàn công khai, vận động hiến đất.",
    ))
    .await;
    t.enter(&Model {
        sector: Sector::CultureSociety,
        ..doing(
            "Trường mới",
            "xây trường",
            "Gia đình hiến đất dựng lớp học.",
        )
    })
    .await;
    t.enter(&Model {
        is_public: false,
        ..doing(
            "Bí mật",
            "hiến đất làm đường",
            "Đến từng nhà vận động hiến đất.",
        )
    })
    .await;
    t.enter(&doing("Tiếng kẻng", "an ninh trật tự", "Gõ kẻng báo động."))
        .await;
    t.enter(&doing("Camera", "giám sát", "Lắp máy quay ở ngõ."))
        .await;
    land
}

#[apply(both_backends!)]
async fn models_that_do_the_like_are_found_with_the_reason(t: TestApp) {
    let land = five(&t).await;
    let person = t.stranger();
    let by_code = person
        .get(&format!("/api/v1/models/{}/similar", land.code))
        .await
        .assert_ok();
    assert_eq!(titles(&by_code)[..2], ["Nhường đất", "Trường mới"]);
    let items = by_code.json();
    assert_eq!(
        items["items"][0]["reason"],
        "cùng cách làm: hiến đất làm đường"
    );
    assert_eq!(
        items["items"][1]["reason"],
        "cùng cách làm: hiến đất; khác lĩnh vực"
    );
    assert_eq!(items["items"][1]["other_sector"], true);
    let external = land.external_id.unwrap();
    let by_external_id = person
        .get(&format!("/api/v1/models/{external}/similar"))
        .await
        .assert_ok();
    assert_eq!(titles(&by_external_id), titles(&by_code));
    let others = person
        .get(&format!(
            "/api/v1/models/{external}/similar?other_sectors=true"
        ))
        .await
        .assert_ok();
    assert_eq!(titles(&others), ["Trường mới"]);
}

#[apply(both_backends!)]
async fn a_theme_of_people_is_no_way_of_working_however_it_is_written(t: TestApp) {
    let own = doing("Tổ vay vốn", "Phụ Nữ", "Góp vốn xoay vòng mỗi tháng.");
    t.enter(&own).await;
    let other = doing("Ống tre", "Phụ Nữ", "Góp vốn xoay vòng theo mùa.");
    t.enter(&other).await;
    t.enter(&doing("Tiếng kẻng", "an ninh trật tự", "Gõ kẻng báo động."))
        .await;
    let path = format!("/api/v1/models/{}/similar", own.code);
    let found = t.stranger().get(&path).await.assert_ok().json();
    let reason = found["items"][0]["reason"].as_str().unwrap();
    assert!(reason.ends_with("cùng chủ đề: Phụ Nữ"), "{reason}");
    assert!(!reason.contains("cùng cách làm"), "{reason}");
}

#[apply(both_backends!)]
async fn a_hidden_model_is_like_nothing_and_nothing_is_like_it(t: TestApp) {
    let land = five(&t).await;
    let person = t.stranger();
    let found = person
        .get(&format!(
            "/api/v1/models/{}/similar?page_size=50",
            land.code
        ))
        .await
        .assert_ok();
    assert!(!titles(&found).contains(&String::from("Bí mật")));
    person
        .get(&format!("/mo-hinh/{}", land.slug))
        .await
        .assert_ok()
        .assert_silent_on("Bí mật");
    let hidden = Model {
        is_public: false,
        ..compiled("Chưa công bố")
    };
    t.enter(&hidden).await;
    for name in [hidden.code.to_string(), hidden.external_id.unwrap()] {
        person
            .get(&format!("/api/v1/models/{name}/similar"))
            .await
            .assert_status(404);
    }
}

#[apply(both_backends!)]
async fn the_page_shows_similar_models_and_on_request_those_of_other_fields(t: TestApp) {
    let land = five(&t).await;
    let person = t.stranger();
    let path = format!("/mo-hinh/{}", land.slug);
    let page = person
        .get(&path)
        .await
        .assert_ok()
        .assert_says("Mô hình tương tự")
        .assert_says("cùng cách làm: hiến đất làm đường")
        .assert_says("cùng cách làm: hiến đất; khác lĩnh vực")
        .assert_says("Nhường đất");
    let others = person
        .get(&format!("{path}?khac_linh_vuc=1"))
        .await
        .assert_ok()
        .assert_says("Trường mới")
        .assert_silent_on("Nhường đất");
    assert_eq!(
        others.attribute("link[rel=canonical]", "href"),
        page.attribute("link[rel=canonical]", "href")
    );
}

#[apply(both_backends!)]
async fn a_model_alone_has_no_similar_ones(t: TestApp) {
    let model = compiled("Một mình");
    t.enter(&model).await;
    let person = t.stranger();
    let found = person
        .get(&format!("/api/v1/models/{}/similar", model.code))
        .await
        .assert_ok();
    assert!(titles(&found).is_empty());
    person
        .get(&format!("/mo-hinh/{}", model.slug))
        .await
        .assert_ok()
        .assert_silent_on("Mô hình tương tự");
    for wrong in ["page_size=0", "page_size=51", "other_sectors=1"] {
        person
            .get(&format!("/api/v1/models/{}/similar?{wrong}", model.code))
            .await
            .assert_status(422);
    }
}
