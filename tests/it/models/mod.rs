//! Models, over HTTP: begun, written part by part, registered; their files and consents.

mod attach_file;
mod consent;
mod draft;
mod may_be_same;
mod moderate;
mod register;
mod save_part;

use crate::support::files::jpeg;
use crate::support::prelude::*;
use danvankheo::ids::{Code, ModelId};
use danvankheo::models::model::{ModelState, Origin};
use danvankheo::models::story::Story;
use danvankheo::models::words::{Label, Sector, Subject};
use danvankheo::models::{self, Model};
use danvankheo::units::model::UnitKind;
use std::sync::atomic::{AtomicU32, Ordering};

/// A model of a unit that says all ten contents, in a state.
pub async fn model(t: &TestApp, unit: &Unit, state: ModelState) -> Model {
    static LAST: AtomicU32 = AtomicU32::new(0);
    let number = LAST.fetch_add(1, Ordering::Relaxed) + 1;
    let now = t.now();
    let model = Model {
        id: ModelId::new(),
        code: Code::numbered("MH", 2025, i64::from(number), 4),
        slug: format!("to-tu-quan-giu-sach-bo-kenh-{number}"),
        external_id: None,
        title: format!("Tổ tự quản giữ sạch bờ kênh {number}"),
        origin: Origin::Registered,
        label: Label::DanVanKheo,
        state,
        unit_id: Some(unit.id.clone()),
        unit_name: unit.name.clone(),
        unit_kind: UnitKind::Government,
        subject: Subject::Model,
        sector: Sector::CultureSociety,
        place_unit_id: None,
        province_name: String::from("Lạng Sơn"),
        district_name: None,
        commune_name: Some(unit.name.clone()),
        province_code: Some(String::from("20")),
        year: Some(2025),
        year_recognised: None,
        level: None,
        story: whole_story(&format!("mô hình {number}")),
        source: None,
        is_public: false,
        published_at: None,
        created_at: now,
        updated_at: now,
        version: 1,
        themes: vec![String::from("môi trường")],
        figures: Vec::new(),
    };
    let row = model.clone();
    t.write(move |conn| models::insert(conn, &row)).await;
    model
}

/// A story of which nothing is missing.
pub fn whole_story(of: &str) -> Story {
    let text = |what: &str| format!("{what} của {of}");
    Story {
        problem: text("Thực trạng"),
        objectives: text("Mục tiêu"),
        approach: text("Cách làm"),
        steps: vec![String::from("Họp dân"), String::from("Phân công từng hộ")],
        place_and_target: text("Địa bàn"),
        forces: text("Lực lượng"),
        resources: text("Nguồn lực"),
        schedule: text("Thời gian"),
        results: text("Kết quả"),
        conditions: text("Khả năng duy trì"),
        ..Story::default()
    }
}

/// The model as it stands.
pub async fn reread(t: &TestApp, model: &Model) -> Model {
    let id = model.id.clone();
    t.read(move |conn| models::get(conn, &id)).await
}

/// Someone attaches a photo to a model.
pub async fn attach_photo(officer: &Client, model: &Model) {
    let photos = at(model, "anh");
    let caption = [("caption", "Bà con dọn bờ kênh")];
    officer
        .post_file(&photos, &caption, "file", "a.jpg", jpeg())
        .await
        .assert_redirect_to(&photos);
}

/// The address of a page of a model.
pub fn at(model: &Model, part: &str) -> String {
    format!("/don-vi/mo-hinh/{}/{part}", model.code)
}
