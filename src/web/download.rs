//! A stored file as a download: never shown in a page of ours, never kept by anyone between.

use actix_web::HttpResponse;
use actix_web::body::SizedStream;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, Charset, ContentDisposition, DispositionParam,
    DispositionType, ExtendedValue,
};
use actix_web::web::Bytes;
use std::fs::File;
use std::io::Read;

/// The answer that hands over a file of `size_bytes` under a name, as an attachment that no cache keeps.
pub fn download(file: File, size_bytes: u64, media_type: &str, name: &str) -> HttpResponse {
    let disposition = ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![
            DispositionParam::Filename(crate::vietnamese::fold(name)),
            DispositionParam::FilenameExt(ExtendedValue {
                charset: Charset::Ext(String::from("UTF-8")),
                language_tag: None,
                value: name.as_bytes().to_vec(),
            }),
        ],
    };
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((CONTENT_DISPOSITION, disposition))
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .body(SizedStream::new(size_bytes, pieces(file)))
}

/// A file, piece by piece, read off the async threads.
fn pieces(file: File) -> impl futures_util::Stream<Item = std::io::Result<Bytes>> {
    const PIECE_BYTES: u64 = 128 * 1024;
    futures_util::stream::try_unfold(file, |file| async move {
        let read = tokio::task::spawn_blocking(move || {
            let mut piece = Vec::new();
            (&file)
                .take(PIECE_BYTES)
                .read_to_end(&mut piece)
                .map(|_| (piece, file))
        });
        let (piece, file) = read.await.map_err(std::io::Error::other)??;
        Ok((!piece.is_empty()).then(|| (Bytes::from(piece), file)))
    })
}
