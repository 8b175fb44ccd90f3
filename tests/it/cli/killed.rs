//! A server that is killed in the middle of its work loses nothing that it has acknowledged.

use super::waiting::Waiting;
use crate::support::prelude::*;
use crate::support::program::Place;
use danvankheo::db::Db;
use danvankheo::log::{self, Verified};
use futures_util::future::join_all;
use std::cell::Cell;

const PASSWORD: &str = "sông núi biển trời";
const WRITERS: usize = 4;
const BEFORE_THE_KILL: i64 = 25;

async fn what_was_acknowledged_survives(backend: Backend) {
    let Some(place) = Place::empty(backend) else {
        return;
    };
    place
        .run_with(&["create-admin"], &format!("{PASSWORD}\n"))
        .assert_code(0);
    let mut server = place.serve();
    let db = Db::open(&place.database.url).unwrap();
    let before = db.read(log::head).await.unwrap().seq;
    let browser = server.stranger();
    browser
        .sign_in("quan-tri", PASSWORD)
        .await
        .assert_redirect_to("/");
    browser.get("/tai-khoan").await.assert_ok();
    let acknowledged = Cell::new(0_i64);
    let server = Cell::new(Some(&mut server));
    // Each writes as fast as it is answered; at the last answer counted here the server is killed, with the requests
    // of the others under way.
    let write = async || {
        while let Ok(answer) = browser
            .try_post_form("/tai-khoan/dang-xuat-noi-khac", &[("", "")])
            .await
        {
            answer.assert_status(303);
            acknowledged.set(acknowledged.get() + 1);
            if acknowledged.get() == BEFORE_THE_KILL {
                server.take().unwrap().kill();
            }
        }
    };
    join_all((0..WRITERS).map(|_| write())).await;
    assert!(acknowledged.get() >= BEFORE_THE_KILL);
    let after = db.read(log::head).await.unwrap().seq;
    assert!(
        after - before >= acknowledged.get(),
        "{acknowledged:?} acknowledged, {} in the log",
        after - before
    );
    drop(db);
    assert!(
        place
            .run(&["verify"])
            .assert_code(0)
            .said
            .contains("the log is whole")
    );
    let db = Db::open(&place.database.url).unwrap();
    assert!(matches!(
        db.read(|conn| log::verify(conn, |_| ())).await.unwrap(),
        Verified::Whole(_)
    ));
}

#[apply(both_backends!)]
async fn what_was_recognised_before_the_kill_is_found_after_a_new_start(t: TestApp) {
    let waiting = Waiting::about(&t, "Phân loại rác tại nguồn").await;
    let place = Place::over(&t.app.config.database);
    let mut server = place.serve();
    // What the first server has in its index is on the disk from here on; the second goes on from it.
    server.stranger().caught_up().await;
    let signer = waiting.signer_at(&server).await;
    server
        .stranger()
        .get(waiting.search())
        .await
        .assert_ok()
        .assert_silent_on(&waiting.page());
    waiting.decide(&signer).await;
    server.kill();

    let server = place.serve();
    let stranger = server.stranger();
    stranger.caught_up().await;
    stranger
        .get(waiting.search())
        .await
        .assert_ok()
        .assert_says("Phân loại rác tại nguồn");
    stranger.get(&waiting.page()).await.assert_ok();
}

#[actix_web::test]
async fn sqlite() {
    what_was_acknowledged_survives(Backend::Sqlite).await;
}

#[actix_web::test]
async fn postgres() {
    what_was_acknowledged_survives(Backend::Postgres).await;
}
