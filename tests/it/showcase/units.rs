//! Units under their old and new names.

use crate::support::models::compiled;
use crate::support::prelude::*;
use danvankheo::models::Model;
use danvankheo::units::{self, Depth};

#[apply(both_backends!)]
async fn a_former_province_and_its_successor_know_of_each_other(t: TestApp) {
    units::seed_facts(&t.app.db, t.clock(), Depth::Provinces).unwrap();
    let today = t.clock().today();
    let (old, new) = t
        .read(move |conn| {
            let old = units::search(conn, "Hòa Bình", 10)?
                .into_iter()
                .find(|unit| unit.name == "Tỉnh Hòa Bình");
            let new = units::list_provinces(conn, today)?
                .into_iter()
                .find(|unit| unit.name == "Tỉnh Phú Thọ");
            Ok((old.unwrap(), new.unwrap()))
        })
        .await;
    let model = Model {
        province_name: String::from("Hòa Bình"),
        commune_name: None,
        province_code: new.code.clone(),
        place_unit_id: Some(old.id.clone()),
        ..compiled("Nhà sàn không khói")
    };
    t.enter(&model).await;
    let person = t.stranger();

    person
        .get("/danh-ba?q=hoa+binh")
        .await
        .assert_ok()
        .assert_says("Tỉnh Hòa Bình")
        .assert_says("nay thuộc Tỉnh Phú Thọ");
    let page = person
        .get(&format!("/danh-ba/{}", old.slug))
        .await
        .assert_ok();
    page.assert_says("Đã kết thúc hoạt động từ ngày 01/07/2025")
        .assert_says("Tỉnh Phú Thọ")
        .assert_says("Nhà sàn không khói");
    let page = person
        .get(&format!("/danh-ba/{}", new.slug))
        .await
        .assert_ok();
    page.assert_says("Tỉnh Hòa Bình")
        .assert_says("Nhà sàn không khói");
    let page = person
        .get(&format!("/mo-hinh/{}", model.slug))
        .await
        .assert_ok();
    page.assert_says("Hòa Bình")
        .assert_says("nay thuộc Tỉnh Phú Thọ");
    for search in ["hoa+binh", "phu+tho"] {
        person
            .get(&format!("/mo-hinh?q={search}"))
            .await
            .assert_ok()
            .assert_says("Nhà sàn không khói");
    }
    person
        .get("/danh-ba")
        .await
        .assert_ok()
        .assert_says("Tỉnh Lạng Sơn");
    person.get("/danh-ba/khong-co").await.assert_status(404);
}
