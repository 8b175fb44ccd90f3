//! The home page and the catalogue.

use super::{card, link, meta, photo, recognised, records, sector, stat, text};
use crate::showcase::drawing::picture;
use crate::showcase::views::*;
use std::collections::BTreeMap;

/// The home page with four recognised models.
pub fn home() -> HomePage {
    let records = records();
    let by = |sector: &str| records.iter().filter(|r| r["sector"] == sector).count() as u64;
    let tile = |code: &str, about: &str| SectorTile {
        code: code.to_owned(),
        label: sector(code).label,
        text: about.to_owned(),
        count: by(code),
        href: sector(code).href,
        picture: picture(code, about),
    };
    let mut featured: Vec<ModelCard> = [0, 3, 12, 40]
        .iter()
        .map(|at| card(&records[*at]))
        .collect();
    for (at, one) in featured.iter_mut().enumerate() {
        one.standing = recognised();
        one.photo = (at == 1).then(|| photo(""));
        one.adoptions = [5, 2, 0, 1][at];
    }
    let story = |at: usize, to: &[usize], more| SpreadStory {
        source: link(&text(&records[at], "title"), "/mo-hinh/a"),
        origin: format!(
            "{}, {}",
            text(&records[at], "unit"),
            records[at]["location_2025"]["province"]
                .as_str()
                .unwrap_or_default()
        ),
        adopters: to
            .iter()
            .map(|one| {
                link(
                    &format!(
                        "{}, {}",
                        text(&records[*one], "unit"),
                        records[*one]["location_2025"]["province"]
                            .as_str()
                            .unwrap_or_default()
                    ),
                    "/mo-hinh/b",
                )
            })
            .collect(),
        more,
    };
    HomePage {
        meta: meta("Trang chủ"),
        search_href: "/mo-hinh".to_owned(),
        try_searches: ["hiến đất làm đường", "phân loại rác", "tổ tự quản"]
            .map(|q| link(q, "/mo-hinh?q=x"))
            .to_vec(),
        featured_title: "Mô hình được công nhận",
        featured_href: "/mo-hinh?cong-nhan=co".to_owned(),
        featured,
        newest: (20..26).map(|at| card(&records[at])).collect(),
        sectors: vec![
            tile(
                "economy",
                "Hiến đất mở đường, sinh kế, hợp tác xã, nông thôn mới",
            ),
            tile(
                "culture_society",
                "Khuyến học, môi trường, nếp sống văn minh, an sinh",
            ),
            tile(
                "defense_security",
                "Tự quản an ninh, biên giới biển đảo, tình quân dân",
            ),
            tile(
                "political_system",
                "Dân chủ ở cơ sở, cải cách hành chính, đối thoại với dân",
            ),
        ],
        spread: vec![
            story(0, &[5, 9, 14], 2),
            story(30, &[33], 0),
            story(60, &[61, 62], 0),
        ],
        numbers: vec![
            stat("292", "mô hình trong kho"),
            stat("4", "mô hình được công nhận"),
            stat("8", "lượt nhân rộng"),
            stat("34", "tỉnh, thành phố có mô hình"),
        ],
    }
}

/// A page of results for "hiến đất" with two filters in force.
pub fn catalogue() -> CataloguePage {
    let records = records();
    let count = |key: &str| {
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for record in &records {
            for value in record[key]
                .as_array()
                .cloned()
                .unwrap_or_else(|| vec![record[key].clone()])
            {
                if let Some(value) = value
                    .as_str()
                    .map(str::to_owned)
                    .or_else(|| value.as_i64().map(|n| n.to_string()))
                {
                    *counts.entry(value).or_default() += 1;
                }
            }
        }
        let mut sorted: Vec<_> = counts.into_iter().collect();
        sorted.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        sorted
    };
    let option = |(label, count): (String, u64)| FacetOption {
        label,
        count,
        href: "/mo-hinh?x=1".to_owned(),
        selected: false,
    };
    let facet = |key: &str, name: &str, values: Vec<(String, u64)>, open: bool, noun: &str| {
        let mut options: Vec<FacetOption> = values.into_iter().map(option).collect();
        let more = options.split_off(options.len().min(6));
        Facet {
            key: key.to_owned(),
            name: name.to_owned(),
            open,
            more_label: format!("Thêm {} {noun}", more.len()),
            options,
            more,
        }
    };
    let sectors = count("sector")
        .into_iter()
        .map(|(code, n)| (sector(&code).label, n))
        .collect();
    let mut sectors = facet("sector", "Lĩnh vực", sectors, true, "");
    sectors.options[0].selected = true;
    let provinces = {
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for record in &records {
            *counts
                .entry(
                    record["location_2025"]["province"]
                        .as_str()
                        .unwrap_or_default()
                        .to_owned(),
                )
                .or_default() += 1;
        }
        let mut sorted: Vec<_> = counts.into_iter().collect();
        sorted.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        sorted
    };
    let mut results: Vec<ModelCard> = records
        .iter()
        .filter(|r| text(r, "title").contains("hiến đất"))
        .chain(records.iter())
        .take(8)
        .map(card)
        .collect();
    results[0].standing = recognised();
    results[0].adoptions = 5;
    results[0].title_html =
        Some("Chi bộ thôn Nam Lân 2 vận động <mark>hiến đất</mark> mở đường liên xã".to_owned());
    results[0].snippet_html = Some("… 12 hộ tự nguyện <mark>hiến đất</mark> và chấp nhận chặt hạ hàng nghìn gốc na để giao mặt bằng, công trình triển khai vượt tiến độ …".to_owned());
    CataloguePage {
        meta: meta("Kho mô hình"),
        search_href: "/mo-hinh".to_owned(),
        q: "hien dat".to_owned(),
        read_as: Some("hiến đất".to_owned()),
        also: None,
        read_until: None,
        as_typed: Some(link(
            "Tìm đúng “hien dat”",
            "/mo-hinh?q=hien+dat&as_typed=1",
        )),
        understood: None,
        kept: vec![Kept {
            name: "sector".to_owned(),
            value: "economy".to_owned(),
        }],
        total: 101,
        chips: vec![
            Chip {
                facet: "Lĩnh vực".to_owned(),
                label: "Phát triển kinh tế".to_owned(),
                href: "/mo-hinh?a".to_owned(),
            },
            Chip {
                facet: "Tỉnh, thành phố".to_owned(),
                label: "Lạng Sơn".to_owned(),
                href: "/mo-hinh?b".to_owned(),
            },
        ],
        clear_href: "/mo-hinh?q=hien+dat".to_owned(),
        feed_href: Some(String::from("/tin.atom?q=rac")),
        explain_href: None,
        unknown: Vec::new(),
        surplus: Vec::new(),
        facets: vec![
            sectors,
            facet("theme", "Chủ đề", count("themes"), true, "chủ đề"),
            facet(
                "province",
                "Tỉnh, thành phố",
                provinces,
                true,
                "tỉnh, thành phố",
            ),
            facet(
                "unit_kind",
                "Loại đơn vị",
                vec![
                    ("Lực lượng vũ trang".to_owned(), 63),
                    ("Mặt trận và đoàn thể".to_owned(), 55),
                    ("Cộng đồng dân cư".to_owned(), 52),
                ],
                false,
                "",
            ),
            facet("year", "Năm", count("year"), false, "năm"),
            facet(
                "level",
                "Cấp công nhận",
                vec![("Cấp tỉnh".to_owned(), 4)],
                false,
                "",
            ),
            facet(
                "label",
                "Nhãn",
                vec![
                    ("Được công nhận".to_owned(), 4),
                    ("Tư liệu “Dân vận khéo”".to_owned(), 77),
                    ("Tư liệu: cách làm liên quan".to_owned(), 215),
                ],
                false,
                "",
            ),
        ],
        sorts: vec![
            SortChoice {
                value: "relevance".to_owned(),
                label: "Phù hợp nhất".to_owned(),
                href: "/mo-hinh".to_owned(),
                selected: true,
            },
            SortChoice {
                value: "newest".to_owned(),
                label: "Mới nhất".to_owned(),
                href: "/mo-hinh".to_owned(),
                selected: false,
            },
            SortChoice {
                value: "title".to_owned(),
                label: "Tên A–Y".to_owned(),
                href: "/mo-hinh".to_owned(),
                selected: false,
            },
        ],
        near_total: 1,
        near: vec![card(&records[77])],
        results,
        pagination: Pagination::new(101, 20, 2, "mô hình", |page| {
            format!("/mo-hinh?page={page}")
        }),
        nothing: None,
    }
}

/// A search that found nothing.
pub fn catalogue_empty() -> CataloguePage {
    CataloguePage {
        q: "đua thuyền trên sa mạc".to_owned(),
        read_as: None,
        also: None,
        read_until: None,
        as_typed: None,
        total: 0,
        results: Vec::new(),
        near_total: 0,
        near: Vec::new(),
        pagination: None,
        nothing: Some(Nothing {
            spelling: Some(link("dua thuyen", "/mo-hinh?q=dua+thuyen")),
            wider: vec![Wider {
                label: "Bỏ tất cả điều kiện lọc".to_owned(),
                count: 12,
                href: "/mo-hinh?q=dua".to_owned(),
            }],
            themes: Themes {
                are_related: true,
                links: vec![link("du lịch cộng đồng", "/mo-hinh?q=du")],
            },
            need: Some(NeedOffer {
                text: "đua thuyền trên sa mạc".to_owned(),
                action: Some("/don-vi/nhu-cau".to_owned()),
                sign_in_href: None,
            }),
        }),
        ..catalogue()
    }
}
