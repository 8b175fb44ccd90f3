//! What a unit intends to take up is begun, and how it went is told.

use crate::support::models::compiled;
use crate::support::prelude::*;
use danvankheo::models::Model;

const PAGE: &str = "/don-vi/nhan-rong/NR-2026-0001";
const NOTHING: [(&str, &str); 0] = [];

/// An officer whose unit intends to take a model up on 1 December 2026.
async fn intended(t: &TestApp) -> (Client, Model) {
    let source = compiled("Hiến đất mở đường");
    t.enter(&source).await;
    let unit = t.unit("Xã Bình An").await;
    let officer = t.officer_of(&unit).await;
    let form = [
        ("title", "Hiến đất mở đường ở xã Bình An"),
        ("kept", "Bàn công khai, vận động từng hộ."),
        ("adapted", "Đường nội đồng thay cho đường liên xã."),
        ("started_on", "2026-12-01"),
    ];
    let path = format!("/mo-hinh/{}/nhan-rong", source.slug);
    assert_eq!(officer.post_form(&path, &form).await.status(), 303);
    officer.get(PAGE).await.assert_ok().assert_says("Dự kiến");
    (officer, source)
}

#[apply(both_backends!)]
async fn what_was_intended_is_begun_once(t: TestApp) {
    let (officer, source) = intended(&t).await;
    let step = format!("{PAGE}/bat-dau");
    for (typed, told) in [
        ("2026-11-22", "còn ở phía trước"),
        ("hôm nay", "Hãy nhập ngày bắt đầu"),
    ] {
        let wrong = officer.post_form(&step, &[("started_on", typed)]).await;
        let wrong = wrong.assert_status(422);
        assert!(wrong.field_error("started_on").unwrap().contains(told));
        assert_eq!(wrong.value("started_on").as_deref(), Some(typed));
    }
    let day = [("started_on", "2026-11-20")];
    officer
        .post_form(&step, &day)
        .await
        .assert_redirect_to(PAGE);
    let page = officer.get(PAGE).await.assert_ok();
    let page = page.assert_says("Đang thực hiện").assert_says("20/11/2026");
    assert_eq!(page.select("form[action$='/bat-dau']").len(), 0);
    let events = t.events().await;
    let last = events.last().unwrap();
    assert_eq!(last.kind, "adoption.changed");
    assert!(
        last.data.contains("intended") && last.data.contains("running"),
        "{}",
        last.data
    );
    officer
        .post_form(&step, &day)
        .await
        .assert_code("replication.begun");
    t.caught_up().await;
    t.stranger()
        .get(&format!("/mo-hinh/{}", source.slug))
        .await
        .assert_ok()
        .assert_says("từ 20/11/2026 · Đang thực hiện");
}

#[apply(both_backends!)]
async fn how_an_adoption_ended_is_told_with_its_reason(t: TestApp) {
    let (officer, source) = intended(&t).await;
    let reason = [("reason", "Chưa đủ kinh phí")];
    officer
        .post_form(&format!("{PAGE}/dung"), &reason)
        .await
        .assert_redirect_to(PAGE);
    let page = officer.get(PAGE).await.assert_ok();
    assert_eq!(
        page.select(".timeline__title"),
        ["Đăng ký nhân rộng", "Dừng"]
    );
    page.assert_says("Chưa đủ kinh phí");
    officer
        .post_form(&format!("{PAGE}/bat-dau"), &[("started_on", "2026-11-20")])
        .await
        .assert_code("replication.over");
    t.caught_up().await;
    t.stranger()
        .get(&format!("/mo-hinh/{}", source.slug))
        .await
        .assert_ok()
        .assert_says("Đã dừng");
}

#[apply(both_backends!)]
async fn what_was_carried_out_tells_its_whole_way(t: TestApp) {
    let (officer, _) = intended(&t).await;
    officer
        .post_form(&format!("{PAGE}/bat-dau"), &[("started_on", "2026-11-20")])
        .await;
    officer
        .post_form(&format!("{PAGE}/hoan-thanh"), &NOTHING)
        .await
        .assert_redirect_to(PAGE);
    let page = officer.get(PAGE).await.assert_ok();
    assert_eq!(
        page.select(".timeline__title"),
        ["Đăng ký nhân rộng", "Bắt đầu thực hiện", "Hoàn thành"]
    );
    assert_eq!(page.select("main form").len(), 0, "nothing is left to do");
}

#[apply(both_backends!)]
async fn the_model_of_the_unit_says_where_it_came_from(t: TestApp) {
    let (officer, source) = intended(&t).await;
    let page = officer
        .get("/don-vi/mo-hinh/MH-2026-0001")
        .await
        .assert_ok();
    let link = format!("main a[href='/mo-hinh/{}']", source.slug);
    assert_eq!(page.select(&link), [source.title.as_str()]);
    let link = format!("main a[href='{PAGE}']");
    assert_eq!(page.select(&link).len(), 1);
}

#[apply(both_backends!)]
async fn only_an_officer_of_the_unit_begins_it(t: TestApp) {
    let (_officer, _) = intended(&t).await;
    let step = format!("{PAGE}/bat-dau");
    let day = [("started_on", "2026-11-20")];
    t.stranger().post_form(&step, &day).await.assert_status(401);
    let other = t.unit("Xã Khác").await;
    t.officer_of(&other)
        .await
        .post_form(&step, &day)
        .await
        .assert_status(404);
    assert!(
        t.events()
            .await
            .iter()
            .all(|event| event.kind != "adoption.changed")
    );
}
