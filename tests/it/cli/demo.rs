//! `danvankheo demo`.

use super::{program, run};
use crate::support::prelude::*;
use danvankheo::app::DemoAccount;
use danvankheo::db::schema::{adoptions, models, nominations};
use danvankheo::log;
use diesel::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

fn accounts(t: &TestApp, data_dir: &Path, more: &[&str]) -> Vec<DemoAccount> {
    let (out, err, code) = run(program(t, data_dir)
        .args(["demo", "--print-accounts", "json"])
        .args(more));
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).unwrap()
}

#[apply(both_backends!)]
async fn a_demonstration_has_every_role_and_every_station_and_stays(t: TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let first = accounts(&t, folder.path(), &[]);
    let names: Vec<_> = first
        .iter()
        .map(|account| account.username.as_str())
        .collect();
    for name in [
        "can-bo-1",
        "lanh-dao-2",
        "thuong-truc",
        "thu-ky",
        "chu-tich",
        "uy-vien-3",
        "nguoi-ky",
        "kiem-duyet",
        "quan-tri",
    ] {
        assert!(names.contains(&name), "{names:?}");
    }
    let (states, compiled, shown, adoptions): (Vec<String>, i64, i64, i64) = t
        .read(|conn| {
            let states = nominations::table.select(nominations::state).load(conn)?;
            let compiled = models::table
                .filter(models::origin.eq("compiled"))
                .count()
                .get_result(conn)?;
            let untrue = models::table
                .filter(models::origin.eq("registered"))
                .filter(models::title.not_like("%(trình diễn)"))
                .count()
                .get_result(conn)?;
            let adoptions = adoptions::table.count().get_result(conn)?;
            Ok((states, compiled, untrue, adoptions))
        })
        .await;
    let mut stations: BTreeMap<&str, usize> = BTreeMap::new();
    for state in &states {
        *stations.entry(state).or_default() += 1;
    }
    for station in [
        "draft",
        "awaiting_leader",
        "submitted",
        "returned",
        "accepted",
        "in_scoring",
        "scored",
        "recognised",
        "not_recognised",
    ] {
        assert!(stations.contains_key(station), "{station}: {stations:?}");
    }
    assert_eq!(states.len(), 10);
    assert_eq!(adoptions, 4);
    assert_eq!(
        (compiled, shown),
        (292, 0),
        "every model that is not compiled says that it is for trying"
    );
    let head = t.read(log::head).await;

    // A second start keeps what was done; starting over makes new passwords.
    assert_eq!(
        accounts(&t, folder.path(), &[])[0].password,
        first[0].password
    );
    assert_eq!(t.read(log::head).await, head);
    let answer = t.stranger().sign_in("can-bo-1", &first[0].password).await;
    assert_eq!(answer.status(), 303);
    let again = accounts(&t, folder.path(), &["--reset"]);
    assert_ne!(again[0].password, first[0].password);
    assert_eq!(again.len(), first.len());

    // What everyone may sign in to is not served as the real thing.
    let (_, err, code) = run(program(&t, folder.path()).arg("serve"));
    assert!(err.contains("holds a demonstration"), "{err}");
    assert_eq!(code, 3);
}

#[apply(both_backends!)]
async fn what_is_no_demonstration_is_neither_mixed_nor_emptied(t: TestApp) {
    let folder = tempfile::tempdir().unwrap();
    danvankheo::units::seed_facts(&t.app.db, t.clock(), danvankheo::units::Depth::Provinces)
        .unwrap();
    let head = t.read(log::head).await;
    for more in [&[][..], &["--reset"]] {
        let (_, err, code) = run(program(&t, folder.path())
            .args(["demo", "--print-accounts", "json"])
            .args(more));
        assert!(err.contains("neither mixed with one nor emptied"), "{err}");
        assert_eq!(code, 3);
    }
    assert_eq!(t.read(log::head).await, head);
    std::fs::write(folder.path().join("khac"), "x").unwrap();
    std::fs::remove_file(folder.path().join("danvankheo-demo")).unwrap();
    let (_, err, code) = run(program(&t, folder.path()).args(["demo", "--print-accounts", "json"]));
    assert!(err.contains("it holds other things"), "{err}");
    assert_eq!(code, 3);
}
