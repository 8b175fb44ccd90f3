//! Many who search at the same time take turns, and all are answered.

use super::language::titles;
use crate::support::models::compiled;
use crate::support::prelude::*;
use danvankheo::index::Query;
use danvankheo::search::ask;
use futures_util::future::join_all;
use futures_util::poll;
use std::pin::pin;
use std::time::Duration;
use tokio::time::timeout;

const CROWD: usize = 40;
/// Turns that are lost never come back.
const LONG: Duration = Duration::from_secs(30);

#[apply(both_backends!)]
async fn a_crowd_that_searches_at_once_is_answered_each_with_its_own(t: TestApp) {
    for number in 0..CROWD {
        t.enter(&compiled(&format!("Việc thứ {number} làm chung")))
            .await;
    }
    let person = t.stranger();
    let found = join_all((0..CROWD).map(|number| {
        let (person, words) = (&person, format!("\"thứ {number}\""));
        async move { (number, titles(person, &words).await) }
    }));
    for (number, found) in found.await {
        assert_eq!(found, [format!("Việc thứ {number} làm chung")]);
    }
}

#[apply(both_backends!)]
async fn who_stops_waiting_gives_the_turn_to_the_next(t: TestApp) {
    t.enter(&compiled("Thả diều")).await;
    let query = || Query {
        text: String::from("thả diều"),
        public_only: true,
        limit: 1,
        ..Query::default()
    };
    for _ in 0..CROWD {
        // Asked, and no longer waited for: as when a browser closes the connection.
        let gone = pin!(ask(&t.app, query()));
        let _ = poll!(gone);
    }
    let found = timeout(LONG, ask(&t.app, query())).await;
    let found = found.expect("turns are free again");
    assert_eq!(found.expect("a search never fails").total, 1);
}
