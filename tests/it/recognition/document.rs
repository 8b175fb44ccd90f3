//! The decision once it is recorded, and its signed document: for the council, the host and the unit, not for the public.

use super::decide::{recognised, recognised_with};
use crate::councils::line::{CONDITIONS, Line};
use crate::support::files::PDF;
use crate::support::prelude::*;
use danvankheo::access::SeatRole;

#[apply(both_backends!)]
async fn who_may_read_the_dossier_reads_the_decision_and_takes_its_document(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let file = line.at("/quyet-dinh/tep");
    line.signer.get(&file).await.assert_status(404);
    recognised_with(&line, PDF).await;
    let officer = t.officer_of(&line.unit).await;
    let leader = t.leader_of(&line.unit).await;
    let readers = [
        &line.signer,
        &line.other_signer,
        &line.secretary,
        &line.chair,
        &line.members[0],
        &officer,
        &leader,
    ];
    for reader in readers {
        let page = reader.get(&line.at("/quyet-dinh")).await.assert_ok();
        let page = page.assert_says("125-QĐ/TU").assert_says("20/11/2026");
        assert_eq!(
            page.attribute("a[href$='/tep']", "href"),
            Some(file.clone())
        );
        let document = reader.get(&file).await.assert_ok();
        assert_eq!(document.bytes(), PDF);
        assert_eq!(document.header("content-type"), "application/pdf");
        assert_eq!(document.header("cache-control"), "private, no-store");
        assert_eq!(document.header("x-content-type-options"), "nosniff");
        let disposition = document.header("content-disposition");
        assert!(
            disposition.starts_with("attachment;")
                && disposition.contains("quyet-dinh-125-qd-tu.pdf"),
            "{disposition}"
        );
    }
    // Both desks lead there.
    for (reader, page) in [
        (&line.secretary, line.at("")),
        (&officer, format!("/don-vi/ho-so/{}", line.code)),
    ] {
        let link = format!("main a[href='{}']", line.at("/quyet-dinh"));
        let page = reader.get(&page).await.assert_ok();
        assert_eq!(page.select(&link), ["Xem quyết định"]);
    }
}

#[apply(both_backends!)]
async fn nobody_else_takes_the_document(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    recognised_with(&line, PDF).await;
    let other = t.unit("Đảng ủy xã Chi Lăng").await;
    let neighbour = t.officer_of(&other).await;
    let elsewhere = t.council(&other).await;
    let secretary = t.sitter_in(&elsewhere, SeatRole::Secretary).await;
    for path in ["/quyet-dinh", "/quyet-dinh/tep"].map(|below| line.at(below)) {
        t.stranger().get(&path).await.assert_status(401);
        neighbour.get(&path).await.assert_status(404);
        secretary.get(&path).await.assert_status(404);
        t.admin().await.get(&path).await.assert_status(404);
    }
    // The insider reads it for the unit, whose dossier it is, whatever the conflict says of the council's side.
    line.conflicted
        .get(&line.at("/quyet-dinh/tep"))
        .await
        .assert_ok();
    let page = t.stranger().get("/mo-hinh/ngay-thu-bay-vi-dan").await;
    page.assert_ok()
        .assert_says("125-QĐ/TU")
        .assert_silent_on("/quyet-dinh/tep");
}

#[apply(both_backends!)]
async fn a_decision_without_a_document_says_so(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    recognised(&line).await;
    line.chair
        .get(&line.at("/quyet-dinh"))
        .await
        .assert_ok()
        .assert_says("Quyết định được ghi không kèm tệp.");
    line.chair
        .get(&line.at("/quyet-dinh/tep"))
        .await
        .assert_status(404);
}
