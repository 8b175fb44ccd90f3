//! Needs: stated, ended, read as demand.

use crate::support::prelude::*;
use danvankheo::access::Role;
use danvankheo::needs::model::MOST_OPEN;

const NONE: [(&str, &str); 0] = [];

#[apply(both_backends!)]
async fn a_unit_says_what_it_looks_for_once_and_that_it_was_found(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let officer = t.officer_of(&unit).await;
    officer
        .post_form("/don-vi/nhu-cau", &[("text", "Chợ không rác")])
        .await
        .assert_redirect_to("/don-vi/nhu-cau");
    assert_eq!(t.events().await.last().unwrap().kind, "need.declared");
    let before = t.events().await.len();
    t.leader_of(&unit)
        .await
        .post_form("/don-vi/nhu-cau", &[("text", "cho  KHONG rac")])
        .await
        .assert_redirect_to("/don-vi/nhu-cau");
    assert_eq!(
        t.events().await.len(),
        before,
        "the same need stands already"
    );
    officer
        .get("/don-vi/nhu-cau")
        .await
        .assert_ok()
        .assert_says("Chợ không rác")
        .assert_says("NC-2026-0001")
        .assert_says("Đang tìm");
    officer
        .post_form("/don-vi/nhu-cau/NC-2026-0001/khep", &[("state", "met")])
        .await
        .assert_redirect_to("/don-vi/nhu-cau");
    assert_eq!(t.events().await.last().unwrap().kind, "need.ended");
    officer
        .get("/don-vi/nhu-cau")
        .await
        .assert_ok()
        .assert_says("Đã tìm được");
    officer
        .post_form("/don-vi/nhu-cau/NC-2026-0001/khep", &[("state", "dropped")])
        .await
        .assert_code("conflict.changed");
}

#[apply(both_backends!)]
async fn what_says_nothing_is_refused_beside_its_field_and_kept(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let officer = t.officer_of(&unit).await;
    let long = "chợ ".repeat(100);
    for text in ["", "ab", "!!!", long.as_str()] {
        let page = officer
            .post_form("/don-vi/nhu-cau", &[("text", text)])
            .await
            .assert_status(422);
        assert!(!page.select("#text-error").is_empty(), "{text}");
    }
    officer
        .post_form("/don-vi/nhu-cau/NC-2026-0001/khep", &[("state", "x")])
        .await
        .assert_code("request.malformed");
}

#[apply(both_backends!)]
async fn other_units_needs_are_not_there(t: TestApp) {
    let (unit, other) = (t.unit("Xã Vạn Linh").await, t.unit("Xã Chi Lăng").await);
    t.officer_of(&unit)
        .await
        .post_form("/don-vi/nhu-cau", &[("text", "Chợ không rác")])
        .await;
    let stranger_to_it = t.officer_of(&other).await;
    stranger_to_it
        .get("/don-vi/nhu-cau")
        .await
        .assert_ok()
        .assert_silent_on("Chợ không rác");
    stranger_to_it
        .post_form("/don-vi/nhu-cau/NC-2026-0001/khep", &[("state", "met")])
        .await
        .assert_status(404);
    stranger_to_it
        .post_form(
            "/don-vi/nhu-cau",
            &[("text", "Chợ không rác"), ("unit", unit.id.as_str())],
        )
        .await
        .assert_status(422);
    let admin = t.admin().await;
    admin
        .post_form("/don-vi/nhu-cau", &[("text", "Chợ không rác")])
        .await
        .assert_status(403);
    t.stranger()
        .post_form("/don-vi/nhu-cau", &NONE)
        .await
        .assert_code("sign_in");
}

#[apply(both_backends!)]
async fn standing_agencies_read_what_all_units_look_for_together(t: TestApp) {
    let (one, two) = (t.unit("Xã Vạn Linh").await, t.unit("Xã Chi Lăng").await);
    for (unit, text) in [
        (&one, "Cầu tạm mùa lũ"),
        (&one, "Chợ không rác"),
        (&two, "chợ không rác"),
    ] {
        t.officer_of(unit)
            .await
            .post_form("/don-vi/nhu-cau", &[("text", text)])
            .await;
    }
    let host = t.unit("Ban Tuyên giáo và Dân vận").await;
    for reader in [
        t.holder_of(Role::StandingAgency, Some(&host)).await,
        t.admin().await,
    ] {
        let page = reader.get("/nhu-cau").await.assert_ok();
        let rows = page.select("tbody tr");
        assert_eq!(rows.len(), 2);
        assert!(rows[0].contains("Xã Chi Lăng, Xã Vạn Linh"), "{}", rows[0]);
    }
    t.officer_of(&one)
        .await
        .get("/nhu-cau")
        .await
        .assert_status(404);
    t.stranger().get("/nhu-cau").await.assert_code("sign_in");
}

#[apply(both_backends!)]
async fn who_looks_for_too_much_at_once_is_asked_to_close_some_first(t: TestApp) {
    let officer = t.officer_of(&t.unit("Xã Vạn Linh").await).await;
    let page = "/don-vi/nhu-cau";
    for number in 1..=MOST_OPEN {
        let text = format!("Chợ không rác số {number}");
        officer
            .post_form(page, &[("text", &text)])
            .await
            .assert_redirect_to(page);
    }
    let one_more = [("text", "Cầu tạm mùa lũ")];
    let refused = officer.post_form(page, &one_more).await.assert_status(422);
    let told = refused.field_error("text").unwrap();
    assert!(told.contains("nhiều nhu cầu chưa khép"), "{told}");
    assert_eq!(refused.value("text").as_deref(), Some(one_more[0].1));
    officer
        .post_form("/don-vi/nhu-cau/NC-2026-0001/khep", &[("state", "met")])
        .await
        .assert_redirect_to(page);
    officer
        .post_form(page, &one_more)
        .await
        .assert_redirect_to(page);
}

#[apply(both_backends!)]
async fn a_form_beyond_all_measure_is_not_read(t: TestApp) {
    let officer = t.officer_of(&t.unit("Xã Vạn Linh").await).await;
    let endless = "x".repeat(512 * 1024);
    officer
        .post_form("/don-vi/nhu-cau", &[("text", endless)])
        .await
        .assert_status(413)
        .assert_code("request.too_large")
        .assert_says("Nội dung gửi lên quá lớn.");
    assert!(t.events().await.is_empty());
}
