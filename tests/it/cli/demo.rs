//! `danvankheo demo`.

use super::{program, run};
use crate::support::prelude::*;
use crate::support::program::{Place, Served};
use chrono::NaiveDateTime;
use danvankheo::app::DemoAccount;
use danvankheo::db::schema::{
    adoptions, attachments, campaigns, decisions, events, models, nominations,
};
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
    let (states, compiled, shown, adoptions): (Vec<(String, String)>, i64, i64, i64) = t
        .read(|conn| {
            let states = nominations::table
                .inner_join(campaigns::table.on(campaigns::id.eq(nominations::campaign_id)))
                .select((campaigns::code, nominations::state))
                .load(conn)?;
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
    // Every station can be seen where conditions are judged and where points are given.
    let mut stations: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for (campaign, state) in &states {
        let of_campaign = stations.entry(campaign).or_default();
        *of_campaign.entry(state).or_default() += 1;
    }
    assert_eq!((stations.len(), states.len()), (2, 20));
    for (campaign, stations) in &stations {
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
            assert!(
                stations.contains_key(station),
                "{campaign}, {station}: {stations:?}"
            );
        }
    }
    let consulted = states
        .iter()
        .filter(|(_, state)| state == "in_consultation")
        .count();
    assert_eq!(consulted, 1);
    assert_eq!(adoptions, 4);
    assert_eq!(
        (compiled, shown),
        (292, 0),
        "every model that is not compiled says that it is for trying"
    );
    let sectors: Vec<(String, String)> = t
        .read(|conn| {
            Ok(models::table
                .select((models::id, models::sector))
                .load(conn)?)
        })
        .await;
    let pairs: Vec<(String, String)> = t
        .read(|conn| {
            let pair = (adoptions::source_model_id, adoptions::model_id);
            Ok(adoptions::table.select(pair).load(conn)?)
        })
        .await;
    let sectors: BTreeMap<String, String> = sectors.into_iter().collect();
    assert!(
        pairs
            .iter()
            .any(|(source, own)| sectors[source] != sectors[own]),
        "nothing is taken up across sectors"
    );
    let (captions, undocumented, days): (Vec<String>, i64, Vec<NaiveDateTime>) = t
        .read(|conn| {
            let captions = attachments::table.select(attachments::caption).load(conn)?;
            let undocumented = decisions::table
                .filter(decisions::file_sha256.is_null())
                .count()
                .get_result(conn)?;
            let days = events::table
                .select(events::at)
                .order(events::seq)
                .load(conn)?;
            Ok((captions, undocumented, days))
        })
        .await;
    assert!(captions.len() > 10, "{captions:?}");
    for caption in &captions {
        assert!(
            caption.contains("trình diễn") && caption.contains("không"),
            "{caption} does not say what it is"
        );
    }
    assert_eq!(undocumented, 0, "every decision has its document");
    assert!(
        days.is_sorted(),
        "what happened later is told to have happened later"
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
    assert!(err.contains("là bản trình diễn"), "{err}");
    assert_eq!(code, 2);
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
        assert!(err.contains("không trộn vào và không xóa"), "{err}");
        assert_eq!(code, 2);
    }
    assert_eq!(t.read(log::head).await, head);
    std::fs::write(folder.path().join("khac"), "x").unwrap();
    std::fs::remove_file(folder.path().join("danvankheo-demo")).unwrap();
    let (_, err, code) = run(program(&t, folder.path()).args(["demo", "--print-accounts", "json"]));
    assert!(err.contains("có nội dung khác"), "{err}");
    assert_eq!(code, 2);
}

#[actix_web::test]
async fn a_served_demonstration_offers_its_accounts_and_a_real_site_offers_none() {
    const OFFERED: &str = "[data-fill-username][data-fill-password]";
    let place = Place::empty(Backend::Sqlite).unwrap();
    let demo = place.serve_with(&["demo"], &[]);
    let browser = demo.stranger();
    let page = browser.get("/dang-nhap").await.assert_ok();
    assert!(page.select(OFFERED).len() >= 9, "{}", page.shown());
    let username = page.attribute(OFFERED, "data-fill-username").unwrap();
    let password = page.attribute(OFFERED, "data-fill-password").unwrap();
    assert!(page.seen().contains(&password), "it can be read, too");
    browser
        .sign_in(&username, &password)
        .await
        .assert_redirect_to("/");
    browser.get("/tai-khoan").await.assert_ok();
    let said = demo.said();
    for (username, password) in std::iter::zip(
        page.attributes(OFFERED, "data-fill-username"),
        page.attributes(OFFERED, "data-fill-password"),
    ) {
        let line = said.lines().find(|line| line.contains(&username));
        assert!(line.is_some_and(|line| line.contains(&password)), "{said}");
    }

    let place = Place::empty(Backend::Sqlite).unwrap();
    let real = place.serve();
    let page = real.stranger().get("/dang-nhap").await.assert_ok();
    assert_eq!(page.select(OFFERED).len(), 0);
    page.assert_silent_on("Tài khoản dùng thử");
    assert_eq!(real.said(), "");
}

/// Someone who uses an account that the sign-in page offers.
async fn offered(demo: &Served, username: &str) -> (Client, String) {
    let browser = demo.stranger();
    let page = browser.get("/dang-nhap").await.assert_ok();
    let offer = format!("[data-fill-username='{username}']");
    let password = page.attribute(&offer, "data-fill-password").unwrap();
    let answer = browser.sign_in(username, &password).await;
    answer.assert_redirect_to("/");
    (browser, password)
}

#[actix_web::test]
async fn what_people_did_in_a_demonstration_stays_until_it_is_begun_anew() {
    const NEEDS: &str = "/don-vi/nhu-cau";
    const NEED: &str = "Trông trẻ vào mùa gặt";
    let place = Place::empty(Backend::Sqlite).unwrap();
    let mut demo = place.serve_with(&["demo"], &[]);
    // From its first answer on, everything is found.
    let found = demo.stranger().get("/api/v1/models").await.assert_ok();
    assert!(found.json()["total"].as_i64().unwrap() > 290);
    let (officer, password) = offered(&demo, "can-bo-1").await;
    officer
        .post_form(NEEDS, &[("text", NEED)])
        .await
        .assert_redirect_to(NEEDS);

    // Not while it is served: what is acknowledged there would be lost.
    let refused = place.run(&["demo", "--reset"]).assert_code(3);
    assert!(refused.complained.contains("tiến trình khác dùng"));
    officer.get(NEEDS).await.assert_ok().assert_says(NEED);
    demo.kill();

    let mut demo = place.serve_with(&["demo"], &[]);
    let (officer, same) = offered(&demo, "can-bo-1").await;
    assert_eq!(same, password);
    officer.get(NEEDS).await.assert_ok().assert_says(NEED);
    demo.kill();

    let demo = place.serve_with(&["demo", "--reset"], &[]);
    let (officer, new) = offered(&demo, "can-bo-1").await;
    assert_ne!(new, password);
    officer.get(NEEDS).await.assert_ok().assert_silent_on(NEED);
    let (admin, _) = offered(&demo, "quan-tri").await;
    admin.get("/quan-tri").await.assert_ok();
}
