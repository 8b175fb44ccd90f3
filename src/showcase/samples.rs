//! Pages filled from records of the demonstration catalogue, and the tests that render every public template with them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::drawing::picture;
use super::views::*;

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
        as_typed: Some(link(
            "Tìm đúng “hien dat”",
            "/mo-hinh?q=hien+dat&as_typed=1",
        )),
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
            themes: vec![link("du lịch cộng đồng", "/mo-hinh?q=du")],
            need: Some(NeedOffer {
                text: "đua thuyền trên sa mạc".to_owned(),
                action: Some("/don-vi/nhu-cau".to_owned()),
                sign_in_href: None,
            }),
        }),
        ..catalogue()
    }
}

/// The page of a model compiled from the press.
pub fn compiled_model() -> ModelPage {
    let records = records();
    let record = &records[0];
    let list = |key: &str| record[key].as_array().cloned().unwrap_or_default();
    let title = text(record, "title");
    ModelPage {
        meta: meta(&title),
        breadcrumb: vec![link("Trang chủ", "/"), link("Kho mô hình", "/mo-hinh"), link("Phát triển kinh tế", "/mo-hinh?sector=economy")],
        code: "MH-2026-0001".to_owned(),
        standfirst: "12 hộ tự nguyện hiến đất và chấp nhận chặt hạ hàng nghìn gốc na để giao mặt bằng, công trình triển khai vượt tiến độ.".to_owned(),
        sector: sector("economy"),
        standing: compiled(),
        tombstone: None,
        photo: None,
        picture: picture("economy", &title),
        facts: vec![
            Fact { term: "Đơn vị".to_owned(), text: text(record, "unit"), href: Some("/don-vi/nam-lan-2".to_owned()), note: None },
            Fact { term: "Nơi thực hiện".to_owned(), text: "Xã Vạn Linh, huyện Chi Lăng, tỉnh Lạng Sơn".to_owned(), href: None, note: Some("nay thuộc xã Vạn Linh, tỉnh Lạng Sơn".to_owned()) },
            Fact { term: "Năm".to_owned(), text: "2025".to_owned(), href: None, note: None },
            Fact { term: "Đối tượng".to_owned(), text: "Tập thể".to_owned(), href: None, note: None },
        ],
        themes: list("themes").iter().map(|theme| link(theme.as_str().unwrap_or_default(), "/mo-hinh?theme=x")).collect(),
        problem: vec![text(record, "problem")],
        approach: vec![text(record, "approach")],
        steps: record["replicability"]["steps"].as_array().cloned().unwrap_or_default().iter().map(|step| step.as_str().unwrap_or_default().to_owned()).collect(),
        conditions: vec![record["replicability"]["conditions"].as_str().unwrap_or_default().to_owned()],
        editorial_note: Some("Các bước và điều kiện do ban biên tập rút ra từ tư liệu, không phải lời của nguồn.".to_owned()),
        results: vec![text(record, "results")],
        figures: list("figures")
            .iter()
            .map(|figure| FigureRow {
                label: text(figure, "what"),
                value: text(figure, "value"),
                unit: Some(text(figure, "unit")),
                note: None,
                evidence: Some("Theo VietNamNet, 30/12/2025".to_owned()),
                evidence_href: Some(text(record, "source_url")),
            })
            .collect(),
        actors: list("actors").iter().map(|actor| actor.as_str().unwrap_or_default().to_owned()).collect(),
        photos: Vec::new(),
        recognitions: Vec::new(),
        source: Some(Source {
            title: Some(text(record, "source_title")),
            publisher: text(record, "source_publisher"),
            href: Some(text(record, "source_url")),
            date: Some(When { iso: "2025-12-30".to_owned(), text: "30/12/2025".to_owned() }),
            names_dan_van_kheo: true,
        }),
        spread_told: None,
        timeline: Vec::new(),
        lineage: None,
        derived_from: None,
        adoptions: 0,
        adopt_href: Some("/don-vi/nhan-rong?mo-hinh=MH-2026-0001".to_owned()),
        report_href: Some("mailto:danvan@example.gov.vn?subject=B%C3%A1o%20sai%20s%C3%B3t%20MH-2026-0001".to_owned()),
        updated: When { iso: "2026-11-21".to_owned(), text: "21/11/2026".to_owned() },
        related: records
            .iter()
            .skip(50)
            .take(3)
            .map(|record| Related {
                card: card(record),
                reason: String::from("cùng cách làm: hiến đất làm đường; khác lĩnh vực"),
            })
            .collect(),
        related_link: Some(Link {
            label: String::from("Chỉ xem mô hình tương tự ở lĩnh vực khác"),
            href: String::from("/mo-hinh/mo-hinh-mau?khac_linh_vuc=1#mo-hinh-tuong-tu"),
        }),
        title,
    }
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

fn node(record: &Value, state: &str, current: bool, children: Vec<LineageNode>) -> LineageNode {
    LineageNode {
        title: text(record, "title"),
        href: (!current).then(|| "/mo-hinh/x".to_owned()),
        unit: text(record, "unit"),
        place: record["location_2025"]["province"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
        when: "từ 2026".to_owned(),
        state: state.to_owned(),
        current,
        adapted: (!state.is_empty())
            .then(|| "Họp từng liên gia thay cho họp thôn, vì hộ ở xa nhau.".to_owned()),
        children,
    }
}

/// The page of a recognised model with lineage, timeline, evidence missing for a figure, and a correction.
pub fn recognised_model() -> ModelPage {
    let records = records();
    let mut page = compiled_model();
    let day = |iso: &str, text: &str| When {
        iso: iso.to_owned(),
        text: text.to_owned(),
    };
    page.standing = recognised();
    page.source = None;
    page.editorial_note = None;
    page.adoptions = 3;
    page.figures[2].evidence = None;
    page.figures[2].evidence_href = None;
    page.figures[0].evidence = Some("Biên bản bàn giao mặt bằng".to_owned());
    page.figures[0].note = Some("năm 2025".to_owned());
    page.recognitions = vec![Recognition {
        form: "Công nhận mô hình “Dân vận khéo”".to_owned(),
        level: "Cấp tỉnh".to_owned(),
        decision_no: "125-QĐ/BTGDV".to_owned(),
        decided: day("2026-10-15", "15/10/2026"),
        decided_by: "Ban Tuyên giáo và Dân vận Tỉnh ủy".to_owned(),
        campaign: Some("đợt thi đua năm 2026".to_owned()),
        until: None,
    }];
    page.timeline = vec![
        TimelineItem {
            when: day("2025-03", "tháng 3/2025"),
            title: "Ra mắt mô hình".to_owned(),
            text: "Họp toàn thôn, thống nhất phương án và phân công từng đảng viên phụ trách hộ."
                .to_owned(),
            kind: "launched",
            link: None,
        },
        TimelineItem {
            when: day("2026-06-20", "20/06/2026"),
            title: "Kiểm tra giữa kỳ".to_owned(),
            text: String::new(),
            kind: "inspected",
            link: None,
        },
        TimelineItem {
            when: day("2026-10-15", "15/10/2026"),
            title: "Được công nhận cấp tỉnh".to_owned(),
            text: "Quyết định số 125-QĐ/BTGDV.".to_owned(),
            kind: "recognised",
            link: None,
        },
    ];
    let grandchild = node(&records[9], "Dự kiến", false, Vec::new());
    let children = vec![
        node(&records[5], "Đang thực hiện", false, vec![grandchild]),
        node(&records[14], "Hoàn thành", false, Vec::new()),
    ];
    page.lineage = Some(node(&records[0], "", true, children));
    page.photo = Some(photo(
        "Bà con thôn Nam Lân 2 cùng chặt na, giao mặt bằng, tháng 5/2025.",
    ));
    page.photos = vec![
        photo("Họp thôn bàn phương án."),
        photo("Đường mới sau khi hoàn thành."),
    ];
    page
}

/// A commune with history, models and a notice that its name lives on.
pub fn unit() -> UnitPage {
    let records = records();
    UnitPage {
        meta: meta("Phường Hồng Thái"),
        breadcrumb: vec![
            link("Đơn vị", "/danh-ba"),
            link("Bắc Ninh", "/danh-ba/bac-ninh"),
        ],
        name: "Phường Hồng Thái".to_owned(),
        kind: "Phường".to_owned(),
        ended: Some(
            "Đã kết thúc từ ngày 1/7/2025; nay thuộc phường Nếnh, tỉnh Bắc Ninh.".to_owned(),
        ),
        facts: vec![
            Fact {
                term: "Mã đơn vị".to_owned(),
                text: "07804".to_owned(),
                href: None,
                note: None,
            },
            Fact {
                term: "Thuộc".to_owned(),
                text: "Thị xã Việt Yên, tỉnh Bắc Giang".to_owned(),
                href: None,
                note: Some("nay thuộc Bắc Ninh".to_owned()),
            },
            Fact {
                term: "Thời gian".to_owned(),
                text: "đến 30/06/2025".to_owned(),
                href: None,
                note: None,
            },
        ],
        predecessors: vec![Succession {
            unit: link("Xã Hồng Thái", ""),
            kind: "Đổi tên".to_owned(),
            date: When {
                iso: "2024-02-01".to_owned(),
                text: "01/02/2024".to_owned(),
            },
            instrument: Some("NQ 938/NQ-UBTVQH15".to_owned()),
        }],
        successors: vec![Succession {
            unit: link("Phường Nếnh", "/danh-ba/nenh"),
            kind: "Hợp nhất".to_owned(),
            date: When {
                iso: "2025-07-01".to_owned(),
                text: "01/07/2025".to_owned(),
            },
            instrument: Some("NQ 1658/NQ-UBTVQH15".to_owned()),
        }],
        numbers: vec![
            stat("3", "mô hình"),
            stat("1", "được công nhận"),
            stat("2", "lượt nhân rộng"),
        ],
        models: records.iter().skip(1).take(3).map(card).collect(),
        total: 3,
        pagination: None,
        children_title: "Tổ dân phố".to_owned(),
        children: vec![UnitItem {
            name: "Tổ dân phố Đức Liễn".to_owned(),
            href: "/danh-ba/duc-lien".to_owned(),
            note: None,
            models: 1,
        }],
    }
}

/// All provinces, and a search beside them when `q` is given.
pub fn units(q: &str) -> UnitsPage {
    let mut names: Vec<String> = records()
        .iter()
        .filter_map(|r| r["location_2025"]["province"].as_str().map(str::to_owned))
        .collect();
    names.sort();
    names.dedup();
    let item = |name: String| UnitItem {
        note: (name == "Phú Thọ").then(|| "gồm Hòa Bình, Phú Thọ, Vĩnh Phúc".to_owned()),
        href: "/danh-ba/x".to_owned(),
        models: name.len() as u64,
        name,
    };
    UnitsPage {
        meta: meta("Đơn vị"),
        search_href: "/danh-ba".to_owned(),
        q: q.to_owned(),
        results: if q.is_empty() {
            Vec::new()
        } else {
            vec![UnitItem {
                name: "Hòa Bình".to_owned(),
                href: "/danh-ba/hoa-binh".to_owned(),
                note: Some("tỉnh, đến 30/6/2025; nay thuộc Phú Thọ".to_owned()),
                models: 6,
            }]
        },
        total: u64::from(!q.is_empty()),
        provinces: names.into_iter().map(item).collect(),
        others: vec![UnitItem {
            name: "Bộ đội Biên phòng".to_owned(),
            href: "/danh-ba/bp".to_owned(),
            note: None,
            models: 13,
        }],
        pagination: None,
    }
}

/// Adoptions with a tree and bars.
pub fn spread() -> SpreadPage {
    let records = records();
    let root = recognised_model()
        .lineage
        .expect("the sample has a lineage");
    SpreadPage {
        meta: meta("Nhân rộng"),
        numbers: vec![
            stat("8", "lượt nhân rộng"),
            stat("5", "mô hình được làm theo"),
            stat("6", "tỉnh, thành phố"),
        ],
        trees: vec![SpreadTree {
            title: root.title.clone(),
            count: 3,
            root: LineageNode {
                current: false,
                href: Some("/mo-hinh/x".to_owned()),
                ..root
            },
        }],
        by_province: [
            ("Lạng Sơn", 3, 100),
            ("Phú Thọ", 2, 67),
            ("Thành phố Hồ Chí Minh", 1, 33),
        ]
        .map(|(label, value, percent)| Bar {
            label: label.to_owned(),
            href: Some("/mo-hinh?province=x".to_owned()),
            value,
            percent,
        })
        .to_vec(),
        adoptions: (3..8)
            .map(|at| AdoptionRow {
                code: format!("NR-2026-{at:04}"),
                source: link(&text(&records[0], "title"), "/mo-hinh/x"),
                source_unit: text(&records[0], "unit"),
                derived: link(&text(&records[at], "title"), "/mo-hinh/y"),
                adopter: text(&records[at], "unit"),
                place: records[at]["location_2025"]["province"]
                    .as_str()
                    .unwrap_or_default()
                    .to_owned(),
                date: When {
                    iso: "2026-11-10".to_owned(),
                    text: "10/11/2026".to_owned(),
                },
                state: if at % 2 == 0 {
                    "Đang thực hiện".to_owned()
                } else {
                    "Hoàn thành".to_owned()
                },
                state_kind: if at % 2 == 0 { "info" } else { "ok" },
                adapted: (at % 2 == 0).then(|| "Họp từng liên gia thay cho họp thôn.".to_owned()),
            })
            .collect(),
        pagination: None,
    }
}

/// The page about the site.
pub fn about() -> AboutPage {
    AboutPage {
        meta: meta("Giới thiệu"),
        numbers: vec![
            stat("292", "mô hình trong kho"),
            stat("4", "được công nhận"),
        ],
    }
}

/// The list of pages for people.
pub fn sitemap() -> SitemapPage {
    SitemapPage {
        meta: meta("Sơ đồ trang"),
        sections: vec![
            SitemapSection {
                title: "Các phần chính".to_owned(),
                links: vec![link("Trang chủ", "/"), link("Kho mô hình", "/mo-hinh")],
            },
            SitemapSection {
                title: "Lĩnh vực".to_owned(),
                links: ["economy", "culture_society"]
                    .map(|code| link(&sector(code).label, &sector(code).href))
                    .to_vec(),
            },
        ],
    }
}

/// The sign-in page of the demonstration after a failed attempt.
pub fn sign_in() -> Value {
    json!({
        "username": "canbo.vanlinh", "next": "/don-vi/ho-so", "typed": [],
        "errors": [{"field": "username", "message": "Tên đăng nhập hoặc mật khẩu chưa đúng. Xin kiểm tra lại."}],
        "demo_accounts": [
            {"username": "canbo", "password": "thu-nghiem-1", "who": "Cán bộ, Đảng ủy xã Vạn Linh"},
            {"username": "uyvien", "password": "thu-nghiem-2", "who": "Ủy viên hội đồng cấp tỉnh"}
        ],
    })
}

/// The page for an address that leads nowhere.
pub fn not_found() -> Value {
    json!({
        "status": 404, "message": "Không tìm thấy nội dung này. Có thể địa chỉ đã thay đổi, hoặc nội dung chưa được công khai.",
        "errors": [], "request_id": "0192f3c47d1e",
    })
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

#[cfg(test)]
mod tests {
    use super::*;
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
}
