//! A moderator reads what units registered, wherever they are, and changes nothing.

use super::{at, model};
use crate::support::prelude::*;
use danvankheo::access::Role;
use danvankheo::models::model::ModelState;

#[apply(both_backends!)]
async fn a_moderator_finds_and_reads_what_a_unit_registered_and_changes_nothing(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let registered = model(&t, &unit, ModelState::Registered).await;
    let draft = model(&t, &unit, ModelState::Draft).await;
    let moderator = t.holder_of(Role::Moderator, None).await;
    let home = moderator.get("/").await.assert_ok();
    let menu = home.select("header a[href='/tim-trong-ho-so']");
    assert_eq!(menu, ["Tìm trong hồ sơ"]);

    let found = moderator.get("/tim-trong-ho-so?q=bo+kenh").await;
    let titles = found.assert_ok().select(".task a");
    assert_eq!(
        titles,
        [registered.title.as_str()],
        "drafts are the unit's alone"
    );
    let page = format!("/don-vi/mo-hinh/{}", registered.code);
    let read = moderator.get(&page).await.assert_ok();
    assert!(
        read.select("main form").is_empty(),
        "nothing is changed here"
    );
    assert!(read.select("main a[href='/don-vi']").is_empty(), "no desk");
    moderator
        .get(&at(&registered, "kiem-tra"))
        .await
        .assert_says(&registered.story.approach);
    for part in ["dong-y", "anh", "ket-qua"] {
        moderator
            .get(&at(&registered, part))
            .await
            .assert_status(403);
        moderator.get(&at(&draft, part)).await.assert_status(404);
    }
    let page = format!("/don-vi/mo-hinh/{}", draft.code);
    moderator.get(&page).await.assert_status(404);
}
