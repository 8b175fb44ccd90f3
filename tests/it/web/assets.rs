//! Style sheets, scripts and fonts arrive as they stand on disk, however they are compressed on the way, and are kept.

use crate::support::prelude::*;
use crate::support::sources::root;

#[apply(both_backends!)]
async fn assets_arrive_whole_in_every_encoding_and_are_kept_for_good(t: TestApp) {
    let browser = t.stranger();
    for asset in [
        "app.css",
        "vendor/pico/pico.min.css",
        "js/main.js",
        "favicon.svg",
    ] {
        let on_disk = std::fs::read(root().join("assets/static").join(asset)).unwrap();
        // The first answer fills whatever cache there is, the second comes out of it.
        for _ in 0..2 {
            let answer = browser
                .get(&format!("/static/{asset}?v=1"))
                .await
                .assert_ok();
            assert!(answer.bytes() == on_disk, "{asset} arrives changed");
            assert!(
                answer.header("cache-control").contains("immutable"),
                "{asset}"
            );
            let plain = browser
                .get_with(&format!("/static/{asset}"), ("accept-encoding", "identity"))
                .await
                .assert_ok();
            assert!(
                plain.bytes() == on_disk,
                "{asset} arrives changed without compression"
            );
        }
    }
}

#[apply(both_backends!)]
async fn an_asset_that_is_not_there_is_not_found(t: TestApp) {
    for path in [
        "/static/khong-co.css",
        "/static/../Cargo.toml",
        "/static/%2e%2e/Cargo.toml",
    ] {
        t.stranger().get(path).await.assert_status(404);
    }
}
