//! Pages for strangers, kept in memory as they are sent, and valid until something public changes.
//!
//! The version of a page is that of the process ([`App::pages_version`]) from before the page was made: a change in between
//! makes it stale at once.
//! A visitor with a session, or with a notice to be shown, never meets the cache.

use super::cookies::{NOTICE_COOKIE, SESSION_COOKIE};
use super::single_flight::Flights;
use crate::app::App;
use actix_web::body::{self, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue,
    IF_NONE_MATCH, VARY,
};
use actix_web::middleware::Next;
use actix_web::web::{Bytes, Data};
use actix_web::{Error, HttpResponse};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use sha2::{Digest, Sha256};
use std::io::{Read, Write};
use std::sync::Arc;

/// Longest address whose page is kept: longer ones are rare and made up.
const LONGEST_KEY: usize = 512;

/// How a handler marks a page that may be kept until something public changes. Assets, which never change under their
/// address, and what is compressed already are none of the cache's business.
const PUBLIC_PAGE: &str = "public, no-cache";

/// Where nothing is kept: files, which browsers keep by themselves, and what machines ask of the process. They need not
/// wait for one another either.
const NEVER_KEPT: [&str; 5] = ["/static/", "/anh/", "/healthz", "/readyz", "/metrics"];

struct Page {
    version: u64,
    content_type: HeaderValue,
    etag: HeaderValue,
    /// As nearly everyone takes it: a sixth of the page.
    packed: Bytes,
}

#[derive(Clone)]
struct BySize;

impl Weighter<String, Arc<Page>> for BySize {
    fn weight(&self, key: &String, page: &Arc<Page>) -> u64 {
        (key.len() + page.packed.len() + 256) as u64
    }
}

/// The pages kept, and those being made.
pub struct PageCache {
    pages: Cache<String, Arc<Page>, BySize>,
    making: Flights,
}

impl PageCache {
    /// An empty cache that keeps at most about `bytes`.
    pub fn new(bytes: u64) -> Self {
        let pages = usize::try_from(bytes / 16_384)
            .unwrap_or(usize::MAX)
            .max(16);
        Self {
            pages: Cache::with_weighter(pages, bytes, BySize),
            making: Flights::default(),
        }
    }

    /// How many pages are kept.
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// The page of a key, if it is of this version.
    fn get(&self, key: &str, version: u64) -> Option<Arc<Page>> {
        self.pages.get(key).filter(|page| page.version == version)
    }

    /// Whether no page is kept.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }
}

/// Middleware: answers strangers from the cache and keeps what may be kept.
pub async fn page_cache(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some((app, key)) = cacheable(&request) else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let mut known = app.page_cache.get(&key, app.pages_version());
    let mut flight = None;
    if known.is_none() {
        // After a change everyone asks anew for the same pages: one of them makes it, the others wait for it.
        flight = app.page_cache.making.board(&key).await;
        if flight.is_none() {
            known = app.page_cache.get(&key, app.pages_version());
        }
    }
    if let Some(page) = known {
        app.metrics.page_cache_hits.inc();
        let response = page.answer(request.headers());
        return Ok(request.into_response(response));
    }
    app.metrics.page_cache_misses.inc();
    let version = app.pages_version();
    let wanted = request.headers().clone();
    let response = next.call(request).await?.map_into_boxed_body();
    let may_be_kept = response.status() == StatusCode::OK
        && response
            .headers()
            .get(CACHE_CONTROL)
            .is_some_and(|value| value == PUBLIC_PAGE)
        && !response.headers().contains_key(CONTENT_ENCODING);
    if !may_be_kept {
        return Ok(response);
    }
    let (request, response) = response.into_parts();
    let content_type = response.headers().get(CONTENT_TYPE).cloned();
    let content_type = content_type.unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let plain = body::to_bytes(response.into_body())
        .await
        .map_err(Into::<Error>::into)?;
    let page = Arc::new(Page::new(version, content_type, &plain));
    app.page_cache.pages.insert(key, Arc::clone(&page));
    drop(flight);
    let answer = page.answer(&wanted);
    Ok(ServiceResponse::new(request, answer))
}

fn cacheable(request: &ServiceRequest) -> Option<(Data<App>, String)> {
    if request.method() != Method::GET
        || request.cookie(SESSION_COOKIE).is_some()
        || request.cookie(NOTICE_COOKIE).is_some()
    {
        return None;
    }
    let app = request.app_data::<Data<App>>()?.clone();
    if !is_page(request.path(), &app.config.base_path) {
        return None;
    }
    let partial = if request.headers().contains_key("hx-request") {
        "#"
    } else {
        ""
    };
    let key = format!("{}?{}{partial}", request.path(), request.query_string());
    (key.len() <= LONGEST_KEY).then_some((app, key))
}

/// Whether an address may be that of a page that is kept.
fn is_page(path: &str, base_path: &str) -> bool {
    let path = path.strip_prefix(base_path).unwrap_or(path);
    NEVER_KEPT.iter().all(|never| !path.starts_with(never))
}

impl Page {
    fn new(version: u64, content_type: HeaderValue, plain: &[u8]) -> Self {
        let hash = hex::encode(&Sha256::digest(plain)[..12]);
        let etag = HeaderValue::from_str(&format!("W/\"{hash}\"")).expect("hex is a valid header");
        Self {
            version,
            content_type,
            etag,
            packed: pack(plain),
        }
    }

    fn answer(&self, wanted: &HeaderMap) -> HttpResponse {
        let mut response = HttpResponse::Ok();
        response
            .insert_header((ETAG, self.etag.clone()))
            .insert_header((CACHE_CONTROL, PUBLIC_PAGE))
            .insert_header((VARY, "Accept-Encoding, Cookie, HX-Request"));
        if wanted
            .get(IF_NONE_MATCH)
            .is_some_and(|known| *known == self.etag)
        {
            return response.status(StatusCode::NOT_MODIFIED).finish();
        }
        response.insert_header((CONTENT_TYPE, self.content_type.clone()));
        let accepts = wanted
            .get(ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("");
        if accepts.contains("gzip") {
            response
                .insert_header((CONTENT_ENCODING, "gzip"))
                .body(self.packed.clone())
        } else {
            response.body(unpack(&self.packed))
        }
    }
}

/// How hard pages are packed: most searches are asked once, so that a page must not cost more to pack than to make.
const LEVEL: u32 = 2;

fn pack(plain: &[u8]) -> Bytes {
    let mut writer = GzEncoder::new(Vec::new(), Compression::new(LEVEL));
    writer
        .write_all(plain)
        .expect("writing to memory does not fail");
    let packed = writer.finish().expect("writing to memory does not fail");
    // Without the room it was written with.
    Bytes::from(packed.into_boxed_slice())
}

fn unpack(packed: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    GzDecoder::new(packed)
        .read_to_end(&mut plain)
        .expect("what this process packed is whole");
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_what_machines_ask_are_no_pages() {
        for (path, base_path, expected) in [
            ("/", "", true),
            ("/mo-hinh/hien-dat", "", true),
            ("/static/app.css", "", false),
            ("/anh/0a1b.jpg", "", false),
            ("/metrics", "", false),
            ("/readyz", "", false),
            ("/dan-van/mo-hinh", "/dan-van", true),
            ("/dan-van/static/app.css", "/dan-van", false),
            ("/readyz", "/dan-van", false),
        ] {
            assert_eq!(is_page(path, base_path), expected, "{path} {base_path}");
        }
    }
}
