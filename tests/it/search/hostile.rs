//! Whatever is typed into the search, the answer is a list, soon.

use crate::support::models::compiled;
use crate::support::prelude::*;
use std::time::{Duration, Instant};

/// No answer may take longer, in an unoptimised build on a busy machine.
const SOON: Duration = Duration::from_secs(5);

/// What nobody would type, and some do.
fn hostile() -> Vec<String> {
    // As many clauses as the read part of a search can hold.
    let clauses = "-a \"b\"".repeat(500);
    // An address may have 64 KB, and a test says it seven times in one.
    let long = "x".repeat(9_000);
    let named = "năm:1..99999 ".repeat(20);
    let texts = [
        "",
        " ",
        "\u{0300}\u{0301}\u{0323}",
        "ﷺ عربي 漢字 한국 hiến",
        "🙂🎉 đất",
        "\u{1}\u{2}\u{7f}\r\n\t",
        "hi\u{200B}ến\u{200D} \u{202E}đất\u{2066}",
        "\"hiến đất",
        "\" \" \" -\"",
        "--- -- -",
        "-\"",
        "“”«»\"\"",
        "'; DROP TABLE models; --",
        "1 OR 1=1; SELECT * FROM users",
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "{{ 7 * 7 }} ${7*7} %s %n",
        "../../etc/passwd",
        "tỉnh: năm:.. lĩnh-vực:\"\" năm:-1..-5 tỉnh:\"",
        "AND OR NOT NEAR( * ~ ^ [a TO b]",
        "İ ı ß ﬁ Ⅷ ½ ſ",
        "đất\u{FFFE}\u{FFFF}\u{1FFFE}",
        &clauses,
        &long,
        &named,
    ];
    texts.map(String::from).into()
}

#[apply(both_backends!)]
async fn any_search_is_answered_with_a_list(t: TestApp) {
    t.enter(&compiled("Hiến <b>đất</b> & \"đường\"")).await;
    let unit = t.unit("Xã Vạn Linh").await;
    let (person, officer, admin) = (t.stranger(), t.officer_of(&unit).await, t.admin().await);
    let doors = [
        (&person, "/mo-hinh", "q"),
        (&person, "/api/v1/models", "q"),
        (&person, "/api/v1/suggest", "q"),
        (&person, "/tin.atom", "q"),
        (&person, "/danh-ba", "q"),
        (&officer, "/tim-trong-ho-so", "q"),
        (&officer, "/don-vi/mo-hinh/co-the-trung", "name"),
        (&admin, "/quan-tri/giai-thich-tim-kiem", "q"),
        (&admin, "/quan-tri/tu-dong-nghia", "q"),
    ];
    for text in hostile() {
        for (person, path, field) in doors {
            let status = answered(person, path, &[(field, &text)]).await;
            assert_eq!(status, 200, "{path} {}", begun(&text));
        }
    }
}

#[apply(both_backends!)]
async fn any_filter_is_answered_with_a_list_or_refused_by_name(t: TestApp) {
    t.enter(&compiled("Hiến đất mở đường")).await;
    let (person, admin) = (t.stranger(), t.admin().await);
    let of_pages = "chu-de tinh linh-vuc loai-don-vi nam cap nhan";
    let of_programs = "theme province sector unit_kind year level label";
    let doors = [
        (&person, "/mo-hinh", of_pages),
        (&person, "/tin.atom", of_pages),
        (&admin, "/quan-tri/giai-thich-tim-kiem", of_pages),
        (&person, "/api/v1/models", of_programs),
    ];
    let texts = [hostile(), vec!["hiến đất ".repeat(200)]].concat();
    for text in &texts {
        for (person, path, fields) in doors {
            let pairs: Vec<_> = fields
                .split(' ')
                .map(|field| (field, text.as_str()))
                .collect();
            match answered(person, path, &pairs).await {
                200 => {}
                422 if fields == of_programs => {}
                status => panic!("{path} {} answers {status}", begun(text)),
            }
        }
    }
}

/// The status of an answer that came soon and gives nothing back that a reader could stumble over.
async fn answered(person: &Client, path: &str, pairs: &[(&str, &str)]) -> u16 {
    let query = serde_urlencoded::to_string(pairs).unwrap();
    let asked = Instant::now();
    let answer = person.get(&format!("{path}?{query}")).await;
    let shown = begun(pairs[0].1);
    assert!(asked.elapsed() < SOON, "{path} {shown}");
    // In JSON it is a text like any other.
    let is_json = answer
        .header("content-type")
        .starts_with("application/json");
    let runs = !is_json && answer.text().contains("<script>alert");
    assert!(!runs, "{path} {shown}");
    // What an XML document may hold, which no reader of feeds forgives.
    let is_xml = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    assert!(answer.text().chars().all(is_xml), "{path} {shown}");
    answer.status()
}

/// How a text begins, for the message of a failure.
fn begun(text: &str) -> String {
    let text: String = text.chars().take(24).collect();
    format!("{text:?}")
}

#[apply(both_backends!)]
async fn of_a_long_search_it_is_said_how_much_was_read(t: TestApp) {
    t.enter(&compiled("Hiến đất mở đường")).await;
    let person = t.stranger();
    let said = "hệ thống đọc 256 ký tự đầu";
    let asking = |length: usize| format!("/mo-hinh?q={}", "a".repeat(length));
    let long = person.get(&asking(300)).await.assert_ok();
    long.assert_says(said);
    let short = person.get(&asking(256)).await.assert_ok();
    short.assert_silent_on(said);
    let read_until = async |length: usize| {
        let asking = format!("/api/v1/models?q={}", "a".repeat(length));
        person.get(&asking).await.json()["read_until"].clone()
    };
    assert_eq!(read_until(300).await, 256);
    assert!(read_until(256).await.is_null());
}

#[apply(both_backends!)]
async fn what_was_found_is_marked_and_stays_text(t: TestApp) {
    t.enter(&compiled("Hiến <b>đất</b> & \"đường\"")).await;
    let page = t.stranger().get("/mo-hinh?q=dat").await.assert_ok();
    let marked = "&lt;b&gt;<mark>đất</mark>&lt;/b&gt;";
    assert!(page.text().contains(marked), "{}", page.text());
}
