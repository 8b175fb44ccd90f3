//! HEAD answers like GET, without a body.

use crate::support::models::compiled;
use crate::support::prelude::*;
use std::io::{Read, Write};
use std::net::TcpStream;

/// What must be the same in both answers.
const HEADERS: &[&str] = &[
    "content-type",
    "content-length",
    "cache-control",
    "etag",
    "vary",
    "location",
    "x-error-code",
];

/// Everything the server sends when asked like this, byte by byte.
fn sent(t: &TestApp, method: &str, path: &str) -> String {
    let url = t.url(path);
    let (host, path) = url.trim_start_matches("http://").split_once('/').unwrap();
    let mut connection = TcpStream::connect(host).unwrap();
    write!(
        connection,
        "{method} /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut bytes = Vec::new();
    connection.read_to_end(&mut bytes).unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[apply(both_backends!)]
async fn head_answers_like_get_on_every_kind_of_page(t: TestApp) {
    let model = compiled("Hiến đất mở đường");
    t.enter(&model).await;
    let page = format!("/mo-hinh/{}", model.slug);
    let person = t.stranger();
    for path in [
        "/",
        "/mo-hinh?q=hien+dat",
        page.as_str(),
        "/danh-ba",
        "/sitemap.xml",
        "/tin.atom",
        "/api/v1/models",
        "/healthz",
        "/static/app.css",
        "/khong-co-trang-nay",
        "/don-vi",
        "/dang-xuat",
    ] {
        // Twice, so that what is kept in memory answers too.
        for _ in 0..2 {
            let (get, head) = (person.get(path).await, person.head(path).await);
            assert_eq!(head.status(), get.status(), "{path}");
            for name in HEADERS {
                assert_eq!(head.header(name), get.header(name), "{path}: {name}");
            }
        }
        let raw = sent(&t, "HEAD", path);
        assert!(raw.ends_with("\r\n\r\n"), "{path} sends a body: {raw}");
        assert_eq!(raw.matches("\r\n\r\n").count(), 1, "{path}: {raw}");
    }
}
