//! Our own style sheets, scripts, fonts and icons: built into the program, compressed once, cached for good under
//! an address that carries their version.

use crate::error::{AppError, Result};
use actix_web::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, ETAG, VARY};
use actix_web::web::{Bytes, Path};
use actix_web::{HttpRequest, HttpResponse};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io::Write;
use std::sync::OnceLock;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/assets/static"]
struct Assets;

struct Asset {
    media_type: &'static str,
    plain: Bytes,
    brotli: Option<Bytes>,
}

/// Changes whenever an asset does: the `v` of every asset's address.
pub fn asset_version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| {
        let mut names: Vec<_> = Assets::iter().collect();
        names.sort();
        let mut hasher = Sha256::new();
        for file in names.iter().filter_map(|name| Assets::get(name)) {
            hasher.update(file.metadata.sha256_hash());
        }
        hex::encode(&hasher.finalize()[..6])
    })
}

/// `GET /static/{path}`. Err: `NotFound`.
pub async fn serve(path: Path<String>, request: HttpRequest) -> Result<HttpResponse> {
    let asset = assets().get(path.as_str()).ok_or(AppError::NotFound)?;
    let mut response = HttpResponse::Ok();
    response
        .content_type(asset.media_type)
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((ETAG, format!("\"{}\"", asset_version())))
        .insert_header((VARY, "Accept-Encoding"));
    let takes_brotli = request
        .headers()
        .get(ACCEPT_ENCODING)
        .is_some_and(|value| value.to_str().is_ok_and(|value| value.contains("br")));
    Ok(match &asset.brotli {
        Some(brotli) if takes_brotli => response
            .insert_header((CONTENT_ENCODING, "br"))
            .body(brotli.clone()),
        _ => response.body(asset.plain.clone()),
    })
}

fn assets() -> &'static HashMap<String, Asset> {
    static ASSETS: OnceLock<HashMap<String, Asset>> = OnceLock::new();
    ASSETS.get_or_init(|| {
        Assets::iter()
            .filter_map(|name| Assets::get(&name).map(|file| (name, file)))
            .map(|(name, file)| {
                let (media_type, is_text) = media_type(&name);
                let plain = Bytes::from(file.data.into_owned());
                let brotli = is_text.then(|| compress(&plain));
                (
                    name.into_owned(),
                    Asset {
                        media_type,
                        plain,
                        brotli,
                    },
                )
            })
            .collect()
    })
}

fn compress(plain: &[u8]) -> Bytes {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 64 * 1024, 9, 22);
    writer
        .write_all(plain)
        .expect("writing to memory does not fail");
    Bytes::from(writer.into_inner())
}

fn media_type(name: &str) -> (&'static str, bool) {
    match name.rsplit('.').next() {
        Some("css") => ("text/css; charset=utf-8", true),
        Some("js") => ("text/javascript; charset=utf-8", true),
        Some("svg") => ("image/svg+xml", true),
        Some("webmanifest" | "json") => ("application/json", true),
        Some("woff2") => ("font/woff2", false),
        Some("png") => ("image/png", false),
        Some("ico") => ("image/x-icon", false),
        _ => ("text/plain; charset=utf-8", true),
    }
}
