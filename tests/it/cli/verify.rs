//! `danvankheo verify`.

use crate::support::program::Place;
use danvankheo::db::schema::events;
use danvankheo::db::{Backend, Db};
use diesel::prelude::*;

#[test]
fn a_log_that_was_tampered_with_ends_with_one_and_names_the_place() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let Some(place) = Place::empty(backend) else {
            continue;
        };
        place
            .run_with(&["create-admin"], "sông núi biển trời\n")
            .assert_code(0);
        let whole = place.run(&["verify"]).assert_code(0).said;
        assert!(whole.contains("nhật ký nguyên vẹn: 2 mục"), "{whole}");
        let db = Db::open(&place.database.url).unwrap();
        db.write_now(|conn| {
            Ok(diesel::update(events::table.find(2))
                .set(events::actor.eq("kẻ khác"))
                .execute(conn)?)
        })
        .unwrap();
        drop(db);
        let broken = place.run(&["verify"]).assert_code(1).complained;
        assert!(broken.contains("sai lệch ở mục 2"), "{broken}");
    }
}
