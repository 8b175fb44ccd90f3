//! Photos and evidence, opened by the council of a dossier: of that one, and of no other.

use crate::models::{at, model};
use crate::nominations::Scene;
use crate::support::files::{PDF, jpeg};
use crate::support::prelude::*;
use danvankheo::access::SeatRole;
use danvankheo::models::Model;
use danvankheo::models::model::ModelState;

/// Attaches a photo and an evidence file. Gives where the one is seen and the other is taken.
async fn attached(officer: &Client, model: &Model) -> [String; 2] {
    let mut links = Vec::new();
    for (part, name, bytes, css, attribute) in [
        ("anh", "a.jpg", jpeg(), ".attached img", "src"),
        (
            "minh-chung",
            "a.pdf",
            PDF.to_vec(),
            ".attached__meta a",
            "href",
        ),
    ] {
        let page = at(model, part);
        let caption = [("caption", "Bà con dọn bờ kênh")];
        officer
            .post_file(&page, &caption, "file", name, bytes)
            .await
            .assert_redirect_to(&page);
        let list = officer.get(&page).await.assert_ok();
        links.push(list.attribute(css, attribute).unwrap());
    }
    links.try_into().unwrap()
}

#[apply(both_backends!)]
async fn a_council_opens_the_files_of_a_dossier_sent_to_it_and_of_no_other(t: TestApp) {
    let scene = Scene::set(&t).await;
    let [photo, evidence] = attached(&scene.officer, &scene.model).await;
    let secretary = &scene.secretary;
    for link in [&photo, &evidence] {
        secretary.get(link).await.assert_status(404);
    }
    scene.begin().await;
    for link in [&photo, &evidence] {
        secretary.get(link).await.assert_status(404);
    }
    scene.send().await;
    let dossier = secretary.get("/hoi-dong/ho-so/HS-2026-0001").await;
    let dossier = dossier.assert_ok();
    assert_eq!(
        dossier.select(&format!("main a[href='{evidence}']")).len(),
        1,
        "the dossier leads to its evidence"
    );
    let shown = dossier.attribute("main img", "src").unwrap();
    for photo in [&shown, &photo] {
        let opened = secretary.get(photo).await.assert_ok();
        assert_eq!(opened.header("content-type"), "image/jpeg");
    }
    assert_eq!(secretary.get(&evidence).await.assert_ok().bytes(), PDF);
    // Another model of the same unit, with other files, was not sent.
    let kept_back = model(&t, &scene.unit, ModelState::Registered).await;
    let page = at(&kept_back, "minh-chung");
    let other = [PDF, b"\n"].concat();
    scene
        .officer
        .post_file(&page, &[("caption", "Khác")], "file", "b.pdf", other)
        .await
        .assert_redirect_to(&page);
    let list = scene.officer.get(&page).await.assert_ok();
    let kept_back = list.attribute(".attached__meta a", "href").unwrap();
    secretary.get(&kept_back).await.assert_status(404);
    // Nor does a council see what was sent to another.
    let elsewhere = t.council(&scene.unit).await;
    let outsider = t.sitter_in(&elsewhere, SeatRole::Secretary).await;
    for link in [&shown, &photo, &evidence] {
        outsider.get(link).await.assert_status(404);
    }
}
