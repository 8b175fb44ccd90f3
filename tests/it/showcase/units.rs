//! Units under their old and new names.

use super::machines::many_units;
use crate::support::models::compiled;
use crate::support::prelude::*;
use danvankheo::db::schema::{unit_successions, units as rows};
use danvankheo::ids::RowId;
use danvankheo::models::Model;
use danvankheo::units::{self, Depth};
use diesel::prelude::*;

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

/// One unit goes into another on the first of July 2026.
async fn went_into(t: &TestApp, from: &Unit, to: &Unit) {
    let (from, to) = (from.id.clone(), to.id.clone());
    let day: chrono::NaiveDate = "2026-07-01".parse().unwrap();
    t.write(move |conn| {
        diesel::update(rows::table.find(&from))
            .set(rows::valid_to.eq(day.pred_opt()))
            .execute(conn)?;
        diesel::insert_into(unit_successions::table)
            .values((
                unit_successions::id.eq(RowId::new()),
                unit_successions::from_unit_id.eq(from),
                unit_successions::to_unit_id.eq(to),
                unit_successions::kind.eq("merge"),
                unit_successions::on_date.eq(day),
                unit_successions::instrument.eq(""),
            ))
            .execute(conn)?;
        Ok(())
    })
    .await;
}

#[apply(both_backends!)]
async fn what_a_unit_came_from_and_became_stands_in_vietnamese_order(t: TestApp) {
    let whole = t.unit_at("Vùng Hoa Ban", "province", None).await;
    for name in ["Miền Êm", "Miền Đá", "Miền Dừa"] {
        let part = t.unit_at(name, "province", None).await;
        went_into(&t, &part, &whole).await;
    }
    let old = t.unit("Hội Khe Đá").await;
    for name in ["Hội Pao", "Hội Ô", "Hội Ong"] {
        let new = t.unit(name).await;
        went_into(&t, &old, &new).await;
    }
    let person = t.stranger();
    let steps = async |unit: &Unit| {
        let page = person.get(&t.page_of(unit).await).await.assert_ok();
        page.select("li:has(.succession__kind) a")
    };
    assert_eq!(steps(&whole).await, ["Miền Dừa", "Miền Đá", "Miền Êm"]);
    assert_eq!(steps(&old).await, ["Hội Ong", "Hội Ô", "Hội Pao"]);
    let page = person.get(&t.page_of(&old).await).await.assert_ok();
    page.assert_says("nay thuộc Hội Ong, Hội Ô, Hội Pao");
    for (q, note) in [
        ("v%C3%B9ng", "gồm cả Miền Dừa, Miền Đá, Miền Êm trước đây"),
        ("khe", "nay thuộc Hội Ong, Hội Ô, Hội Pao"),
    ] {
        let found = person.get(&format!("/danh-ba?q={q}")).await;
        found.assert_ok().assert_says(note);
    }
}

/// The bodies beside the provinces, as the directory shows them.
const OTHERS: &str = "[aria-labelledby='others-title'] .unit-list li";

#[apply(both_backends!)]
async fn bodies_below_nothing_stand_beside_the_provinces(t: TestApp) {
    units::seed_facts(&t.app.db, t.clock(), Depth::Provinces).unwrap();
    let police = t.unit_at("Công an nhân dân", "central", None).await;
    let border = t.unit_at("Bộ đội Biên phòng", "central", None).await;
    t.unit_at("Đồn Biên phòng Y Tý", "grassroots", Some(&border))
        .await;
    t.enter(&Model {
        unit_id: Some(border.id.clone()),
        ..compiled("Bữa cơm biên giới")
    })
    .await;
    let person = t.stranger();
    let page = person.get("/danh-ba").await.assert_ok();
    assert_eq!(
        page.select(OTHERS),
        ["Bộ đội Biên phòng 1 mô hình", "Công an nhân dân"]
    );
    let hrefs = page.attributes("[aria-labelledby='others-title'] li a", "href");
    assert_eq!(hrefs, [t.page_of(&border).await, t.page_of(&police).await]);
    for href in hrefs {
        person.get(&href).await.assert_ok();
    }
    let results = person.get("/danh-ba?q=bien+phong").await.assert_ok();
    assert!(
        results.select(OTHERS).is_empty(),
        "a search finds them itself"
    );
    results.assert_says("Bộ đội Biên phòng");
}

#[apply(both_backends!)]
async fn many_bodies_below_nothing_are_paged(t: TestApp) {
    for number in 0..61 {
        t.unit_at(&format!("Tổng công ty {number:02}"), "central", None)
            .await;
    }
    let person = t.stranger();
    let first = person.get("/danh-ba").await.assert_ok();
    assert_eq!(first.select(OTHERS).len(), 60);
    let next = first.attribute("a[rel='next']", "href").unwrap();
    // What comes after the mark stays in the browser.
    let next = next.split('#').next().unwrap();
    for path in [next, "/danh-ba?trang=99"] {
        let page = person.get(path).await.assert_ok();
        assert_eq!(page.select(OTHERS), ["Tổng công ty 60"], "{path}");
    }
}

/// The units that a search of the directory shows.
const FOUND: &str = ".unit-results li";

#[apply(both_backends!)]
async fn every_unit_that_a_search_finds_is_counted_and_paged_to_in_vietnamese_order(t: TestApp) {
    for name in ["Tổ Đông", "Tổ Đá", "Tổ Dừa"] {
        t.unit(name).await;
    }
    for number in 0..60 {
        t.unit(&format!("Tổ {number}")).await;
    }
    let person = t.stranger();
    let first = person.get("/danh-ba?q=t%E1%BB%95").await.assert_ok();
    let first = first
        .assert_says("63 đơn vị cho “tổ”")
        .assert_says("1–60 trong 63 đơn vị");
    let names = first.select(FOUND);
    assert_eq!(names.len(), 60);
    assert_eq!(names[..3], ["Tổ 0", "Tổ 1", "Tổ 2"]);
    let next = first.attribute("a[rel='next']", "href").unwrap();
    for path in [&next, "/danh-ba?q=t%E1%BB%95&trang=99"] {
        let page = person.get(path).await.assert_ok();
        assert_eq!(page.select(FOUND), ["Tổ Dừa", "Tổ Đá", "Tổ Đông"], "{path}");
        page.assert_says("63 đơn vị cho “tổ”");
    }
    let few = person.get("/danh-ba?q=%C4%91%C3%A1").await.assert_ok();
    assert!(few.select(".pagination").is_empty(), "{}", few.shown());
}

#[apply(both_backends!)]
async fn more_units_than_can_be_shown_are_counted_too(t: TestApp) {
    many_units(&t, 5_010).await;
    let page = t.stranger().get("/danh-ba?q=chi+b%E1%BB%99").await;
    page.assert_ok()
        .assert_says("5.010 đơn vị cho “chi bộ”")
        .assert_says("1–60 trong 5000 đơn vị");
}

#[apply(both_backends!)]
async fn a_search_that_finds_no_unit_offers_the_nearest_spelling_that_does(t: TestApp) {
    t.enter(&compiled("Khuyến khích chuyển nghề")).await;
    t.unit("Hội Khuyến học").await;
    let person = t.stranger();
    let page = person.get("/danh-ba?q=khuyxxn").await.assert_ok();
    let page = page.assert_says("Ý bạn là: khuyen");
    let href = page.attribute(".empty a", "href").unwrap();
    let found = person.get(&href).await.assert_ok();
    assert_eq!(found.select(FOUND), ["Hội Khuyến học"]);
    // A word that models have and no unit is no help.
    let none = person.get("/danh-ba?q=nghxx").await.assert_ok();
    none.assert_silent_on("Ý bạn là");
}
