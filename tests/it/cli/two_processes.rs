//! Two servers over one PostgreSQL database, each with a data folder and an index of its own: what is decided at one
//! is found at both. Two processes over one data folder: the second is refused, and the first goes on.

use super::waiting::Waiting;
use crate::support::models::compiled;
use crate::support::prelude::*;
use crate::support::program::{Place, Served};
use futures_util::future::join;
use std::time::Duration;

/// How soon after the answer to a decision every process finds the model.
const SOON: Duration = Duration::from_secs(1);

#[actix_web::test]
async fn a_model_recognised_at_either_process_is_found_at_both_within_a_second() {
    let Some(t) = TestApp::start(Backend::Postgres).await else {
        return;
    };
    let first = Waiting::about(&t, "Hiến đất mở đường").await;
    let second = Waiting::about(&t, "Phân loại rác tại nguồn").await;
    // What answers the same searches already: a search in vain is kept by nobody, since it is counted.
    for neighbour in [
        "Thôn bên hiến đất mở đường",
        "Thôn bên phân loại rác tại nguồn",
    ] {
        t.enter(&compiled(neighbour)).await;
    }
    let places = [(); 2].map(|()| Place::over(&t.app.config.database));
    let [a, b] = [&places[0], &places[1]].map(Place::serve);
    found_at_both(&first, &a, &b).await;
    found_at_both(&second, &b, &a).await;
}

/// The decision is recorded `here`; it is found there too, where the page without it was kept before.
async fn found_at_both(waiting: &Waiting, here: &Served, there: &Served) {
    let signer = waiting.signer_at(here).await;
    let (near, far) = (here.stranger(), there.stranger());
    for stranger in [&near, &far] {
        stranger.caught_up().await;
        is_kept_without(stranger, waiting).await;
    }
    let page = waiting.page();
    let listed = |answer: &Answer| answer.status() == 200 && answer.text().contains(&page);
    waiting.decide(&signer).await;
    let (took_near, took_far) = join(
        near.open_until(waiting.search(), listed),
        far.open_until(waiting.search(), listed),
    )
    .await;
    assert!(
        took_near <= SOON && took_far <= SOON,
        "found after {took_near:?} where it was decided, after {took_far:?} at the other"
    );
    for stranger in [&near, &far] {
        stranger.get(&page).await.assert_ok();
    }
}

/// The search does not list the model yet, and the second answer comes out of the cache.
async fn is_kept_without(stranger: &Client, waiting: &Waiting) {
    let page = waiting.page();
    stranger.get(&page).await.assert_status(404);
    let search = async || {
        stranger
            .get(waiting.search())
            .await
            .assert_ok()
            .assert_says("Thôn bên")
            .assert_silent_on(&page);
    };
    search().await;
    let before = hits(stranger).await;
    search().await;
    assert_eq!(hits(stranger).await, before + 1, "the search is not kept");
}

/// How many pages the process has answered from its cache.
async fn hits(stranger: &Client) -> u64 {
    let metrics = stranger.get("/metrics").await.assert_ok();
    let line = metrics
        .text()
        .lines()
        .find_map(|line| line.strip_prefix("dvk_page_cache_hits_total "));
    line.unwrap().parse().unwrap()
}

#[apply(both_backends!)]
async fn a_second_process_over_one_data_folder_is_refused_and_the_first_loses_nothing(t: TestApp) {
    t.enter(&compiled("Hiến đất mở đường")).await;
    let place = Place::over(&t.app.config.database);
    let first = place.serve();
    let stranger = first.stranger();
    stranger.caught_up().await;
    for _ in 0..2 {
        for refused in [place.serve_in_vain(), place.run(&["reindex"])] {
            let refused = refused.assert_code(3);
            for said in [
                "thư mục dữ liệu đang do một tiến trình khác dùng",
                "is in use by another process",
                place.data_dir().to_str().unwrap(),
            ] {
                assert!(refused.complained.contains(said), "{said}: {refused:?}");
            }
        }
    }
    finds(&stranger, "hien dat", "Hiến đất mở đường").await;
    t.enter(&compiled("Tiếng kẻng an ninh")).await;
    stranger.caught_up().await;
    finds(&stranger, "tieng keng", "Tiếng kẻng an ninh").await;

    // However the first ends, its folder is free then, and what it had taken in is there.
    drop(first);
    t.enter(&compiled("Nuôi ong lấy mật")).await;
    let second = place.serve();
    let stranger = second.stranger();
    stranger.caught_up().await;
    for (typed, title) in [
        ("hien dat", "Hiến đất mở đường"),
        ("tieng keng", "Tiếng kẻng an ninh"),
        ("nuoi ong", "Nuôi ong lấy mật"),
    ] {
        finds(&stranger, typed, title).await;
    }
    let all = stranger.get("/api/v1/models").await.assert_ok().json();
    assert_eq!(all["total"], 3);
}

async fn finds(stranger: &Client, typed: &str, title: &str) {
    let search = format!("/api/v1/models?q={}", typed.replace(' ', "+"));
    let found = stranger.get(&search).await.assert_ok().json();
    assert_eq!(found["items"][0]["title"], title, "{typed}");
}
