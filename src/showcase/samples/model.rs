//! The pages of models: one compiled, one recognised.

use super::{card, compiled, link, meta, photo, recognised, records, sector, text};
use crate::showcase::drawing::picture;
use crate::showcase::views::*;
use serde_json::Value;

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
