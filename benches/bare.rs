//! What actix gives for bytes from memory, to compare our pages with: fetches one page from a running server and
//! serves the very same bytes, compressed as they came, without anything of ours in between.
//!
//!     cargo bench --bench bare -- http://127.0.0.1:8080/mo-hinh 127.0.0.1:8090

use actix_web::web::{self, Bytes, Data};
use actix_web::{App, HttpResponse, HttpServer};

struct Page {
    content_type: String,
    encoding: Option<String>,
    bytes: Bytes,
}

async fn page(page: Data<Page>) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    response.content_type(page.content_type.as_str());
    if let Some(encoding) = &page.encoding {
        response.insert_header(("content-encoding", encoding.as_str()));
    }
    response.body(page.bytes.clone())
}

#[actix_web::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    let [from, bind] = arguments.as_slice() else {
        return Err("give the page to fetch and the address to listen on".into());
    };
    let client = reqwest::Client::builder().no_gzip().build()?;
    let answer = client
        .get(from)
        .header("accept-encoding", "gzip")
        .send()
        .await?
        .error_for_status()?;
    let header = |name: &str| {
        answer
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned)
    };
    let (content_type, encoding) = (
        header("content-type").unwrap_or_default(),
        header("content-encoding"),
    );
    let kept = Data::new(Page {
        content_type,
        encoding,
        bytes: answer.bytes().await?,
    });
    eprintln!(
        "serving {} bytes of {from} on http://{bind}/",
        kept.bytes.len()
    );
    HttpServer::new(move || {
        App::new()
            .app_data(kept.clone())
            .default_service(web::to(page))
    })
    .workers(2)
    .bind(bind)?
    .run()
    .await?;
    Ok(())
}
