//! What a model's page tells machines of it, and where an error in it is reported.

use crate::app::App;
use crate::clock::in_vietnam;
use crate::models::Model;
use crate::pages::meta::absolute;
use crate::showcase::views::Link;
use serde_json::{Value, json};

pub(super) fn linked_data(
    app: &App,
    model: &Model,
    place: &str,
    derived_from: Option<&Link>,
) -> Value {
    let mut own = json!({
        "@type": "Article",
        "headline": model.title,
        "identifier": model.code.as_str(),
        "articleSection": model.sector.label(),
        "keywords": model.themes,
        "author": { "@type": "Organization", "name": model.unit_name },
        "isAccessibleForFree": true,
    });
    let fields = own.as_object_mut().expect("it was just made an object");
    if let Some(at) = model.published_at {
        fields.insert(
            "datePublished".into(),
            json!(in_vietnam(at).format("%Y-%m-%d").to_string()),
        );
    }
    if !place.is_empty() {
        fields.insert(
            "contentLocation".into(),
            json!({ "@type": "Place", "name": place }),
        );
    }
    if let Some(url) = model.source.as_ref().and_then(|source| source.url.as_ref()) {
        fields.insert("isBasedOn".into(), json!(url));
    } else if let Some(source) = derived_from {
        fields.insert(
            "isBasedOn".into(),
            json!(absolute(&app.config, &source.href)),
        );
    }
    own
}

/// Where an error is reported; `None` where nobody reads e-mail.
pub(super) fn report_href(app: &App, model: &Model) -> Option<String> {
    let email = Some(&app.config.contact.email).filter(|email| !email.is_empty())?;
    let subject = [(
        "subject",
        format!("Báo sai sót: {} ({})", model.title, model.code),
    )];
    let query = serde_urlencoded::to_string(subject).expect("a text can be written as a query");
    // In a mailto address a space is %20; a plus that was typed is %2B already.
    Some(format!("mailto:{email}?{}", query.replace('+', "%20")))
}
