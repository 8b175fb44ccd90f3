//! Pages as a browser shows them: accessible in both colour schemes, narrow enough for a phone, loaded from here alone.

use crate::support::Browser;
use crate::support::models::compiled;
use crate::support::prelude::*;
use crate::support::with_browser;
use danvankheo::access::Role;

/// The pages that anyone may open.
const PUBLIC: &[(&str, &str)] = &[
    ("home", "/"),
    ("catalogue", "/mo-hinh?q=hien+dat"),
    ("nothing", "/mo-hinh?q=zzzzqqqq"),
    ("units", "/danh-ba"),
    ("spread", "/nhan-rong"),
    ("about", "/gioi-thieu"),
    ("sign-in", "/dang-nhap"),
    ("not-found", "/khong-co-trang-nay"),
];

/// The pages of someone who is signed in.
const SIGNED_IN: &[(&str, &str)] = &[
    ("account", "/tai-khoan"),
    ("desk", "/don-vi"),
    ("registration", "/don-vi/mo-hinh/moi"),
    ("needs", "/don-vi/nhu-cau"),
    ("office-search", "/tim-trong-ho-so?q=hien"),
];

async fn look_at(browser: &Browser, t: &TestApp, name: &str, path: &str, wrong: &mut Vec<String>) {
    for width in [1280, 360] {
        browser.widen_to(width).await;
        for dark in [false, true] {
            browser.prefer_dark(dark).await;
            browser.open(t, path).await;
            let look = format!("{name}-{width}-{}", if dark { "dark" } else { "light" });
            browser.picture(&look).await;
            wrong.extend(
                browser
                    .violations()
                    .await
                    .into_iter()
                    .map(|found| format!("{look}: {found}")),
            );
            wrong.extend(
                browser
                    .loaded_from_elsewhere()
                    .await
                    .into_iter()
                    .map(|from| format!("{look}: loads {from}")),
            );
            let overflow = browser.overflow().await;
            if overflow > 0 {
                wrong.push(format!("{look}: {overflow} px wider than the window"));
            }
        }
    }
}

#[actix_web::test]
async fn pages_are_accessible_narrow_and_self_contained() {
    with_browser(async |browser| {
        let t = TestApp::start(Backend::Sqlite).await.unwrap();
        let mut wrong = Vec::new();
        let model = compiled("Hiến đất mở đường liên xã");
        t.enter(&model).await;
        let page = format!("/mo-hinh/{}", model.slug);
        look_at(browser, &t, "model", &page, &mut wrong).await;
        for (name, path) in PUBLIC {
            look_at(browser, &t, name, path, &mut wrong).await;
        }
        let unit = t.unit("Xã Vạn Linh").await;
        let user = t.user(Some((Role::Officer, Some(&unit)))).await;
        browser.sign_in(&t, &user.username).await;
        assert_eq!(browser.path().await, "/");
        assert!(browser.seen().await.contains(&user.full_name));
        for (name, path) in SIGNED_IN {
            look_at(browser, &t, name, path, &mut wrong).await;
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    })
    .await;
}

#[actix_web::test]
async fn axe_sees_a_page_that_is_wrong() {
    with_browser(async |browser| {
        let t = TestApp::start(Backend::Sqlite).await.unwrap();
        browser.open(&t, "/healthz").await;
        let found = browser.violations().await;
        assert!(
            found.iter().any(|line| line.starts_with("document-title")),
            "{found:?}"
        );
    })
    .await;
}
