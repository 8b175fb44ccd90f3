//! Pages come compressed to whoever takes it, and are the same page.

use crate::support::models::compiled;
use crate::support::prelude::*;

#[apply(both_backends!)]
async fn a_page_is_the_same_in_every_encoding(t: TestApp) {
    let model = compiled("Hiến đất mở đường liên xã");
    t.enter(&model).await;
    let stranger = t.stranger();
    for path in [
        format!("/mo-hinh/{}", model.slug),
        String::from("/api/v1/models"),
    ] {
        let encoded = async |encoding| {
            let header = ("accept-encoding", encoding);
            stranger.get_with(&path, header).await.assert_ok()
        };
        let plain = encoded("identity").await;
        assert_eq!(
            plain.header("content-length"),
            plain.bytes().len().to_string()
        );
        // All of them come out of the cache, where the page is packed.
        for encoding in ["gzip", "gzip", "gzip, deflate, br, zstd"] {
            let answer = encoded(encoding).await;
            // Whoever unpacks an answer drops the length it came with.
            assert_eq!(answer.header("content-length"), "", "{path} came as it is");
            assert_eq!(answer.header("etag"), plain.header("etag"));
            assert!(answer.bytes() == plain.bytes(), "{path} {encoding}");
        }
    }
}
