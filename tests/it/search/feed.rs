//! The index follows the log, whatever happens to it.

use crate::support::models::compiled;
use crate::support::prelude::*;
use actix_web::web::Data;
use danvankheo::access::Actor;
use danvankheo::app::App;
use danvankheo::db::schema::{events, log_head, models as models_table};
use danvankheo::index::{ModelIndex, Query};
use danvankheo::log::{self, Event, EventKind};
use danvankheo::models::{self, Model};
use danvankheo::search::{ask, start_feed};
use diesel::prelude::*;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

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

    hide(&t, &model).await;
    t.caught_up().await;
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
        limit: 5,
        ..Query::default()
    };
    assert_eq!(ask(&second, query).await.unwrap().total, 1);
    drop(feed);
}

/// Hides a model that everyone saw, and gives the `seq` of that.
async fn hide(t: &TestApp, model: &Model) -> i64 {
    let (hidden, now) = (model.clone(), t.now());
    t.write(move |conn| {
        let hidden = Model {
            is_public: false,
            ..hidden
        };
        models::replace(conn, &hidden, now)?;
        let changed = Event::model(EventKind::ModelChanged, &hidden.id);
        log::append(conn, &Actor::System, changed, now)
    })
    .await
}

#[apply(both_backends!)]
async fn an_index_whose_log_cannot_be_noted_is_taken_for_what_it_holds(t: TestApp) {
    let unwritable = t.app.config.data_dir.join("index-origin");
    std::fs::create_dir(&unwritable).unwrap();
    let model = compiled("Tiếng kẻng an ninh");
    t.enter(&model).await;
    t.enter(&compiled("Hiến đất mở đường")).await;
    let home = async || t.stranger().get("/").await.assert_ok();
    home().await.assert_says("Tiếng kẻng an ninh");
    let seq = hide(&t, &model).await;
    assert!(t.app.wait_for_index(seq, Duration::from_secs(20)).await);
    home().await.assert_silent_on("Tiếng kẻng an ninh");
    let data = &t.app.config.data_dir;
    assert!(said(&t, data, "it could not be noted", "index-origin"));

    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("index-origin")).unwrap();
    let app = caught_up(&t, folder.path()).await;
    assert_eq!(app.index.count(), 1, "what is hidden is not in it");
}

#[apply(both_backends!)]
async fn what_was_hidden_leaves_the_pages_while_the_index_takes_nothing_in(t: TestApp) {
    let model = compiled("Tiếng kẻng an ninh");
    t.enter(&model).await;
    let person = t.stranger();
    let home = async || person.get("/").await.assert_ok();
    home().await.assert_says("Tiếng kẻng an ninh");
    // Where the folder was, nothing can be written any more.
    let dir = t.app.config.index_dir();
    std::fs::remove_dir_all(&dir).unwrap();
    File::create(&dir).unwrap();
    let seq = hide(&t, &model).await;
    let is_gone = |page: &Answer| !page.text().contains("Tiếng kẻng an ninh");
    person.open_until("/", is_gone).await;
    assert!(t.app.index_seq() < seq);
}

#[apply(both_backends!)]
async fn no_page_outlives_a_database_that_was_restored_from_a_copy(t: TestApp) {
    let model = compiled("Tiếng kẻng an ninh");
    t.enter(&model).await;
    let copied = t.read(log::head).await;
    t.enter(&compiled("Hiến đất mở đường")).await;
    let home = async || t.stranger().get("/").await.assert_ok();
    home().await.assert_says("Tiếng kẻng an ninh");
    // The copy is older than the page, and from a time when the model was not public.
    let seq = copied.seq;
    t.write(move |conn| {
        diesel::delete(events::table.filter(events::seq.gt(seq))).execute(conn)?;
        diesel::update(log_head::table)
            .set((log_head::seq.eq(seq), log_head::hash.eq(copied.hash)))
            .execute(conn)?;
        diesel::update(models_table::table.find(&model.id))
            .set(models_table::is_public.eq(false))
            .execute(conn)?;
        Ok(())
    })
    .await;
    let restored = async {
        while t.app.index_seq() != seq {
            tokio::task::yield_now().await;
        }
    };
    let restored = timeout(Duration::from_secs(20), restored).await;
    restored.expect("the index is built anew");
    home().await.assert_silent_on("Tiếng kẻng an ninh");
}

/// A process over the test's database that keeps its index in `folder`, once it has taken in the whole log.
pub(super) async fn caught_up(t: &TestApp, folder: &Path) -> Data<App> {
    let mut config = t.app.config.clone();
    config.data_dir = folder.to_path_buf();
    let app = App::with_db(config, t.clock().clone(), t.app.db.clone()).unwrap();
    let app = Data::new(app);
    let _feed = start_feed(app.clone());
    let head = t.read(log::head).await.seq;
    assert!(app.wait_for_index(head, Duration::from_secs(20)).await);
    app
}

/// What a search for the one model finds.
async fn found(app: &App) -> usize {
    let query = Query {
        text: String::from("hien dat"),
        limit: 5,
        ..Query::default()
    };
    ask(app, query).await.unwrap().total
}

/// Ends a process and gives the folders of the generations that it leaves behind. The feed may be in the middle of a
/// step, which holds the process until it is done.
pub(super) async fn stopped(app: Data<App>) -> Vec<PathBuf> {
    let mut shared = app.into_inner();
    let app = loop {
        match Arc::try_unwrap(shared) {
            Ok(app) => break app,
            Err(still) => shared = still,
        }
        tokio::task::yield_now().await;
    };
    let entries = std::fs::read_dir(app.config.index_dir()).unwrap();
    entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("meta.json").exists())
        .collect()
}

/// Whether a line of the log says of the index in a data folder what happened to it, and why. The lines are those of
/// the whole run.
fn said(t: &TestApp, data: &Path, what: &str, reason: &str) -> bool {
    let mark = format!("index{{folder={}}}", data.join("index").display());
    let lines = t.lines_with(&mark);
    let mut lines = lines.iter();
    lines.any(|line| line.contains(what) && line.contains(reason))
}

#[apply(both_backends!)]
async fn an_index_of_another_version_gives_way_to_a_new_one(t: TestApp) {
    t.enter(&compiled("Hiến đất mở đường")).await;
    let folder = tempfile::tempdir().unwrap();
    let app = caught_up(&t, folder.path()).await;
    let dir = app.config.index_dir();
    let made = stopped(app).await;
    let name = made[0].file_name().unwrap().to_str().unwrap();
    let number = name.rsplit_once('-').unwrap().1;
    let older = dir.join(format!("models-v1-{number}"));
    std::fs::rename(&made[0], &older).unwrap();

    let app = caught_up(&t, folder.path()).await;
    assert_eq!(found(&app).await, 1);
    assert!(!older.exists());
    assert!(said(
        &t,
        folder.path(),
        "the search index begins empty",
        "of another version"
    ));
    assert!(said(
        &t,
        folder.path(),
        "building the search index anew",
        "does not hold everything"
    ));
}

#[apply(both_backends!)]
async fn an_index_of_another_log_gives_way_to_a_new_one(t: TestApp) {
    let kept = compiled("Hiến đất mở đường");
    t.enter(&kept).await;
    let folder = tempfile::tempdir().unwrap();
    let app = caught_up(&t, folder.path()).await;
    let origin = folder.path().join("index-origin");
    stopped(app).await;
    let before = std::fs::read_to_string(&origin).unwrap();
    let head = t.read(log::head).await;
    assert_eq!(before, format!("{} {}\n", head.seq, head.hash));
    // As after a database was restored from a copy and written to since: the same place, another entry.
    let (seq, hash) = before.split_once(' ').unwrap();
    let other: String = hash.chars().rev().collect();
    std::fs::write(&origin, format!("{seq} {}", other.trim())).unwrap();

    let app = caught_up(&t, folder.path()).await;
    assert_eq!(found(&app).await, 1);
    assert!(said(
        &t,
        folder.path(),
        "made from another database",
        "built anew"
    ));
    stopped(app).await;
    assert_eq!(std::fs::read_to_string(&origin).unwrap(), before);
}

#[apply(both_backends!)]
async fn an_index_whose_folder_is_deleted_answers_on_and_is_built_anew(t: TestApp) {
    t.enter(&compiled("Hiến đất mở đường")).await;
    let person = t.stranger();
    let totals = async || {
        let all = person.get("/api/v1/models").await.json();
        let new = person.get("/api/v1/models?q=tieng+keng").await.json();
        (all["total"].clone(), new["total"].clone())
    };
    std::fs::remove_dir_all(t.app.config.index_dir()).unwrap();
    assert_eq!(totals().await, (1.into(), 0.into()));
    let model = compiled("Tiếng kẻng an ninh");
    t.write(move |conn| {
        models::insert(conn, &model)?;
        let entered = Event::model(EventKind::ModelRegistered, &model.id);
        log::append(conn, &Actor::System, entered, model.created_at)
    })
    .await;
    let head = t.read(log::head).await.seq;
    assert!(t.app.wait_for_index(head, Duration::from_secs(30)).await);
    assert_eq!(totals().await, (2.into(), 1.into()));
    assert!(t.app.config.index_dir().exists());
    assert!(said(
        &t,
        &t.app.config.data_dir,
        "the search index could not be brought up to date",
        "was deleted"
    ));
    assert!(said(
        &t,
        &t.app.config.data_dir,
        "building the search index anew",
        "its folder was deleted"
    ));
    assert!(ModelIndex::is_free(&t.app.config.index_dir()).is_err());
}

#[apply(both_backends!)]
async fn an_index_that_is_behind_the_log_says_how_far_and_goes_on(t: TestApp) {
    t.enter(&compiled("Hiến đất mở đường")).await;
    let folder = tempfile::tempdir().unwrap();
    let app = caught_up(&t, folder.path()).await;
    let stood = app.index_seq();
    // As after a kill between what was written and what the index took in of it.
    let made = stopped(app).await;
    for number in 1..=3 {
        t.enter(&compiled(&format!("Mô hình số {number}"))).await;
    }
    let app = caught_up(&t, folder.path()).await;
    assert_eq!(app.index.count(), 4);
    assert_eq!(stopped(app).await, made, "it is not built anew");
    let said = |what: &str| said(&t, folder.path(), "the search index stands at", what);
    assert!(said(&format!("at {stood}, 3 entries behind")));
    caught_up(&t, folder.path()).await;
    assert!(
        !said(", 0 entries behind"),
        "where it stands at the end of the log nothing is said"
    );
}

#[apply(both_backends!)]
async fn an_index_that_was_damaged_or_lost_is_built_anew_at_the_next_start(t: TestApp) {
    t.enter(&compiled("Hiến đất mở đường")).await;
    let folder = tempfile::tempdir().unwrap();
    let app = caught_up(&t, folder.path()).await;
    assert_eq!(found(&app).await, 1);
    let damaged = stopped(app).await;
    let meta = damaged[0].join("meta.json");
    let half = std::fs::metadata(&meta).unwrap().len() / 2;
    let meta = File::options().write(true).open(meta).unwrap();
    meta.set_len(half).unwrap();

    let app = caught_up(&t, folder.path()).await;
    assert_eq!(found(&app).await, 1);
    let lost = app.config.index_dir();
    let rebuilt = stopped(app).await;
    assert!(said(
        &t,
        folder.path(),
        "the search index begins empty",
        "the index is damaged"
    ));
    assert_eq!((damaged.len(), rebuilt.len()), (1, 1));
    assert_ne!(rebuilt, damaged, "another generation answers");
    std::fs::remove_dir_all(lost).unwrap();

    let app = caught_up(&t, folder.path()).await;
    assert_eq!(found(&app).await, 1);
    assert_eq!(stopped(app).await.len(), 1);
}
