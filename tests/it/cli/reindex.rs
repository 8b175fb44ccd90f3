//! `danvankheo reindex`.

use crate::support::program::Place;
use danvankheo::db::{Backend, Db};
use danvankheo::log;

const CATALOGUE: &str = include_str!("../../../assets/demo/models.jsonl");

/// A place with three models of the catalogue, and the newest entry of its log.
fn place_of_three(backend: Backend) -> Option<(Place, i64)> {
    let place = Place::empty(backend)?;
    let three: Vec<&str> = CATALOGUE.lines().take(3).collect();
    place
        .run_with(&["import", "models", "-"], &three.join("\n"))
        .assert_code(0);
    let db = Db::open(&place.database.url).unwrap();
    let head = db.read_now(log::head).unwrap().seq;
    Some((place, head))
}

#[test]
fn reindexing_counts_the_models_and_says_how_far_it_came() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let Some((place, head)) = place_of_three(backend) else {
            continue;
        };
        // A second time there is an index already, and the same comes of it.
        for _ in 0..2 {
            let said = place.run(&["reindex"]).assert_code(0).said;
            assert_eq!(
                said,
                format!("đã lập chỉ mục 3 mô hình công khai, đến mục {head} của nhật ký\n")
            );
        }
    }
}

#[actix_web::test]
async fn a_folder_that_a_server_holds_is_left_to_it() {
    let (place, _) = place_of_three(Backend::Sqlite).unwrap();
    let server = place.serve();
    let refused = place.run(&["reindex"]).assert_code(3);
    assert!(
        refused.complained.contains("tiến trình khác dùng"),
        "{refused:?}"
    );
    assert_eq!(refused.said, "");
    let stranger = server.stranger();
    stranger.caught_up().await;
    stranger
        .get("/mo-hinh?q=hien+dat")
        .await
        .assert_ok()
        .assert_says("hiến đất mở đường liên xã");
    drop(server);
    place.run(&["reindex"]).assert_code(0);
}
