//! What an administrator's import says of units is found by soon after: their models are written anew, the index is not.

use crate::support::models::registered;
use crate::support::prelude::*;
use danvankheo::access::Actor;
use danvankheo::models::Model;
use danvankheo::units::usecases::import_units;
use danvankheo::units::{self, import};
use std::collections::BTreeSet;
use std::path::PathBuf;

const HEADER: &str =
    "code,name,kind,level,parent_code,valid_from,valid_to,successor_code,succession_kind";

/// Imports units, and waits until searches know of them.
async fn imported(t: &TestApp, lines: &str) {
    let text = format!("{HEADER}\n{lines}\n");
    let read = import::read(text.as_bytes());
    import_units(&t.app.db, t.clock(), &Actor::System, read, |bad| {
        panic!("{bad:?}")
    })
    .unwrap();
    t.caught_up().await;
}

/// How many models hold these words, which are neither mended nor explained.
async fn total(person: &Client, words: &str) -> i64 {
    let query = serde_urlencoded::to_string([("q", words), ("literal", "true")]).unwrap();
    let list = person.get(&format!("/api/v1/models?{query}")).await;
    list.assert_ok().json()["total"].as_i64().unwrap()
}

fn generations(t: &TestApp) -> BTreeSet<PathBuf> {
    let entries = std::fs::read_dir(t.app.config.index_dir()).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.is_dir()).collect()
}

/// The unit with the code `HOI`.
async fn association(t: &TestApp) -> Unit {
    let day = "2026-06-01".parse().unwrap();
    let unit = t
        .read(move |conn| units::find_by_code(conn, "HOI", day))
        .await
        .unwrap();
    Unit {
        id: unit.id,
        name: unit.name,
    }
}

#[apply(both_backends!)]
async fn a_model_is_found_by_what_went_into_the_district_above_its_unit(t: TestApp) {
    imported(
        &t,
        "TINH,Hội Gốc Đa,front_org,province,,2025-07-01,,,\n\
         CU,Hội Bàu Vịt,front_org,district,TINH,2025-07-01,2026-01-31,HUYEN,merge\n\
         HUYEN,Hội Đầm Sen,front_org,district,TINH,2026-02-01,,,\n\
         HOI,Hội Khe Đá,front_org,grassroots,HUYEN,2026-02-01,,,",
    )
    .await;
    let unit = association(&t).await;
    t.enter(&registered(&unit, "Hiến đất mở đường")).await;
    let person = t.stranger();
    for words in ["khe đá", "đầm sen", "bàu vịt"] {
        assert_eq!(total(&person, words).await, 1, "{words}");
    }
}

#[apply(both_backends!)]
async fn models_are_found_by_what_their_unit_is_called_and_became_without_a_rebuild(t: TestApp) {
    let top = "TINH,Hội Gốc Đa,front_org,province,,2025-07-01,,,";
    let unit = "HOI,Hội Khe Đá,front_org,grassroots,TINH,2025-07-01,,,";
    imported(&t, &format!("{top}\n{unit}")).await;
    let unit = association(&t).await;
    t.enter(&registered(&unit, "Hiến đất mở đường")).await;
    let hidden = Model {
        is_public: false,
        ..registered(&unit, "Kín như bưng")
    };
    t.enter(&hidden).await;
    let person = t.stranger();
    let before = generations(&t);
    assert_eq!(total(&person, "khe đá").await, 1);

    for (lines, name, former) in [
        // It is called otherwise from now on.
        (
            "HOI,Hội Suối Tiên,front_org,grassroots,TINH,2025-07-01,,,",
            "suối tiên",
            "khe đá",
        ),
        // It goes into another.
        (
            "HOI,Hội Suối Tiên,front_org,grassroots,TINH,2025-07-01,2026-10-31,MOI,merge\n\
             MOI,Hội Đầm Sen,front_org,grassroots,TINH,2026-11-01,,,",
            "đầm sen",
            "suối tiên",
        ),
        // The other is called otherwise.
        (
            "MOI,Hội Bàu Vịt,front_org,grassroots,TINH,2026-11-01,,,",
            "bàu vịt",
            "đầm sen",
        ),
        // What lies above is called otherwise.
        (
            "TINH,Hội Bến Nứa,front_org,province,,2025-07-01,,,",
            "bến nứa",
            "gốc đa",
        ),
    ] {
        assert_eq!(total(&person, name).await, 0, "{name} is not said yet");
        imported(&t, lines).await;
        for words in [name, former, "khe đá"] {
            assert_eq!(total(&person, words).await, 1, "{words}");
        }
        let query = serde_urlencoded::to_string([("q", name)]).unwrap();
        let feed = person.get(&format!("/tin.atom?{query}")).await.assert_ok();
        assert!(feed.text().contains("Hiến đất mở đường"), "{name}");
        feed.assert_silent_on("Kín như bưng");
        for typed in ["kin nhu", "kín như", name] {
            let query = serde_urlencoded::to_string([("q", typed)]).unwrap();
            let completed = person.get(&format!("/api/v1/suggest?{query}")).await;
            completed.assert_ok().assert_silent_on("Kín như bưng");
        }
    }
    assert_eq!(generations(&t), before, "the index was built anew");
}
