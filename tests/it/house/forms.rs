//! Forms in templates: what is wrong is said in Vietnamese beside the field, not by the browser in a language of its own.

use crate::support::sources;

/// What a person fills in, as templates write it.
const FIELDS: [&str; 5] = [
    "<input ",
    "<textarea ",
    "<select ",
    "<form.",
    "<council.line",
];
/// What stands in forms and cannot be filled in wrongly.
const NO_FIELDS: [&str; 6] = [
    "<input type=\"hidden\"",
    "<form.csrf",
    "<form.actions",
    "<form.saved",
    "<form.errors",
    "<form.given_texts",
];

/// The attributes of every form that is posted and that someone fills in, with its template.
fn filled_in() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (path, text) in sources::files("templates", ".html") {
        for form in text.split("<form ").skip(1) {
            let form = form.split("</form>").next().unwrap_or(form);
            let (attributes, inside) = match form.find("<") {
                Some(at) => form.split_at(at),
                None => continue,
            };
            let inside = NO_FIELDS
                .iter()
                .fold(inside.to_owned(), |inside, harmless| {
                    inside.replace(harmless, "")
                });
            if attributes.contains("method=\"post\"")
                && FIELDS.iter().any(|field| inside.contains(field))
            {
                found.push((path.clone(), attributes.to_owned()));
            }
        }
    }
    found
}

#[test]
fn every_form_that_someone_fills_in_leaves_the_messages_to_us() {
    let forms = filled_in();
    assert!(forms.len() > 25, "nothing was read: {forms:?}");
    let wrong: Vec<&(String, String)> = forms
        .iter()
        .filter(|(_, attributes)| !attributes.contains("novalidate"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
