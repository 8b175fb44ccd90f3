//! What every public page tells machines: Dublin Core (TT 24/2011/TT-BTTTT, articles 4-10: title, creator, date,
//! description, publisher, identifier are never empty; several values are separated by `;`) and JSON-LD.

use super::parts::Link;
use crate::clock::{Moment, in_vietnam};
use crate::config::Config;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// What a page tells machines: description, Dublin Core, JSON-LD.
#[derive(Clone, Debug, Serialize)]
pub struct Meta {
    /// Title of the page, without the site's name.
    pub title: String,
    /// One or two sentences for search engines and previews.
    pub description: String,
    /// Dublin Core and Open Graph, in order.
    pub tags: Vec<MetaTag>,
    /// JSON-LD made by [`json_ld`]; empty for none.
    pub json_ld: String,
}

/// One `<meta>`.
#[derive(Clone, Debug, Serialize)]
pub struct MetaTag {
    /// `DC.title`, `DC.creator` …
    pub name: String,
    /// Its value; several are separated by `;` (TT 24/2011/TT-BTTTT, art. 4–10).
    pub content: String,
}

/// JSON for a `<script type="application/ld+json">`: whatever the text holds, it cannot end the element.
pub fn json_ld(value: &serde_json::Value) -> String {
    value
        .to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

/// A page as machines are told of it.
pub struct Described<'a> {
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
    pub fn meta(&self, config: &Config, breadcrumb: &[Link], own: Value) -> Meta {
        let publisher = publisher(config);
        let creator = if self.creator.trim().is_empty() {
            publisher
        } else {
            self.creator
        };
        let address = absolute(config, self.path);
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
                    json!({ "@type": "ListItem", "position": position, "name": link.label, "item": absolute(config, &link.href) })
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
pub fn publisher(config: &Config) -> &str {
    let contact = &config.contact;
    if contact.owner.trim().is_empty() {
        &contact.site_name
    } else {
        &contact.owner
    }
}

/// The whole address of a path of ours.
pub fn absolute(config: &Config, path: &str) -> String {
    format!("{}{}{path}", config.origin, config.base_path)
}

fn tag(name: &str, content: &str) -> MetaTag {
    MetaTag {
        name: name.to_owned(),
        content: content.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_ld_cannot_close_its_script() {
        let text = json_ld(&serde_json::json!({"name": "</script><b>&"}));
        assert!(!text.contains('<') && !text.contains('>') && !text.contains('&'));
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&text).unwrap()["name"],
            "</script><b>&"
        );
    }
}
