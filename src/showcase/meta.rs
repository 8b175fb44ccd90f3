//! What every public page tells machines: Dublin Core (TT 24/2011/TT-BTTTT, articles 4-10: title, creator, date,
//! description, publisher, identifier are never empty; several values are separated by `;`) and JSON-LD.

use super::views::{Link, Meta, MetaTag, json_ld};
use crate::app::App;
use crate::clock::{Moment, in_vietnam};
use serde_json::{Map, Value, json};

/// A page as machines are told of it.
pub(super) struct Described<'a> {
    /// Title of the page, without the site's name.
    pub title: &'a str,
    /// One or two sentences.
    pub description: &'a str,
    /// Path without the base path.
    pub path: &'a str,
    /// Who made what it shows; the owner of the site where this is empty.
    pub creator: &'a str,
    /// Last change of what it shows.
    pub changed: Moment,
    /// Subjects.
    pub subjects: &'a [String],
    /// Dublin Core type.
    pub kind: &'a str,
    /// What it was made from.
    pub source: Option<&'a str>,
    /// Place.
    pub coverage: Option<&'a str>,
}

impl<'a> Described<'a> {
    /// A page of the site itself.
    pub fn page(title: &'a str, description: &'a str, path: &'a str, changed: Moment) -> Self {
        Self {
            title,
            description,
            path,
            creator: "",
            changed,
            subjects: &[],
            kind: "Collection",
            source: None,
            coverage: None,
        }
    }

    /// The page's metas around its own JSON-LD, which gets what is common to all.
    pub fn meta(&self, app: &App, breadcrumb: &[Link], own: Value) -> Meta {
        let publisher = publisher(app);
        let creator = if self.creator.trim().is_empty() {
            publisher
        } else {
            self.creator
        };
        let address = absolute(app, self.path);
        let description = if self.description.trim().is_empty() {
            self.title
        } else {
            self.description
        };
        let date = in_vietnam(self.changed).format("%Y-%m-%d").to_string();
        let subjects = if self.subjects.is_empty() {
            String::from("Dân vận khéo; dân vận; thi đua")
        } else {
            self.subjects.join("; ")
        };
        let mut tags = vec![
            tag("DC.title", self.title),
            tag("DC.creator", creator),
            tag("DC.date", &date),
            tag("DC.description", description),
            tag("DC.publisher", publisher),
            tag("DC.identifier", &address),
            tag("DC.language", "vi"),
            tag("DC.subject", &subjects),
            tag("DC.type", self.kind),
            tag("DC.format", "text/html"),
        ];
        tags.extend(self.source.map(|source| tag("DC.source", source)));
        tags.extend(
            self.coverage
                .filter(|place| !place.is_empty())
                .map(|place| tag("DC.coverage", place)),
        );
        let mut node = Map::from_iter([
            ("@id".to_owned(), json!(address)),
            ("url".to_owned(), json!(address)),
            ("name".to_owned(), json!(self.title)),
            ("description".to_owned(), json!(description)),
            ("inLanguage".to_owned(), json!("vi")),
            ("dateModified".to_owned(), json!(date)),
            (
                "publisher".to_owned(),
                json!({ "@type": "Organization", "name": publisher }),
            ),
        ]);
        if let Value::Object(own) = own {
            node.extend(own);
        }
        let mut graph = vec![Value::Object(node)];
        if !breadcrumb.is_empty() {
            let items: Vec<Value> = breadcrumb
                .iter()
                .zip(1..)
                .map(|(link, position)| {
                    json!({ "@type": "ListItem", "position": position, "name": link.label, "item": absolute(app, &link.href) })
                })
                .collect();
            graph.push(json!({ "@type": "BreadcrumbList", "itemListElement": items }));
        }
        Meta {
            title: self.title.to_owned(),
            description: description.to_owned(),
            tags,
            json_ld: json_ld(&json!({ "@context": "https://schema.org", "@graph": graph })),
        }
    }
}

/// The full name of the owner, or of the site where none is set.
pub(super) fn publisher(app: &App) -> &str {
    let contact = &app.config.contact;
    if contact.owner.trim().is_empty() {
        &contact.site_name
    } else {
        &contact.owner
    }
}

/// The whole address of a path of ours.
pub(super) fn absolute(app: &App, path: &str) -> String {
    format!("{}{}{path}", app.config.origin, app.config.base_path)
}

fn tag(name: &str, content: &str) -> MetaTag {
    MetaTag {
        name: name.to_owned(),
        content: content.to_owned(),
    }
}
