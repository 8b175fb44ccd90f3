//! Pages filled from records of the demonstration catalogue, and the tests that render every public template with them.

mod lists;
mod model;
mod rendered;
mod site;
mod units;

use super::drawing::picture;
use super::views::*;
use crate::pages::meta::{MetaTag, json_ld};
use lists::{catalogue, catalogue_empty, home};
use model::{compiled_model, recognised_model};
use serde_json::{Value, json};
use site::{about, not_found, sign_in, sitemap, spread};
use units::{unit, units};

/// The records of `assets/demo/models.jsonl`, in order.
pub fn records() -> Vec<Value> {
    let text = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assets/demo/models.jsonl"
    ))
    .expect("the demonstration catalogue is in the repository");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("each line is one JSON object"))
        .collect()
}

fn text(record: &Value, key: &str) -> String {
    record[key].as_str().unwrap_or_default().to_owned()
}

fn link(label: &str, href: &str) -> Link {
    Link {
        label: label.to_owned(),
        href: href.to_owned(),
    }
}

fn sector(code: &str) -> Sector {
    let label = match code {
        "economy" => "Phát triển kinh tế",
        "culture_society" => "Văn hóa – xã hội",
        "defense_security" => "Quốc phòng – an ninh",
        _ => "Xây dựng Đảng, xây dựng hệ thống chính trị",
    };
    Sector {
        code: code.to_owned(),
        label: label.to_owned(),
        href: format!("/mo-hinh?sector={code}"),
    }
}

fn place(record: &Value) -> String {
    let names = [
        record["commune"].as_str(),
        record["district"].as_str(),
        record["location_2025"]["province"].as_str(),
    ];
    names.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn meta(title: &str) -> Meta {
    Meta {
        title: title.to_owned(),
        description: "Những cách làm hay của phong trào thi đua “Dân vận khéo”.".to_owned(),
        tags: vec![MetaTag {
            name: "DC.title".to_owned(),
            content: title.to_owned(),
        }],
        json_ld: json_ld(
            &json!({"@context": "https://schema.org", "@type": "WebPage", "name": title}),
        ),
    }
}

fn compiled() -> Standing {
    Standing {
        kind: "compiled",
        text: "Tư liệu".to_owned(),
    }
}

fn recognised() -> Standing {
    Standing {
        kind: "recognised",
        text: "Được công nhận cấp tỉnh".to_owned(),
    }
}

fn shorten(long: &str, most: usize) -> String {
    if long.chars().count() <= most {
        return long.to_owned();
    }
    let cut: String = long.chars().take(most).collect();
    format!(
        "{}…",
        cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head)
    )
}

/// A record as a card.
pub fn card(record: &Value) -> ModelCard {
    let title = text(record, "title");
    ModelCard {
        code: "MH-2026-0001".to_owned(),
        title_html: None,
        href: format!("/mo-hinh/{}", text(record, "id")),
        unit: text(record, "unit"),
        place: place(record),
        sector: sector(&text(record, "sector")),
        year: record["year"].as_i64().map(|year| year.to_string()),
        summary: shorten(&text(record, "approach"), 180),
        snippet_html: None,
        standing: compiled(),
        photo: None,
        picture: picture(&text(record, "sector"), &title),
        adoptions: 0,
        title,
    }
}

fn stat(value: &str, label: &str) -> Stat {
    Stat::new(value, label)
}

fn photo(caption: &str) -> Photo {
    let size = |width| PhotoSize {
        href: format!("/anh/0123-{width}.jpg"),
        width,
    };
    Photo {
        src: "/anh/0123-960.jpg".to_owned(),
        sizes: [480, 960, 1600].map(size).to_vec(),
        width: 960,
        height: 640,
        alt: String::new(),
        caption: Some(caption.to_owned()),
    }
}

/// Every public template with the page it is tried with, and the path it stands at.
pub fn all() -> Vec<(&'static str, &'static str, Value)> {
    let of = |page: serde_json::Result<Value>| page.expect("a page serialises");
    vec![
        ("showcase/home.html", "/", of(serde_json::to_value(home()))),
        (
            "showcase/catalogue.html",
            "/mo-hinh",
            of(serde_json::to_value(catalogue())),
        ),
        (
            "showcase/catalogue.html",
            "/mo-hinh?q=x",
            of(serde_json::to_value(catalogue_empty())),
        ),
        (
            "showcase/model.html",
            "/mo-hinh/a",
            of(serde_json::to_value(compiled_model())),
        ),
        (
            "showcase/model.html",
            "/mo-hinh/b",
            of(serde_json::to_value(recognised_model())),
        ),
        (
            "showcase/unit.html",
            "/danh-ba/a",
            of(serde_json::to_value(unit())),
        ),
        (
            "showcase/units.html",
            "/danh-ba",
            of(serde_json::to_value(units(""))),
        ),
        (
            "showcase/units.html",
            "/danh-ba?q=x",
            of(serde_json::to_value(units("hoa binh"))),
        ),
        (
            "showcase/spread.html",
            "/nhan-rong",
            of(serde_json::to_value(spread())),
        ),
        (
            "showcase/about.html",
            "/gioi-thieu",
            of(serde_json::to_value(about())),
        ),
        (
            "showcase/sitemap.html",
            "/so-do-trang",
            of(serde_json::to_value(sitemap())),
        ),
        ("error.html", "/khong-co", not_found()),
        ("users/sign_in.html", "/dang-nhap", sign_in()),
    ]
}
