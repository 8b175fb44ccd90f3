//! What happens to a model that is not public is noticed by no stranger: no page changes by a byte, none is made anew.

use super::feed::caught_up;
use crate::models::{at, attach_photo, model};
use crate::support::models::compiled;
use crate::support::prelude::*;
use actix_web::test;
use chrono::Duration;
use danvankheo::models::Model;
use danvankheo::models::model::ModelState;
use danvankheo::routes::application;

const PAGES: [&str; 8] = [
    "/",
    "/mo-hinh",
    "/mo-hinh?q=hien+dat",
    "/mo-hinh?q=zzzz",
    "/nhan-rong",
    "/tin.atom",
    "/tin.atom?q=zzzz",
    "/sitemap.xml",
];

/// What strangers are answered, headers and all.
async fn seen(t: &TestApp) -> Vec<(String, String)> {
    let person = t.stranger();
    let mut seen = Vec::new();
    for page in PAGES {
        let answer = person.get(page).await.assert_ok();
        seen.push((answer.lasting_headers(), answer.text().to_owned()));
    }
    seen
}

/// Fails at the first page of which another text is seen.
fn assert_same(before: &[(String, String)], after: &[(String, String)], when: &str) {
    for ((before, after), page) in before.iter().zip(after).zip(PAGES) {
        assert_eq!(before, after, "{page} after {when}");
    }
}

/// An officer does what can be done to a model before it is public.
async fn register(t: &TestApp, draft: &Model, officer: &Client, mut check: impl AsyncFnMut(&str)) {
    let none: [(&str, &str); 0] = [];
    let mut done = async |what: &str| {
        t.caught_up().await;
        check(what).await;
    };
    attach_photo(officer, draft).await;
    done("a photo").await;
    let consent = [
        ("person", "Nông Thị Bình"),
        ("purposes", "publish_name"),
        ("purposes", "publish_photo"),
        ("given_on", "2026-11-20"),
        ("proof", "Phiếu có chữ ký"),
    ];
    let consents = at(draft, "dong-y");
    officer
        .post_form(&consents, &consent)
        .await
        .assert_redirect_to(&consents);
    done("a consent").await;
    officer
        .post_form(&at(draft, "dang-ky"), &none)
        .await
        .assert_status(303);
    done("the registration").await;
    let method = at(draft, "cach-lam");
    let form = officer.get(&method).await.assert_ok();
    let fields = [
        ("seen", form.value("seen").unwrap()),
        ("method", String::from("Hiến đất theo cách khác")),
        ("steps", String::from("1. Họp dân\n2. Ký cam kết")),
    ];
    officer.post_form(&method, &fields).await.assert_status(303);
    done("a change").await;
    let given = officer.get(&consents).await.assert_ok();
    let withdraw = given.attribute("tbody form", "action").unwrap();
    officer.post_form(&withdraw, &none).await.assert_status(303);
    done("a withdrawal").await;
}

#[apply(both_backends!)]
async fn what_happens_to_a_hidden_model_changes_no_byte_for_strangers(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let draft = model(&t, &unit, ModelState::Draft).await;
    t.enter(&compiled("Hiến đất mở đường")).await;
    let before = seen(&t).await;
    let version = t.app.pages_version();
    t.clock().advance(Duration::days(1));
    let officer = t.officer_of(&unit).await;
    register(&t, &draft, &officer, async |what| {
        assert_same(&before, &seen(&t).await, what);
        assert_eq!(t.app.pages_version(), version, "{what}");
    })
    .await;
    let kinds: Vec<String> = t
        .events()
        .await
        .into_iter()
        .map(|event| event.kind)
        .collect();
    for kind in [
        "model.file_attached",
        "model.consent_recorded",
        "model.registered",
        "model.changed",
        "model.consent_withdrawn",
    ] {
        assert!(kinds.iter().any(|known| known == kind), "{kind}");
    }

    // Another process, which begins only now, tells no more.
    let folder = tempfile::tempdir().unwrap();
    for start in ["a first start", "a second start"] {
        let app = caught_up(&t, folder.path()).await;
        let site = test::init_service(application(app.clone())).await;
        for (page, (_, before)) in PAGES.iter().zip(&before) {
            let asked = test::TestRequest::get().uri(page).to_request();
            let answer = test::call_and_read_body(&site, asked).await;
            let answer = String::from_utf8(answer.to_vec()).unwrap();
            assert_eq!(&answer, before, "{page} after {start}");
        }
        drop(site);
        super::feed::stopped(app).await;
    }
}

#[apply(both_backends!)]
async fn a_model_that_leaves_public_sight_leaves_every_page_at_once(t: TestApp) {
    let shown = compiled("Tiếng kẻng an ninh");
    t.enter(&compiled("Hiến đất mở đường")).await;
    t.enter(&shown).await;
    for page in ["/", "/mo-hinh", "/tin.atom"] {
        let answer = t.stranger().get(page).await.assert_ok();
        assert!(answer.text().contains("Tiếng kẻng an ninh"), "{page}");
    }
    t.show(shown.code.as_str(), false).await;
    for page in ["/", "/mo-hinh", "/tin.atom"] {
        let answer = t.stranger().get(page).await.assert_ok();
        assert!(!answer.text().contains("Tiếng kẻng an ninh"), "{page}");
    }
    t.show(shown.code.as_str(), true).await;
    for page in ["/", "/mo-hinh", "/tin.atom"] {
        let answer = t.stranger().get(page).await.assert_ok();
        assert!(answer.text().contains("Tiếng kẻng an ninh"), "{page}");
    }
}

#[apply(both_backends!)]
async fn a_feed_without_entries_is_as_old_as_the_newest_public_model(t: TestApp) {
    let model = compiled("Hiến đất mở đường");
    t.enter(&model).await;
    let feed = t.stranger().get("/tin.atom?q=zzzz").await.assert_ok();
    let published = model.published_at.unwrap().format("%Y-%m-%dT%H:%M:%S");
    let updated = format!("<updated>{published}+00:00</updated>");
    assert!(feed.text().contains(&updated), "{}", feed.text());
}
