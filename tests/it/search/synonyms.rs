//! An administrator's synonyms hold at once, everywhere, and nobody else sees their pages.

use crate::support::models::compiled;
use crate::support::prelude::*;
use actix_web::web::Data;
use chrono::Duration as Span;
use danvankheo::access::Role;
use danvankheo::app::App;
use danvankheo::index::Query;
use danvankheo::log;
use danvankheo::search::{ask, start_feed};
use std::time::Duration;

const LIST: &str = "/quan-tri/tu-dong-nghia";
const ONE: &str = "/quan-tri/tu-dong-nghia/sua";
const HISTORY: &str = "/quan-tri/tu-dong-nghia/lich-su";
/// A word that no list of the program relates, and that nothing is mended to.
const QUERY: &str = "/api/v1/models?q=boomerang";

fn form<'a>(action: &'a str, version: &'a str, percent: &'a str) -> [(&'a str, &'a str); 7] {
    [
        ("words", "boomerang"),
        ("relation", ">"),
        ("also", "thả diều"),
        ("percent", percent),
        ("reason", "trò chơi của trẻ em"),
        ("version", version),
        ("do", action),
    ]
}

async fn found(client: &Client, path: &str) -> i64 {
    client.get(path).await.assert_ok().json()["total"]
        .as_i64()
        .unwrap()
}

#[apply(both_backends!)]
async fn a_rule_is_previewed_then_saved_then_put_aside_without_a_restart(t: TestApp) {
    t.enter(&compiled("Câu lạc bộ thả diều của trẻ em")).await;
    t.enter(&compiled("Tiếng kẻng an ninh")).await;
    let (admin, stranger) = (t.admin().await, t.stranger());
    assert_eq!(found(&stranger, QUERY).await, 0);

    let before = t.events().await.len();
    let preview = admin.post_form(ONE, &form("preview", "0", "80")).await;
    preview
        .assert_ok()
        .assert_says("Câu lạc bộ thả diều của trẻ em")
        .assert_says("(mới)");
    assert_eq!(t.events().await.len(), before, "a preview changes nothing");
    assert_eq!(found(&stranger, QUERY).await, 0);

    let saved = admin.post_form(ONE, &form("save", "0", "80")).await;
    saved.assert_redirect_to(LIST);
    t.caught_up().await;
    assert_eq!(found(&stranger, QUERY).await, 1);
    admin.get(LIST).await.assert_says("thả diều");

    // Someone who looked before the change does not overwrite it.
    let late = admin.post_form(ONE, &form("save", "0", "10")).await;
    late.assert_code("conflict.changed");

    let preview = admin
        .post_form(ONE, &form("preview_aside", "1", "80"))
        .await;
    preview
        .assert_ok()
        .assert_says("Nếu gác lại, tìm “boomerang”")
        .assert_says("Hiện nay: 1 kết quả")
        .assert_says("Sau khi gác lại: 0 kết quả");
    assert_eq!(found(&stranger, QUERY).await, 1);

    let aside = admin.post_form(ONE, &form("put_aside", "1", "80")).await;
    aside.assert_redirect_to(LIST);
    t.caught_up().await;
    assert_eq!(found(&stranger, QUERY).await, 0);
}

#[apply(both_backends!)]
async fn the_history_says_who_changed_what_when_the_newest_first(t: TestApp) {
    let first = t.user(Some((Role::Admin, None))).await;
    let second = t.user(Some((Role::Admin, None))).await;
    let (one, other) = (t.client_of(&first).await, t.client_of(&second).await);
    one.get(HISTORY).await.assert_says("Chưa có thay đổi nào");
    for (client, form) in [
        (&one, form("save", "0", "80")),
        (&other, form("save", "1", "35")),
        (&one, form("put_aside", "2", "35")),
    ] {
        client.post_form(ONE, &form).await.assert_redirect_to(LIST);
        t.clock().advance(Span::minutes(4));
    }
    let mut elsewhere = form("save", "0", "60");
    elsewhere[0].1 = "nhảy dây";
    other
        .post_form(ONE, &elsewhere)
        .await
        .assert_redirect_to(LIST);

    let list = one.get(LIST).await.assert_ok();
    let href = list.attribute("a[href*='words=boomerang'][href*='lich-su']", "href");
    let page = one.get(&href.unwrap()).await.assert_ok();
    let column = |page: &Answer, number: u8| page.select(&format!("tbody td:nth-child({number})"));
    assert_eq!(
        column(&page, 1),
        [
            "09:08 ngày 21/11/2026",
            "09:04 ngày 21/11/2026",
            "09:00 ngày 21/11/2026"
        ]
    );
    let (a, b) = (first.full_name, second.full_name);
    assert_eq!(column(&page, 2), [a.clone(), b.clone(), a.clone()]);
    let reason = "Lý do: trò chơi của trẻ em";
    let says = |percent: u8| format!("thả diều ({percent} %) {reason}");
    let nothing = String::from("Chưa có");
    assert_eq!(column(&page, 4), [says(35), says(80), nothing]);
    let aside = format!("Đã gác lại {reason}");
    assert_eq!(column(&page, 5), [aside, says(35), says(80)]);

    let all = one.get(HISTORY).await.assert_ok();
    assert_eq!(column(&all, 2), [b.clone(), a.clone(), b, a]);
    all.assert_says("nhảy dây").assert_says("boomerang");
}

#[apply(both_backends!)]
async fn a_long_history_goes_on_on_further_pages(t: TestApp) {
    let admin = t.admin().await;
    for version in 0..51_u8 {
        let (version, percent) = (version.to_string(), (version + 1).to_string());
        admin
            .post_form(ONE, &form("save", &version, &percent))
            .await
            .assert_redirect_to(LIST);
    }
    let newest = admin.get(HISTORY).await.assert_ok();
    let lines = newest.select("tbody tr");
    assert_eq!(lines.len(), 50);
    assert!(lines[0].contains("(51 %)"), "{}", lines[0]);
    // The oldest line of a page says what was before it, which stands on the next page.
    assert!(lines[49].contains("(1 %)"), "{}", lines[49]);
    let older = newest.attribute("a[href*='trang=2']", "href").unwrap();
    let oldest = admin.get(&older).await.assert_ok();
    let lines = oldest.select("tbody tr");
    assert_eq!(lines.len(), 1);
    assert!(lines[0].contains("Chưa có"), "{}", lines[0]);
    oldest.assert_silent_on("Các thay đổi cũ hơn");
    let behind = admin.get(&format!("{HISTORY}?trang=9")).await.assert_ok();
    behind
        .assert_says("Không còn thay đổi nào cũ hơn")
        .assert_silent_on("Chưa có thay đổi nào");
}

#[apply(both_backends!)]
async fn another_process_and_a_later_start_go_by_the_same_rules(t: TestApp) {
    t.enter(&compiled("Câu lạc bộ thả diều của trẻ em")).await;
    let folder = tempfile::tempdir().unwrap();
    let mut config = t.app.config.clone();
    config.data_dir = folder.path().to_path_buf();
    let other = Data::new(App::open(config, t.clock().clone()).unwrap());
    let _feed = start_feed(other.clone());

    let admin = t.admin().await;
    admin
        .post_form(ONE, &form("save", "0", "80"))
        .await
        .assert_redirect_to(LIST);
    let head = t.read(log::head).await.seq;
    assert!(other.wait_for_index(head, Duration::from_secs(20)).await);
    let query = Query {
        text: String::from("boomerang"),
        limit: 5,
        ..Query::default()
    };
    assert_eq!(ask(&other, query).await.unwrap().total, 1);

    let folder = tempfile::tempdir().unwrap();
    let mut config = t.app.config.clone();
    config.data_dir = folder.path().to_path_buf();
    let later = App::open(config, t.clock().clone()).unwrap();
    let holds = later.index.synonyms();
    assert!(format!("{holds:?}").contains("diêu~f"));
}

#[apply(both_backends!)]
async fn a_wrong_rule_keeps_what_was_typed_and_says_what_is_wrong(t: TestApp) {
    let admin = t.admin().await;
    let answer = admin.post_form(ONE, &form("save", "0", "180")).await;
    let answer = answer.assert_status(422);
    assert!(answer.field_error("percent").is_some());
    assert_eq!(answer.value("words").as_deref(), Some("boomerang"));
}

#[apply(both_backends!)]
async fn nobody_else_knows_of_these_pages(t: TestApp) {
    let unit = t.unit("Đảng ủy xã Vạn Linh").await;
    let officer = t.officer_of(&unit).await;
    let of_one = format!("{HISTORY}?words=boomerang&relation=%3E");
    let explain = "/quan-tri/giai-thich-tim-kiem?q=dan";
    for path in [LIST, ONE, HISTORY, &of_one, explain] {
        officer.get(path).await.assert_status(404);
    }
    let answer = officer.post_form(ONE, &form("save", "0", "80")).await;
    answer.assert_status(404);
}

/// Three models of "hiến đất", one of which lies in Tuyên Quang of today.
async fn two_provinces(t: &TestApp) {
    let mut there = compiled("Hiến đất mở đường biên giới");
    there.province_code = Some(String::from("08"));
    there.province_name = String::from("Tuyên Quang");
    t.enter(&there).await;
    t.enter(&compiled("Hiến đất mở đường liên xã")).await;
    t.enter(&compiled("Hiến đất xây trường")).await;
}

#[apply(both_backends!)]
async fn a_search_with_filters_is_explained_as_the_catalogue_reads_it(t: TestApp) {
    two_provinces(&t).await;
    let query = [("q", "tỉnh:\"Hà Giang\" hiến đất")];
    let query = serde_urlencoded::to_string(query).unwrap();
    let explain = format!("/quan-tri/giai-thich-tim-kiem?{query}");
    let page = t.admin().await.get(&explain).await.assert_ok();
    assert_eq!(page.select("dl.facts dt"), ["Tỉnh, thành phố"]);
    assert_eq!(page.select("dl.facts dd"), ["Tuyên Quang"]);
    let keys = page.select("tbody code").concat();
    assert!(!keys.is_empty() && !keys.contains("giang"), "{keys}");
    page.assert_says("Từ ngữ được tìm: hiến đất .")
        .assert_says("Hiến đất mở đường biên giới")
        .assert_silent_on("Hiến đất mở đường liên xã")
        .assert_silent_on("Hiến đất xây trường");
}

#[apply(both_backends!)]
async fn a_preview_reads_a_search_with_filters_as_the_catalogue_does(t: TestApp) {
    two_provinces(&t).await;
    let mut fields = form("preview", "0", "80").to_vec();
    fields[2].1 = "hiến đất";
    fields.push(("query", "boomerang tỉnh:tuyên-quang"));
    let page = t.admin().await.post_form(ONE, &fields).await.assert_ok();
    page.assert_says("Sau khi lưu: 1 kết quả")
        .assert_says("Hiến đất mở đường biên giới")
        .assert_silent_on("Hiến đất mở đường liên xã");
}

#[apply(both_backends!)]
async fn a_search_is_explained_to_an_administrator(t: TestApp) {
    t.enter(&compiled("Câu lạc bộ thả diều của trẻ em")).await;
    let admin = t.admin().await;
    admin
        .get("/quan-tri/giai-thich-tim-kiem?q=tha+dieu+-%22hoa+gi%E1%BA%A3i%22")
        .await
        .assert_ok()
        .assert_says("tha dieu bất kể dấu 40 %")
        .assert_silent_on("không mô hình nào có")
        .assert_says("hoa giải")
        .assert_says("Câu lạc bộ thả diều của trẻ em");
    admin
        .get("/quan-tri/giai-thich-tim-kiem?q=ch%C4%83n+nu%C3%B4i")
        .await
        .assert_ok()
        .assert_says("Từ đồng nghĩa không mô hình nào có:");
}

#[apply(both_backends!)]
async fn an_administrator_is_led_from_a_list_to_why_it_is_so(t: TestApp) {
    two_provinces(&t).await;
    let list = "/mo-hinh?q=hien+dat&nguyen-van=co&tinh=tuyen-quang&cong-nhan=co&sap-xep=ten";
    let why = "a[href^='/quan-tri/giai-thich-tim-kiem']";
    let stranger = t.stranger().get(list).await.assert_ok();
    assert!(stranger.attribute(why, "href").is_none());
    let unit = t.unit("Đảng ủy xã Vạn Linh").await;
    let officer = t.officer_of(&unit).await.get(list).await.assert_ok();
    assert!(officer.attribute(why, "href").is_none());

    let admin = t.admin().await;
    let bare = admin.get("/mo-hinh").await.assert_ok();
    assert!(bare.attribute(why, "href").is_none());
    let href = admin.get(list).await.assert_ok().attribute(why, "href");
    let page = admin.get(&href.expect("it leads on")).await.assert_ok();
    let facts = ["Tuyên Quang", "Đang được công nhận", "Tên A–Y"];
    assert_eq!(page.select("dl.facts dd"), facts);
    assert_eq!(page.value("q").as_deref(), Some("hien dat"));
    let page = page.assert_says("Tìm đúng như đã gõ");
    let page = page.assert_says("Không có mô hình nào");
    let back = page.attribute("a[href^='/mo-hinh?q=']", "href");
    assert_eq!(back.as_deref(), Some(list));

    let chosen = "/quan-tri/giai-thich-tim-kiem?q=hien+dat&tinh=tuyen-quang";
    let page = admin.get(chosen).await.assert_ok();
    page.assert_says("Hiến đất mở đường biên giới")
        .assert_says("hien dat bất kể dấu")
        .assert_silent_on("Hiến đất xây trường")
        .assert_silent_on("Tìm đúng như đã gõ");
}

#[apply(both_backends!)]
async fn a_rule_is_found_in_the_list_by_its_words_and_by_what_it_finds(t: TestApp) {
    let admin = t.admin().await;
    let words = |page: &Answer| page.select("tbody th");
    let all = words(&admin.get(LIST).await.assert_ok());
    assert!(all.len() > 400);
    for q in ["hiến đất", "hien dat", "hieens ddaats"] {
        let query = serde_urlencoded::to_string([("q", q)]).unwrap();
        let page = admin.get(&format!("{LIST}?{query}")).await.assert_ok();
        let found = words(&page);
        assert!(found.contains(&"hiến đất".to_owned()), "{q}: {found:?}");
        assert!(found.len() < 40, "{q}: {found:?}");
        page.assert_says(&format!("{} trong {} mục", found.len(), all.len()));
    }
    admin
        .get(&format!("{LIST}?q=zzzzqqqq"))
        .await
        .assert_ok()
        .assert_says("Danh mục chưa có từ này");
}
