//! Completions in the search box, by keyboard.

use crate::support::models::compiled;
use crate::support::prelude::*;
use crate::support::with_browser;
use thirtyfour::Key;

const OPTION: &str = "#q-suggestions [role=option]";

#[actix_web::test]
async fn completions_are_chosen_by_keyboard_and_close_on_escape() {
    with_browser(async |browser| {
        let t = TestApp::start(Backend::Sqlite).await.unwrap();
        t.enter(&compiled("Tiếng kẻng an ninh")).await;
        browser.open(&t, "/mo-hinh").await;
        browser.type_into("q", "tieng").await;
        browser.appears(OPTION).await;
        assert_eq!(
            browser.attribute("#q", "aria-expanded").await.as_deref(),
            Some("true")
        );
        let wrong = browser.violations().await;
        assert!(wrong.is_empty(), "{wrong:#?}");

        browser.key("q", Key::Down).await;
        assert_eq!(
            browser
                .attribute("#q", "aria-activedescendant")
                .await
                .as_deref(),
            Some("q-suggestions-0")
        );
        assert_eq!(
            browser.attribute(OPTION, "aria-selected").await.as_deref(),
            Some("true")
        );
        browser.key("q", Key::Escape).await;
        assert_eq!(
            browser.attribute("#q", "aria-expanded").await.as_deref(),
            Some("false")
        );
        assert_eq!(browser.path().await, "/mo-hinh");

        browser.key("q", Key::Down).await;
        browser.appears(OPTION).await;
        browser.key("q", Key::Down).await;
        browser.key("q", Key::Enter).await;
        browser.appears("article.story").await;
        assert!(browser.seen().await.contains("Tiếng kẻng an ninh"));
    })
    .await;
}
