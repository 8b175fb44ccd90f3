//! Provinces under the names they had, have and go by.

use super::language::titles;
use crate::support::models::compiled;
use crate::support::prelude::*;
use danvankheo::models::Model;
use danvankheo::models::story::Story;
use danvankheo::units::{self, Depth};

/// A model that says nothing but its title, in a unit of this name: a former one, or the one of today.
async fn placed(t: &TestApp, title: &str, unit: &'static str, is_former: bool) {
    let today = t.clock().today();
    let (id, code) = t
        .read(move |conn| {
            let now = units::list_provinces(conn, today)?;
            let of_today = |id: &danvankheo::ids::UnitId| now.iter().any(|unit| unit.id == *id);
            let found = units::search(conn, unit, 100)?.into_iter();
            let mut found = found.filter(|found| of_today(&found.id) != is_former);
            let found = found.find(|found| found.name == unit).unwrap();
            Ok((found.id, found.code))
        })
        .await;
    let name = unit.strip_prefix("Tỉnh ").unwrap_or(unit);
    t.enter(&Model {
        province_name: name.to_owned(),
        commune_name: None,
        province_code: if is_former {
            Some(String::from("08"))
        } else {
            code
        },
        place_unit_id: Some(id),
        unit_name: String::from("Ban Dân vận"),
        story: Story::default(),
        ..compiled(title)
    })
    .await;
}

#[apply(both_backends!)]
async fn a_model_is_found_by_whichever_name_its_place_goes_by(t: TestApp) {
    units::seed_facts(&t.app.db, t.clock(), Depth::Provinces).unwrap();
    let (city, border, river) = ("Khu trọ an toàn", "Bản vùng cao", "Bến thuyền sạch");
    placed(&t, city, "Thành phố Hồ Chí Minh", false).await;
    placed(&t, border, "Tỉnh Hà Giang", true).await;
    placed(&t, river, "Tỉnh Tuyên Quang", true).await;
    let person = t.stranger();
    for (query, expected) in [
        ("Sài Gòn", vec![city]),
        ("sai gon", vec![city]),
        ("Hồ Chí Minh", vec![city]),
        // Merged into Tuyên Quang: found by both names, while what lay in the old Tuyên Quang never was in Hà Giang.
        ("Hà Giang", vec![border]),
        ("ha giang", vec![border]),
        ("Tuyên Quang", vec![border, river]),
        ("tuyen quang", vec![border, river]),
    ] {
        assert_eq!(titles(&person, query).await, expected, "{query}");
    }
}
