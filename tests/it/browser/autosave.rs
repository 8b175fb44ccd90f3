//! Forms that save themselves, where a person is faster than they are.

use crate::councils::line::{CONDITIONS, Line};
use crate::models::{at, model, reread};
use crate::support::prelude::*;
use crate::support::{Browser, with_browser};
use danvankheo::models::model::ModelState;

/// Presses the button that `css` selects at the moment at which the form begins to save itself.
async fn press_while_it_saves(browser: &Browser, css: &str) {
    let script = format!(
        "document.querySelector('form[data-autosave]').addEventListener('htmx:beforeSend', \
         () => setTimeout(() => document.querySelector('{css}').click(), 0), {{ once: true }});"
    );
    let _: Option<bool> = browser.script(&script).await;
}

#[actix_web::test]
async fn a_button_pressed_while_a_form_saves_itself_loses_nothing() {
    with_browser(async |browser| {
        let t = TestApp::start(Backend::Sqlite).await.unwrap();
        let line = Line::in_scoring(&t, CONDITIONS).await;
        let draft = model(&t, &line.unit, ModelState::Draft).await;
        let officer = t.officer_of(&line.unit).await;
        browser.become_person(&t, &officer).await;
        browser.open(&t, &at(&draft, "nguon-luc")).await;
        press_while_it_saves(browser, "button[value=next]").await;
        browser.type_into("resources", "200 ngày công").await;
        // A second version would be offered here, were the two saves to meet.
        browser.sees("Phần 8 trên 11").await;
        assert_eq!(reread(&t, &draft).await.story.resources, "200 ngày công");

        browser.become_person(&t, &line.members[0]).await;
        browser.open(&t, &line.at("/phieu-cham")).await;
        press_while_it_saves(browser, "button[value=save]").await;
        browser.tick("score-1", "Đạt").await;
        browser.sees("Đã lưu phiếu chấm.").await;
        browser.open(&t, &line.at("/phieu-cham")).await;
        browser.sees("1/9 tiêu chí đã chấm").await;
    })
    .await;
}
