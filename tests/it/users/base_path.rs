//! Signed-in life where the site is a part of another: addresses and cookies stay under the base path.

use crate::support::prelude::*;
use chrono::Duration;
use reqwest::Url;

const BASE: &str = "/cong/dan-van";

async fn below_the_base() -> TestApp {
    TestApp::with(Backend::Sqlite, |settings| {
        settings.public_url = Some(format!("http://tinh.example.vn{BASE}/"));
    })
    .await
    .expect("SQLite is built in")
}

/// The one cookie of this name that an answer sets.
fn set_cookie<'a>(answer: &'a Answer, name: &str) -> &'a str {
    let cookies = answer.headers("set-cookie");
    let named = |cookie: &&str| cookie.split_once('=').is_some_and(|(key, _)| key == name);
    cookies.into_iter().find(named).unwrap()
}

fn has_path(cookie: &str) -> bool {
    cookie
        .split("; ")
        .any(|part| part == format!("Path={BASE}"))
}

#[actix_web::test]
async fn a_person_signs_in_works_and_signs_out_below_the_base_path() {
    let t = below_the_base().await;
    let user = t.user(None).await;
    let browser = t.stranger();
    let page = browser.get("/dang-nhap").await.assert_ok();
    assert_eq!(
        page.attribute("form:has(input[name=password])", "action"),
        Some(format!("{BASE}/dang-nhap"))
    );
    assert!(has_path(set_cookie(&page, "dvk_form")));

    let signed_in = browser
        .sign_in(&user.username, PASSWORD)
        .await
        .assert_redirect_to("/");
    assert_eq!(signed_in.header("location"), format!("{BASE}/"));
    let cookie = set_cookie(&signed_in, "dvk_session");
    assert!(has_path(cookie), "{cookie}");
    // The home page has its slash at the end or not.
    for home in ["", "/"] {
        browser
            .get(home)
            .await
            .assert_ok()
            .assert_says(&user.full_name);
    }

    let account = browser.get("/tai-khoan").await.assert_ok();
    for (css, attribute) in [
        ("form[action]", "action"),
        ("a[href]:not([href^='#']):not([href^=mailto])", "href"),
    ] {
        let all = account.attributes(css, attribute);
        assert!(!all.is_empty());
        for address in all {
            assert!(address.starts_with(BASE), "{css}: {address}");
        }
    }
    browser
        .post_form("/tai-khoan/dang-xuat-noi-khac", &[("", "")])
        .await
        .assert_redirect_to("/tai-khoan");
    browser
        .get("/tai-khoan")
        .await
        .assert_ok()
        .assert_says("Đã đăng xuất khỏi mọi thiết bị khác.");
    let refused = browser
        .post_form(
            "/tai-khoan/mat-khau",
            &[("current", PASSWORD), ("new", "ngắn"), ("repeated", "ngắn")],
        )
        .await
        .assert_status(422);
    assert!(refused.field_error("new").is_some());

    let signed_out = browser
        .post_form("/dang-xuat", &[("", "")])
        .await
        .assert_redirect_to("/");
    // A browser forgets a cookie only where the path is the one it was set with.
    assert!(has_path(set_cookie(&signed_out, "dvk_session")));
    let held = browser.cookie("dvk_session");
    assert_eq!(held.filter(|value| !value.is_empty()), None);
    browser.get("/tai-khoan").await.assert_status(401);
}

#[actix_web::test]
async fn what_was_asked_for_or_typed_goes_on_below_the_base_path_after_sign_in() {
    let t = below_the_base().await;
    let user = t.user(None).await;
    let browser = t.stranger();
    let asked = browser.get("/tai-khoan?x=1").await.assert_status(401);
    let next = asked.value("next").unwrap();
    let fields = [
        ("username", user.username.as_str()),
        ("password", PASSWORD),
        ("next", &next),
    ];
    browser
        .post_form("/dang-nhap", &fields)
        .await
        .assert_redirect_to("/tai-khoan?x=1");

    t.clock().advance(Duration::minutes(16));
    let late = browser
        .post_form("/tai-khoan/dang-xuat-noi-khac", &[("loi-nhan", "Kính gửi")])
        .await
        .assert_status(401);
    let kept = late.fields(&format!("form[action='{BASE}/dang-nhap']"));
    let mut fields: Vec<(&str, &str)> = kept
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "csrf" | "username" | "password"))
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.extend([("username", user.username.as_str()), ("password", PASSWORD)]);
    let resumed = browser.post_form("/dang-nhap", &fields).await.assert_ok();
    let offered = resumed.fields(&format!(
        "form[action='{BASE}/tai-khoan/dang-xuat-noi-khac']"
    ));
    assert!(
        offered.contains(&(String::from("loi-nhan"), String::from("Kính gửi"))),
        "{offered:?}"
    );
}

#[actix_web::test]
async fn probes_answer_at_the_root_too_and_nothing_else_does() {
    let t = below_the_base().await;
    let root: Url = t.url("").trim_end_matches(BASE).parse().unwrap();
    let (at_root, below) = (Client::at(root, ""), t.stranger());
    for probe in ["/healthz", "/readyz"] {
        at_root.get(probe).await.assert_ok();
        below.get(probe).await.assert_ok();
    }
    for other in ["/metrics", "/dang-nhap", "/mo-hinh"] {
        below.get(other).await.assert_ok();
        at_root.get(other).await.assert_status(404);
    }
}
