//! The language of queries, the two kinds of results, and the search as it was typed.

use crate::support::models::compiled;
use crate::support::prelude::*;
use danvankheo::models::Model;
use danvankheo::models::story::Story;
use danvankheo::models::words::Sector;

/// The titles of what a search finds, in the order of their bytes.
pub(super) async fn titles(client: &Client, query: &str) -> Vec<String> {
    let query = serde_urlencoded::to_string([("q", query)]).unwrap();
    let answer = client.get(&format!("/api/v1/models?{query}")).await;
    let json = answer.assert_ok().json();
    let items = json["items"].as_array().unwrap().iter();
    let mut titles: Vec<String> = items
        .map(|item| item["title"].as_str().unwrap().to_owned())
        .collect();
    titles.sort();
    titles
}

#[apply(both_backends!)]
async fn phrases_exclusions_and_filters_narrow_a_search(t: TestApp) {
    let mut first = compiled("Chuyện thả diều");
    first.sector = Sector::CultureSociety;
    first.year = Some(2021);
    let mut second = compiled("Diều hâu thả về rừng");
    second.province_code = Some(String::from("08"));
    second.province_name = String::from("Tuyên Quang");
    t.enter(&first).await;
    t.enter(&second).await;
    let person = t.stranger();
    let (told, bird) = ("Chuyện thả diều", "Diều hâu thả về rừng");
    for (query, expected) in [
        ("thả diều", vec![told, bird]),
        ("\"thả diều\"", vec![told]),
        ("“tha dieu”", vec![told]),
        ("diều -hâu", vec![told]),
        ("diều -\"thả diều\"", vec![bird]),
        ("diều tỉnh:tuyên-quang", vec![bird]),
        ("diều tỉnh:hà-giang", vec![bird]),
        ("diều lĩnh-vực:văn-hóa", vec![told]),
        ("diều năm:2020..2022", vec![told]),
        ("diều năm:2020..2022 tỉnh:hà-giang", vec![]),
        ("diều năm:1..2022", vec![told]),
        ("diều năm:2022..99999", vec![bird]),
        // No model can be of these years: they are words.
        ("diều năm:1899", vec![told, bird]),
        ("diều năm:99999", vec![told, bird]),
    ] {
        assert_eq!(titles(&person, query).await, expected, "{query}");
    }
}

#[apply(both_backends!)]
async fn what_only_comes_near_stands_under_a_line_of_its_own(t: TestApp) {
    for title in ["Thả diều trên đồi cao tít", "Thả diều trên đồi", "Xây cầu"] {
        t.enter(&compiled(title)).await;
    }
    let person = t.stranger();
    let page = person
        .get("/mo-hinh?q=th%E1%BA%A3+di%E1%BB%81u+tr%C3%AAn+%C4%91%E1%BB%93i+cao+t%C3%ADt")
        .await
        .assert_ok();
    assert_eq!(
        page.select(".results-head h2").concat().trim(),
        "1 mô hình cho “thả diều trên đồi cao tít”"
    );
    assert!(
        page.select(".near h3")
            .concat()
            .contains("Kết quả gần đúng (1)")
    );
    let json = person
        .get("/api/v1/models?q=th%E1%BA%A3+di%E1%BB%81u+tr%C3%AAn+%C4%91%E1%BB%93i+cao+t%C3%ADt")
        .await
        .json();
    assert_eq!(
        (json["total"].as_i64(), json["near"].as_i64()),
        (Some(2), Some(1))
    );
    let sectors = json["facets"]["sector"].as_array().unwrap();
    assert_eq!(sectors.len(), 1);
    assert_eq!(
        sectors[0]["count"], 1,
        "what only comes near is not counted"
    );
}

#[apply(both_backends!)]
async fn a_mended_search_offers_what_was_typed(t: TestApp) {
    t.enter(&compiled("Thả diều bên sông")).await;
    let person = t.stranger();
    let page = person.get("/mo-hinh?q=thar+dieeuf").await.assert_ok();
    let page = page.assert_says("Đang tìm: thả diều");
    let literal = page.attribute(".read-as a", "href").unwrap();
    assert!(literal.contains("nguyen-van=co"), "{literal}");
    person
        .get(&literal)
        .await
        .assert_ok()
        .assert_silent_on("Đang tìm:")
        .assert_says("Chưa tìm thấy mô hình nào");
}

#[apply(both_backends!)]
async fn whatever_else_is_looked_for_is_said_and_left_away_on_request(t: TestApp) {
    for title in [
        "Giảm nghèo bền vững 1",
        "Giảm nghèo bền vững 2",
        "Giảm nghèo bền vững 3",
        "Giám sát công trình",
        "Láng giềng tốt bụng",
    ] {
        t.enter(&compiled(title)).await;
    }
    let person = t.stranger();
    let searched = async |query: &str| {
        let query = serde_urlencoded::to_string([("q", query)]).unwrap();
        person.get(&format!("/mo-hinh?{query}")).await.assert_ok()
    };
    let as_typed = async |page: &Answer| {
        let literal = page.attribute(".read-as a", "href").unwrap();
        person.get(&literal).await.assert_ok()
    };
    let first = |page: &Answer| page.select(".card__title").first().cloned().unwrap();

    let meant = searched("giám nghèo").await;
    let meant = meant.assert_says("Cũng tìm: giảm nghèo");
    let meant = meant.assert_says("Giảm nghèo bền vững 1");
    let literal = as_typed(&meant).await.assert_silent_on("Cũng tìm");
    assert!(first(&literal).contains("Giám sát công trình"));

    let widened = searched("hàng xóm").await;
    let widened = widened.assert_says("Có tìm cả những cách nói gần nghĩa");
    assert!(first(&widened).contains("Láng giềng tốt bụng"));
    let literal = as_typed(&widened).await.assert_silent_on("gần nghĩa");
    literal.assert_silent_on("Láng giềng");

    let plain = searched("tốt bụng").await;
    assert!(first(&plain).contains("Láng giềng tốt bụng"));
    let plain = plain.assert_silent_on("Cũng tìm");
    plain.assert_silent_on("gần nghĩa");
}

#[apply(both_backends!)]
async fn filters_written_into_a_search_are_shown_and_taken_away_like_chosen_ones(t: TestApp) {
    for (title, year) in [("Thả diều", 2021), ("Diều giấy", 2022), ("Diều vải", 2024)] {
        t.enter(&Model {
            year: Some(year),
            ..compiled(title)
        })
        .await;
    }
    let person = t.stranger();
    let asking = |q: &str| {
        let query = serde_urlencoded::to_string([("q", q)]).unwrap();
        format!("/mo-hinh?{query}")
    };
    let page = person
        .get(&asking("diều tỉnh:lạng-sơn năm:2020..2022"))
        .await
        .assert_ok();
    let chips: Vec<String> = page
        .select(".chips li")
        .iter()
        .map(|chip| chip.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(chips.len(), 3, "{chips:?}");
    assert!(chips[0].contains("Lạng Sơn"), "{chips:?}");
    assert!(chips[1].contains("2020–2022"), "{chips:?}");
    // Each is taken away by itself, all by the last.
    for (number, left) in [
        (0, "/mo-hinh?q=di%E1%BB%81u+n%C4%83m%3A2020..2022"),
        (
            1,
            "/mo-hinh?q=di%E1%BB%81u+t%E1%BB%89nh%3Al%E1%BA%A1ng-s%C6%A1n",
        ),
        (2, "/mo-hinh?q=di%E1%BB%81u"),
    ] {
        let chip = format!(".chips li:nth-child({}) a", number + 1);
        assert_eq!(page.attribute(&chip, "href").as_deref(), Some(left));
        assert!(
            person
                .get(left)
                .await
                .assert_ok()
                .text()
                .contains("Thả diều")
        );
    }
    // What was written counts as chosen among the facets: a second value adds to it, itself taken away leaves the other.
    let chosen = page.select(".facet a[aria-current=true]");
    assert!(
        chosen.iter().any(|option| option.contains("2021")),
        "{chosen:?}"
    );
    assert!(
        chosen.iter().any(|option| option.contains("2022")),
        "{chosen:?}"
    );
    assert!(
        !chosen.iter().any(|option| option.contains("2024")),
        "{chosen:?}"
    );
}

#[apply(both_backends!)]
async fn results_quote_whichever_text_answers(t: TestApp) {
    let told = |title: &str, approach: &str, step: &str| Model {
        story: Story {
            approach: approach.to_owned(),
            steps: vec![String::from("Họp tổ dân phố."), step.to_owned()],
            ..Story::default()
        },
        ..compiled(title)
    };
    let common = "Tổ dân phố bàn cách làm chung cho cả xóm.";
    for model in [
        told("Sân chơi", common, "Mời các cháu thả diều."),
        told(
            "Bãi cỏ",
            "Các cháu rủ nhau thả diều ngoài bãi cỏ.",
            "Dọn bãi cỏ.",
        ),
    ] {
        t.enter(&model).await;
    }
    let page = t
        .stranger()
        .get("/mo-hinh?q=th%E1%BA%A3+di%E1%BB%81u")
        .await;
    let page = page.assert_ok();
    for passage in [
        "Mời các cháu <mark>thả diều</mark>",
        "rủ nhau <mark>thả diều</mark> ngoài",
    ] {
        assert!(page.text().contains(passage), "{passage}: {}", page.text());
    }
}
