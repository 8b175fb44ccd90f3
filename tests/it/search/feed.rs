//! The index follows the log, whatever happens to it.

use crate::support::models::compiled;
use crate::support::prelude::*;
use actix_web::web::Data;
use danvankheo::access::Actor;
use danvankheo::app::App;
use danvankheo::index::Query;
use danvankheo::log::{self, Event, EventKind};
use danvankheo::models;
use danvankheo::search::{ask, start_feed};
use std::time::Duration;

#[apply(both_backends!)]
async fn a_model_is_found_once_it_is_entered_and_no_more_once_it_is_hidden(t: TestApp) {
    let model = compiled("Tiếng kẻng an ninh");
    t.enter(&model).await;
    let person = t.stranger();
    person
        .get("/mo-hinh?q=tieng+keng")
        .await
        .assert_ok()
        .assert_says("Tiếng kẻng an ninh");

    let (hidden, now) = (model.clone(), t.now());
    t.change(move |conn| {
        let hidden = models::Model {
            is_public: false,
            ..hidden
        };
        models::replace(conn, &hidden, now)?;
        log::append(
            conn,
            &Actor::System,
            Event::model(EventKind::ModelChanged, &hidden.id),
            now,
        )
    })
    .await;
    person
        .get("/mo-hinh?q=tieng+keng")
        .await
        .assert_ok()
        .assert_silent_on("an ninh</a>");
    assert_eq!(
        person
            .get("/api/v1/models?q=tieng+keng")
            .await
            .assert_ok()
            .json()["total"],
        0
    );
    person
        .get(&format!("/mo-hinh/{}", model.slug))
        .await
        .assert_status(404);
    person
        .get(&format!("/api/v1/models/{}", model.code))
        .await
        .assert_status(404);
}

#[apply(both_backends!)]
async fn a_second_process_over_the_same_database_finds_a_model_within_a_second(t: TestApp) {
    for number in 0..3 {
        t.enter(&compiled(&format!("Mô hình số {number}"))).await;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut config = t.app.config.clone();
    config.data_dir = folder.path().to_path_buf();

    let second = Data::new(App::open(config, t.clock().clone()).unwrap());
    assert!(
        !second.index_ready(),
        "an index that holds nothing yet does not answer"
    );
    let feed = start_feed(second.clone());
    let head = t.read(log::head).await.seq;
    assert!(second.wait_for_index(head, Duration::from_secs(20)).await);
    assert_eq!(second.index.count(), 3);

    t.enter(&compiled("Tiếng kẻng an ninh")).await;
    let head = t.read(log::head).await.seq;
    assert!(second.wait_for_index(head, Duration::from_secs(1)).await);
    let query = Query {
        text: String::from("tieng keng"),
        public_only: true,
        limit: 5,
        ..Query::default()
    };
    assert_eq!(ask(&second, query).await.unwrap().total, 1);
    drop(feed);
}

#[apply(both_backends!)]
async fn a_damaged_index_is_built_anew_at_the_next_start(t: TestApp) {
    t.enter(&compiled("Hiến đất mở đường")).await;
    let folder = tempfile::tempdir().unwrap();
    let mut config = t.app.config.clone();
    config.data_dir = folder.path().to_path_buf();
    std::fs::create_dir_all(config.index_dir().join("1")).unwrap();
    std::fs::write(
        config.index_dir().join("1").join("meta.json"),
        b"{ not an index",
    )
    .unwrap();

    let app = Data::new(App::with_db(config, t.clock().clone(), t.app.db.clone()).unwrap());
    let _feed = start_feed(app.clone());
    let head = t.read(log::head).await.seq;
    assert!(app.wait_for_index(head, Duration::from_secs(20)).await);
    assert_eq!(app.index.count(), 1);
}
