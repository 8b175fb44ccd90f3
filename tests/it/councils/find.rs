//! Search in the back office: everyone finds what they may read, and nothing tells of the rest.

use super::line::{CONDITIONS, Line};
use crate::models::model;
use crate::support::models::registered;
use crate::support::prelude::*;
use danvankheo::models::figure::Figure;
use danvankheo::models::model::ModelState;
use danvankheo::models::story::Story;
use danvankheo::models::{self, Model};

async fn found(client: &Client, q: &str) -> Vec<String> {
    let query = serde_urlencoded::to_string([("q", q)]).unwrap();
    client
        .get(&format!("/tim-trong-ho-so?{query}"))
        .await
        .assert_ok()
        .select(".task__hint")
}

#[apply(both_backends!)]
async fn a_dossier_is_found_by_its_unit_and_by_its_council_and_by_nobody_else(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let officer = t.officer_of(&line.unit).await;
    for client in [&line.secretary, &line.chair, &line.members[0], &line.signer] {
        let hints = found(client, &line.code).await;
        assert_eq!(hints.len(), 1);
        assert!(hints[0].starts_with(&line.code), "{}", hints[0]);
    }
    let own = found(&officer, &line.unit.name).await;
    assert_eq!(own.len(), 2, "the model and the dossier: {own:?}");
    let other = t.unit("Xã Xa Lạ").await;
    for client in [t.officer_of(&other).await, t.leader_of(&other).await] {
        assert!(found(&client, &line.code).await.is_empty());
        assert!(found(&client, &line.unit.name).await.is_empty());
    }
    let admin = t.admin().await;
    admin.get("/tim-trong-ho-so?q=a").await.assert_status(403);
    t.stranger()
        .get("/tim-trong-ho-so?q=a")
        .await
        .assert_code("sign_in");
}

#[apply(both_backends!)]
async fn a_member_with_a_conflict_finds_nothing_of_the_dossier(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let member = &line.members[0];
    assert_eq!(found(member, &line.code).await.len(), 1);
    let typed = [
        ("ground", "kin_declared"),
        ("note", "Người thực hiện là em ruột."),
    ];
    member.post_form(&line.at("/xung-dot"), &typed).await;
    assert!(found(member, &line.code).await.is_empty());
}

#[apply(both_backends!)]
async fn the_council_finds_a_dossier_by_what_was_sent(t: TestApp) {
    let line = Line::in_scoring(&t, CONDITIONS).await;
    let (id, now) = (line.model.clone(), t.now());
    t.write(move |conn| {
        let model = models::get(conn, &id)?;
        let later = Model {
            title: String::from("Tên đổi về sau"),
            ..model
        };
        models::replace(conn, &later, now).map(|_| ())
    })
    .await;
    assert!(found(&line.chair, "đổi về sau").await.is_empty());
    assert_eq!(found(&line.chair, &line.code).await.len(), 1);
    let officer = t.officer_of(&line.unit).await;
    assert_eq!(
        found(&officer, "đổi về sau").await.len(),
        1,
        "the model, by its name of today"
    );
}

#[apply(both_backends!)]
async fn drafts_of_the_own_unit_are_found_marked_or_not(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let draft = model(&t, &unit, ModelState::Draft).await;
    let officer = t.officer_of(&unit).await;
    for q in [
        "tổ tự quản",
        "to tu quan",
        draft.code.as_str(),
        "phân công từng h",
    ] {
        assert_eq!(found(&officer, q).await.len(), 1, "{q}");
    }
    for q in ["", "!!!", "không có gì như thế"] {
        assert!(found(&officer, q).await.is_empty(), "{q}");
    }
}

#[apply(both_backends!)]
async fn whatever_a_model_says_is_found_and_where_it_is_carried_out(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let said = registered(&unit, "Tiếng kẻng an ninh");
    let said = Model {
        province_name: String::from("Hà Giang"),
        district_name: Some(String::from("Huyện Quản Bạ")),
        commune_name: Some(String::from("Xã Lùng Tám")),
        story: Story {
            place_and_target: String::from("Bà con người Dao"),
            forces: String::from("Nòng cốt là cựu chiến binh"),
            resources: String::from("Ngày công đóng góp"),
            schedule: String::from("Sơ kết hằng quý"),
            actors: vec![String::from("Già làng"), String::from("Tổ dệt lanh")],
            replicated_by: String::from("Lan sang thị trấn"),
            place_note: String::from("Giáp hai tỉnh"),
            ..said.story.clone()
        },
        figures: vec![Figure {
            indicator: String::from("Kẻng đã treo"),
            value: String::from("4.262"),
            number: None,
            unit: Some(String::from("chiếc")),
            period: Some(String::from("sáu tháng")),
            baseline: Some(String::from("tám mươi")),
            evidence: Some(String::from("biên bản nghiệm thu")),
        }],
        ..said
    };
    t.write(move |conn| models::insert(conn, &said)).await;
    let officer = t.officer_of(&unit).await;
    for q in [
        "người Dao",
        "cựu chiến binh",
        "ngày công",
        "sơ kết",
        "già làng",
        "dệt lanh",
        "thị trấn",
        "hai tỉnh",
        "kẻng đã treo",
        "4.262 chiếc",
        "sáu tháng",
        "tám mươi",
        "nghiệm thu",
        "Lùng Tám",
        "Quản Bạ",
        "Hà Giang",
        "kẻng nghiệm thu Hà Giang",
    ] {
        assert_eq!(found(&officer, q).await.len(), 1, "{q}");
    }
    let line = Line::in_scoring(&t, CONDITIONS).await;
    for q in ["nguồn lực của", "lực lượng của", "thời gian của"] {
        assert_eq!(found(&line.chair, q).await.len(), 1, "{q}");
    }
}

#[apply(both_backends!)]
async fn raw_typing_is_read_where_nothing_is_found_as_typed(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let draft = model(&t, &unit, ModelState::Draft).await;
    let officer = t.officer_of(&unit).await;
    for q in ["toor+tuwj+quanr", "to63+tu75+quan3"] {
        let page = officer.get(&format!("/tim-trong-ho-so?q={q}")).await;
        let page = page.assert_ok().assert_says("Đang tìm: tổ tự quản");
        assert_eq!(page.select(".task a"), [draft.title.as_str()], "{q}");
    }
    let page = officer.get("/tim-trong-ho-so?q=to+tu+quan").await;
    page.assert_ok().assert_silent_on("Đang tìm:");
}

#[apply(both_backends!)]
async fn what_lies_behind_the_newest_thousand_is_found_one_page_on(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    let of_unit = unit.clone();
    t.write(move |conn| {
        models::insert(conn, &registered(&of_unit, "Tiếng kẻng đầu tiên"))?;
        for _ in 0..1_000 {
            models::insert(conn, &registered(&of_unit, "Đội cồng chiêng"))?;
        }
        Ok(())
    })
    .await;
    let officer = t.officer_of(&unit).await;
    let newest = officer.get("/tim-trong-ho-so?q=keng+dau").await.assert_ok();
    assert!(newest.select(".task a").is_empty());
    let newest = newest
        .assert_says("Không tìm thấy trong các hồ sơ Anh/Chị được xem")
        .assert_says("mỗi loại nhiều nhất 1.000");
    let older = newest.attribute("main a[href*='trang=2']", "href").unwrap();
    let older = officer.get(&older).await.assert_ok();
    assert_eq!(older.select(".task a"), ["Tiếng kẻng đầu tiên"]);
    older
        .assert_says("từ thứ 1.001 đến thứ 2.000")
        .assert_silent_on("trang=3");

    let many = officer.get("/tim-trong-ho-so?q=cong+chieng").await;
    let many = many.assert_ok().assert_says("Mô hình (1.000)");
    assert_eq!(many.select(".task a").len(), 50);
    many.assert_says("Hiện 50 kết quả đầu");
}

#[apply(both_backends!)]
async fn a_search_that_saw_everything_says_nothing_of_older_ones(t: TestApp) {
    let unit = t.unit("Xã Vạn Linh").await;
    model(&t, &unit, ModelState::Draft).await;
    let officer = t.officer_of(&unit).await;
    officer
        .get("/tim-trong-ho-so?q=to+tu+quan")
        .await
        .assert_ok()
        .assert_silent_on("Tìm tiếp trong")
        .assert_silent_on("Mới xem");
}
