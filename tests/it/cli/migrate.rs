//! `danvankheo migrate`.

use crate::support::program::Place;
use danvankheo::db::Backend;

#[test]
fn migrating_a_second_time_changes_nothing() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let Some(place) = Place::empty(backend) else {
            continue;
        };
        let first = place.run(&["migrate"]).assert_code(0).said;
        assert!(
            !first.starts_with("0 ") && first.contains("bản mới nhất"),
            "{first}"
        );
        let second = place.run(&["migrate"]).assert_code(0).said;
        assert!(second.starts_with("0 "), "{second}");
    }
}
