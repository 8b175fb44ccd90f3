//! The spread of models, and the pages about the site itself.

use super::{link, meta, recognised_model, records, sector, stat, text};
use crate::showcase::views::*;
use serde_json::{Value, json};

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
        "meta": meta("Đăng nhập"),
        "username": "canbo.vanlinh", "next": "/don-vi/ho-so", "typed": {"fields": []},
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
        "status": 404, "heading": "Không tìm thấy trang này",
        "message": "Không tìm thấy nội dung này. Có thể địa chỉ đã thay đổi, hoặc nội dung chưa được công khai.",
        "errors": [], "request_id": "0192f3c47d1e",
    })
}
