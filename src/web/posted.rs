//! What a browser posted, kept while its request is answered: an answer that cannot do what was asked gives it back.

use super::fields::Fields;
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::http::Method;
use actix_web::web::BytesMut;
use actix_web::{HttpMessage, HttpRequest};
use futures_util::StreamExt;
use serde::{Serialize, Serializer};

/// Largest form without files. The ten contents of a registration at their greatest lengths fit several times.
const MAX_FORM_BYTES: usize = 512 * 1024;
/// Fields that are never given back in a page: secrets, and the token of another session.
const NEVER_GIVEN_BACK: &[&str] = &["csrf", "password", "current", "new", "repeated"];
/// Fields that pages write for themselves: they are sent again, and nobody reads them.
const WRITTEN_BY_PAGES: &[&str] = &["version", "seen", "then", "do", "action", "is_row", "next"];

/// A form as it came, as far as it was read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Posted {
    /// Its fields.
    pub fields: Fields,
    /// The field that brought a file. The file itself is not kept.
    pub file_field: String,
    /// The code of the refusal of a form that was not read to its end.
    pub refused: Option<&'static str>,
}

/// Reads a form without files into the request, before anyone who answers it can fail. A form that is too large is
/// kept as refused, with nothing of it.
pub(super) async fn keep(request: &mut ServiceRequest) {
    let is_form = request.method() == Method::POST
        && request.content_type() == "application/x-www-form-urlencoded";
    if is_form {
        let posted = read(request.take_payload()).await;
        request.extensions_mut().insert(posted);
    }
}

async fn read(mut payload: Payload) -> Posted {
    let refused = |code| Posted {
        refused: Some(code),
        ..Posted::default()
    };
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let Ok(chunk) = chunk else {
            return refused("request.malformed");
        };
        if body.len() + chunk.len() > MAX_FORM_BYTES {
            return refused("request.too_large");
        }
        body.extend_from_slice(&chunk);
    }
    Posted {
        fields: Fields::from_urlencoded(&body),
        ..Posted::default()
    }
}

/// What an answer gives back of a form. Templates show it by `components/form_given_back.html`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct GivenBack {
    /// Its fields in the order sent; several may have the same name.
    #[serde(serialize_with = "in_order")]
    pub fields: Fields,
    /// The field whose file must be chosen again; empty where the form brought none.
    pub file_field: String,
}

impl GivenBack {
    /// What the answer to `request` gives back: nothing where no field was sent, and nothing of a form that stood on
    /// another site, which could put words into somebody's mouth.
    pub(super) fn of(request: &HttpRequest) -> Option<Self> {
        if is_from_elsewhere(request) {
            return None;
        }
        let posted = request.extensions().get::<Posted>().cloned()?;
        let fields: Fields = posted
            .fields
            .iter()
            .filter(|(name, _)| !NEVER_GIVEN_BACK.contains(name))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        (!fields.is_empty()).then_some(Self {
            fields,
            file_field: posted.file_field,
        })
    }

    /// Whether there is something to read in it.
    pub(super) fn is_worth_reading(&self) -> bool {
        self.fields
            .iter()
            .any(|(name, value)| is_typed(name, value))
    }
}

/// Whether the form brought a secret that is not given back, so that it cannot be sent again as it was.
pub(super) fn brought_a_secret(request: &HttpRequest) -> bool {
    let extensions = request.extensions();
    extensions.get::<Posted>().is_some_and(|posted| {
        let mut names = posted.fields.iter().map(|(name, _)| name);
        names.any(|name| name != "csrf" && NEVER_GIVEN_BACK.contains(&name))
    })
}

fn is_typed(name: &str, value: &str) -> bool {
    !WRITTEN_BY_PAGES.contains(&name) && !value.trim().is_empty()
}

#[derive(Serialize)]
struct GivenField<'a> {
    name: &'a str,
    value: &'a str,
    is_typed: bool,
}

fn in_order<S: Serializer>(fields: &Fields, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(fields.iter().map(|(name, value)| GivenField {
        name,
        value,
        is_typed: is_typed(name, value),
    }))
}

/// Whether the browser says that the form stood on a page of another site. Browsers tell it by `Sec-Fetch-Site` over
/// HTTPS, and by `Origin` everywhere (Fetch Standard, HTML Standard).
fn is_from_elsewhere(request: &HttpRequest) -> bool {
    let header = |name| {
        let value = request.headers().get(name)?;
        value.to_str().ok()
    };
    match (header("sec-fetch-site"), header("origin")) {
        (Some(site), _) => !matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => origin.split_once("://").map(|(_, host)| host) != header("host"),
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_from_elsewhere;
    use actix_web::test::TestRequest;

    #[test]
    fn a_form_of_another_site_is_told_by_what_the_browser_says() {
        let asked = |headers: &[(&'static str, &'static str)]| {
            let mut request = TestRequest::post().insert_header(("host", "dvk.vn:8080"));
            for header in headers {
                request = request.insert_header(*header);
            }
            is_from_elsewhere(&request.to_http_request())
        };
        assert!(!asked(&[]));
        assert!(!asked(&[("origin", "https://dvk.vn:8080")]));
        assert!(!asked(&[("sec-fetch-site", "same-origin")]));
        for elsewhere in [
            ("origin", "https://la.vn"),
            ("origin", "null"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            assert!(asked(&[elsewhere]), "{elsewhere:?}");
        }
    }
}
