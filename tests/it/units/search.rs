//! Finding units by what people type.

use crate::support::prelude::*;
use danvankheo::units::{self, Depth, seed_facts};

/// Units that are wanted at most.
const LIMIT: usize = 20;

#[apply(both_backends!)]
async fn units_are_found_by_old_and_new_names_with_and_without_marks(t: TestApp) {
    let db = t.app.db.clone();
    seed_facts(&db, t.clock(), Depth::Provinces).unwrap();
    let names = |text: &str| -> Vec<String> {
        db.read_now(|conn| units::search(conn, text, LIMIT))
            .unwrap()
            .into_iter()
            .map(|unit| unit.name)
            .collect()
    };
    assert_eq!(names("phu tho")[0], "Tỉnh Phú Thọ");
    assert_eq!(names("Tỉnh Phú Thọ")[0], "Tỉnh Phú Thọ");
    assert_eq!(names("PHÚ TH")[0], "Tỉnh Phú Thọ");
    assert!(names("Hoà Bình").contains(&"Tỉnh Hòa Bình".to_owned()));
    assert!(
        names("sai gon")
            .iter()
            .any(|name| name == "Thành phố Hồ Chí Minh")
    );
    assert!(names("thừa thiên huế").contains(&"Thành phố Huế".to_owned()));
    assert_eq!(names("xã Vạn Linh"), ["Xã Vạn Linh"]);
    assert!(names("").is_empty());
    assert!(names("%").is_empty());
    assert!(names("không nơi nào tên thế").is_empty());
    assert_eq!(names("t").len(), LIMIT);
}

#[apply(both_backends!)]
async fn abbreviations_and_raw_typing_find_units_too(t: TestApp) {
    t.unit("Ủy ban nhân dân xã Bến Nứa").await;
    t.unit("Hội Nông dân xã Bến Nứa").await;
    let person = t.stranger();
    for (typed, found, other) in [
        ("UBND xã Bến", "Ủy ban nhân dân xã Bến Nứa", "Hội Nông dân"),
        ("ubnd", "Ủy ban nhân dân xã Bến Nứa", "Hội Nông dân"),
        ("HND", "Hội Nông dân xã Bến Nứa", "Ủy ban nhân dân"),
        (
            "hooij noong daan",
            "Hội Nông dân xã Bến Nứa",
            "Ủy ban nhân dân",
        ),
        (
            "ho65i no6ng da6n",
            "Hội Nông dân xã Bến Nứa",
            "Ủy ban nhân dân",
        ),
    ] {
        let query = serde_urlencoded::to_string([("q", typed)]).unwrap();
        let page = person.get(&format!("/danh-ba?{query}")).await.assert_ok();
        page.assert_says(found).assert_silent_on(other);
    }
}
