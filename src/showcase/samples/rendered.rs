//! Every public template, rendered with its page.

use super::{all, compiled_model};
use crate::config::Contact;
use crate::pages::{Pages, Shell};
use scraper::{Html, Selector};
use std::collections::BTreeSet;

fn shell(path: &str) -> Shell {
    Shell {
        base: "/dvk".to_owned(),
        contact: Contact {
            site_name: "Kho mô hình Dân vận khéo".to_owned(),
            owner: "Ban Tuyên giáo và Dân vận Tỉnh ủy".to_owned(),
            responsible: "Trưởng Ban".to_owned(),
            address: "Số 1, đường Hùng Vương".to_owned(),
            phone: "0205 3812 345".to_owned(),
            email: "danvan@example.gov.vn".to_owned(),
        },
        canonical: format!("https://portal.example.gov.vn/dvk{path}"),
        origin: "https://portal.example.gov.vn".to_owned(),
        path: path.to_owned(),
        asset_version: "0123".to_owned(),
        demo: true,
        user: None,
        notice: None,
        csrf: "token".to_owned(),
    }
}

fn rendered() -> Vec<(&'static str, String)> {
    let pages = Pages::load().expect("the templates parse");
    all()
        .into_iter()
        .map(|(template, path, page)| {
            (
                template,
                pages.render(template, &shell(path), &page).unwrap(),
            )
        })
        .collect()
}

fn attributes(html: &Html, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    html.select(&selector)
        .filter_map(|element| element.attr(name))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_public_template_renders_with_one_heading_and_a_description_of_itself() {
    for (template, text) in rendered() {
        let html = Html::parse_document(&text);
        assert_eq!(
            html.select(&Selector::parse("h1").unwrap()).count(),
            1,
            "{template}"
        );
        assert_eq!(attributes(&html, "html", "lang"), ["vi"], "{template}");
        if template.starts_with("showcase/") {
            assert_eq!(
                attributes(&html, "meta[name='DC.title']", "content").len(),
                1,
                "{template}"
            );
            assert_eq!(
                html.select(&Selector::parse("script[type='application/ld+json']").unwrap())
                    .count(),
                1,
                "{template}"
            );
        }
    }
}

#[test]
fn nothing_is_inline_that_the_content_security_policy_refuses() {
    for (template, text) in rendered() {
        let html = Html::parse_document(&text);
        for refused in [
            "style",
            "[style]",
            "script:not([src]):not([type='application/ld+json'])",
            "[onclick]",
            "[onload]",
        ] {
            assert_eq!(
                html.select(&Selector::parse(refused).unwrap()).count(),
                0,
                "{template}: {refused}"
            );
        }
    }
}

#[test]
fn every_address_of_ours_stands_under_the_base_path() {
    for (template, text) in rendered() {
        let html = Html::parse_document(&text);
        for (selector, name) in [("[href]", "href"), ("[src]", "src"), ("[action]", "action")] {
            for address in attributes(&html, selector, name) {
                let ours = address.starts_with('/');
                assert!(
                    !ours || address.starts_with("/dvk/"),
                    "{template}: {address}"
                );
            }
        }
    }
}

#[test]
fn ids_are_unique_and_whatever_is_referred_to_exists() {
    for (template, text) in rendered() {
        let html = Html::parse_document(&text);
        let ids = attributes(&html, "[id]", "id");
        let known: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
        assert_eq!(known.len(), ids.len(), "{template}: an id stands twice");
        let mut wanted: Vec<String> = attributes(&html, "[for]", "for");
        for name in ["aria-labelledby", "aria-describedby"] {
            let lists = attributes(&html, &format!("[{name}]"), name);
            wanted.extend(
                lists
                    .iter()
                    .flat_map(|list| list.split_whitespace())
                    .map(str::to_owned),
            );
        }
        wanted.extend(
            attributes(&html, "[href^='#']", "href")
                .into_iter()
                .map(|fragment| fragment[1..].to_owned()),
        );
        for id in wanted {
            assert!(
                known.contains(id.as_str()),
                "{template}: nothing has the id {id}"
            );
        }
    }
}

#[test]
fn a_compiled_model_never_looks_recognised() {
    let pages = Pages::load().expect("the templates parse");
    let text = pages
        .render(
            "showcase/model.html",
            &shell("/mo-hinh/a"),
            &compiled_model(),
        )
        .unwrap();
    assert!(text.contains("Tư liệu biên soạn từ báo chí — không phải quyết định công nhận"));
    assert!(!text.contains("badge--gold") && !text.contains("class=\"recognition\""));
}
