//! Criteria sets: loaded once, told when wrong, frozen by use.

use crate::councils::line::{CONDITIONS, Line};
use crate::support::prelude::*;
use danvankheo::access::Actor;
use danvankheo::campaigns::{LoadedSet, criteria, list_criteria, load_criteria};
use danvankheo::error::Result;

async fn load(t: &TestApp, json: &'static str) -> Result<Vec<LoadedSet>> {
    let (db, clock) = (t.app.db.clone(), t.clock().clone());
    tokio::task::spawn_blocking(move || load_criteria(&db, &clock, &Actor::System, json))
        .await
        .unwrap()
}

#[apply(both_backends!)]
async fn the_same_content_twice_makes_no_revision(t: TestApp) {
    let first = load(&t, criteria::SHIPPED).await.unwrap();
    assert!(first.iter().all(|set| set.is_new && set.revision == 1));
    let events = t.events().await.len();
    let again = load(&t, criteria::SHIPPED).await.unwrap();
    assert!(again.iter().all(|set| !set.is_new && set.revision == 1));
    assert_eq!(t.events().await.len(), events);
    assert!(load(&t, "[{]").await.is_err());
}

#[apply(both_backends!)]
async fn a_set_that_a_campaign_uses_is_frozen(t: TestApp) {
    let line = Line::submitted(&t).await;
    let sets = t.read(list_criteria).await;
    let frozen: Vec<&str> = sets
        .iter()
        .filter(|stored| stored.frozen)
        .map(|stored| stored.set.id.as_str())
        .collect();
    assert_eq!(frozen, [CONDITIONS]);
    let page = line
        .secretary
        .get(&format!("/dot-thi-dua/{}", line.campaign))
        .await
        .assert_ok();
    page.assert_says("Bộ tiêu chí").assert_says("Quảng Ngãi");
}
