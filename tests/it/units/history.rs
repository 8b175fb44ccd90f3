//! What units were and became.

use crate::support::prelude::*;
use danvankheo::log;
use danvankheo::units::model::UnitLevel;
use danvankheo::units::{self, Depth, seed_facts};

#[apply(both_backends!)]
async fn the_shipped_facts_are_written_once(t: TestApp) {
    let (db, clock) = (t.app.db.clone(), t.clock().clone());
    let provinces = seed_facts(&db, &clock, Depth::Provinces).unwrap();
    assert_eq!(provinces.units, 86 + 3321);
    assert_eq!(provinces.successions, 52);
    assert_eq!(seed_facts(&db, &clock, Depth::Provinces).unwrap().units, 0);
    let rest = seed_facts(&db, &clock, Depth::OldCommunes).unwrap();
    assert_eq!(rest.units, 696 + 10_035);
    assert_eq!(
        seed_facts(&db, &clock, Depth::OldCommunes).unwrap().units,
        0
    );
    let head = db.read_now(log::head).unwrap();
    assert_eq!(head.seq, 2, "one entry for each time something was written");
    let today = clock.today();
    let provinces = db
        .read_now(|conn| units::list_provinces(conn, today))
        .unwrap();
    assert_eq!(provinces.len(), 34);
    assert_eq!(provinces[0].name, "Tỉnh An Giang");
    let before = "2025-06-30".parse().unwrap();
    let provinces = db
        .read_now(|conn| units::list_provinces(conn, before))
        .unwrap();
    assert_eq!(provinces.len(), 63);
}

#[apply(both_backends!)]
async fn hoa_binh_and_phu_tho_know_of_each_other(t: TestApp) {
    let db = t.app.db.clone();
    seed_facts(&db, t.clock(), Depth::OldCommunes).unwrap();
    db.read_now(|conn| {
        let hoa_binh = units::find_by_slug(conn, "tinh-hoa-binh-den-2025")?.unwrap();
        let phu_tho = units::find_by_slug(conn, "tinh-phu-tho")?.unwrap();
        assert_eq!(
            units::today(conn, &hoa_binh.id)?,
            std::slice::from_ref(&phu_tho)
        );
        assert_eq!(
            units::successors(conn, &hoa_binh.id)?,
            std::slice::from_ref(&phu_tho)
        );
        let mut before: Vec<_> = units::predecessors(conn, &phu_tho.id)?
            .into_iter()
            .map(|unit| unit.slug)
            .collect();
        before.sort();
        assert_eq!(
            before,
            [
                "tinh-hoa-binh-den-2025",
                "tinh-phu-tho-den-2025",
                "tinh-vinh-phuc-den-2025"
            ]
        );

        let found = units::search(conn, "Chiềng Châu", 10)?;
        let old = found
            .iter()
            .find(|unit| unit.validity.to.is_some())
            .unwrap();
        let place = units::place_of(conn, &old.id)?;
        assert_eq!(place.district.unwrap().name, "Huyện Mai Châu");
        assert_eq!(place.province.unwrap().id, hoa_binh.id);
        let today = units::today(conn, &old.id)?;
        assert!(!today.is_empty());
        for commune in today {
            assert_eq!(commune.level, UnitLevel::Grassroots);
            assert_eq!(
                units::place_of(conn, &commune.id)?.province.unwrap().id,
                phu_tho.id
            );
        }
        let code = phu_tho.code.clone().unwrap();
        let (before, since) = ("2025-06-30".parse().unwrap(), "2025-07-01".parse().unwrap());
        assert_eq!(
            units::find_by_code(conn, &code, since)?.unwrap().id,
            phu_tho.id
        );
        assert_ne!(
            units::find_by_code(conn, &code, before)?.unwrap().id,
            phu_tho.id
        );
        Ok(())
    })
    .unwrap();
}
