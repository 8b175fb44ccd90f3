//! Whatever is typed into the search, the answer is a list, soon.

use crate::support::models::compiled;
use crate::support::prelude::*;
use std::time::{Duration, Instant};

/// No answer may take longer, in an unoptimised build on a busy machine.
const SOON: Duration = Duration::from_secs(5);

#[apply(both_backends!)]
async fn any_search_is_answered_with_a_list(t: TestApp) {
    t.enter(&compiled("Hiến <b>đất</b> & \"đường\"")).await;
    let person = t.stranger();
    let clauses = "\"đất\" -rác ".repeat(500);
    let long = "x".repeat(10_000);
    let named = "năm:1..99999 ".repeat(20);
    for text in [
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
        &clauses,
        &long,
        &named,
    ] {
        for path in ["/mo-hinh", "/api/v1/models"] {
            let query = serde_urlencoded::to_string([("q", text)]).unwrap();
            let begun = Instant::now();
            let answer = person.get(&format!("{path}?{query}")).await;
            let shown: String = text.chars().take(24).collect();
            assert_eq!(answer.status(), 200, "{path} {shown:?}");
            assert!(begun.elapsed() < SOON, "{path} {shown:?}");
            assert!(!answer.text().contains("<script>alert"), "{path} {shown:?}");
        }
    }
}
