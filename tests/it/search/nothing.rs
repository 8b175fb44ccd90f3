//! Searches that find nothing: what is offered, and what is counted.

use crate::support::models::compiled;
use crate::support::prelude::*;
use danvankheo::access::Role;
use danvankheo::models::Model;
use danvankheo::models::words::Sector;

#[apply(both_backends!)]
async fn the_nearest_spelling_is_offered_where_it_finds_something(t: TestApp) {
    t.enter(&compiled("Khuyến khích chuyển nghề")).await;
    for title in ["Cổng trường buổi sớm", "Bến đò ngang"] {
        t.enter(&Model {
            themes: vec![String::from("an toàn giao thông")],
            ..compiled(title)
        })
        .await;
    }
    let person = t.stranger();
    let page = person
        .get("/mo-hinh?q=khuyxxn")
        .await
        .assert_ok()
        .assert_says("Ý bạn là");
    let address = page.attribute(".empty a", "href").unwrap();
    assert_eq!(address, "/mo-hinh?q=khuyen");
    person
        .get(&address)
        .await
        .assert_ok()
        .assert_says("chuyển nghề");
    person
        .get("/mo-hinh?q=zzzzqqqq")
        .await
        .assert_ok()
        .assert_silent_on("Ý bạn là")
        .assert_says("toàn bộ kho mô hình");

    // Themes: those that share words with the search, or else the most used.
    let themes = |page: &Answer| page.select(".empty a[href*='chu-de=']");
    let (used, shared) = ("an toàn giao thông", "hiến đất làm đường");
    assert_eq!(themes(&page), [used, shared]);
    page.assert_says("Chủ đề có nhiều mô hình: an toàn giao thông")
        .assert_silent_on("Chủ đề có thể liên quan");
    let related = person.get("/mo-hinh?q=mo+duong&nam=1999").await;
    let related = related.assert_ok();
    assert_eq!(themes(&related), [shared]);
    let related = related.assert_says("Chủ đề có thể liên quan: hiến đất làm đường");
    let theme = related.attribute(".empty a[href*='chu-de=']", "href");
    person
        .get(&theme.unwrap())
        .await
        .assert_ok()
        .assert_says("Khuyến khích chuyển nghề")
        .assert_silent_on("Bến đò ngang");
}

#[apply(both_backends!)]
async fn what_is_not_public_lends_no_spelling(t: TestApp) {
    t.enter(&compiled("Hiến đất")).await;
    t.enter(&Model {
        is_public: false,
        ..compiled("Khuyến khích")
    })
    .await;
    t.stranger()
        .get("/mo-hinh?q=khuyxxn")
        .await
        .assert_ok()
        .assert_silent_on("Ý bạn là");
}

#[apply(both_backends!)]
async fn fewer_filters_are_offered_with_what_they_find(t: TestApp) {
    t.enter(&compiled("Hiến đất mở đường")).await;
    t.enter(&Model {
        sector: Sector::CultureSociety,
        province_name: String::from("Cao Bằng"),
        province_code: Some(String::from("04")),
        ..compiled("Thư viện thôn")
    })
    .await;
    let page = t
        .stranger()
        .get("/mo-hinh?linh-vuc=van-hoa-xa-hoi&tinh=lang-son")
        .await
        .assert_ok()
        .assert_says("Bỏ tất cả điều kiện lọc (2 mô hình)");
    let offers = page.select(".empty li");
    assert!(offers[0].contains("(1 mô hình)"), "{}", offers[0]);
    assert!(offers[1].contains("(1 mô hình)"), "{}", offers[1]);
    assert!(page.select("form[action='/don-vi/nhu-cau']").is_empty());
}

#[apply(both_backends!)]
async fn a_unit_can_say_that_it_looks_for_what_was_not_found(t: TestApp) {
    t.enter(&compiled("Hiến đất")).await;
    let unit = t.unit("Xã Vạn Linh").await;
    let officer = t.officer_of(&unit).await;
    let page = officer.get("/mo-hinh?q=zzzzqqqq").await.assert_ok();
    assert_eq!(
        page.attribute("form[action='/don-vi/nhu-cau'] input[name=text]", "value")
            .as_deref(),
        Some("zzzzqqqq")
    );
    officer
        .post_form("/don-vi/nhu-cau", &[("text", "zzzzqqqq")])
        .await
        .assert_redirect_to("/don-vi/nhu-cau");
    let stranger = t.stranger().get("/mo-hinh?q=zzzzqqqq").await.assert_ok();
    assert!(stranger.select("form[action='/don-vi/nhu-cau']").is_empty());
    assert_eq!(
        stranger
            .attribute(".empty a[rel=nofollow]", "href")
            .as_deref(),
        Some("/dang-nhap?tiep=%2Fmo-hinh%3Fq%3Dzzzzqqqq")
    );
}

#[apply(both_backends!)]
async fn searches_without_result_are_counted_by_day_for_administrators(t: TestApp) {
    t.enter(&compiled("Hiến đất")).await;
    let person = t.stranger();
    for search in [
        "zzzzqqqq",
        "ZZZZqqqq%20",
        "zzzzqqqq",
        "qqqqzzzz",
        "0912345678",
        "a@zzzzqqqq.vn",
    ] {
        person
            .get(&format!("/mo-hinh?q={search}"))
            .await
            .assert_ok();
    }
    t.clock().advance(chrono::Duration::days(1));
    person.get("/mo-hinh?q=zzzzqqqq").await.assert_ok();
    person.get("/mo-hinh?q=hien").await.assert_ok();
    // A filter that leaves nothing of what there is tells nothing about the registry.
    person
        .get("/mo-hinh?q=hien&linh-vuc=van-hoa-xa-hoi")
        .await
        .assert_ok();
    let events = t.events().await.len();

    let rows = counted(&t.admin().await).await;
    assert_eq!(rows, ["zzzzqqqq 4 2 22/11/2026", "qqqqzzzz 1 1 21/11/2026"]);
    assert_eq!(t.events().await.len(), events, "no part of the log");

    let unit = t.unit("Xã Vạn Linh").await;
    for client in [
        t.officer_of(&unit).await,
        t.holder_of(Role::StandingAgency, Some(&unit)).await,
    ] {
        client.get("/quan-tri/tim-kiem").await.assert_status(404);
    }
}

/// What an administrator reads of searches without result: text, times, days and last day.
async fn counted(admin: &Client) -> Vec<String> {
    let page = admin.get("/quan-tri/tim-kiem").await.assert_ok();
    let rows = page.select("tbody tr");
    let in_one_line = |row: &String| row.split_whitespace().collect::<Vec<_>>().join(" ");
    rows.iter().map(in_one_line).collect()
}

#[apply(both_backends!)]
async fn searches_of_programs_are_counted_as_those_of_people(t: TestApp) {
    t.enter(&compiled("Hiến đất")).await;
    let program = t.stranger();
    for query in [
        "q=zzzzqqqq",
        "q=zzzzqqqq",
        "q=zzzzqqqq&page=2",
        "q=zzzzqqqq&page_size=5",
        "q=zzzzqqqq&literal=true",
        "q=hien",
        "q=hien&sector=culture_society",
        "q=0912345678",
        "sector=culture_society",
    ] {
        let list = program.get(&format!("/api/v1/models?{query}")).await;
        list.assert_ok();
    }
    let rows = counted(&t.admin().await).await;
    assert_eq!(rows, ["zzzzqqqq 3 1 21/11/2026"]);
}

#[apply(both_backends!)]
async fn whoever_looks_closer_at_a_search_without_result_does_not_raise_its_count(t: TestApp) {
    t.enter(&compiled("Hiến đất")).await;
    let (person, admin) = (t.stranger(), t.admin().await);
    for query in [
        "q=zzzzqqqq",
        // Its filters are no words of their own, and what only repeats it is no other search.
        "q=zzzzqqqq+n%C4%83m%3A2024",
        "q=zzzzqqqq&nguyen-van=co",
        "q=zzzzqqqq&trang=2",
        "q=n%C4%83m%3A1999",
    ] {
        person.get(&format!("/mo-hinh?{query}")).await.assert_ok();
    }
    let row = "zzzzqqqq 2 1 21/11/2026";
    assert_eq!(counted(&admin).await, [row]);
    let page = admin.get("/quan-tri/tim-kiem").await.assert_ok();
    let href = page.attribute("tbody a", "href").unwrap();
    admin.get(&href).await.assert_ok();
    admin.get("/api/v1/models?q=zzzzqqqq").await.assert_ok();
    assert_eq!(counted(&admin).await, [row]);
}

#[apply(both_backends!)]
async fn a_filter_written_into_the_search_is_taken_away_too(t: TestApp) {
    t.enter(&compiled("Hiến đất mở đường")).await;
    let person = t.stranger();
    let page = person
        .get("/mo-hinh?q=hien+dat+n%C4%83m%3A1999")
        .await
        .assert_ok()
        .assert_says("Bỏ tất cả điều kiện lọc (1 mô hình)");
    let address = page.attribute(".empty li a", "href").unwrap();
    person
        .get(&address)
        .await
        .assert_ok()
        .assert_says("Hiến đất mở đường");
}

#[apply(both_backends!)]
async fn where_models_only_come_near_that_is_said_and_counted_and_no_news(t: TestApp) {
    for title in ["Phân loại rác", "Thu gom rác", "Nuôi gà", "Nuôi lươn"] {
        t.enter(&compiled(title)).await;
    }
    let unit = t.unit("Xã Vạn Linh").await;
    let officer = t.officer_of(&unit).await;
    let address = "/mo-hinh?q=r%C3%A1c+blockchain";
    let page = officer.get(address).await.assert_ok();
    let page = page
        .assert_says("Chưa có mô hình nào khớp hẳn")
        .assert_says("Kết quả gần đúng (2)")
        .assert_says("Phân loại rác");
    assert_eq!(
        page.attribute("form[action='/don-vi/nhu-cau'] input[name=text]", "value")
            .as_deref(),
        Some("rác blockchain")
    );
    // What only comes near is what there is to narrow.
    let facets = page.select(".facet a").concat();
    assert!(facets.contains("2 mô hình"), "{facets}");
    let person = t.stranger();
    let feed = |q: &str| format!("/tin.atom?q={q}");
    let near = person.get(&feed("r%C3%A1c+blockchain")).await.assert_ok();
    near.assert_silent_on("Thu gom rác");
    let found = person.get(&feed("r%C3%A1c")).await.assert_ok();
    found
        .assert_says("Thu gom rác")
        .assert_says("Phân loại rác");
    // A search that is answered is not counted.
    person.get("/mo-hinh?q=r%C3%A1c").await.assert_ok();
    let counted = t.admin().await.get("/quan-tri/tim-kiem").await.assert_ok();
    let rows = counted.select("tbody tr");
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(rows[0].contains("rác blockchain"), "{rows:?}");
}

#[apply(both_backends!)]
async fn related_themes_are_shown_where_models_only_come_near(t: TestApp) {
    for title in ["Phân loại rác", "Thu gom rác"] {
        t.enter(&Model {
            themes: vec![String::from("rác thải sinh hoạt")],
            ..compiled(title)
        })
        .await;
    }
    for title in ["Nuôi gà", "Nuôi lươn", "Nuôi ong"] {
        t.enter(&compiled(title)).await;
    }
    let page = t.stranger().get("/mo-hinh?q=r%C3%A1c+blockchain").await;
    page.assert_ok()
        .assert_says("Kết quả gần đúng (2)")
        .assert_says("Chủ đề có thể liên quan: rác thải sinh hoạt");
}

#[apply(both_backends!)]
async fn a_search_as_it_stands_says_so_and_leads_back(t: TestApp) {
    t.enter(&compiled("Hiến đất mở đường")).await;
    let person = t.stranger();
    let page = person
        .get("/mo-hinh?q=hieens+ddaats&nguyen-van=co")
        .await
        .assert_ok();
    let back = page.attribute(".read-as a", "href").unwrap();
    page.assert_says("Đang tìm đúng như đã gõ");
    assert_eq!(back, "/mo-hinh?q=hieens+ddaats");
    person
        .get(&back)
        .await
        .assert_ok()
        .assert_says("Đang tìm: hiến đất")
        .assert_says("Hiến đất mở đường");
}
