//! A server that is killed in the middle of its work loses nothing that it has acknowledged, and an import goes on.

use super::waiting::Waiting;
use crate::councils::line::{CONDITIONS, Line};
use crate::models::{at, attach_photo, model};
use crate::support::User;
use crate::support::prelude::*;
use crate::support::program::{Place, Served};
use danvankheo::access::{Role, SeatRole};
use danvankheo::db::Db;
use danvankheo::db::schema::models;
use danvankheo::log::{self, Verified};
use danvankheo::models::model::ModelState;
use diesel::prelude::*;
use futures_util::future::join_all;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::time::{Duration, Instant, SystemTime};

const PASSWORD: &str = "sông núi biển trời";
const WRITERS: usize = 4;
const BEFORE_THE_KILL: i64 = 25;

const CATALOGUE: &str = include_str!("../../../assets/demo/models.jsonl");
/// How often it is looked whether something came in.
const LOOK_EVERY: Duration = Duration::from_millis(10);
/// How long that may take: the units that ship with the program come in first.
const PATIENCE: Duration = Duration::from_secs(120);

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
            .contains("nhật ký nguyên vẹn")
    );
    let db = Db::open(&place.database.url).unwrap();
    assert!(matches!(
        db.read(|conn| log::verify(conn, |_| ())).await.unwrap(),
        Verified::Whole(_)
    ));
    drop(db);
    // The session was acknowledged before any of it.
    let server = place.serve();
    let stranger = server.stranger();
    stranger.caught_up().await;
    let token = browser.cookie("dvk_session").unwrap();
    let again = server.stranger().with_session("dvk_session", &token, "");
    again.get("/tai-khoan").await.assert_ok();
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

/// A person who signs in at a server.
async fn signed_in(server: &Served, user: &User) -> Client {
    let browser = server.stranger();
    browser
        .sign_in(&user.username, PASSWORD)
        .await
        .assert_redirect_to("/");
    browser
}

#[apply(both_backends!)]
async fn what_an_officer_saved_before_the_kill_stands_after_a_new_start(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let user = t.user(Some((Role::Officer, Some(&unit)))).await;
    let draft = model(&t, &unit, ModelState::Draft).await;
    let place = Place::over(&t.app.config.database);
    let mut server = place.serve();
    let officer = signed_in(&server, &user).await;
    attach_photo(&officer, &draft).await;
    let photos = officer.get(&at(&draft, "anh")).await.assert_ok();
    let photo = photos.attribute(".attached img", "src").unwrap();
    let bytes = officer.get(&photo).await.assert_ok();
    let part = at(&draft, "cach-lam");
    let form = officer.get(&part).await.assert_ok();
    let seen = form.value("seen").unwrap();
    let typed = [("seen", seen.as_str()), ("method", "Bàn ở từng bếp lửa")];
    officer.post_form(&part, &typed).await.assert_status(303);
    server.kill();

    place.run(&["verify"]).assert_code(0);
    let server = place.serve();
    let officer = signed_in(&server, &user).await;
    let again = officer.get(&photo).await.assert_ok();
    assert!(again.bytes() == bytes.bytes(), "the photo is another one");
    let form = officer.get(&part).await.assert_ok();
    assert!(form.text().contains("Bàn ở từng bếp lửa"));
}

#[apply(both_backends!)]
async fn the_sheets_of_before_the_kill_stand_after_a_new_start(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let (first, second) = (t.user(None).await, t.user(None).await);
    for member in [&first, &second] {
        t.seat(&line.council, member, SeatRole::Member).await;
    }
    let place = Place::over(&t.app.config.database);
    let mut server = place.serve();
    let hands_in = signed_in(&server, &first).await;
    let begins = signed_in(&server, &second).await;
    let sheet = line.at("/phieu-cham");
    line.hand_in(&hands_in, "dat")
        .await
        .assert_redirect_to("/hoi-dong");
    let begun = [
        ("score-2", "khong_dat"),
        ("remark-2", "Chưa rõ số hộ"),
        ("action", "save"),
        ("version", "0"),
    ];
    begins.post_form(&sheet, &begun).await.assert_status(303);
    server.kill();

    place.run(&["verify"]).assert_code(0);
    let server = place.serve();
    let begins = signed_in(&server, &second).await;
    let form = begins.get(&sheet).await.assert_ok();
    let chosen = form.attributes("input[type='radio'][checked]", "value");
    assert_eq!(chosen, ["khong_dat"]);
    assert!(form.text().contains("Chưa rõ số hộ"));
    // What is handed in changes only once it is taken back: the same again is told that it stands.
    let hands_in = signed_in(&server, &first).await;
    let again = line.hand_in(&hands_in, "khong_dat").await;
    assert_eq!(again.status(), 409, "{}", again.shown());
    let tally = line.chair.get(&line.at("/tong-hop")).await;
    tally.assert_says("1/5 phiếu đã nộp");
}

async fn a_rebuild_that_is_killed_is_made_up_for(backend: Backend) {
    let Some(place) = Place::empty(backend) else {
        return;
    };
    let lines = large_catalogue();
    let total = i64::try_from(lines.len()).unwrap();
    place
        .run_with(&["import", "models", "-"], &lines.join("\n"))
        .assert_code(0);
    let generations = || {
        let Ok(folder) = std::fs::read_dir(place.data_dir().join("index")) else {
            return BTreeSet::new();
        };
        let names = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with("models-v")).collect()
    };
    // Once before there was an index, and once beside one that stands.
    for with_index in [false, true] {
        let before = generations();
        assert_eq!(!before.is_empty(), with_index);
        let rebuild = place.begin(&["reindex"], String::new());
        let began = Instant::now();
        let mut looks = tokio::time::interval(LOOK_EVERY);
        while generations().is_subset(&before) {
            assert!(began.elapsed() < PATIENCE, "nothing is built");
            looks.tick().await;
        }
        rebuild.kill();
        let server = place.serve();
        let stranger = server.stranger();
        stranger.caught_up().await;
        let found = stranger.get("/api/v1/models").await.assert_ok();
        assert_eq!(found.json()["total"], total, "with an index: {with_index}");
        assert_eq!(generations().len(), 1, "what was half built is gone");
    }
}

#[actix_web::test]
async fn a_rebuild_that_is_killed_is_made_up_for_sqlite() {
    a_rebuild_that_is_killed_is_made_up_for(Backend::Sqlite).await;
}

#[actix_web::test]
async fn a_rebuild_that_is_killed_is_made_up_for_postgres() {
    a_rebuild_that_is_killed_is_made_up_for(Backend::Postgres).await;
}

/// The catalogue twelve times over, each time under other ids.
fn large_catalogue() -> Vec<String> {
    let of = |copy: usize| {
        let id = format!("{{\"id\": \"lan{copy}-");
        CATALOGUE
            .lines()
            .map(move |line| line.replacen("{\"id\": \"", &id, 1))
    };
    (1..=12).flat_map(of).collect()
}

async fn an_import_goes_on_after_the_kill(backend: Backend) {
    let Some(place) = Place::empty(backend) else {
        return;
    };
    place.run(&["migrate"]).assert_code(0);
    let lines = large_catalogue();
    let db = Db::open(&place.database.url).unwrap();
    let models_in = async || {
        db.read(|conn| Ok(models::table.count().get_result::<i64>(conn)?))
            .await
    };
    // All but the last line: whatever the pace, the import is under way when it is killed.
    let all_but_one = lines[..lines.len() - 1].join("\n") + "\n";
    let import = place.begin(&["import", "models", "-"], all_but_one);
    let began = Instant::now();
    let mut looks = tokio::time::interval(LOOK_EVERY);
    while models_in().await.unwrap() == 0 {
        assert!(began.elapsed() < PATIENCE, "nothing comes in");
        looks.tick().await;
    }
    import.kill();
    let came_in = models_in().await.unwrap();
    let total = i64::try_from(lines.len()).unwrap();
    assert!((1..total).contains(&came_in), "{came_in} came in");
    drop(db);
    place.run(&["verify"]).assert_code(0);

    let again = place.run_with(&["import", "models", "-"], &lines.join("\n"));
    let said = again.assert_code(0).said;
    let new: i64 = said.split(' ').next().unwrap().parse().unwrap();
    // A database server may commit what it was asked for after who asked was killed.
    assert!((1..=total - came_in).contains(&new), "{came_in}: {said}");
    let there = total - new;
    assert_eq!(
        said,
        format!("{new} mô hình mới, 0 thay đổi, {there} giữ nguyên; 0 dòng bị từ chối\n")
    );
    place.run(&["verify"]).assert_code(0);
    let server = place.serve();
    let stranger = server.stranger();
    stranger.caught_up().await;
    let found = stranger.get("/api/v1/models").await.assert_ok();
    assert_eq!(found.json()["total"], total);
}

#[actix_web::test]
async fn what_a_kill_left_of_an_upload_is_gone_after_the_next_start() {
    let place = Place::empty(Backend::Sqlite).unwrap();
    let folder = place.data_dir().join("media/ab/cd");
    std::fs::create_dir_all(&folder).unwrap();
    let half_written = |name: &str, hours_ago: u64| {
        let path = folder.join(name);
        let file = std::fs::File::create(&path).unwrap();
        let then = SystemTime::now() - Duration::from_secs(hours_ago * 3_600);
        file.set_modified(then).unwrap();
        path
    };
    let (left, under_way) = (
        half_written(".unfinished-a", 2),
        half_written(".unfinished-b", 0),
    );
    let _server = place.serve();
    assert!(!left.exists() && under_way.exists());
}

#[actix_web::test]
async fn an_import_goes_on_after_the_kill_sqlite() {
    an_import_goes_on_after_the_kill(Backend::Sqlite).await;
}

#[actix_web::test]
async fn an_import_goes_on_after_the_kill_postgres() {
    an_import_goes_on_after_the_kill(Backend::Postgres).await;
}

#[actix_web::test]
async fn sqlite() {
    what_was_acknowledged_survives(Backend::Sqlite).await;
}

#[actix_web::test]
async fn postgres() {
    what_was_acknowledged_survives(Backend::Postgres).await;
}
