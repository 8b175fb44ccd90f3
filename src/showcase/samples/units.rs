//! A unit, and the list of units.

use super::{card, link, meta, records, stat};
use crate::showcase::views::*;

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
        spelling: None,
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
