//! A form that could not be done: what was typed is on the page that says so.

use crate::councils::line::{CONDITIONS, Line};
use crate::support::prelude::*;
use actix_web::middleware::from_fn;
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::web::{self, Path};
use actix_web::{App, HttpResponse};
use danvankheo::error::AppError;
use danvankheo::web::{Form, error_pages};

/// Something typed that must survive.
const TYPED: &str = "Ý kiến hội đồng: \"nên làm\" & <nhân rộng>\nở cả xã";

/// Fails as its address says.
async fn fail(what: Path<String>) -> Result<HttpResponse, AppError> {
    Err(match what.as_str() {
        "busy" => AppError::Busy("busy"),
        "broken" => AppError::internal("trying", "it broke"),
        "conflict" => AppError::Conflict("council.result_exists"),
        "changed" => AppError::Conflict("conflict.changed"),
        "invalid" => AppError::field("summary", "Phần tóm tắt dài quá."),
        "forbidden" => AppError::Forbidden("forbidden"),
        _ => AppError::NotFound,
    })
}

/// Posts to a server that can do nothing; gives the status and the page.
async fn post(t: &TestApp, path: &str, fields: &[(&str, &str)]) -> (u16, String) {
    let service = init_service(
        App::new()
            .app_data(t.app.clone())
            .route("/form", web::post().to(async |_: Form| HttpResponse::Ok()))
            .route("/{what}", web::post().to(fail))
            .wrap(from_fn(error_pages)),
    )
    .await;
    let request = TestRequest::post().uri(path).set_form(fields).to_request();
    let response = call_service(&service, request).await;
    let status = response.status().as_u16();
    let body = read_body(response).await;
    (status, String::from_utf8(body.to_vec()).unwrap())
}

fn shown(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[actix_web::test]
async fn whatever_stops_a_form_its_texts_are_on_the_page() {
    let t = TestApp::start(Backend::Sqlite).await.unwrap();
    let mut wrong = Vec::new();
    for (path, status, again) in [
        ("/busy?trang=2", 503, true),
        ("/broken", 500, true),
        ("/conflict", 409, false),
        ("/changed", 409, false),
        ("/invalid", 422, false),
        ("/forbidden", 403, false),
        ("/nowhere", 404, false),
    ] {
        let fields = [("csrf", "t0k3n"), ("version", "7"), ("summary", TYPED)];
        let (got, page) = post(&t, path, &fields).await;
        let offers = page.contains(&format!("method=\"post\" action=\"{path}\""));
        let kept = page.contains(&shown(TYPED));
        let sends = page.contains("name=\"version\" value=\"7\"");
        if (got, kept, offers, sends) != (status, true, again, again) || page.contains("t0k3n") {
            wrong.push((path, got, kept, offers, sends));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[actix_web::test]
async fn secrets_are_not_given_back_nor_is_a_form_that_was_not_read() {
    let t = TestApp::start(Backend::Sqlite).await.unwrap();
    let fields = [("username", "can-bo.moi"), ("password", PASSWORD)];
    let (status, page) = post(&t, "/busy", &fields).await;
    assert_eq!(status, 503);
    assert!(page.contains("can-bo.moi") && !page.contains(PASSWORD));
    assert!(
        !page.contains("action=\"/busy\""),
        "it would be sent without its password"
    );
    let buttons = [("csrf", "t0k3n"), ("version", "7")];
    let (_, page) = post(&t, "/busy", &buttons).await;
    assert!(!page.contains("given-title"), "nobody typed anything");
    let endless = "ă".repeat(300_000);
    let (status, page) = post(&t, "/form", &[("summary", endless.as_str())]).await;
    assert_eq!(status, 413);
    assert!(!page.contains("given-title") && page.len() < 100_000);
}

#[apply(both_backends!)]
async fn who_comes_too_late_reads_why_and_keeps_the_text(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    line.advised().await;
    let again = [("recommendation", "recognise"), ("summary", TYPED)];
    let told = line.chair.post_form(&line.at("/ket-qua"), &again).await;
    let told = told.assert_status(409).assert_code("council.result_exists");
    assert_eq!(told.select("h1"), ["Chưa thực hiện được"]);
    assert!(told.text().contains(&shown(TYPED)));
    let reasons = [("reasons", "Chưa có minh chứng cho kết quả năm 2025.")];
    let told = line
        .secretary
        .post_form(&line.at("/tra-lai"), &reasons)
        .await;
    let told = told.assert_status(409).assert_code("conflict.changed");
    assert_eq!(told.select("h1"), ["Nội dung đã thay đổi"]);
    told.assert_says(reasons[0].1);
}
