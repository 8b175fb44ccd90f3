//! `danvankheo create-admin`.

use crate::support::program::Place;
use danvankheo::db::Backend;

const ACCOUNT: &[&str] = &[
    "create-admin",
    "--username",
    "quan-tri-tinh",
    "--full-name",
    "Lê Văn Quản",
];

#[test]
fn an_administrator_is_made_once_and_the_password_is_shown_nowhere() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let Some(place) = Place::empty(backend) else {
            continue;
        };
        let made = place
            .run_with(ACCOUNT, "sông núi biển trời\n")
            .assert_code(0);
        assert!(made.said.contains("quan-tri-tinh"), "{made:?}");
        assert!(!format!("{made:?}").contains("sông núi"), "{made:?}");
        let again = place
            .run_with(ACCOUNT, "sông núi biển trời\n")
            .assert_code(1);
        assert!(
            again
                .complained
                .contains("Tên đăng nhập này đã có người dùng"),
            "{again:?}"
        );
        let log = place.run(&["verify"]).assert_code(0).said;
        assert!(log.contains("2 mục"), "{log}");
    }
}

#[test]
fn a_weak_password_or_none_is_refused() {
    let place = Place::empty(Backend::Sqlite).unwrap();
    for typed in ["", "\n", "ngắn\n"] {
        let refused = place.run_with(ACCOUNT, typed).assert_code(1);
        assert!(
            refused.complained.contains("ít nhất 14 ký tự"),
            "{refused:?}"
        );
    }
    assert!(place.run(&["verify"]).assert_code(0).said.contains("0 mục"));
}
